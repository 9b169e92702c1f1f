package dev.reelwright.internal.isobmff;

import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * User data of ISO base media and 3GPP files (3GPP TS 26.244 §8; {@code cprt} also ISO/IEC 14496-12 §8.10.2): one text in one
 * language a box, and for some what stands beside it as extra attributes: {@code track} of {@code albm}, {@code entity} with
 * {@code criteria} of {@code rtng} and {@code table} of {@code clsf}, and of {@code loci}, whose text is ISO 6709,
 * {@code name}, {@code role}, {@code body} and {@code notes}. {@code date} is its text alone, as Apple's programs write and
 * others read it. What is not of such a form is kept as bytes.
 */
final class IsoUserData {
    private static final Set<String> TEXTS = Set.of("titl", "dscp", "cprt", "perf", "auth", "gnre", "coll");
    private static final Set<String> OTHERS =
            Set.of("date", "albm", "yrrc", "rtng", "clsf", "kywd", "loci", "kind", "thmb", "urat");
    private static final int MOST_KEYWORDS = 255;

    private IsoUserData() {}

    static boolean isKnown(String type) {
        return TEXTS.contains(type) || OTHERS.contains(type);
    }

    /** Reads the content of a box. */
    static List<MetadataItem> read(Box box, byte[] content) {
        MetadataIdentifier identifier = new MetadataIdentifier(KeySpace.ISO_USER_DATA, box.type());
        try {
            Cursor in = new Cursor(box, java.nio.ByteBuffer.wrap(content));
            List<MetadataItem> items = items(identifier, in);
            if (!items.isEmpty()) {
                return items;
            }
        } catch (MalformedBoxException e) {
            // as bytes then
        }
        return List.of(MetadataItem.of(identifier, new MetadataValue.Data(content, DataType.RAW)));
    }

    private static List<MetadataItem> items(MetadataIdentifier identifier, Cursor in) throws MalformedBoxException {
        String type = identifier.key();
        if (TEXTS.contains(type) || type.equals("albm")) {
            in.fullBox();
            String language = LanguageTags.ofPacked(in.u16());
            String text = text(in);
            Map<String, String> track =
                    type.equals("albm") && in.remaining() > 0 ? Map.of("track", Integer.toString(in.u8())) : Map.of();
            return List.of(new MetadataItem(identifier, new MetadataValue.Text(text), language, track));
        }
        return switch (type) {
            case "date" -> {
                String text = text(in);
                yield text.isEmpty() ? List.of() : List.of(MetadataItem.of(identifier, new MetadataValue.Text(text)));
            }
            case "yrrc" -> {
                in.fullBox();
                yield List.of(MetadataItem.of(identifier, new MetadataValue.Whole(in.u16(), DataType.UNSIGNED_16)));
            }
            case "rtng", "clsf" -> List.of(rated(identifier, in));
            case "kywd" -> keywords(identifier, in);
            case "loci" -> {
                in.fullBox();
                String language = LanguageTags.ofPacked(in.u16());
                Map<String, String> attributes = new LinkedHashMap<>();
                attributes.put("name", text(in));
                attributes.put("role", Integer.toString(in.u8()));
                double longitude = in.i16Point16();
                double latitude = in.i16Point16();
                String place = Iso6709.text(latitude, longitude, in.i16Point16());
                attributes.put("body", text(in));
                attributes.put("notes", text(in));
                attributes.values().removeIf(String::isEmpty);
                yield List.of(new MetadataItem(identifier, new MetadataValue.Text(place), language, attributes));
            }
            default -> List.of();
        };
    }

    private static MetadataItem rated(MetadataIdentifier identifier, Cursor in) throws MalformedBoxException {
        in.fullBox();
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("entity", in.fourCc());
        if (identifier.key().equals("rtng")) {
            attributes.put("criteria", in.fourCc());
        } else {
            attributes.put("table", Integer.toString(in.u16()));
        }
        String language = LanguageTags.ofPacked(in.u16());
        return new MetadataItem(identifier, new MetadataValue.Text(text(in)), language, attributes);
    }

    private static List<MetadataItem> keywords(MetadataIdentifier identifier, Cursor in) throws MalformedBoxException {
        in.fullBox();
        String language = LanguageTags.ofPacked(in.u16());
        int count = in.u8();
        List<MetadataItem> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String word = unicode(in, in.bytes(in.u8()));
            items.add(new MetadataItem(identifier, new MetadataValue.Text(word), language, Map.of()));
        }
        return items;
    }

    /** UTF-8, or UTF-16 behind a byte order mark, up to its zero or the end of the box. */
    private static String text(Cursor in) throws MalformedBoxException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean wide = false;
        while (in.remaining() > (wide ? 1 : 0)) {
            byte[] next = in.bytes(wide ? 2 : 1);
            boolean end = next[0] == 0 && (!wide || next[1] == 0);
            if (end) {
                break;
            }
            text.writeBytes(next);
            wide = wide || (text.size() == 2 && isMark(text.toByteArray()));
        }
        return unicode(in, text.toByteArray());
    }

    private static boolean isMark(byte[] start) {
        return (start[0] & 0xFF) + (start[1] & 0xFF) == 0xFE + 0xFF && ((start[0] ^ start[1]) & 0xFF) == 1;
    }

    private static String unicode(Cursor in, byte[] bytes) throws MalformedBoxException {
        return TextCoding.unicode(bytes).orElseThrow(() -> in.malformed("its text is no Unicode"));
    }

    /** Whether one box may hold both, which follow each other. */
    static boolean belongTogether(List<MetadataItem> group, MetadataItem next) {
        MetadataItem one = group.get(0);
        return one.key().equals("kywd")
                && next.key().equals("kywd")
                && group.size() < MOST_KEYWORDS
                && !(one.value() instanceof MetadataValue.Data)
                && !(next.value() instanceof MetadataValue.Data)
                && LanguageTags.packed(one.languageTag()) == LanguageTags.packed(next.languageTag());
    }

    /** The box of items that belong together; null for a value that has no form here. */
    static @Nullable BoxTree write(List<MetadataItem> items) {
        MetadataItem item = items.get(0);
        if (item.value() instanceof MetadataValue.Data data) {
            return BoxTree.of(item.key(), data.bytes());
        }
        String text = item.stringValue().orElse("");
        if (item.key().equals("date")) {
            return BoxTree.of(item.key(), text.getBytes(StandardCharsets.UTF_8));
        }
        int language = LanguageTags.packed(item.languageTag());
        Map<String, String> attributes = item.extraAttributes();
        BoxWriter out = BoxWriter.fullBox();
        switch (item.key()) {
            case "yrrc" -> out.u16(number(text));
            case "albm" -> {
                out.u16(language).text(text);
                if (attributes.containsKey("track")) {
                    out.u8(number(attributes.getOrDefault("track", "")));
                }
            }
            case "rtng" ->
                out.fourCc(code(attributes, "entity"))
                        .fourCc(code(attributes, "criteria"))
                        .u16(language)
                        .text(text);
            case "clsf" ->
                out.fourCc(code(attributes, "entity"))
                        .u16(number(attributes.getOrDefault("table", "")))
                        .u16(language)
                        .text(text);
            case "kywd" -> keywords(items, out.u16(language));
            case "loci" -> {
                double[] place = Iso6709.place(text);
                if (place.length == 0) {
                    return null;
                }
                out.u16(language).text(attributes.getOrDefault("name", ""));
                out.u8(number(attributes.getOrDefault("role", "")));
                out.u32(Math.round(place[1] * 0x10000))
                        .u32(Math.round(place[0] * 0x10000))
                        .u32(Math.round(place[2] * 0x10000));
                out.text(attributes.getOrDefault("body", "")).text(attributes.getOrDefault("notes", ""));
            }
            default -> out.u16(language).text(text);
        }
        return BoxTree.of(item.key(), out.bytes());
    }

    private static void keywords(List<MetadataItem> items, BoxWriter out) {
        out.u8(items.size());
        for (MetadataItem item : items) {
            byte[] word = TextCoding.utf8(item.stringValue().orElse(""), 254);
            out.u8(word.length + 1).put(word).u8(0);
        }
    }

    /** The number that a text begins with, such as the year of a date. */
    private static int number(String text) {
        int value = 0;
        for (int i = 0; i < text.length() && i < 5 && Character.digit(text.charAt(i), 10) >= 0; i++) {
            value = 10 * value + Character.digit(text.charAt(i), 10);
        }
        return value;
    }

    private static String code(Map<String, String> attributes, String name) {
        String code = attributes.getOrDefault(name, "");
        boolean valid = code.getBytes(StandardCharsets.ISO_8859_1).length == 4;
        return valid ? code : "\0\0\0\0";
    }
}
