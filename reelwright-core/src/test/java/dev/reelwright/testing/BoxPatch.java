package dev.reelwright.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Changes the boxes of a film whose movie box comes last and that has one track of one coding, to say what no muxer here
 * writes (ISO/IEC 14496-12; QuickTime File Format).
 */
public final class BoxPatch {
    private static final double FIXED_ONE = 1 << 16;

    private byte[] bytes;

    private BoxPatch(byte[] bytes) {
        this.bytes = bytes;
        if (find("mdat", 0) > find("moov", 0)) {
            throw new AssertionError("the movie box does not come last");
        }
    }

    public static BoxPatch of(Path film) {
        try {
            return new BoxPatch(Files.readAllBytes(film));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A clean aperture in whole pixels, its middle so far right of the picture's and below it. */
    public BoxPatch clap(int width, int height, int right, int down) {
        return clap(new int[] {width, 1, height, 1, right, 1, down, 1});
    }

    /** A clean aperture by the box's eight numbers. */
    public BoxPatch clap(int... numbers) {
        return inSampleEntry(box("clap", numbers));
    }

    public BoxPatch pasp(int across, int down) {
        return inSampleEntry(box("pasp", across, down));
    }

    /** The track's sizes in its aperture modes: width and height of the clean, the production and the encoded one. */
    public BoxPatch tapt(double... sizes) {
        byte[][] modes = new byte[3][];
        List<String> types = List.of("clef", "prof", "enof");
        for (int i = 0; i < modes.length; i++) {
            modes[i] = box(types.get(i), 0, fixed(sizes[2 * i]), fixed(sizes[2 * i + 1]));
        }
        ByteBuffer tapt = ByteBuffer.allocate(8 + 3 * modes[0].length);
        tapt.putInt(tapt.capacity()).put("tapt".getBytes(StandardCharsets.US_ASCII));
        for (byte[] mode : modes) {
            tapt.put(mode);
        }
        return insert(List.of("moov", "trak"), tapt.array());
    }

    /** Makes readers pass over the first box of this type. */
    public BoxPatch without(String type) {
        int at = find(type, find("moov", 0));
        System.arraycopy("free".getBytes(StandardCharsets.US_ASCII), 0, bytes, at, 4);
        return this;
    }

    /** The size at which the track header says the track is shown. */
    public BoxPatch trackSize(double width, double height) {
        int at = find("tkhd", 0) + 4 + 4 + 20 + 16 + 36;
        ByteBuffer.wrap(bytes).putInt(at, fixed(width)).putInt(at + 4, fixed(height));
        return this;
    }

    /** The track header's matrix (x, y) to (a·x + c·y, b·x + d·y). */
    public BoxPatch matrix(double a, double b, double c, double d) {
        ByteBuffer at = ByteBuffer.wrap(bytes).position(find("tkhd", 0) + 4 + 4 + 20 + 16);
        at.putInt(fixed(a)).putInt(fixed(b)).putInt(0);
        at.putInt(fixed(c)).putInt(fixed(d)).putInt(0);
        at.putInt(0).putInt(0).putInt(1 << 30);
        return this;
    }

    /**
     * Other edits of the first track that has some: pairs of a length in the movie's ticks and a beginning in the media's,
     * −1 for nothing.
     */
    public BoxPatch edits(long... edits) {
        int elst = find("elst", find("moov", 0)) - 4;
        int old = ByteBuffer.wrap(bytes).getInt(elst);
        ByteBuffer list = ByteBuffer.allocate(16 + 12 * edits.length / 2);
        list.putInt(list.capacity())
                .put("elst".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .putInt(edits.length / 2);
        for (int i = 0; i < edits.length; i += 2) {
            list.putInt((int) edits[i]).putInt((int) edits[i + 1]).putInt(1 << 16);
        }
        ByteBuffer changed = ByteBuffer.allocate(bytes.length + list.capacity() - old);
        changed.put(bytes, 0, elst).put(list.array()).put(bytes, elst + old, bytes.length - elst - old);
        for (String holder : List.of("moov", "trak", "edts")) {
            int at = findLast(holder, elst) - 4;
            changed.putInt(at, changed.getInt(at) + list.capacity() - old);
        }
        bytes = changed.array();
        return this;
    }

    private int findLast(String type, int before) {
        int found = -1;
        for (int next = find(type, 0); next >= 0 && next < before; next = indexOf(type, next + 1)) {
            found = next;
        }
        return found;
    }

    public Path to(Path file) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BoxPatch inSampleEntry(byte[] box) {
        String coding = bytes[find("stsd", 0) + 16] == 'h' ? "hvc1" : "avc1";
        return insert(List.of("moov", "trak", "mdia", "minf", "stbl", "stsd", coding), box);
    }

    /** Appends a box to the content of the innermost of these, which lie in each other. */
    private BoxPatch insert(List<String> path, byte[] box) {
        int at = 0;
        for (String type : path) {
            at = find(type, at) - 4;
            ByteBuffer.wrap(bytes).putInt(at, ByteBuffer.wrap(bytes).getInt(at) + box.length);
        }
        int end = at + ByteBuffer.wrap(bytes).getInt(at) - box.length;
        byte[] longer = new byte[bytes.length + box.length];
        System.arraycopy(bytes, 0, longer, 0, end);
        System.arraycopy(box, 0, longer, end, box.length);
        System.arraycopy(bytes, end, longer, end + box.length, bytes.length - end);
        bytes = longer;
        return this;
    }

    private static byte[] box(String type, int... numbers) {
        ByteBuffer box = ByteBuffer.allocate(8 + 4 * numbers.length);
        box.putInt(box.capacity()).put(type.getBytes(StandardCharsets.US_ASCII));
        for (int number : numbers) {
            box.putInt(number);
        }
        return box.array();
    }

    private static int fixed(double value) {
        return (int) Math.round(value * FIXED_ONE);
    }

    private int find(String type, int from) {
        int at = indexOf(type, from);
        if (at < 0) {
            throw new AssertionError("no box " + type);
        }
        return at;
    }

    private int indexOf(String type, int from) {
        byte[] wanted = type.getBytes(StandardCharsets.US_ASCII);
        for (int i = from; i + 4 <= bytes.length; i++) {
            if (ByteBuffer.wrap(bytes, i, 4).equals(ByteBuffer.wrap(wanted))) {
                return i;
            }
        }
        return -1;
    }
}
