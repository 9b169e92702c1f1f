package dev.reelwright.internal.render;

import dev.reelwright.internal.bitstream.H264References;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Packet;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the packets on the way to a frame before they are decoded, and leaves out the pictures that it can be decoded without.
 * Packets are told by their numbers in the index.
 */
final class Thinning implements AutoCloseable {
    /** Bytes that are looked at ahead; where a group of pictures has more, it is decoded as it is. */
    private static final long MOST_BYTES = 64 << 20;

    /** A packet that is not looked into. */
    private static final byte[] NOTHING = {};

    private final H264References references;
    private final Deque<Packet> ahead = new ArrayDeque<>();
    /** Pictures of the group that did not go into the decoder. */
    private final BitSet absent = new BitSet();
    /** Times of frames that come out of the decoder in place of absent ones. */
    private final Set<Long> standIns = new HashSet<>();

    private BitSet needed = new BitSet();
    private int first;
    private boolean stopped;

    private Thinning(H264References references) {
        this.references = references;
    }

    /** For a track of a file, null where its pictures are all decoded or told apart by other means. */
    static @Nullable Thinning of(Demuxer demuxer, int track) {
        if (!demuxer.streams().get(track).format().codec().equals("h264")) {
            return null;
        }
        H264References references = H264References.of(demuxer.parameters(track));
        return references == null ? null : new Thinning(references);
    }

    /** Decoding begins anew with this packet. */
    void begin(int number, Packet packet) {
        forget();
        first = number;
        references.begin();
        add(packet);
    }

    /** From now on all goes into the decoder as it is: other parameters hold than those of the header. */
    void stop() {
        stopped = true;
    }

    private void add(Packet packet) {
        stopped |= packet.bringsParameters();
        references.add(stopped ? NOTHING : packet.bytes());
    }

    /** Packets that were read ahead are not going to be sent. */
    void forget() {
        ahead.forEach(Packet::close);
        ahead.clear();
        absent.clear();
        standIns.clear();
    }

    /**
     * Looks at what is to be sent up to the packet whose frame is wanted. False where that would not do, for something was left
     * out on the way to an earlier frame: then decoding has to begin anew.
     */
    boolean plan(int wanted, PacketFinder packets) {
        long bytes = 0;
        while (references.isUnderstood() && first + references.count() <= wanted && bytes < MOST_BYTES) {
            Packet packet = next(packets);
            if (packet == null) {
                break;
            }
            ahead.add(packet);
            bytes += packet.size();
            add(packet);
            if (first + references.count() > wanted && !packets.is(wanted, packet)) {
                // the index counts other packets than come out of the file
                references.giveUp();
            }
        }
        int picture = wanted - first;
        needed = picture < references.count() ? references.needed(picture) : all(picture);
        return !needed.intersects(absent);
    }

    private static @Nullable Packet next(PacketFinder packets) {
        Packet packet = new Packet();
        boolean more = false;
        try {
            more = packets.read(packet);
        } finally {
            if (!more) {
                packet.close();
            }
        }
        return more ? packet : null;
    }

    private static BitSet all(int picture) {
        BitSet all = new BitSet();
        all.set(0, picture + 1);
        return all;
    }

    /** The next packet that was read ahead, null where none was. */
    @Nullable
    Packet next() {
        return ahead.poll();
    }

    /** Makes it what is sent in place of a packet that was read ahead; false for nothing at all. */
    boolean replace(int number, Packet packet) {
        int picture = number - first;
        if (needed.get(picture)) {
            return true;
        }
        absent.set(picture);
        byte[] standIn = references.standIn(picture);
        if (standIn == null) {
            return false;
        }
        packet.bytes(standIn);
        standIns.add(packet.pts());
        return true;
    }

    /** Tells of a packet that is sent without having been read ahead. */
    void sent(Packet packet) {
        add(packet);
    }

    /** Whether a frame of this time came in place of another. */
    boolean isStandIn(long pts) {
        return standIns.contains(pts);
    }

    @Override
    public void close() {
        forget();
    }
}
