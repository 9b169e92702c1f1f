package dev.reelwright.internal.plan;

import dev.reelwright.internal.engine.TimeBase;
import java.util.Arrays;

/** The packets of one output track in the order of decoding: times in ticks, sizes and sync samples. */
public final class PacketLog {
    private final TimeBase base;
    private long[] dts = new long[256];
    private long[] pts = new long[256];
    private long[] ends = new long[256];
    private int[] sizes = new int[256];
    private boolean[] keys = new boolean[256];
    private int count;
    private long bytes;
    private long end = Long.MIN_VALUE;

    /** @param base the ticks of its times */
    public PacketLog(TimeBase base) {
        this.base = base;
    }

    public void add(long decodeTime, long time, long duration, int size, boolean key) {
        if (count == dts.length) {
            grow();
        }
        dts[count] = decodeTime;
        pts[count] = time;
        ends[count] = time + duration;
        sizes[count] = size;
        keys[count] = key;
        count++;
        bytes += size;
        end = Math.max(end, time + duration);
    }

    private void grow() {
        int size = count * 2;
        dts = Arrays.copyOf(dts, size);
        pts = Arrays.copyOf(pts, size);
        ends = Arrays.copyOf(ends, size);
        sizes = Arrays.copyOf(sizes, size);
        keys = Arrays.copyOf(keys, size);
    }

    public TimeBase base() {
        return base;
    }

    public int count() {
        return count;
    }

    public long dts(int packet) {
        return dts[packet];
    }

    public long pts(int packet) {
        return pts[packet];
    }

    /** Where the packet's presentation ends. */
    public long end(int packet) {
        return ends[packet];
    }

    public int size(int packet) {
        return sizes[packet];
    }

    public boolean isKey(int packet) {
        return keys[packet];
    }

    /** Coded bytes of all of them. */
    public long bytes() {
        return bytes;
    }

    /** Where the last one ends, in ticks; 0 when there is none. */
    public long end() {
        return count == 0 ? 0 : end;
    }
}
