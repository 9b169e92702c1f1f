package dev.reelwright.internal.isobmff;

import java.nio.ByteBuffer;
import java.util.List;

/** The 16-bit language code of a media header: packed ISO 639-2/T letters, or a Macintosh code in QuickTime files. */
final class MediaLanguage {

    private static final String UNDETERMINED = "und";

    /** Lower codes are no packed letters but Macintosh codes (QuickTime File Format, "Language Code Values"). */
    private static final int FIRST_PACKED = 0x400;

    /** What writers of QuickTime files say of languages that have no Macintosh code that they know. */
    private static final int UNSPECIFIED = 0x7FFF;

    /** Behind version, flags, both times, the timescale and the duration. */
    private static final int PLACE = 20;

    private static final int WIDE_PLACE = 32;

    private static final int LETTER_BITS = 5;
    private static final int LETTERS = 26;

    /** By Macintosh code, from 0 on. */
    private static final List<String> MACINTOSH = List.of("""
            eng fra deu ita nld swe spa dan por nor heb jpn ara fin ell isl mlt tur hrv zho urd hin tha kor lit
            pol hun est lav smi fao fas rus zho nld gle sqi ron ces slk slv yid srp mkd bul ukr bel uzb kaz aze
            """.split("\\s+"));

    private MediaLanguage() {}

    /** Writes a code into a media header that names no language. */
    static void fill(BoxTree header, int code) {
        ByteBuffer old = header.content();
        byte[] bytes = new byte[old.remaining()];
        old.get(bytes);
        int at = bytes.length > 0 && bytes[0] == 1 ? WIDE_PLACE : PLACE;
        ByteBuffer content = ByteBuffer.wrap(bytes);
        if (bytes.length >= at + Short.BYTES && (content.getShort(at) & 0xFFFF) == UNSPECIFIED) {
            content.putShort(at, (short) code);
            header.content(bytes);
        }
    }

    /** Returns the ISO 639-2/T code for a media header's language field, {@code und} for what names no language. */
    static String of(int code) {
        if (code < FIRST_PACKED) {
            return code < MACINTOSH.size() ? MACINTOSH.get(code) : UNDETERMINED;
        }
        StringBuilder letters = new StringBuilder();
        for (int shift = 2 * LETTER_BITS; shift >= 0; shift -= LETTER_BITS) {
            int letter = code >> shift & 0x1F;
            if (letter < 1 || letter > LETTERS) {
                return UNDETERMINED;
            }
            letters.append((char) ('a' + letter - 1));
        }
        return letters.toString();
    }
}
