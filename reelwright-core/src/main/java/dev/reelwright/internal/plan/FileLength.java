package dev.reelwright.internal.plan;

import dev.reelwright.asset.FileType;
import java.util.Arrays;

/**
 * Reckons from the samples that go into a file how large it will be when it is finished; never too little.
 *
 * <p>ISO/IEC 14496-12: a sample takes an entry of {@code stsz} (4 bytes); a run of equal durations one of {@code stts}, of
 * equal composition offsets one of {@code ctts} (8 each); a sync sample one of {@code stss} (4) where not all are; a chunk
 * one of {@code stsc} (12) and of {@code co64} (8).
 */
public final class FileLength {
    private static final int SAMPLE = 4;
    private static final int RUN = 8;
    private static final int SYNC = 4;
    private static final int CHUNK = 20;
    /** An entry of {@code sdtp}, which some codings have. */
    private static final int DEPENDENCY = 1;

    private static final long LARGEST_CHUNK = 1 << 20;
    private static final int TRACK = 1200;

    private final FileType type;
    private final long[] lastDuration;
    private final long[] lastOffset;
    private long bytes;
    private int lastTrack = -1;
    private long sinceChunk;

    /** @param otherBytes what the header and the metadata take */
    public FileLength(FileType type, int tracks, long otherBytes) {
        this.type = type;
        this.lastDuration = filled(tracks);
        this.lastOffset = filled(tracks);
        this.bytes = otherBytes + (long) tracks * TRACK;
    }

    private static long[] filled(int count) {
        long[] values = new long[count];
        Arrays.fill(values, Long.MIN_VALUE);
        return values;
    }

    private FileLength(FileLength other) {
        type = other.type;
        lastDuration = other.lastDuration.clone();
        lastOffset = other.lastOffset.clone();
        bytes = other.bytes;
        lastTrack = other.lastTrack;
        sinceChunk = other.sinceChunk;
    }

    public FileLength copy() {
        return new FileLength(this);
    }

    /** Counts a sample. */
    public void add(int track, int size, long duration, long offset, boolean sync) {
        bytes += size;
        if (ContainerRules.isMovie(type)) {
            addIndex(track, size, duration, offset, sync);
        } else {
            bytes += FileTypeOverhead.perSample(type, size);
        }
        lastTrack = track;
    }

    private void addIndex(int track, int size, long duration, long offset, boolean sync) {
        bytes += SAMPLE + DEPENDENCY + (sync ? SYNC : 0);
        sinceChunk += size;
        if (duration != lastDuration[track]) {
            bytes += RUN;
            lastDuration[track] = duration;
        }
        if (offset != lastOffset[track]) {
            bytes += RUN;
            lastOffset[track] = offset;
        }
        if (track != lastTrack || sinceChunk > LARGEST_CHUNK) {
            bytes += CHUNK;
            sinceChunk = 0;
        }
    }

    /** What the finished file has at most with the samples counted so far. */
    public long bytes() {
        return bytes;
    }
}
