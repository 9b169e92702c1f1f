package dev.reelwright.internal.isobmff;

import dev.reelwright.internal.metadata.Languages;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Between BCP 47 tags and how movie files name languages: packed ISO 639-2/T letters, Macintosh codes, and in metadata items
 * a country beside the language (QuickTime File Format, "Country Indicator", "Language Indicator").
 */
final class LanguageTags {
    /** What the ISO forms say of text in no known language. */
    static final int UNDETERMINED = 0x55C4;

    private static final int FIRST_PACKED = 0x400;

    private LanguageTags() {}

    /** The tag for packed letters or a Macintosh code; null where the language is not known. */
    static @Nullable String of(int code) {
        String letters = MediaLanguage.of(code);
        return letters.equals(Languages.UNDETERMINED) ? null : Languages.tag(letters);
    }

    /** The tag for packed letters alone. */
    static @Nullable String ofPacked(int code) {
        return code < FIRST_PACKED ? null : of(code);
    }

    /** Packed letters; {@link #UNDETERMINED} for what has none. */
    static int packed(@Nullable String tag) {
        String letters = tag == null ? Languages.UNDETERMINED : Languages.iso639(tag);
        if (letters.length() != 3) {
            return UNDETERMINED;
        }
        int code = 0;
        for (int i = 0; i < letters.length(); i++) {
            int letter = letters.charAt(i) - 'a' + 1;
            if (letter < 1 || letter > 26) {
                return UNDETERMINED;
            }
            code = code << 5 | letter;
        }
        return code;
    }

    /** The tag for a metadata item's country and language; null where neither is told. */
    static @Nullable String ofLocale(int locale) {
        String country = country(locale >>> 16);
        int code = locale & 0xFFFF;
        // lower numbers are places in lists of languages that nobody writes
        String language = ofPacked(code);
        if (language == null) {
            boolean none = country.isEmpty() && code != UNDETERMINED;
            language = none ? null : Languages.UNDETERMINED;
        }
        return language == null || country.isEmpty() ? language : language + "-" + country;
    }

    private static String country(int code) {
        char first = (char) (code >> 8);
        char second = (char) (code & 0xFF);
        boolean letters = first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z';
        return letters ? "" + first + second : "";
    }

    /** Country and language for a metadata item. */
    static int locale(@Nullable String tag) {
        if (tag == null) {
            return 0;
        }
        String region = Locale.forLanguageTag(tag).getCountry();
        int country = region.length() == 2 ? region.charAt(0) << 8 | region.charAt(1) : 0;
        return country << 16 | packed(tag);
    }
}
