package dev.reelwright.internal.tags;

import dev.reelwright.internal.metadata.Languages;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue.Data;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes items of ID3 as a tag of version 2.4, texts in UTF-8 (id3.org, "ID3 tag version 2.4.0"). */
public final class Id3Writer {
    private static final byte UTF_8 = 3;
    private static final int LARGEST = (1 << 28) - 1;
    /** What version 2.4 calls frames that it replaced. */
    private static final Map<String, String> RENAMED = Map.of("TYER", "TDRC", "TORY", "TDOR");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Id3Writer() {}

    /**
     * A chapter (id3.org, "ID3v2 Chapter Frame Addendum").
     *
     * @param startMillis when it begins
     * @param endMillis when it ends
     */
    public record Mark(long startMillis, long endMillis, String title) {}

    /** The tag without chapters. */
    public static byte[] tag(List<MetadataItem> items) {
        return tag(items, List.of());
    }

    /** The tag; empty where no item is of ID3 and there are no chapters, or where it would be larger than tags can be. */
    public static byte[] tag(List<MetadataItem> items, List<Mark> chapters) {
        Id3Writer frames = new Id3Writer();
        Map<String, List<MetadataItem>> together = new LinkedHashMap<>();
        for (MetadataItem item : items) {
            if (item.identifier().keySpace().equals(KeySpace.ID3)) {
                together.computeIfAbsent(place(item), p -> new ArrayList<>()).add(item);
            }
        }
        together.values().forEach(frames::frames);
        for (int i = 0; i < chapters.size(); i++) {
            frames.chapter(i, chapters.get(i));
        }
        byte[] body = frames.out.toByteArray();
        if (body.length == 0 || body.length > LARGEST) {
            return new byte[0];
        }
        return ByteBuffer.allocate(Id3Reader.HEADER + body.length)
                .put(new byte[] {'I', 'D', '3', 4, 0, 0})
                .putInt(synchsafe(body.length))
                .put(body)
                .array();
    }

    private void chapter(int number, Mark mark) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("ch" + number + "\0").getBytes(StandardCharsets.ISO_8859_1));
        body.writeBytes(ByteBuffer.allocate(4 * Integer.BYTES)
                .putInt((int) mark.startMillis())
                .putInt((int) mark.endMillis())
                // no byte offsets
                .putInt(-1)
                .putInt(-1)
                .array());
        Id3Writer title = new Id3Writer();
        byte[] text = mark.title().getBytes(StandardCharsets.UTF_8);
        title.frame(
                "TIT2",
                ByteBuffer.allocate(1 + text.length).put(UTF_8).put(text).array());
        body.writeBytes(title.out.toByteArray());
        frame("CHAP", body.toByteArray());
    }

    /** Texts that one frame holds together; of everything else a frame holds one. */
    private static String place(MetadataItem item) {
        boolean text = item.key().startsWith("T") && !(item.value() instanceof Data);
        return text ? item.key() + ":" + info(item) : item.toString();
    }

    private static String info(MetadataItem item) {
        return item.attribute(MetadataItem.INFO).orElse("");
    }

    private void frames(List<MetadataItem> items) {
        MetadataItem first = items.get(0);
        String id = RENAMED.getOrDefault(first.key(), first.key());
        if (!id.matches("[A-Z][A-Z0-9]{3}")) {
            return;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (first.value() instanceof Data data) {
            binary(id, first, body);
            body.writeBytes(data.bytes());
        } else if (id.startsWith("W")) {
            if (id.equals("WXXX")) {
                body.write(UTF_8);
                string(info(first), body);
            }
            body.writeBytes(text(first).getBytes(StandardCharsets.ISO_8859_1));
        } else {
            texts(id, items, body);
        }
        frame(id, body.toByteArray());
    }

    private static void texts(String id, List<MetadataItem> items, ByteArrayOutputStream body) {
        MetadataItem first = items.get(0);
        body.write(UTF_8);
        if (id.equals("COMM") || id.equals("USLT")) {
            String language = first.languageTag() == null ? "XXX" : Languages.iso639(first.languageTag());
            body.writeBytes(language.getBytes(StandardCharsets.ISO_8859_1));
            string(info(first), body);
        } else if (id.equals("TXXX")) {
            string(info(first), body);
        }
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                body.write(0);
            }
            body.writeBytes(text(items.get(i)).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What stands before the bytes of a binary frame. */
    private static void binary(String id, MetadataItem item, ByteArrayOutputStream body) {
        switch (id) {
            case "APIC" -> {
                body.write(UTF_8);
                string(item.attribute(MetadataItem.MIME_TYPE).orElse(mimeType(item)), body);
                body.write(pictureType(item));
                string(info(item), body);
            }
            case "GEOB" -> {
                body.write(UTF_8);
                string(item.attribute(MetadataItem.MIME_TYPE).orElse(""), body);
                string(item.attribute(MetadataItem.FILE_NAME).orElse(""), body);
                string(info(item), body);
            }
            case "PRIV", "UFID" -> string(info(item), body);
            default -> {}
        }
    }

    private static String mimeType(MetadataItem item) {
        return switch (item.value().type()) {
            case PNG -> "image/png";
            case JPEG -> "image/jpeg";
            default -> "image/";
        };
    }

    /** By the numbers of ID3; the front cover unless told otherwise. */
    static int pictureType(MetadataItem item) {
        String told = item.attribute(MetadataItem.PICTURE_TYPE).orElse("");
        return told.matches("\\d{1,2}") ? Integer.parseInt(told) : 3;
    }

    private static String text(MetadataItem item) {
        return item.stringValue().orElse("").replace("\0", "");
    }

    private static void string(String text, ByteArrayOutputStream body) {
        body.writeBytes(text.replace("\0", "").getBytes(StandardCharsets.UTF_8));
        body.write(0);
    }

    private void frame(String id, byte[] body) {
        if (body.length == 0 || body.length > LARGEST) {
            return;
        }
        out.writeBytes(id.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(ByteBuffer.allocate(6).putInt(synchsafe(body.length)).array());
        out.writeBytes(body);
    }

    private static int synchsafe(int value) {
        return (value & 0x7F) | (value & 0x3F80) << 1 | (value & 0x1FC000) << 2 | (value & 0xFE00000) << 3;
    }
}
