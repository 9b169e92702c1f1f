package dev.reelwright.internal.plan;

import dev.reelwright.asset.FileType;

/** What containers without a central index add to a sample, at most. */
final class FileTypeOverhead {
    /** Bytes of headers and tables of a block, generously. */
    private static final int BLOCK = 32;

    /** A packet of stuffing and headers at most, ISO/IEC 13818-1 §2.4.3: 188 bytes hold 184 of payload. */
    private static final int TS_PACKETS = 220;

    private FileTypeOverhead() {}

    static long perSample(FileType type, int size) {
        return type == FileType.TS ? TS_PACKETS + size / 40 : BLOCK + size / 100;
    }
}
