package dev.reelwright.internal.isobmff;

import dev.reelwright.internal.isobmff.BoxSource.Container;
import dev.reelwright.internal.isobmff.Cursor.FullBoxHeader;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the tables of a track's samples from the {@code stbl} box, and no media data. */
public final class SampleLayoutReader {
    /** Tables of more bytes, and of more samples, are left alone: a day of video at 120 frames a second has fewer. */
    private static final int BYTE_LIMIT = 256 << 20;

    private static final int SAMPLE_LIMIT = 12_000_000;
    /** Offsets beyond are damage. */
    private static final int LARGEST_OFFSET = 1 << 28;

    private final BoxSource source;

    private SampleLayoutReader(BoxSource source) {
        this.source = source;
    }

    /**
     * Returns the layout of the only track of this number, or null where the movie has none or several of it, goes on in
     * fragments, or has samples that do not follow each other in the file.
     *
     * @param file its position is moved
     * @throws MalformedBoxException if the tables make no sense or are larger than any film's
     */
    public static @Nullable SampleLayout read(SeekableByteChannel file, int trackId) throws IOException {
        return new SampleLayoutReader(new BoxSource(file, BYTE_LIMIT)).movie(trackId);
    }

    private @Nullable SampleLayout movie(int trackId) throws IOException {
        Box box = source.topLevelAt(0);
        while (box != null && !box.type().equals("moov")) {
            box = source.topLevelAt(box.end());
        }
        if (box == null) {
            return null;
        }
        Container moov = source.children(box);
        if (moov.first("mvex") != null) {
            return null;
        }
        Box found = null;
        for (Box child : moov.boxes()) {
            if (child.type().equals("trak") && trackId(child) == trackId) {
                if (found != null) {
                    return null;
                }
                found = child;
            }
        }
        return found == null ? null : track(found);
    }

    private int trackId(Box trak) throws IOException {
        Cursor in = source.open(source.children(trak).require("tkhd"));
        FullBoxHeader header = in.fullBox();
        in.skipTimes(header);
        return in.i32();
    }

    private @Nullable SampleLayout track(Box trak) throws IOException {
        Container mdia = source.children(source.children(trak).require("mdia"));
        Container minf = source.children(mdia.require("minf"));
        Container stbl = source.children(minf.require("stbl"));
        Sizes sizes = sizes(stbl);
        if (sizes == null || sizes.count() == 0) {
            return null;
        }
        long[] positions = positions(stbl, sizes);
        for (int i = 1; i < positions.length; i++) {
            if (positions[i] <= positions[i - 1]) {
                return null;
            }
        }
        int[] durations = runs(stbl.require("stts"), positions.length);
        Box ctts = stbl.first("ctts");
        int[] offsets = ctts == null ? new int[positions.length] : runs(ctts, positions.length);
        if (durations == null || offsets == null) {
            return null;
        }
        for (int offset : offsets) {
            if (Math.abs((long) offset) > LARGEST_OFFSET) {
                return null;
            }
        }
        return new SampleLayout(positions, durations, offsets);
    }

    /** @param each of every sample, where all are of one size; else null and {@code all} has them */
    private record Sizes(int count, long each, int @Nullable [] all) {
        long of(int sample) {
            return all == null ? each : Integer.toUnsignedLong(all[sample]);
        }
    }

    private @Nullable Sizes sizes(Container stbl) throws IOException {
        Box stsz = stbl.first("stsz");
        if (stsz == null) {
            // compact sizes (stz2) are left to those who read all of the file
            return null;
        }
        Cursor in = source.open(stsz);
        in.fullBox();
        long each = in.u32();
        if (each != 0) {
            long count = in.u32();
            boolean possible = count <= SAMPLE_LIMIT && count <= source.fileSize() / each;
            return possible ? new Sizes((int) count, each, null) : null;
        }
        int[] all = new int[limited(in.count(Integer.BYTES), stsz)];
        for (int i = 0; i < all.length; i++) {
            all[i] = in.i32();
        }
        return new Sizes(all.length, 0, all);
    }

    private static int limited(int count, Box box) throws MalformedBoxException {
        if (count > SAMPLE_LIMIT) {
            throw new MalformedBoxException(box, "%d samples exceed the limit of %d".formatted(count, SAMPLE_LIMIT));
        }
        return count;
    }

    private long[] positions(Container stbl, Sizes sizes) throws IOException {
        long[] chunks = chunks(stbl);
        Cursor in = source.open(stbl.require("stsc"));
        in.fullBox();
        int runs = in.count(3 * Integer.BYTES);
        long[] positions = new long[sizes.count()];
        int sample = 0;
        long perChunk = 0;
        int chunk = 0;
        // each run lasts until the chunk that the next one begins with, numbered from 1
        for (int run = 0; run <= runs && sample < positions.length; run++) {
            long until = run < runs ? in.u32() - 1 : chunks.length;
            for (; chunk < Math.min(until, chunks.length) && sample < positions.length; chunk++) {
                long at = chunks[chunk];
                for (long i = 0; i < perChunk && sample < positions.length; i++) {
                    positions[sample] = at;
                    at += sizes.of(sample);
                    sample++;
                }
            }
            if (run < runs) {
                perChunk = in.u32();
                in.skip(Integer.BYTES); // description
            }
        }
        return Arrays.copyOf(positions, sample);
    }

    private long[] chunks(Container stbl) throws IOException {
        Box wide = stbl.first("co64");
        Box box = wide == null ? stbl.require("stco") : wide;
        Cursor in = source.open(box);
        in.fullBox();
        long[] chunks = new long[in.count(wide == null ? Integer.BYTES : Long.BYTES)];
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = wide == null ? in.u32() : in.i64();
        }
        return chunks;
    }

    /** A table of runs, each a number of samples and what holds for all of them; null where they are not those that there are. */
    private int @Nullable [] runs(Box box, int samples) throws IOException {
        Cursor in = source.open(box);
        in.fullBox();
        int runs = in.count(2 * Integer.BYTES);
        int[] values = new int[samples];
        int sample = 0;
        for (int run = 0; run < runs && sample < samples; run++) {
            long count = in.u32();
            int value = in.i32();
            if (count == 0 || count > samples - sample) {
                return null;
            }
            int end = (int) (sample + count);
            Arrays.fill(values, sample, end, value);
            sample = end;
        }
        return sample == samples ? values : null;
    }
}
