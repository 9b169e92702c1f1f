package dev.reelwright.internal.index;

import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The packets of one stream in order of decoding: times in the stream's ticks, positions and flags. */
public final class PacketTable {
    private static final byte KEY = 1;
    private static final byte HIDDEN = 2;
    /** The time of presentation is only that of decoding. */
    private static final byte GUESSED = 4;

    /** Places that a packet is moved on average, beyond which it is no order of pictures. */
    private static final int MOST_MOVES = 32;

    private long[] pts = new long[1024];
    private long[] dts = new long[1024];
    private long[] positions = new long[1024];
    private int[] durations = new int[1024];
    private int[] sizes = new int[1024];
    private byte[] flags = new byte[1024];
    private int count;
    private int guessed;

    void add(Packet packet, String codec) {
        long time = packet.pts() != TimeBase.NONE ? packet.pts() : packet.dts();
        boolean hidden = packet.isHidden() || packet.isInvisible(codec);
        add(time, packet.dts(), packet.duration(), packet.position(), packet.isKey(), hidden);
        sizes[count - 1] = packet.size();
        if (packet.pts() == TimeBase.NONE && packet.dts() != TimeBase.NONE) {
            flags[count - 1] |= GUESSED;
            guessed++;
        }
    }

    /**
     * Gives packets whose time of presentation the demuxer could not tell the times that are left over: those of
     * presentation are those of decoding, a constant later, in another order. Packets without a time are references, which
     * follow each other in both orders.
     */
    void completeTimes() {
        if (guessed == 0 || guessed == count || (flags[0] & GUESSED) != 0) {
            return;
        }
        long delay = pts[0] - dts[0];
        Set<Long> told = new HashSet<>();
        for (int i = 0; i < count; i++) {
            if ((flags[i] & GUESSED) == 0) {
                told.add(pts[i]);
            }
        }
        long[] left = Arrays.stream(dts, 0, count)
                .map(time -> time + delay)
                .filter(time -> !told.contains(time))
                .sorted()
                .toArray();
        if (left.length != guessed) {
            return;
        }
        int next = 0;
        for (int i = 0; i < count; i++) {
            if ((flags[i] & GUESSED) != 0) {
                pts[i] = left[next++];
            }
        }
    }

    void size(int packet, int bytes) {
        sizes[packet] = bytes;
    }

    void duration(int packet, long ticks) {
        durations[packet] = (int) Math.min(Math.max(ticks, 0), Integer.MAX_VALUE);
    }

    void add(long time, long decodeTime, long duration, long position, boolean key, boolean hidden) {
        if (count == pts.length) {
            grow();
        }
        long guess = count == 0 ? 0 : pts[count - 1] + durations[count - 1];
        pts[count] = time != TimeBase.NONE ? time : guess;
        dts[count] = decodeTime != TimeBase.NONE ? decodeTime : pts[count];
        durations[count] = (int) Math.min(Math.max(duration, 0), Integer.MAX_VALUE);
        positions[count] = position;
        flags[count] = (byte) ((key ? KEY : 0) | (hidden ? HIDDEN : 0));
        count++;
    }

    private void grow() {
        int size = count * 2;
        pts = Arrays.copyOf(pts, size);
        dts = Arrays.copyOf(dts, size);
        positions = Arrays.copyOf(positions, size);
        durations = Arrays.copyOf(durations, size);
        sizes = Arrays.copyOf(sizes, size);
        flags = Arrays.copyOf(flags, size);
    }

    public int count() {
        return count;
    }

    public long pts(int packet) {
        return pts[packet];
    }

    public long dts(int packet) {
        return dts[packet];
    }

    public long duration(int packet) {
        return durations[packet];
    }

    /** Coded bytes. */
    public int size(int packet) {
        return sizes[packet];
    }

    /** Byte position in the file, -1 when unknown. */
    public long position(int packet) {
        return positions[packet];
    }

    public boolean isKey(int packet) {
        return (flags[packet] & KEY) != 0;
    }

    public boolean isHidden(int packet) {
        return (flags[packet] & HIDDEN) != 0;
    }

    /** The last packet at or before this one that the container calls a sync sample; -1 for none. */
    public int syncAtOrBefore(int packet) {
        int i = packet;
        while (i >= 0 && !isKey(i)) {
            i--;
        }
        return i;
    }

    /** Writes all columns as differences from entry to entry, which compress well. */
    void write(DataOutputStream out) throws IOException {
        out.writeInt(count);
        for (int i = 0; i < count; i++) {
            int before = Math.max(0, i - 1);
            out.writeLong(pts[i] - (i == 0 ? 0 : pts[before]));
            out.writeLong(dts[i] - (i == 0 ? 0 : dts[before]));
            out.writeLong(positions[i] - (i == 0 ? 0 : positions[before]));
            out.writeInt(durations[i] - (i == 0 ? 0 : durations[before]));
            out.writeInt(sizes[i]);
            out.writeByte(flags[i]);
        }
    }

    static PacketTable read(DataInputStream in, int mostPackets) throws IOException {
        int packets = IndexFile.limited(in.readInt(), mostPackets);
        PacketTable table = new PacketTable();
        long pts = 0;
        long dts = 0;
        long position = 0;
        int duration = 0;
        for (int i = 0; i < packets; i++) {
            pts += in.readLong();
            dts += in.readLong();
            position += in.readLong();
            duration += in.readInt();
            int size = in.readInt();
            int flags = in.readByte();
            table.add(pts, dts, duration, position, (flags & KEY) != 0, (flags & HIDDEN) != 0);
            table.size(i, size);
        }
        return table;
    }

    int[] syncPackets() {
        int[] keys = new int[count];
        int n = 0;
        for (int i = 0; i < count; i++) {
            if (isKey(i)) {
                keys[n++] = i;
            }
        }
        return Arrays.copyOf(keys, n);
    }

    /** The numbers of the packets that are presented, by presentation time; of equal times the later packet wins. */
    int[] presentationOrder() {
        int[] order = new int[count];
        int shown = 0;
        for (int i = 0; i < count; i++) {
            if (!isHidden(i)) {
                order[shown++] = i;
            }
        }
        order = Arrays.copyOf(order, shown);
        if (!sortNearlySorted(order)) {
            order = Arrays.stream(order)
                    .boxed()
                    .sorted((a, b) -> Long.compare(pts[a], pts[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        return withoutRepeatedTimes(order);
    }

    /** Pictures are decoded a few places early at most; false, with some of it done, where they are not. */
    private boolean sortNearlySorted(int[] order) {
        long moves = 0;
        for (int i = 1; i < order.length; i++) {
            int packet = order[i];
            int place = i;
            while (place > 0 && pts[order[place - 1]] > pts[packet]) {
                order[place] = order[place - 1];
                place--;
            }
            order[place] = packet;
            moves += i - place;
            if (moves > MOST_MOVES * (long) order.length) {
                Arrays.sort(order);
                return false;
            }
        }
        return true;
    }

    private int[] withoutRepeatedTimes(int[] sorted) {
        int unique = 0;
        for (int i = 0; i < sorted.length; i++) {
            boolean last = i + 1 == sorted.length || pts[sorted[i + 1]] != pts[sorted[i]];
            if (last) {
                sorted[unique++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, unique);
    }
}
