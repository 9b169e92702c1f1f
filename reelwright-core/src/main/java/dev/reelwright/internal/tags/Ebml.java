package dev.reelwright.internal.tags;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Elements of EBML in memory (RFC 8794). */
final class Ebml {
    static final long UNKNOWN = -1;
    private static final int MOST_ELEMENTS = 100_000;

    private Ebml() {}

    /** An element and its content. */
    record Element(int id, ByteBuffer content) {
        /** Its children; what is damaged ends them. */
        List<Element> children() {
            List<Element> children = new ArrayList<>();
            ByteBuffer in = content.duplicate();
            while (in.hasRemaining() && children.size() < MOST_ELEMENTS) {
                Optional<Header> header = header(in);
                if (header.isEmpty()
                        || header.get().size() == UNKNOWN
                        || header.get().size() > in.remaining()) {
                    break;
                }
                int size = (int) header.get().size();
                children.add(new Element(header.get().id(), in.slice(in.position(), size)));
                in.position(in.position() + size);
            }
            return children;
        }

        /** A number of up to eight bytes. */
        long number() {
            long value = 0;
            for (int i = 0; i < Math.min(Long.BYTES, content.limit()); i++) {
                value = value << 8 | content.get(i) & 0xFF;
            }
            return value;
        }

        String text() {
            String text = StandardCharsets.UTF_8.decode(content.duplicate()).toString();
            int end = text.indexOf(0);
            return end < 0 ? text : text.substring(0, end);
        }
    }

    /** What begins an element; {@code size} is {@link #UNKNOWN} where it ends by what follows. */
    record Header(int id, long size) {}

    /** Reads what begins an element; empty for what begins none. */
    static Optional<Header> header(ByteBuffer in) {
        int idLength = Integer.numberOfLeadingZeros(in.get(in.position()) & 0xFF) - 23;
        if (idLength > 4 || idLength > in.remaining()) {
            return Optional.empty();
        }
        int id = 0;
        for (int i = 0; i < idLength; i++) {
            id = id << 8 | in.get() & 0xFF;
        }
        if (!in.hasRemaining()) {
            return Optional.empty();
        }
        int sizeLength = Integer.numberOfLeadingZeros(in.get(in.position()) & 0xFF) - 23;
        if (sizeLength > 8 || sizeLength > in.remaining()) {
            return Optional.empty();
        }
        long size = in.get() & 0xFF >> sizeLength;
        boolean ones = size == 0xFF >> sizeLength;
        for (int i = 1; i < sizeLength; i++) {
            int next = in.get() & 0xFF;
            ones &= next == 0xFF;
            size = size << 8 | next;
        }
        return Optional.of(new Header(id, ones ? UNKNOWN : size));
    }
}
