package dev.reelwright.internal.isobmff;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** How text in movie files is coded. */
final class TextCoding {
    private static final int LAST_MACINTOSH = 0x3FF;
    /** By Macintosh language code (QuickTime File Format, "Language Code Values"): those that are not written in Roman. */
    private static final Map<Integer, String> MACINTOSH = Map.ofEntries(
            Map.entry(10, "x-MacHebrew"),
            Map.entry(11, "Shift_JIS"),
            Map.entry(12, "x-MacArabic"),
            Map.entry(14, "x-MacGreek"),
            Map.entry(15, "x-MacIceland"),
            Map.entry(17, "x-MacTurkish"),
            Map.entry(18, "x-MacCroatian"),
            Map.entry(19, "Big5"),
            Map.entry(22, "x-MacThai"),
            Map.entry(23, "EUC-KR"),
            Map.entry(25, "x-MacCentralEurope"),
            Map.entry(26, "x-MacCentralEurope"),
            Map.entry(27, "x-MacCentralEurope"),
            Map.entry(28, "x-MacCentralEurope"),
            Map.entry(32, "x-MacCyrillic"),
            Map.entry(33, "GB2312"),
            Map.entry(37, "x-MacRomania"),
            Map.entry(38, "x-MacCentralEurope"),
            Map.entry(39, "x-MacCentralEurope"),
            Map.entry(40, "x-MacCroatian"),
            Map.entry(42, "x-MacCyrillic"),
            Map.entry(43, "x-MacCyrillic"),
            Map.entry(44, "x-MacCyrillic"),
            Map.entry(45, "x-MacUkraine"),
            Map.entry(46, "x-MacCyrillic"));

    private TextCoding() {}

    /** UTF-8, or UTF-16 where it begins with a byte order mark; nothing where it is neither. */
    static Optional<String> unicode(byte[] bytes) {
        if (bytes.length >= 2 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF) {
            return strictly(bytes, 2, StandardCharsets.UTF_16BE);
        }
        if (bytes.length >= 2 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE) {
            return strictly(bytes, 2, StandardCharsets.UTF_16LE);
        }
        return strictly(bytes, 0, StandardCharsets.UTF_8);
    }

    /**
     * Text under a language code. Under Macintosh codes many writers put UTF-8 all the same, which other codings hardly ever
     * look like.
     */
    static String text(byte[] bytes, int language) {
        return unicode(bytes).orElseGet(() -> new String(bytes, charset(language)));
    }

    private static Charset charset(int language) {
        String name = language > LAST_MACINTOSH ? "UTF-8" : MACINTOSH.getOrDefault(language, "x-MacRoman");
        // a runtime image may lack them
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
    }

    static Optional<String> utf16(byte[] bytes) {
        Optional<String> marked =
                bytes.length >= 2 && ((bytes[0] ^ bytes[1]) & 0xFF) == 1 ? unicode(bytes) : Optional.empty();
        return marked.isPresent() ? marked : strictly(bytes, 0, StandardCharsets.UTF_16BE);
    }

    private static Optional<String> strictly(byte[] bytes, int from, Charset charset) {
        try {
            String text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
                    .toString();
            return Optional.of(withoutEnd(text));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Zeros at the end are no part of a text. */
    private static String withoutEnd(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return text.substring(0, end);
    }

    /** As many bytes of UTF-8 as a field can count, cut between two characters. */
    static byte[] utf8(String text, int most) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int end = Math.min(most, bytes.length);
        while (end > 0 && end < bytes.length && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return java.util.Arrays.copyOf(bytes, end);
    }
}
