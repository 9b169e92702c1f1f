package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetOptions;
import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.Track;
import dev.reelwright.asset.TrackSegment;
import dev.reelwright.internal.bitstream.BitstreamException;
import dev.reelwright.internal.bitstream.BitstreamFormat;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.isobmff.Edit;
import dev.reelwright.internal.source.StopSignal;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the packets of several files of one kind behind each other. In movies all media go in, one after the other, and
 * edit lists with an entry for each stretch say what is presented; elsewhere every packet is presented when it is there.
 */
final class PartJoiner {
    /** More packets than any coding has in another order than that of its pictures. */
    private static final int MOST_REORDERED = 64;

    private final List<Asset> parts = new ArrayList<>();
    private final List<JoinedTrack> tracks = new ArrayList<>();
    private final boolean movie;
    private final List<MediaEnd> mediaEnds = new ArrayList<>();
    private final List<@Nullable DecodeTimes> decodeTimes = new ArrayList<>();
    private final StopSignal stop;
    private final Consumer<MediaTime> progress;

    PartJoiner(List<Path> files, boolean movie, StopSignal stop, Consumer<MediaTime> progress) {
        files.forEach(file -> parts.add(Asset.open(file, AssetOptions.DEFAULT)));
        this.movie = movie;
        this.stop = stop;
        this.progress = progress;
    }

    List<Asset> parts() {
        return parts;
    }

    List<JoinedTrack> tracks() {
        return tracks;
    }

    /** When a clip begins in the output. */
    MediaTime start(int part) {
        MediaTime start = MediaTime.ZERO;
        for (int i = 0; i < part; i++) {
            start = start.plus(length(i));
        }
        return start;
    }

    /** How long a clip is presented: as long as its pictures, for sound may end within a packet. */
    private MediaTime length(int part) {
        Asset asset = parts.get(part);
        return asset.videoTrack().map(video -> video.timeRange().end()).orElse(asset.duration());
    }

    /** Adds the output's streams to a muxer that has not started. */
    void open(Muxer muxer) {
        int count = parts.get(0).tracks().size();
        for (Asset part : parts) {
            if (part.tracks().size() != count) {
                throw new CutException("the clips have different tracks");
            }
        }
        for (int t = 0; t < count; t++) {
            open(muxer, t);
        }
    }

    private void open(Muxer muxer, int number) {
        JoinedTrack joined = null;
        long scale = 1;
        for (Asset part : parts) {
            Track track = part.tracks().get(number);
            try (Demuxer demuxer = Demuxer.open(part.source(), part.options(), stop)) {
                byte[] parameters = demuxer.parameters(track.index());
                BitstreamFormat format = format(demuxer, track, parameters);
                scale = common(scale, demuxer.streams().get(track.index()).timeBase());
                if (joined == null) {
                    joined = new JoinedTrack(parameters, format);
                } else {
                    boolean told = track.isVideo() && isTransportStream(demuxer);
                    joined.add(told ? joined.parameters() : parameters, format, packets(demuxer, track));
                }
            }
        }
        JoinedTrack track = Objects.requireNonNull(joined);
        try (Demuxer first = Demuxer.open(parts.get(0).source(), parts.get(0).options(), stop)) {
            TimeBase clock = TimeBase.ofScale((int) scale);
            int stream =
                    muxer.addStream(first, parts.get(0).tracks().get(number).index(), clock);
            muxer.language(stream, parts.get(0).tracks().get(number).language());
            if (track.parameters().length > 0) {
                muxer.parameters(stream, track.parameters());
            }
            track.into(new OutputTrack(muxer, stream, clock, OutputTrack.OPEN));
        }
        tracks.add(track);
    }

    /** There packets bring all parameters along, and every clip speaks for itself. */
    private static boolean isTransportStream(Demuxer demuxer) {
        return demuxer.formatName().equals("mpegts");
    }

    private @Nullable BitstreamFormat format(Demuxer demuxer, Track track, byte[] parameters) {
        if (track.mediaType() != MediaType.VIDEO || isTransportStream(demuxer)) {
            return null;
        }
        try (Packet packet = new Packet()) {
            demuxer.select(Set.of(track.index()));
            while (demuxer.read(packet)) {
                if (packet.streamIndex() == track.index()) {
                    byte[] bytes = packet.bytes();
                    return BitstreamFormat.of(track.format().codec(), parameters)
                            .map(format -> format.with(bytes))
                            .orElse(null);
                }
                packet.clear();
            }
            return null;
        }
    }

    private static int packets(Demuxer demuxer, Track track) {
        demuxer.rewind();
        int count = 0;
        try (Packet packet = new Packet()) {
            while (demuxer.read(packet)) {
                count += packet.streamIndex() == track.index() ? 1 : 0;
                packet.clear();
            }
        }
        return count;
    }

    /** Ticks that all clips' times are whole ones of, as long as that is a clock that files can have. */
    private static long common(long scale, TimeBase base) {
        long b = base.denominator();
        long a = scale;
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        long common = scale / a * base.denominator();
        return common > Integer.MAX_VALUE ? Math.max(scale, base.denominator()) : common;
    }

    /** Writes all packets. */
    void write() {
        for (int t = 0; t < tracks.size(); t++) {
            decodeTimes.add(!movie && parts.get(0).tracks().get(t).isVideo() ? DecodeTimes.of(parts, t, stop) : null);
        }
        for (int i = 0; i < parts.size(); i++) {
            if (movie) {
                writeMedia(i);
            } else {
                writePresented(i);
            }
        }
    }

    /** Where the media of one track that was written ends. */
    private static final class MediaEnd {
        private MediaTime decode = MediaTime.ZERO;
        private MediaTime shown = MediaTime.ZERO;
    }

    private void writeMedia(int part) {
        Asset asset = parts.get(part);
        try (Demuxer demuxer = Demuxer.open(asset.source(), asset.options(), stop);
                Demuxer media = demuxer.withoutEdits();
                Packet packet = new Packet()) {
            List<Shift> shifts = shifts(asset, media);
            for (int t = 0; t < tracks.size(); t++) {
                present(part, t, shifts.get(t).shown());
            }
            media.rewind();
            while (media.read(packet)) {
                int t = trackOf(asset, packet.streamIndex());
                if (t >= 0) {
                    TimeBase base = media.streams().get(packet.streamIndex()).timeBase();
                    MediaTime length = base.time(Math.max(1, packet.duration()));
                    MediaTime dts = base.time(packet.dts()).plus(shifts.get(t).decode());
                    MediaTime pts = base.time(packet.pts()).plus(shifts.get(t).shown());
                    MediaEnd end = mediaEnds.get(t);
                    end.decode = dts.plus(length);
                    end.shown = MediaTime.max(end.shown, pts.plus(length));
                    write(part, t, packet, base, pts, dts);
                }
                packet.clear();
            }
        }
    }

    /** By how much a clip's media is moved: decoded right behind the media before, shown behind all of it. */
    private record Shift(MediaTime decode, MediaTime shown) {}

    private List<Shift> shifts(Asset asset, Demuxer media) {
        List<Shift> shifts = new ArrayList<>();
        for (int t = 0; t < tracks.size(); t++) {
            if (mediaEnds.size() == t) {
                mediaEnds.add(new MediaEnd());
            }
            int stream = asset.tracks().get(t).index();
            MediaTime first = null;
            MediaTime earliest = null;
            int seen = 0;
            media.rewind();
            try (Packet packet = new Packet()) {
                while (seen < MOST_REORDERED && media.read(packet)) {
                    if (packet.streamIndex() == stream) {
                        TimeBase base = media.streams().get(stream).timeBase();
                        MediaTime pts = base.time(packet.pts());
                        first = first == null ? base.time(packet.dts()) : first;
                        earliest = earliest == null ? pts : MediaTime.min(earliest, pts);
                        seen++;
                    }
                    packet.clear();
                }
            }
            if (first == null || earliest == null) {
                shifts.add(new Shift(MediaTime.ZERO, MediaTime.ZERO));
            } else {
                MediaTime decode = mediaEnds.get(t).decode.minus(first);
                MediaTime shown = mediaEnds.get(t).shown.minus(earliest);
                shifts.add(new Shift(decode, MediaTime.max(decode, shown)));
            }
        }
        return shifts;
    }

    /**
     * Says what of a clip's track is presented, up to the clip's end.
     *
     * @param shift where the clip's media zero is in the joined track
     */
    private void present(int part, int number, MediaTime shift) {
        Track track = parts.get(part).tracks().get(number);
        JoinedTrack joined = tracks.get(number);
        MediaTime length = length(part);
        boolean isLast = part == parts.size() - 1;
        MediaTime reached = MediaTime.ZERO;
        List<TrackSegment> segments = track.segments();
        if (segments.isEmpty()) {
            MediaTime until = isLast
                    ? track.timeRange().end()
                    : MediaTime.min(length, track.timeRange().end());
            joined.present(new Edit(until, shift.plus(parts.get(part).containerStart())));
            reached = until;
        }
        for (TrackSegment segment : segments) {
            TimeRange target = segment.mapping().target();
            MediaTime end = isLast ? target.end() : MediaTime.min(length, target.end());
            if (end.isAfter(target.start())) {
                MediaTime duration = end.minus(target.start());
                joined.present(
                        segment.isEmpty()
                                ? Edit.empty(duration)
                                : new Edit(
                                        duration,
                                        segment.mapping().source().start().plus(shift)));
                reached = end;
            }
        }
        if (!isLast && reached.isBefore(length)) {
            joined.present(Edit.empty(length.minus(reached)));
        }
    }

    private void writePresented(int part) {
        Asset asset = parts.get(part);
        MediaTime begin = start(part);
        MediaTime shift = begin.minus(asset.containerStart());
        MediaTime end = begin.plus(length(part));
        boolean isLast = part == parts.size() - 1;
        int[] next = new int[tracks.size()];
        try (Demuxer demuxer = Demuxer.open(asset.source(), asset.options(), stop);
                Packet packet = new Packet()) {
            while (demuxer.read(packet)) {
                int t = trackOf(asset, packet.streamIndex());
                if (t >= 0) {
                    TimeBase base = demuxer.streams().get(packet.streamIndex()).timeBase();
                    MediaTime pts = base.time(packet.pts()).plus(shift);
                    DecodeTimes times = decodeTimes.get(t);
                    MediaTime dts =
                            times == null ? pts : times.time(part, next[t]++).plus(shift);
                    // sound belongs to the clip that most of a packet is in
                    MediaTime middle = times == null ? pts.plus(base.time(packet.duration() / 2)) : pts;
                    boolean wanted = (isLast || middle.isBefore(end)) && (part == 0 || !middle.isBefore(begin));
                    if (wanted) {
                        write(part, t, packet, base, pts, dts);
                    }
                }
                packet.clear();
            }
        }
    }

    private void write(int part, int number, Packet packet, TimeBase base, MediaTime pts, MediaTime dts) {
        JoinedTrack track = tracks.get(number);
        TimeBase clock = track.clock();
        packet.duration(clock.ticks(base.time(packet.duration())));
        packet.pts(clock.ticks(pts));
        packet.dts(clock.ticks(dts));
        try {
            track.write(part, packet);
        } catch (BitstreamException e) {
            throw new CutException(String.valueOf(e.getMessage()));
        }
        progress.accept(track.output().end());
    }

    private static int trackOf(Asset asset, int stream) {
        List<Track> tracks = asset.tracks();
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).index() == stream) {
                return i;
            }
        }
        return -1;
    }
}
