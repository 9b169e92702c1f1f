package dev.reelwright.internal.isobmff;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What the sizes of a track's samples come to ({@code stsz}, ISO/IEC 14496-12 §8.7.3.2): a number that tracks of the same
 * samples share, be one size told for all of them or each time. Taken block by block, for there may be very many.
 */
final class SampleSizes {
    /** Version and flags, the size of all samples or 0, the number of samples. */
    private static final int HEADER = 12;

    private static final int BLOCK = 1 << 16;
    private static final long PRIME = 0x100000001B3L;

    private long each = 1;
    private boolean same = true;
    private int first = -1;

    private SampleSizes() {}

    /** @throws MalformedBoxException if there are fewer sizes than it says */
    static long read(BoxSource source, Box box) throws IOException {
        ByteBuffer header = source.part(box, 0, HEADER);
        long left = table(header, box.end() - box.contentOffset());
        SampleSizes sizes = new SampleSizes();
        for (long at = HEADER; left > 0; ) {
            ByteBuffer block = source.part(box, at, (int) Math.min(BLOCK, left));
            if (!block.hasRemaining()) {
                throw new MalformedBoxException(box, "the file ends in it");
            }
            at += block.remaining();
            left -= block.remaining();
            sizes.add(block);
        }
        return sizes.sum(header);
    }

    /** The same of a box's content in memory. */
    static long of(ByteBuffer content) throws MalformedBoxException {
        ByteBuffer header = content.slice();
        SampleSizes sizes = new SampleSizes();
        int table = (int) table(header, header.remaining());
        if (table > 0) {
            sizes.add(header.slice(HEADER, table));
        }
        return sizes.sum(header);
    }

    /** How many bytes of sizes there are. */
    private static long table(ByteBuffer header, long length) throws MalformedBoxException {
        long left = header.remaining() < HEADER || header.getInt(4) != 0
                ? 0
                : Integer.toUnsignedLong(header.getInt(8)) * Integer.BYTES;
        if (header.remaining() < HEADER || left > length - HEADER) {
            throw new MalformedBoxException("a stsz box of %d bytes does not hold its sizes".formatted(length));
        }
        return left;
    }

    private void add(ByteBuffer block) {
        first = first < 0 && block.remaining() >= Integer.BYTES ? block.getInt(block.position()) : first;
        while (block.remaining() >= Integer.BYTES) {
            int size = block.getInt();
            same &= size == first;
            each = next(each, size);
        }
    }

    private long sum(ByteBuffer header) {
        int all = header.getInt(4) == 0 ? first : header.getInt(4);
        return next(same ? next(1, all) : each, header.getInt(8));
    }

    private static long next(long before, int value) {
        return (Long.rotateRight(before, 29) ^ value) * PRIME;
    }
}
