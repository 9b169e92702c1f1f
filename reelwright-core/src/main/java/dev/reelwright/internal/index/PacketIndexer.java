package dev.reelwright.internal.index;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.IndexOrigin;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.time.MediaTime;
import java.io.IOException;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Builds a {@link TrackIndex} without decoding: from the file's sample tables, or by reading the packets of a stream once. */
public final class PacketIndexer {
    private PacketIndexer() {}

    /** The quickest way; the demuxer's place and selection are changed. */
    public static TrackIndex index(Demuxer demuxer, Asset asset, Track track) {
        EditedPackets edited = EditedMedia.packets(demuxer, track.index(), track.segments(), asset.containerStart());
        if (edited != null) {
            return index(demuxer, asset, track, edited.table(), IndexOrigin.HEADER);
        }
        PacketTable table = SampleTableIndexer.table(demuxer, track.index());
        if (table != null) {
            return index(demuxer, asset, track, table, IndexOrigin.HEADER);
        }
        return scan(demuxer, asset, track);
    }

    /** The same by a reader of its own. */
    public static TrackIndex index(Asset asset, Track track, BooleanSupplier asked) {
        try (Demuxer demuxer = Demuxer.open(asset.source(), asset.options(), asked)) {
            return index(demuxer, asset, track);
        }
    }

    /** Reads the whole file; the demuxer's place and selection are changed. */
    static TrackIndex scan(Demuxer demuxer, Asset asset, Track track) {
        return index(demuxer, asset, track, table(demuxer, track.index()), IndexOrigin.PACKETS);
    }

    private static TrackIndex index(Demuxer demuxer, Asset asset, Track track, PacketTable table, IndexOrigin origin) {
        TimeBase base = demuxer.streams().get(track.index()).timeBase();
        MediaTime limit = track.segments().isEmpty()
                ? MediaTime.POSITIVE_INFINITY
                : track.timeRange().end();
        return new TrackIndex(
                new TrackIndex.Identity(track.id(), origin, FileStamp.of(asset.source())),
                base,
                asset.containerStart(),
                table,
                track.gaps(),
                limit);
    }

    static PacketTable table(Demuxer demuxer, int stream) {
        demuxer.select(Set.of(stream));
        String codec = demuxer.streams().get(stream).format().codec();
        PacketTable table = new PacketTable();
        try (Packet packet = new Packet()) {
            while (readLeniently(demuxer, packet, table)) {
                if (packet.streamIndex() == stream && !packet.isCorrupt()) {
                    table.add(packet, codec);
                }
                packet.clear();
            }
        }
        table.completeTimes();
        return table;
    }

    /** A file cut off in the middle is indexed as far as it goes; one that gives nothing at all fails. */
    private static boolean readLeniently(Demuxer demuxer, Packet packet, PacketTable sofar) {
        try {
            return demuxer.read(packet);
        } catch (MediaException e) {
            boolean isOfSource = e.getCause() instanceof IOException;
            if (sofar.count() == 0 || isOfSource || e.code() == ErrorCode.OPERATION_CANCELLED) {
                throw e;
            }
            return false;
        }
    }
}
