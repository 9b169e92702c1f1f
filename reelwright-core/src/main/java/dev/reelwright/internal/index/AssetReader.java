package dev.reelwright.internal.index;

import dev.reelwright.asset.AssetOptions;
import dev.reelwright.asset.Chapter;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.MediaSource;
import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.Track;
import dev.reelwright.asset.TrackSegment;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.ChapterMark;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.StreamInfo;
import dev.reelwright.internal.engine.Tag;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.isobmff.EditEntry;
import dev.reelwright.internal.isobmff.MovieFacts;
import dev.reelwright.internal.isobmff.MovieMetadata;
import dev.reelwright.internal.isobmff.MovieMetadataReader;
import dev.reelwright.internal.isobmff.MovieReader;
import dev.reelwright.internal.isobmff.TrackFacts;
import dev.reelwright.internal.metadata.Languages;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeMapping;
import dev.reelwright.time.TimeRange;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the headers of a file and places its tracks on one timeline that starts at zero. */
public final class AssetReader {
    /** Ticks; more than any film, and sums of as many as a file can hold do not overflow. */
    private static final long LONGEST_EDIT = 1L << 40;

    private final Demuxer demuxer;
    private final @Nullable MovieFacts movie;
    private final AssetTags tags;
    private final AssetOptions limits;
    private final boolean containerIdsAreUnique;

    private AssetReader(Demuxer demuxer, @Nullable MovieFacts movie, AssetTags tags, AssetOptions limits) {
        this.demuxer = demuxer;
        this.movie = movie;
        this.tags = tags;
        this.limits = limits;
        this.containerIdsAreUnique = uniqueIds(demuxer.streams());
    }

    public static AssetFacts read(MediaSource source, AssetOptions options) {
        try (Demuxer demuxer = Demuxer.open(source, options)) {
            boolean isMovie = demuxer.formatName().equals("mov");
            MovieFacts movie = isMovie ? boxes(demuxer, source, MovieReader::read) : null;
            MovieMetadata metadata = isMovie ? boxes(demuxer, source, MovieMetadataReader::read) : null;
            AssetTags tags = AssetTags.read(source, demuxer, metadata);
            return new AssetReader(demuxer, movie, tags, options).read(source.name());
        }
    }

    /** Reads something from a file's boxes. */
    private interface BoxReading<T> {
        @Nullable
        T read(SeekableByteChannel file) throws IOException;
    }

    private static <T> @Nullable T boxes(Demuxer demuxer, MediaSource source, BoxReading<T> reading) {
        try (SeekableByteChannel file = demuxer.channel()) {
            return reading.read(file);
        } catch (IOException e) {
            // FFmpeg read the file all the same, so its facts have to do.
            System.getLogger(AssetReader.class.getName())
                    .log(System.Logger.Level.DEBUG, "the boxes of " + source.name() + " could not be read", e);
            return null;
        }
    }

    private AssetFacts read(String name) {
        List<StreamInfo> streams = demuxer.streams();
        if (streams.isEmpty()) {
            throw new MediaException(ErrorCode.INVALID_SOURCE_MEDIA, name + " has no tracks");
        }
        List<Span> spans = spans(streams);
        MediaTime zero = spans.stream()
                .filter(Span::isPresented)
                .map(Span::start)
                .min(MediaTime::compareTo)
                .orElse(MediaTime.ZERO);
        List<Track> tracks = new ArrayList<>();
        MediaTime duration = MediaTime.ZERO;
        for (Span span : spans) {
            Track track = track(span, zero);
            tracks.add(track);
            if (span.isPresented()) {
                duration = MediaTime.max(duration, track.timeRange().end());
            }
        }
        return new AssetFacts(
                demuxer.formatName(),
                zero,
                duration,
                tracks,
                tags.ofAsset(),
                chapters(zero, duration),
                protectedTracks(spans, tracks));
    }

    private List<Chapter> chapters(MediaTime zero, MediaTime duration) {
        String language = demuxer.streams().stream()
                .filter(this::isChapters)
                .map(StreamInfo::language)
                .findFirst()
                .orElse("und");
        List<Chapter> chapters = new ArrayList<>();
        for (ChapterMark mark : demuxer.chapters()) {
            MediaTime start = MediaTime.max(MediaTime.ZERO, mark.start().minus(zero));
            MediaTime end = MediaTime.min(mark.end().minus(zero), duration);
            if (start.isBefore(end)) {
                chapters.add(new Chapter(TimeRange.between(start, end), mark.title(), language));
            }
        }
        chapters.sort((a, b) -> a.timeRange().start().compareTo(b.timeRange().start()));
        return chapters;
    }

    /** Whether its samples are the titles or pictures of chapters, of which a track of QuickTime's says so by its reference. */
    private boolean isChapters(StreamInfo stream) {
        return movie != null
                && movie.tracks().stream()
                        .anyMatch(t ->
                                t.references().getOrDefault("chap", List.of()).contains(stream.containerId()));
    }

    /** Where a stream has media, on the container's own clock. */
    private record Span(StreamInfo stream, MediaTime start, MediaTime end) {
        boolean isPresented() {
            return !stream.attachedPicture()
                    && (stream.format() instanceof FormatDescription.Video
                            || stream.format() instanceof FormatDescription.Audio);
        }
    }

    private List<Span> spans(List<StreamInfo> streams) {
        List<Span> spans = new ArrayList<>();
        for (StreamInfo stream : streams) {
            Span edited = edited(stream);
            if (edited != null) {
                spans.add(edited);
                continue;
            }
            MediaTime start = start(stream);
            GaplessInfo gapless = gapless(stream);
            MediaTime end = gapless == null ? headerEnd(stream, start) : start.plus(gapless.duration());
            end = heldEnd(stream, end);
            if (end != null && gapless == null && stream.format() instanceof FormatDescription.Audio) {
                end = soundEnd(stream, start, end);
            }
            Span span = new Span(stream, start, end == null || end.isBefore(start) ? start : end);
            if (span.isPresented() && (end == null || !stream.exactDuration())) {
                span = measured(stream);
            }
            spans.add(span);
        }
        return spans;
    }

    /** Where the edit list plays media, null where the demuxer's times tell that. */
    private @Nullable Span edited(StreamInfo stream) {
        TrackFacts facts = boxFacts(stream);
        List<TrackSegment> segments = facts == null ? List.of() : segments(facts, MediaTime.ZERO);
        EditedPackets packets = EditedMedia.packets(demuxer, stream.index(), segments, MediaTime.ZERO);
        if (packets == null || packets.table().count() == 0) {
            return null;
        }
        Span media = span(stream, packets.table());
        MediaTime end = MediaTime.ZERO;
        for (TrackSegment segment : segments) {
            end = segment.isEmpty() ? end : segment.mapping().target().end();
        }
        // a picture is held until the edit ends, sound is not
        boolean sound = stream.format() instanceof FormatDescription.Audio;
        return new Span(stream, media.start(), sound ? MediaTime.min(media.end(), end) : end);
    }

    private MediaTime soundEnd(StreamInfo stream, MediaTime start, MediaTime end) {
        TrackFacts facts = boxFacts(stream);
        if (movie != null && facts != null && isClock(movie.timescale()) && isClock(facts.timescale())) {
            return SoundEnd.ofMedia(movie, facts, start, end);
        }
        return switch (demuxer.formatName()) {
            case "ogg" -> SoundEnd.withoutPreSkip(stream, end);
            case "mpegts" -> SoundEnd.ofLastPackets(demuxer, stream, end);
            default -> end;
        };
    }

    /** What iTunes-style files say of priming and padding; an edit list says it better where there is one. */
    private @Nullable GaplessInfo gapless(StreamInfo stream) {
        TrackFacts facts = boxFacts(stream);
        boolean edited = facts != null && !facts.edits().isEmpty();
        // in other containers such a tag is left over from another file
        if (edited || movie == null || !(stream.format() instanceof FormatDescription.Audio audio)) {
            return null;
        }
        return GaplessInfo.find(stream.metadata(), demuxer.metadata(), audio.sampleRate());
    }

    private static MediaTime start(StreamInfo stream) {
        if (stream.start() == TimeBase.NONE) {
            return MediaTime.ZERO;
        }
        MediaTime start = stream.timeBase().time(stream.start());
        boolean isPriming = stream.initialPadding() > 0 && stream.format() instanceof FormatDescription.Audio;
        return isPriming && start.isBefore(MediaTime.ZERO) ? MediaTime.ZERO : start;
    }

    private @Nullable MediaTime headerEnd(StreamInfo stream, MediaTime start) {
        if (stream.duration() != TimeBase.NONE && stream.duration() > 0) {
            return start.plus(stream.timeBase().time(stream.duration()));
        }
        MediaTime tagged = taggedEnd(stream);
        long micros = demuxer.durationMicros();
        if (micros == TimeBase.NONE || micros <= 0) {
            return tagged != null && tagged.isAfter(start) ? tagged : null;
        }
        long startMicros = demuxer.startMicros() == TimeBase.NONE ? 0 : demuxer.startMicros();
        MediaTime whole = MediaTime.max(start, new TimeBase(1, 1_000_000).time(startMicros + micros));
        // a tag may be left over from another file: it can only say how much earlier than the file this track ends
        return tagged != null && tagged.isAfter(start) && tagged.isBefore(whole) && !tagsAreStale(whole)
                ? tagged
                : whole;
    }

    private static boolean isClock(long timescale) {
        return timescale > 0 && timescale <= Integer.MAX_VALUE;
    }

    /** The last picture is held until an edit list ends that outlasts the samples' own durations, and is cut where it ends before. */
    private @Nullable MediaTime heldEnd(StreamInfo stream, @Nullable MediaTime end) {
        TrackFacts facts = boxFacts(stream);
        if (end == null || facts == null || movie == null || !(stream.format() instanceof FormatDescription.Video)) {
            return end;
        }
        if (movie.fragmented() || !isClock(movie.timescale())) {
            return end;
        }
        long ticks = 0;
        for (EditEntry edit : facts.edits()) {
            ticks += Math.min(edit.segmentDuration(), LONGEST_EDIT);
        }
        TimeBase clock = TimeBase.ofScale((int) movie.timescale());
        // the movie's clock may be coarse: what is less than a tick longer or shorter was only rounded
        boolean longer = clock.time(ticks - 1).isAfter(end);
        boolean shorter = ticks > 0 && clock.time(ticks + 1).isBefore(end);
        return longer || shorter ? clock.time(ticks) : end;
    }

    /** Whether no track's tag comes near the file's own end, so that none of them can be believed. */
    private boolean tagsAreStale(MediaTime whole) {
        MediaTime nearly = whole.minus(MediaTime.seconds(1));
        return demuxer.streams().stream()
                .map(AssetReader::taggedEnd)
                .noneMatch(tagged -> tagged != null && !tagged.isBefore(nearly));
    }

    /** Matroska writers note in a tag of each track when its last frame ends. */
    private static @Nullable MediaTime taggedEnd(StreamInfo stream) {
        for (Tag item : stream.metadata()) {
            if (item.key().equalsIgnoreCase("DURATION")) {
                try {
                    MediaTime end = MediaTime.parse(item.value());
                    return end.isNumeric() ? end : null;
                } catch (IllegalArgumentException e) {
                    return null;
                }
            }
        }
        return null;
    }

    /** The header does not say, or only guesses: read the packets. */
    private Span measured(StreamInfo stream) {
        demuxer.seek(-1, 0);
        PacketTable table = PacketIndexer.table(demuxer, stream.index());
        return span(stream, table);
    }

    private static Span span(StreamInfo stream, PacketTable table) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int i = 0; i < table.count(); i++) {
            if (!table.isHidden(i)) {
                first = Math.min(first, table.pts(i));
                last = Math.max(last, table.pts(i) + table.duration(i));
            }
        }
        return first > last
                ? new Span(stream, MediaTime.ZERO, MediaTime.ZERO)
                : new Span(
                        stream, stream.timeBase().time(first), stream.timeBase().time(last));
    }

    private Track track(Span span, MediaTime zero) {
        StreamInfo stream = span.stream();
        TrackFacts facts = boxFacts(stream);
        TimeRange range = TimeRange.between(span.start().minus(zero), span.end().minus(zero));
        String language = Languages.terminological(stream.language());
        boolean isChapters = isChapters(stream);
        return new Track(
                trackId(stream),
                stream.index(),
                isChapters ? MediaType.DATA : stream.mediaType(),
                facts == null ? enabledByDefault(stream) : facts.enabled(),
                facts == null ? 0 : facts.alternateGroup(),
                language,
                facts == null || facts.extendedLanguage() == null ? Languages.tag(language) : facts.extendedLanguage(),
                stream.roles(),
                fallback(facts),
                isChapters ? new FormatDescription.Other(Track.CHAPTERS) : format(stream),
                range,
                timescale(stream, facts),
                stream.transform(),
                stream.frameRate(),
                stream.bitRate(),
                segments(stream, facts, range, zero),
                tags.of(stream, facts == null ? 0 : facts.id()),
                stream.attachedPicture() && !isChapters);
    }

    private int trackId(StreamInfo stream) {
        return containerIdsAreUnique ? stream.containerId() : stream.index() + 1;
    }

    /** The track that stands in for one that cannot be presented (QuickTime File Format, "Track References"). */
    private Optional<Integer> fallback(@Nullable TrackFacts facts) {
        List<Integer> ids = facts == null ? List.of() : facts.references().getOrDefault("fall", List.of());
        return demuxer.streams().stream()
                .filter(other -> ids.contains(other.containerId()))
                .map(this::trackId)
                .findFirst();
    }

    /** By the type of their samples' description (ISO/IEC 14496-12 §8.12; {@code drm…} is older than that). */
    private Set<Integer> protectedTracks(List<Span> spans, List<Track> tracks) {
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < tracks.size(); i++) {
            TrackFacts facts = boxFacts(spans.get(i).stream());
            boolean encrypted = facts != null
                    && facts.sampleEntries().stream()
                            .anyMatch(type -> type.startsWith("enc") || type.startsWith("drm"));
            if (encrypted) {
                ids.add(tracks.get(i).id());
            }
        }
        return ids;
    }

    /** PQ says how bright it becomes, be it in the bitstream alone. */
    private FormatDescription format(StreamInfo stream) {
        if (!(stream.format() instanceof FormatDescription.Video told)) {
            return stream.format();
        }
        FormatDescription.Video video = PictureShape.of(told, stream, boxFacts(stream), limits);
        if (!video.color().isPq() || video.hdr().isStatic() || stream.attachedPicture()) {
            return video;
        }
        return video.withHdr(video.hdr().or(FirstPicture.hdr(demuxer, stream)));
    }

    /** Containers without flags present everything; of those with flags FFmpeg marks the first track at least. */
    private boolean enabledByDefault(StreamInfo stream) {
        boolean anyMarked = demuxer.streams().stream().anyMatch(StreamInfo::enabled);
        return !anyMarked || stream.enabled() || isOnlyOneOfItsKind(stream);
    }

    private boolean isOnlyOneOfItsKind(StreamInfo stream) {
        return demuxer.streams().stream()
                        .filter(s -> s.mediaType() == stream.mediaType())
                        .count()
                == 1;
    }

    private static int timescale(StreamInfo stream, @Nullable TrackFacts facts) {
        if (facts != null && facts.timescale() > 0 && facts.timescale() <= Integer.MAX_VALUE) {
            return (int) facts.timescale();
        }
        return stream.timeBase().denominator();
    }

    private @Nullable TrackFacts boxFacts(StreamInfo stream) {
        if (movie == null) {
            return null;
        }
        return movie.tracks().stream()
                .filter(t -> t.id() == stream.containerId())
                .findFirst()
                .orElse(null);
    }

    private List<TrackSegment> segments(
            StreamInfo stream, @Nullable TrackFacts facts, TimeRange range, MediaTime zero) {
        GaplessInfo gapless = gapless(stream);
        if (gapless != null) {
            TimeRange source = TimeRange.of(gapless.priming(), gapless.duration());
            return List.of(new TrackSegment(new TimeMapping(source, range)));
        }
        return facts == null ? List.of() : segments(facts, zero);
    }

    private List<TrackSegment> segments(TrackFacts facts, MediaTime zero) {
        if (movie == null || movie.fragmented() || !isClock(movie.timescale()) || !isClock(facts.timescale())) {
            return List.of();
        }
        TimeBase movieClock = TimeBase.ofScale((int) movie.timescale());
        TimeBase mediaClock = TimeBase.ofScale((int) facts.timescale());
        List<TrackSegment> segments = new ArrayList<>();
        MediaTime at = MediaTime.ZERO.minus(zero);
        for (EditEntry edit : facts.edits()) {
            MediaTime length = movieClock.time(edit.segmentDuration());
            TimeRange target = TimeRange.of(at, length);
            if (edit.mediaTime() < 0) {
                segments.add(new TrackSegment(TimeMapping.empty(target)));
            } else {
                MediaTime sourceLength = edit.mediaRate() == 1 ? length : length.times(edit.mediaRate());
                TimeRange source = TimeRange.of(mediaClock.time(edit.mediaTime()), sourceLength);
                segments.add(new TrackSegment(new TimeMapping(source, target)));
            }
            at = at.plus(length);
        }
        return segments;
    }

    private static boolean uniqueIds(List<StreamInfo> streams) {
        Set<Integer> seen = new HashSet<>();
        return streams.stream().allMatch(s -> s.containerId() > 0 && seen.add(s.containerId()));
    }
}
