package dev.reelwright.internal.tags;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives fields of a finished Ogg file their names (RFC 3533). FFmpeg's writer turns comments into descriptions, so that it is
 * told another name, which is as long.
 */
public final class OggWriter {
    private static final String NAME = "COMMENT";
    private static final String STAND_IN = "C-MMENT";
    private static final int MARKER = 0x4F676753;
    private static final int PAGE = 27;
    private static final int SERIAL_AT = 14;
    private static final int CHECKSUM_AT = 22;
    private static final int POLYNOMIAL = 0x04C11DB7;
    private static final int UNFINISHED = 0xFF;

    private OggWriter() {}

    /** The name that FFmpeg's writer is told for a field in place of its own. */
    public static String standIn(String name) {
        return name.equalsIgnoreCase(NAME) ? STAND_IN : name;
    }

    /** One page of the packet of comments: its header with the table of segments, and what it holds. */
    private record Page(long at, byte[] header, byte[] body) {}

    /** Puts the names that were stood in for into the comments of the first stream. */
    public static void complete(Path file) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            List<Page> pages = pages(new TagSource(channel, Integer.MAX_VALUE));
            ByteArrayOutputStream bodies = new ByteArrayOutputStream();
            pages.forEach(page -> bodies.writeBytes(page.body));
            byte[] packet = bodies.toByteArray();
            if (!rename(packet)) {
                return;
            }
            int from = 0;
            for (Page page : pages) {
                byte[] body = Arrays.copyOfRange(packet, from, from + page.body.length);
                from += body.length;
                if (!Arrays.equals(body, page.body)) {
                    write(channel, page, body);
                }
            }
        }
    }

    /** The pages of the first stream from its second packet's first to its last. */
    private static List<Page> pages(TagSource source) throws IOException {
        List<Page> pages = new ArrayList<>();
        int serial = 0;
        long at = 0;
        while (source.has(at, PAGE)) {
            ByteBuffer start = source.read(at, PAGE).order(ByteOrder.LITTLE_ENDIAN);
            if (Integer.reverseBytes(start.getInt(0)) != MARKER) {
                throw new MalformedTagsException("no page of Ogg begins at byte " + at);
            }
            byte[] header = Texts.rest(source.read(at, PAGE + (start.get(PAGE - 1) & 0xFF)));
            int length = 0;
            boolean ends = false;
            for (int i = PAGE; i < header.length; i++) {
                length += header[i] & 0xFF;
                ends |= (header[i] & 0xFF) != UNFINISHED;
            }
            if (at == 0) {
                serial = start.getInt(SERIAL_AT);
            } else if (start.getInt(SERIAL_AT) == serial) {
                pages.add(new Page(at, header, Texts.rest(source.read(at + header.length, length))));
                if (ends) {
                    return pages;
                }
            }
            at += header.length + length;
        }
        return pages;
    }

    /** Whether there was a name to change. */
    private static boolean rename(byte[] packet) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(packet).order(ByteOrder.LITTLE_ENDIAN);
        byte[] standIn = (STAND_IN + "=").getBytes(StandardCharsets.US_ASCII);
        byte[] name = NAME.getBytes(StandardCharsets.US_ASCII);
        in.position(OggTags.beforeComments(packet));
        skip(in, in.getInt());
        int count = in.getInt();
        boolean any = false;
        for (int i = 0; i < count; i++) {
            int length = in.getInt();
            int at = in.position();
            skip(in, length);
            if (length >= standIn.length
                    && Arrays.equals(packet, at, at + standIn.length, standIn, 0, standIn.length)) {
                System.arraycopy(name, 0, packet, at, name.length);
                any = true;
            }
        }
        return any;
    }

    private static void skip(ByteBuffer in, int length) throws IOException {
        if (length < 0 || length > in.remaining()) {
            throw new MalformedTagsException(
                    "a comment of " + length + " bytes, where " + in.remaining() + " are left");
        }
        in.position(in.position() + length);
    }

    private static void write(SeekableByteChannel channel, Page page, byte[] body) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(page.header.length + body.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(page.header)
                .put(body);
        bytes.putInt(CHECKSUM_AT, 0);
        bytes.putInt(CHECKSUM_AT, checksum(bytes.array()));
        channel.position(page.at);
        bytes.flip();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static int checksum(byte[] page) {
        int sum = 0;
        for (byte b : page) {
            sum ^= (b & 0xFF) << 24;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                sum = sum < 0 ? sum << 1 ^ POLYNOMIAL : sum << 1;
            }
        }
        return sum;
    }
}
