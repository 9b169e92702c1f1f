package dev.reelwright.internal.render;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.index.PacketTable;
import dev.reelwright.internal.index.TrackIndex;

/**
 * Reads the packets of a track, from any of them on by its number in the index: seeks, and looks where that really landed. Used
 * by one thread at a time.
 */
final class PacketFinder {
    /** Bytes that are read over sooner than sought over. */
    private static final long NEAR = 1 << 18;

    private final Asset asset;
    private final Track track;
    private final PacketTable table;
    private final Demuxer demuxer;
    private final boolean seekByByte;

    PacketFinder(Asset asset, Track track, TrackIndex index, Demuxer demuxer) {
        this.asset = asset;
        this.track = track;
        this.table = index.packets();
        this.demuxer = demuxer;
        this.seekByByte = asset.formatName().startsWith("mpeg");
    }

    /** The track's next packet, in place of what was there; false at the end. */
    boolean read(Packet into) {
        into.clear();
        while (demuxer.read(into)) {
            if (into.streamIndex() == track.index()) {
                return true;
            }
            into.clear();
        }
        return false;
    }

    /**
     * Reads until this packet is in hand.
     *
     * @param from number of the packet that was read last, -1 where nobody knows
     * @param parameters is told when another packet is in hand that brings parameters for those behind it
     */
    void find(int number, int from, Packet into, Runnable parameters) {
        boolean there = isNear(from, number) && skipTo(number, true, into, parameters);
        if (!there && !seekTo(number, into, parameters)) {
            throw new MediaException(
                    ErrorCode.FAILED_TO_LOAD_MEDIA_DATA, asset.name() + " cannot be read at the wanted place");
        }
    }

    /** Whether it is no use to seek from behind one packet to another. */
    private boolean isNear(int from, int to) {
        long distance = from < 0 || to <= from ? -1 : table.position(to) - table.position(from);
        return distance > 0 && distance <= NEAR;
    }

    private boolean seekTo(int number, Packet into, Runnable parameters) {
        if (seekByByte && table.position(number) >= 0) {
            return (demuxer.seekToByte(table.position(number)) && skipTo(number, true, into, parameters))
                    || rewindTo(number, into, parameters);
        }
        int target = number;
        for (int attempt = 0; attempt < 3 && target >= 0; attempt++) {
            if (demuxer.seek(track.index(), Math.max(table.pts(target), table.dts(target)))
                    && skipTo(number, true, into, parameters)) {
                return true;
            }
            target = table.syncAtOrBefore(target - 1);
        }
        return rewindTo(number, into, parameters);
    }

    /** From the beginning on, where one is not to give up before the end: edits may repeat and reorder what they show. */
    private boolean rewindTo(int number, Packet into, Runnable parameters) {
        demuxer.rewind();
        return skipTo(number, false, into, parameters);
    }

    /** @param mayGiveUp whether to end where reading seems to have begun behind it */
    private boolean skipTo(int number, boolean mayGiveUp, Packet into, Runnable parameters) {
        while (read(into)) {
            if (is(number, into)) {
                return true;
            }
            long time = time(into);
            if (mayGiveUp && into.isKey() && time != TimeBase.NONE && time > wantedTime(number, into)) {
                return false;
            }
            if (into.bringsParameters()) {
                parameters.run();
            }
        }
        return false;
    }

    /** Whether this packet is the one of that number. */
    boolean is(int number, Packet packet) {
        boolean samePlace =
                packet.position() < 0 || table.position(number) < 0 || packet.position() == table.position(number);
        return samePlace && time(packet) == wantedTime(number, packet);
    }

    /** What came without a time of presentation got one in the table; that of decoding is the file's own. */
    private static long time(Packet packet) {
        return packet.pts() != TimeBase.NONE ? packet.pts() : packet.dts();
    }

    private long wantedTime(int number, Packet like) {
        return like.pts() != TimeBase.NONE ? table.pts(number) : table.dts(number);
    }
}
