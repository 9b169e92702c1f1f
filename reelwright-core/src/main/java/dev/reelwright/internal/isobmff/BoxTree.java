package dev.reelwright.internal.isobmff;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A box in memory that can be changed: boxes within it, or bytes. Only the boxes on the way to what is ever changed are
 * opened, everything else stays bytes, so that a tree that was not changed is written as it was read, bit by bit.
 *
 * <p>Content read from a buffer is a part of that buffer and not copied. Not thread-safe.
 */
final class BoxTree {
    private static final int HEADER = 8;
    private static final int WIDE_HEADER = 16;
    private static final int DEEPEST = 16;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final Set<String> CONTAINERS =
            Set.of("moov", "trak", "mdia", "minf", "stbl", "udta", "meta", "ilst", "tref", "iprp", "ipco");
    /** Vendors put into these what they like: one that cannot be read as boxes is bytes. */
    private static final Set<String> OPTIONAL = Set.of("udta", "meta", "ilst", "tref");
    /** What is in these is named by numbers and codes that would mean something else elsewhere. */
    private static final Set<String> LISTS = Set.of("ilst", "tref");

    private final String type;
    /** Whether its size has 64 bits. */
    private final boolean wide;

    /** All of its content, or what precedes its boxes: version and flags of {@code meta}. */
    private ByteBuffer content;

    private final @Nullable List<BoxTree> boxes;
    /** What follows its boxes: QuickTime ends user data with 32 bits of zero. */
    private ByteBuffer rest = NOTHING;

    private BoxTree(String type, boolean wide, ByteBuffer content, @Nullable List<BoxTree> boxes) {
        this.type = type;
        this.wide = wide;
        this.content = content;
        this.boxes = boxes;
    }

    /** A box of bytes. */
    static BoxTree of(String type, byte[] content) {
        return new BoxTree(type, false, ByteBuffer.wrap(content), null);
    }

    /** A box of boxes, empty so far. */
    static BoxTree container(String type) {
        return new BoxTree(type, false, NOTHING, new ArrayList<>());
    }

    /** A box of boxes behind bytes of its own. */
    static BoxTree container(String type, byte[] before) {
        return new BoxTree(type, false, ByteBuffer.wrap(before), new ArrayList<>());
    }

    /**
     * Reads a whole box.
     *
     * @throws MalformedBoxException if the sizes of the boxes in it do not suit each other, or they are nested too deep
     */
    static BoxTree read(ByteBuffer box) throws MalformedBoxException {
        ByteBuffer in = box.slice();
        BoxTree tree = next(in, 0, CONTAINERS);
        if (in.hasRemaining()) {
            throw new MalformedBoxException(
                    "%d bytes follow the %s box of %d bytes".formatted(in.remaining(), tree.type, in.position()));
        }
        return tree;
    }

    /**
     * Reads a row of boxes, none of which is opened. Zeros may follow them, with which QuickTime ends such rows.
     *
     * @throws MalformedBoxException if it is no such row
     */
    static List<BoxTree> readAll(ByteBuffer row) throws MalformedBoxException {
        ByteBuffer in = row.slice();
        List<BoxTree> boxes = new ArrayList<>();
        while (in.remaining() >= HEADER && in.getInt(in.position()) != 0) {
            boxes.add(next(in, 0, Set.of()));
        }
        while (in.hasRemaining()) {
            if (in.get() != 0) {
                throw new MalformedBoxException("%d bytes follow the last box".formatted(in.remaining() + 1));
            }
        }
        return boxes;
    }

    private static BoxTree next(ByteBuffer in, int depth, Set<String> containers) throws MalformedBoxException {
        if (depth > DEEPEST) {
            throw new MalformedBoxException("boxes are nested deeper than %d".formatted(DEEPEST));
        }
        int start = in.position();
        long size = in.remaining() < HEADER ? 0 : Integer.toUnsignedLong(in.getInt(start));
        boolean wide = size == 1 && in.remaining() >= WIDE_HEADER;
        if (wide) {
            size = in.getLong(start + HEADER);
        }
        int header = wide ? WIDE_HEADER : HEADER;
        if (size < header || size > in.remaining()) {
            throw new MalformedBoxException("a box of %d bytes cannot begin at byte %d with %d bytes left"
                    .formatted(size, start, in.remaining()));
        }
        String type = BoxSource.fourCc(in.getInt(start + Integer.BYTES));
        in.position(start + (int) size);
        ByteBuffer content = in.slice(start + header, (int) size - header);
        if (!containers.contains(type)) {
            return new BoxTree(type, wide, content, null);
        }
        try {
            return open(type, wide, content, depth);
        } catch (MalformedBoxException e) {
            if (OPTIONAL.contains(type)) {
                return new BoxTree(type, wide, content, null);
            }
            throw e;
        }
    }

    private static BoxTree open(String type, boolean wide, ByteBuffer content, int depth) throws MalformedBoxException {
        int before = type.equals("meta") ? versionBytes(content) : 0;
        List<BoxTree> boxes = new ArrayList<>();
        ByteBuffer in = content.duplicate().position(before);
        while (in.remaining() >= HEADER) {
            boxes.add(next(in, depth + 1, LISTS.contains(type) ? Set.of() : CONTAINERS));
        }
        BoxTree tree = new BoxTree(type, wide, content.slice(0, before), boxes);
        tree.rest = in.slice();
        return tree;
    }

    /** ISO base media begins it with version and flags, QuickTime with its first box. */
    static int versionBytes(ByteBuffer meta) {
        boolean bare = meta.remaining() >= HEADER && meta.getInt(meta.position() + Integer.BYTES) == code("hdlr");
        return bare ? 0 : Math.min(Integer.BYTES, meta.remaining());
    }

    String type() {
        return type;
    }

    /** Its bytes, without its header; where it has boxes, those before them. */
    ByteBuffer content() {
        return content.duplicate();
    }

    void content(byte[] bytes) {
        content = ByteBuffer.wrap(bytes);
    }

    /** The boxes directly in it; none in a box of bytes. */
    List<BoxTree> boxes() {
        return boxes == null ? List.of() : List.copyOf(boxes);
    }

    List<BoxTree> all(String wanted) {
        return boxes().stream().filter(box -> box.type.equals(wanted)).toList();
    }

    @Nullable
    BoxTree first(String wanted) {
        for (BoxTree box : boxes()) {
            if (box.type.equals(wanted)) {
                return box;
            }
        }
        return null;
    }

    BoxTree require(String wanted) throws MalformedBoxException {
        BoxTree box = first(wanted);
        if (box == null) {
            throw new MalformedBoxException("the %s box has no %s box".formatted(type, wanted));
        }
        return box;
    }

    /** Adds a box behind all others. */
    void add(BoxTree box) {
        opened().add(box);
    }

    /** Adds a box behind the first one of a type, or before all others where there is none. */
    void addAfter(String before, BoxTree box) {
        List<BoxTree> children = opened();
        int at = 0;
        for (int i = children.size() - 1; i >= 0; i--) {
            at = children.get(i).type.equals(before) ? i + 1 : at;
        }
        children.add(at, box);
    }

    void removeIf(Predicate<BoxTree> unwanted) {
        if (boxes != null) {
            boxes.removeIf(unwanted);
        }
    }

    private List<BoxTree> opened() {
        if (boxes == null) {
            throw new IllegalStateException("a " + type + " box holds bytes");
        }
        return boxes;
    }

    private int headerBytes() {
        return wide ? WIDE_HEADER : HEADER;
    }

    /** How many bytes it takes, its header included. */
    long size() {
        long size = headerBytes() + (long) content.remaining() + rest.remaining();
        for (BoxTree box : boxes()) {
            size += box.size();
        }
        return size;
    }

    /** The whole box as bytes. */
    ByteBuffer bytes() {
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size()));
        write(out);
        return out.flip();
    }

    private void write(ByteBuffer out) {
        long size = size();
        out.putInt(wide ? 1 : Math.toIntExact(size)).putInt(code(type));
        if (wide) {
            out.putLong(size);
        }
        out.put(content.duplicate());
        for (BoxTree box : boxes()) {
            box.write(out);
        }
        out.put(rest.duplicate());
    }

    static int code(String type) {
        return ByteBuffer.wrap(type.getBytes(StandardCharsets.ISO_8859_1)).getInt();
    }
}
