package dev.reelwright.internal.isobmff;

import java.util.Arrays;

/**
 * Where the samples of a track lie in the file, how long each lasts, and how much later than it is decoded it is shown
 * (ISO/IEC 14496-12 §8.6.1 and §8.7), in the track's ticks and in the order of the file.
 */
public final class SampleLayout {
    private final long[] positions;
    private final int[] durations;
    private final int[] offsets;

    SampleLayout(long[] positions, int[] durations, int[] offsets) {
        this.positions = positions;
        this.durations = durations;
        this.offsets = offsets;
    }

    /** The number of the sample that begins at this byte; negative when none does. */
    public int sampleAt(long position) {
        return Arrays.binarySearch(positions, position);
    }

    public int count() {
        return positions.length;
    }

    public int duration(int sample) {
        return durations[sample];
    }

    /** Composition offset: from the time of decoding to that of presentation. */
    public int offset(int sample) {
        return offsets[sample];
    }
}
