package dev.reelwright.internal.plan;

import dev.reelwright.asset.FileType;

/** What containers without a central index add to a sample, at most. */
final class FileTypeOverhead {
    /** Bytes of headers and tables of a block, generously. */
    private static final int BLOCK = 32;

    private FileTypeOverhead() {}

    static long perSample(FileType type, int size) {
        return BLOCK + size / 100;
    }
}
