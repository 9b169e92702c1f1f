package dev.reelwright.internal.index;

import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import java.util.Arrays;

/** The packets of one stream in order of decoding: times in the stream's ticks, positions and flags. */
public final class PacketTable {
    private static final byte KEY = 1;
    private static final byte HIDDEN = 2;

    private long[] pts = new long[1024];
    private long[] dts = new long[1024];
    private long[] positions = new long[1024];
    private int[] durations = new int[1024];
    private int[] sizes = new int[1024];
    private byte[] flags = new byte[1024];
    private int count;

    void add(Packet packet, String codec) {
        long time = packet.pts() != TimeBase.NONE ? packet.pts() : packet.dts();
        boolean hidden = packet.isHidden() || packet.isInvisible(codec);
        add(time, packet.dts(), packet.duration(), packet.position(), packet.isKey(), hidden);
        sizes[count - 1] = packet.size();
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
        long[] order = new long[count];
        int shown = 0;
        boolean sorted = true;
        for (int i = 0; i < count; i++) {
            if (!isHidden(i)) {
                order[shown] = i;
                sorted &= shown == 0 || pts[i] > pts[(int) order[shown - 1]];
                shown++;
            }
        }
        if (!sorted) {
            return sortedByTime(Arrays.copyOf(order, shown));
        }
        return Arrays.stream(order, 0, shown).mapToInt(i -> (int) i).toArray();
    }

    private int[] sortedByTime(long[] shown) {
        int[] sorted = Arrays.stream(shown)
                .boxed()
                .sorted((a, b) -> Long.compare(pts[a.intValue()], pts[b.intValue()]))
                .mapToInt(Long::intValue)
                .toArray();
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
