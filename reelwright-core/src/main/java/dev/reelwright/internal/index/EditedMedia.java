package dev.reelwright.internal.index;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.Track;
import dev.reelwright.asset.TrackSegment;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.StreamInfo;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plays edit lists that FFmpeg's reader does not: it leaves out a frame that an edit begins inside of, and shows other
 * media where an edit in the middle is empty. What it does right, one edit that begins where a frame does, is left to it.
 */
public final class EditedMedia {
    private EditedMedia() {}

    /** Lets a demuxer of the asset's file read the tracks as their edit lists play them. */
    public static void attach(Demuxer demuxer, Asset asset) {
        for (Track track : asset.tracks()) {
            if (isBeyondFFmpeg(demuxer, track.index(), track.segments())) {
                attach(demuxer, asset, track);
            }
        }
    }

    /** Whether any track of the asset is read so. */
    public static boolean isNeeded(Demuxer demuxer, Asset asset) {
        return asset.tracks().stream().anyMatch(t -> isBeyondFFmpeg(demuxer, t.index(), t.segments()));
    }

    private static void attach(Demuxer demuxer, Asset asset, Track track) {
        Demuxer media = demuxer.withoutEdits();
        try {
            EditedPackets packets = play(media, track.index(), track.segments(), asset.containerStart());
            demuxer.feed(track.index(), new EditedFeed(media, track.index(), packets));
        } catch (RuntimeException | Error e) {
            media.close();
            throw e;
        }
    }

    /**
     * The packets of a track as its edit list plays them, null where the demuxer plays it well. The demuxer is left alone.
     *
     * @param zero the time of the container that is zero on the segments' timeline
     */
    static @Nullable EditedPackets packets(Demuxer demuxer, int stream, List<TrackSegment> segments, MediaTime zero) {
        if (!isBeyondFFmpeg(demuxer, stream, segments)) {
            return null;
        }
        try (Demuxer media = demuxer.withoutEdits()) {
            return play(media, stream, segments, zero);
        }
    }

    private static boolean isBeyondFFmpeg(Demuxer demuxer, int stream, List<TrackSegment> segments) {
        if (!demuxer.formatName().equals("mov") || segments.stream().anyMatch(EditedMedia::changesSpeed)) {
            return false;
        }
        long played = segments.stream().filter(s -> !s.isEmpty()).count();
        if (played != 1) {
            return played > 1;
        }
        TrackSegment last = segments.get(segments.size() - 1);
        boolean video = demuxer.streams().get(stream).mediaType() == MediaType.VIDEO;
        return last.isEmpty() || (video && demuxer.beginsHidden(stream));
    }

    /** Such edits are not known here. */
    private static boolean changesSpeed(TrackSegment segment) {
        TimeRange source = segment.mapping().source();
        return !segment.isEmpty()
                && !source.duration().equals(segment.mapping().target().duration());
    }

    private static EditedPackets play(Demuxer media, int stream, List<TrackSegment> segments, MediaTime zero) {
        StreamInfo info = media.streams().get(stream);
        List<EditedPackets.Edit> edits = segments.stream()
                .filter(s -> !s.isEmpty())
                .map(s -> edit(s, info.timeBase(), zero))
                .toList();
        int second = info.timeBase().denominator();
        if (info.mediaType() == MediaType.AUDIO) {
            return EditedPackets.ofAudio(audio(media, stream), edits, second);
        }
        PacketTable table = SampleTableIndexer.table(media, stream);
        return EditedPackets.ofVideo(table == null ? PacketIndexer.table(media, stream) : table, edits, second);
    }

    private static EditedPackets.Edit edit(TrackSegment segment, TimeBase base, MediaTime zero) {
        TimeRange source = segment.mapping().source();
        MediaTime target = segment.mapping().target().start().plus(zero);
        // lengths are told by the movie's clock, which may be coarse
        int tick = base.denominator() / Math.max(1, source.duration().timescale());
        return new EditedPackets.Edit(
                base.ticks(source.start()), base.ticks(source.end()), base.ticks(target), Math.max(0, tick - 1));
    }

    /** Packets of sound are presented in the order of decoding, each until the next one. */
    private static PacketTable audio(Demuxer media, int stream) {
        PacketTable table = new PacketTable();
        media.entries(stream, (ticks, position, size, key, hidden) -> {
            if (table.count() > 0) {
                table.duration(table.count() - 1, ticks - table.pts(table.count() - 1));
            }
            table.add(ticks, ticks, 0, position, key, hidden);
            table.size(table.count() - 1, size);
        });
        long end = media.streams().get(stream).duration();
        int last = table.count() - 1;
        if (last >= 0 && end != TimeBase.NONE) {
            table.duration(last, Math.max(1, end - table.pts(last)));
        }
        return table;
    }
}
