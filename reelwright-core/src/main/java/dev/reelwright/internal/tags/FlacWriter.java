package dev.reelwright.internal.tags;

import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue.Data;
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
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes Vorbis comments and pictures into the metadata blocks of a FLAC file (RFC 9639 §8). */
public final class FlacWriter {
    private static final Pattern KEPT = Pattern.compile("(WAVEFORMATEXTENSIBLE_CHANNEL_MASK|CHAPTER\\d+(NAME)?)=");
    private static final String VENDOR = "Reelwright";
    private static final int PADDING = 1;
    private static final int COMMENTS = 4;
    private static final int PICTURE = 6;
    private static final int STREAM_INFO_END = 4 + 4 + 34;
    private static final int LAST = 0x80;
    private static final int LARGEST = 0xFFFFFF;
    private static final int HEADER = 4;

    private FlacWriter() {}

    private record Block(int type, byte[] content) {}

    /** Bytes that the blocks of these items take. */
    public static int length(List<MetadataItem> items) {
        return blocks(items, List.of(new byte[64])).stream()
                .mapToInt(b -> HEADER + b.content.length)
                .sum();
    }

    /**
     * Writes them into a finished file, in place of the comments and the padding that its muxer left behind its first block;
     * the padding must have been made as large as {@link #length}.
     */
    public static void write(Path file, List<MetadataItem> items) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            TagSource source = new TagSource(channel);
            long at = STREAM_INFO_END;
            boolean last = false;
            List<byte[]> kept = List.of();
            while (!last) {
                int header = source.read(at, HEADER).getInt();
                int type = header >>> 24 & ~LAST;
                if (type != COMMENTS && type != PADDING) {
                    break;
                }
                last = (header >>> 24 & LAST) != 0;
                if (type == COMMENTS) {
                    kept = kept(source.read(at + HEADER, header & LARGEST));
                }
                at += HEADER + (header & LARGEST);
            }
            byte[] bytes = bytes(blocks(items, kept), at - STREAM_INFO_END, last);
            channel.position(STREAM_INFO_END);
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        }
    }

    private static byte[] bytes(List<Block> blocks, long room, boolean last) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Block block : blocks) {
            header(block.type, block.content.length, false, out);
            out.writeBytes(block.content);
        }
        long padding = room - out.size() - HEADER;
        if (padding < 0 || padding > LARGEST) {
            throw new MalformedTagsException(room + " bytes are left for tags of " + out.size());
        }
        header(PADDING, (int) padding, last, out);
        out.writeBytes(new byte[(int) padding]);
        return out.toByteArray();
    }

    private static void header(int type, int length, boolean last, ByteArrayOutputStream out) {
        out.writeBytes(ByteBuffer.allocate(HEADER)
                .putInt((type | (last ? LAST : 0)) << 24 | length)
                .array());
    }

    /** What the muxer says that is no tag: channels in layouts that the coding has no number for, and chapters. */
    private static List<byte[]> kept(ByteBuffer comments) {
        ByteBuffer in = comments.slice().order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> kept = new ArrayList<>();
        text(in);
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            byte[] field = text(in);
            if (KEPT.matcher(new String(field, StandardCharsets.UTF_8)).lookingAt()) {
                kept.add(field);
            }
        }
        return kept;
    }

    private static byte[] text(ByteBuffer in) {
        byte[] text = new byte[Math.min(Math.max(0, in.getInt()), in.remaining())];
        in.get(text);
        return text;
    }

    private static List<Block> blocks(List<MetadataItem> items, List<byte[]> kept) {
        List<Block> blocks = new ArrayList<>();
        List<byte[]> fields = new ArrayList<>(kept);
        for (MetadataItem item : items) {
            if (!item.identifier().keySpace().equals(KeySpace.VORBIS)) {
                continue;
            }
            if (item.value() instanceof Data data && data.type().isPicture()) {
                blocks.add(new Block(PICTURE, picture(item, data.bytes())));
            } else if (item.stringValue().isPresent() && item.key().matches("[\\x20-\\x3C\\x3E-\\x7D]+")) {
                String text = item.key().toUpperCase(Locale.ROOT) + "="
                        + item.stringValue().get();
                fields.add(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        blocks.add(0, new Block(COMMENTS, comments(fields)));
        return blocks.stream().filter(b -> b.content.length <= LARGEST).toList();
    }

    private static byte[] comments(List<byte[]> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(little(VENDOR.length()));
        out.writeBytes(VENDOR.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(little(fields.size()));
        for (byte[] field : fields) {
            out.writeBytes(little(field.length));
            out.writeBytes(field);
        }
        return out.toByteArray();
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    /** A picture in the form that comments of Ogg files have it in. */
    public static String pictureField(MetadataItem item) {
        byte[] bytes = item.value() instanceof Data data ? data.bytes() : new byte[0];
        return Base64.getEncoder().encodeToString(picture(item, bytes));
    }

    private static byte[] picture(MetadataItem item, byte[] bytes) {
        byte[] mime = item.attribute(MetadataItem.MIME_TYPE).orElse("").getBytes(StandardCharsets.US_ASCII);
        byte[] description = item.attribute(MetadataItem.INFO).orElse("").getBytes(StandardCharsets.UTF_8);
        int sizes = 4 * Integer.BYTES; // width, height, depth and colours, 0 where not told
        return ByteBuffer.allocate(4 * Integer.BYTES + mime.length + description.length + sizes + bytes.length)
                .putInt(Id3Writer.pictureType(item))
                .putInt(mime.length)
                .put(mime)
                .putInt(description.length)
                .put(description)
                .put(new byte[sizes])
                .putInt(bytes.length)
                .put(bytes)
                .array();
    }
}
