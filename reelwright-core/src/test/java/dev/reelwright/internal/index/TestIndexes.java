package dev.reelwright.internal.index;

import dev.reelwright.asset.IndexOrigin;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.ArrayList;
import java.util.List;

/** Indexes made of facts alone: packets are added in order of decoding, at 10 ticks a second. */
public final class TestIndexes {
    private final PacketTable table = new PacketTable();
    private final List<TimeRange> gaps = new ArrayList<>();
    private MediaTime limit = MediaTime.POSITIVE_INFINITY;
    private long offset;

    public static TestIndexes packets() {
        return new TestIndexes();
    }

    /**
     * Adds a run of packets of one tick each: {@code I0 P3 B1 B2}; {@code I} is a sync sample, a lower-case letter is
     * hidden by the edit list.
     */
    public TestIndexes add(String run) {
        for (String packet : run.split(" ")) {
            char kind = packet.charAt(0);
            add(Long.parseLong(packet.substring(1)), 1, kind == 'I' || kind == 'i', Character.isLowerCase(kind));
        }
        return this;
    }

    public TestIndexes add(long pts, long duration, boolean sync, boolean hidden) {
        table.add(pts, TimeBase.NONE, duration, table.count(), sync, hidden);
        return this;
    }

    public TestIndexes gap(MediaTime from, MediaTime to) {
        gaps.add(TimeRange.between(from, to));
        return this;
    }

    public TestIndexes limit(MediaTime end) {
        limit = end;
        return this;
    }

    public TestIndexes offset(long ticks) {
        offset = ticks;
        return this;
    }

    public TrackIndex build() {
        return new TrackIndex(
                new TrackIndex.Identity(1, IndexOrigin.PACKETS, new FileStamp(0, 0)),
                TimeBase.ofScale(10),
                MediaTime.of(offset, 10),
                table,
                gaps,
                limit);
    }
}
