package dev.reelwright.internal.isobmff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file as nested boxes, read by position: only headers and the boxes asked for are fetched, so that sample tables and
 * media data cost nothing. Not thread-safe; the channel stays the caller's.
 */
final class BoxSource {

    /**
     * The most bytes one source reads, headers included. Facts take a few kilobytes; without a limit a hostile file of
     * millions of empty boxes or edits would cost minutes and gigabytes.
     */
    static final int READ_LIMIT = 16 << 20;

    private static final int COMPACT_HEADER = 8;
    private static final int LARGE_HEADER = 16;
    private static final int EXTENDED_TYPE = 16;
    private static final String EXTENDED = "uuid";

    private final SeekableByteChannel file;
    private final long fileSize;
    private final int limit;
    private int bytesRead;

    BoxSource(SeekableByteChannel file) throws IOException {
        this(file, READ_LIMIT);
    }

    /** @param limit the most bytes that are read, headers included */
    BoxSource(SeekableByteChannel file, int limit) throws IOException {
        this.file = file;
        this.fileSize = file.size();
        this.limit = limit;
    }

    long fileSize() {
        return fileSize;
    }

    List<Box> topLevel() throws IOException {
        List<Box> boxes = new ArrayList<>();
        for (Box box = topLevelAt(0); box != null; box = topLevelAt(box.end())) {
            boxes.add(box);
        }
        return List.copyOf(boxes);
    }

    /** Returns the top-level box at an offset, or null if none can begin there. Size 0 means "to the file's end". */
    @Nullable
    Box topLevelAt(long offset) throws IOException {
        return boxAt(offset, fileSize, fileSize - offset);
    }

    /** Returns the child of a box at an offset, or null if none can begin there, as with size 0. */
    @Nullable
    Box childAt(long offset, Box parent) throws IOException {
        return boxAt(offset, parent.end(), 0);
    }

    /** Reads the headers of the boxes that fill a box from an offset on. */
    Container children(Box parent, long offset) throws IOException {
        List<Box> boxes = new ArrayList<>();
        for (Box box = childAt(offset, parent); box != null; box = childAt(box.end(), parent)) {
            boxes.add(box);
        }
        return new Container(parent, List.copyOf(boxes));
    }

    Container children(Box parent) throws IOException {
        return children(parent, parent.contentOffset());
    }

    /** Reads a box's content. */
    Cursor open(Box box) throws IOException {
        long length = box.size() - box.headerSize();
        if (length > limit) {
            throw new MalformedBoxException(box, "%d bytes exceed the limit of %d".formatted(length, limit));
        }
        return new Cursor(box, bytes(box.contentOffset(), (int) length));
    }

    /** Reads all that follows a box's size and type, an extended type included. */
    byte[] content(Box box) throws IOException {
        long header = box.headerSize() - (box.type().equals(EXTENDED) ? EXTENDED_TYPE : 0);
        Cursor in = open(new Box(box.type(), box.offset(), header, box.size(), box.truncated()));
        return in.bytes(in.remaining());
    }

    /** Reads a part of a box's content, less of it where the file ends; does not count to what is read at most. */
    ByteBuffer part(Box box, long from, int length) throws IOException {
        long left = Math.max(0, box.end() - box.contentOffset() - from);
        return read(box.contentOffset() + from, (int) Math.min(length, left));
    }

    private @Nullable Box boxAt(long offset, long end, long sizeForZero) throws IOException {
        long available = end - offset;
        if (available < COMPACT_HEADER) {
            return null;
        }
        ByteBuffer header = bytes(offset, (int) Math.min(available, LARGE_HEADER));
        if (header.remaining() < COMPACT_HEADER) {
            return null;
        }
        long declared = Integer.toUnsignedLong(header.getInt());
        String type = fourCc(header.getInt());
        long headerSize = COMPACT_HEADER;
        if (declared == 1) {
            if (header.remaining() < Long.BYTES) {
                return null;
            }
            headerSize = LARGE_HEADER;
            declared = header.getLong();
        } else if (declared == 0) {
            declared = sizeForZero;
        }
        if (type.equals(EXTENDED)) {
            headerSize += EXTENDED_TYPE;
        }
        boolean truncated = Long.compareUnsigned(declared, available) > 0;
        long size = truncated ? available : declared;
        return size < headerSize ? null : new Box(type, offset, headerSize, size, truncated);
    }

    /** Reads up to {@code length} bytes; fewer only if the file ends. */
    private ByteBuffer bytes(long offset, int length) throws IOException {
        if (length > limit - bytesRead) {
            throw new MalformedBoxException(
                    "the box structure up to byte %d takes more than the limit of %d bytes".formatted(offset, limit));
        }
        bytesRead += length;
        return read(offset, length);
    }

    private ByteBuffer read(long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        file.position(offset);
        while (bytes.hasRemaining() && file.read(bytes) > 0) {}
        return bytes.flip();
    }

    static String fourCc(int code) {
        byte[] letters = ByteBuffer.allocate(Integer.BYTES).putInt(code).array();
        return new String(letters, StandardCharsets.ISO_8859_1);
    }

    /** A box and the boxes directly in it, in order. */
    record Container(Box box, List<Box> boxes) {

        @Nullable
        Box first(String type) {
            for (Box child : boxes) {
                if (child.type().equals(type)) {
                    return child;
                }
            }
            return null;
        }

        /** The first child of a type that the specification makes mandatory. */
        Box require(String type) throws MalformedBoxException {
            Box child = first(type);
            if (child == null) {
                throw new MalformedBoxException(box, "it has no " + type + " box, which is mandatory");
            }
            return child;
        }
    }
}
