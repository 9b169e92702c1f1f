package dev.reelwright.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A movie file's index as a tree, read and changed for tests and by nothing that is tested (ISO/IEC 14496-12 §4.2, §8). Boxes
 * can be changed where the index comes last.
 */
public final class MovieBoxes {
    private static final Set<String> CONTAINERS = Set.of("moov", "trak", "mdia", "minf", "stbl", "stsd");
    private static final Set<String> VISUAL = Set.of("vide", "auxv", "pict");

    private final byte[] file;
    private final int indexAt;
    private final Box moov;

    /** A box: what precedes the boxes in it, those, and what follows them. */
    public static final class Box {
        public final String type;
        public byte[] content;
        public final List<Box> boxes = new ArrayList<>();

        public Box(String type, byte[] content) {
            this.type = type;
            this.content = content;
        }

        public Box first(String wanted) {
            return all(wanted).stream()
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + wanted + " in " + type));
        }

        public List<Box> all(String wanted) {
            return boxes.stream().filter(box -> box.type.equals(wanted)).toList();
        }

        public boolean has(String wanted) {
            return !all(wanted).isEmpty();
        }

        /** The content as hexadecimal digits. */
        public String hex() {
            return java.util.HexFormat.of().formatHex(content);
        }

        private byte[] bytes() {
            ByteArrayOutputStream inside = new ByteArrayOutputStream();
            inside.writeBytes(content);
            boxes.forEach(box -> inside.writeBytes(box.bytes()));
            return ByteBuffer.allocate(8 + inside.size())
                    .putInt(8 + inside.size())
                    .put(type.getBytes(StandardCharsets.ISO_8859_1))
                    .put(inside.toByteArray())
                    .array();
        }
    }

    private MovieBoxes(byte[] file) {
        this.file = file;
        int at = 0;
        while (at + 8 <= file.length && !type(file, at).equals("moov")) {
            long size = Integer.toUnsignedLong(ByteBuffer.wrap(file).getInt(at));
            at += (int) (size == 1 ? ByteBuffer.wrap(file).getLong(at + 8) : size);
        }
        this.indexAt = at;
        this.moov = read(ByteBuffer.wrap(file, at, file.length - at).slice(), "");
    }

    public static MovieBoxes of(Path file) {
        try {
            return new MovieBoxes(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Box> tracks() {
        return moov.all("trak");
    }

    public static String handler(Box track) {
        return new String(track.first("mdia").first("hdlr").content, 8, 4, StandardCharsets.ISO_8859_1);
    }

    public static Box tables(Box track) {
        return track.first("mdia").first("minf").first("stbl");
    }

    /** The descriptions of a track's samples; of pictures and sound with the boxes in them. */
    public static List<Box> entries(Box track) {
        return tables(track).first("stsd").boxes;
    }

    /** The samples of a track, each as bytes. */
    public List<ByteBuffer> samples(Box track) {
        Box tables = tables(track);
        ByteBuffer sizes = ByteBuffer.wrap(tables.first("stsz").content);
        ByteBuffer runs = ByteBuffer.wrap(tables.first("stsc").content);
        boolean wide = tables.has("co64");
        ByteBuffer chunks = ByteBuffer.wrap(tables.first(wide ? "co64" : "stco").content);
        List<ByteBuffer> samples = new ArrayList<>();
        int run = 0;
        for (int chunk = 1; chunk <= chunks.getInt(4); chunk++) {
            if (run + 1 < runs.getInt(4) && runs.getInt(8 + 12 * (run + 1)) == chunk) {
                run++;
            }
            long at = wide ? chunks.getLong(8 * chunk) : Integer.toUnsignedLong(chunks.getInt(4 + 4 * chunk));
            for (int i = 0; i < runs.getInt(12 + 12 * run); i++) {
                int size = sizes.getInt(4) == 0 ? sizes.getInt(12 + 4 * samples.size()) : sizes.getInt(4);
                samples.add(ByteBuffer.wrap(file, (int) at, size));
                at += size;
            }
        }
        return samples;
    }

    public Path to(Path target) {
        byte[] index = moov.bytes();
        int old = ByteBuffer.wrap(file).getInt(indexAt);
        if (indexAt + old != file.length) {
            throw new AssertionError("the index does not come last");
        }
        try {
            return Files.write(
                    target,
                    ByteBuffer.allocate(indexAt + index.length)
                            .put(file, 0, indexAt)
                            .put(index)
                            .array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String type(byte[] bytes, int at) {
        return new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
    }

    private static Box read(ByteBuffer in, String handler) {
        int size = in.getInt(0);
        byte[] all = new byte[size];
        in.get(0, all);
        Box box = new Box(type(all, 0), new byte[0]);
        int at = 8;
        if (box.type.equals("stsd")) {
            at += 8;
        }
        if (handler.startsWith("entry")) {
            at += fields(all, handler.substring(5));
        }
        boolean opened = CONTAINERS.contains(box.type) || (handler.startsWith("entry") && at > 8);
        box.content = java.util.Arrays.copyOfRange(all, 8, opened ? at : size);
        String known = handler.startsWith("entry") ? "" : handler;
        while (opened && at + 8 <= size && ByteBuffer.wrap(all).getInt(at) >= 8) {
            Box child = read(
                    ByteBuffer.wrap(all, at, size - at).slice(),
                    box.type.equals("stsd") ? "entry" + known : handler.startsWith("entry") ? "" : known);
            if (child.type.equals("hdlr") && box.type.equals("mdia")) {
                known = new String(child.content, 8, 4, StandardCharsets.ISO_8859_1);
            }
            box.boxes.add(child);
            at += ByteBuffer.wrap(all).getInt(at);
        }
        return box;
    }

    /** Bytes before an entry's boxes. */
    private static int fields(byte[] entry, String handler) {
        if (VISUAL.contains(handler)) {
            return 78;
        }
        return handler.equals("soun")
                ? new int[] {28, 44, 64}[ByteBuffer.wrap(entry).getShort(16)]
                : 0;
    }
}
