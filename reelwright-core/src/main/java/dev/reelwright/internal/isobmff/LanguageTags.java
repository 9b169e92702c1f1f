package dev.reelwright.internal.isobmff;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import org.jspecify.annotations.Nullable;

/**
 * Between BCP 47 tags and how movie files name languages: packed ISO 639-2/T letters, Macintosh codes, and in metadata items
 * a country beside the language (QuickTime File Format, "Country Indicator", "Language Indicator").
 */
final class LanguageTags {
    /** What the ISO forms say of text in no known language. */
    static final int UNDETERMINED = 0x55C4;

    private static final int FIRST_PACKED = 0x400;
    private static final String UND = "und";
    private static final Map<String, String> SHORT = shortCodes();

    private LanguageTags() {}

    /** BCP 47 wants two letters where there are some. */
    private static Map<String, String> shortCodes() {
        Map<String, String> codes = new HashMap<>();
        for (String language : Locale.getISOLanguages()) {
            Locale locale = Locale.forLanguageTag(language);
            codes.put(locale.getISO3Language(), locale.toLanguageTag());
        }
        return codes;
    }

    /** The tag for packed letters or a Macintosh code; null where the language is not known. */
    static @Nullable String of(int code) {
        String letters = MediaLanguage.of(code);
        return letters.equals(UND) ? null : SHORT.getOrDefault(letters, letters);
    }

    /** The tag for packed letters alone. */
    static @Nullable String ofPacked(int code) {
        return code < FIRST_PACKED ? null : of(code);
    }

    /** Packed letters; {@link #UNDETERMINED} for what has none. */
    static int packed(@Nullable String tag) {
        String letters = tag == null ? "" : letters(Locale.forLanguageTag(tag));
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

    private static String letters(Locale locale) {
        try {
            return locale.getISO3Language();
        } catch (MissingResourceException e) {
            return "";
        }
    }

    /** The tag for a metadata item's country and language; null where neither is told. */
    static @Nullable String ofLocale(int locale) {
        String country = country(locale >>> 16);
        int code = locale & 0xFFFF;
        // lower numbers are places in lists of languages that nobody writes
        String language = ofPacked(code);
        if (language == null) {
            boolean none = country.isEmpty() && code != UNDETERMINED;
            language = none ? null : UND;
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
