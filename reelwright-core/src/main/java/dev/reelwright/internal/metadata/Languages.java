package dev.reelwright.internal.metadata;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Between the three-letter codes of ISO 639-2 that containers have and the tags of BCP 47 that items and tracks have. */
public final class Languages {
    public static final String UNDETERMINED = "und";

    /** The codes that came from English names, each before the one that came from the language's own. */
    private static final String BIBLIOGRAPHIC =
            "alb sqi arm hye baq eus bur mya chi zho cze ces dut nld fre fra geo kat "
                    + "ger deu gre ell ice isl mac mkd mao mri may msa per fas rum ron slo slk tib bod wel cym";

    private static final Map<String, String> TERMINOLOGICAL = new HashMap<>();
    /** Of those that were asked for so far: finding all of them takes longer than reading a file's headers. */
    private static final Map<String, String> SHORT = new ConcurrentHashMap<>(Map.of(UNDETERMINED, UNDETERMINED));

    static {
        String[] pairs = BIBLIOGRAPHIC.split(" ");
        for (int i = 0; i < pairs.length; i += 2) {
            TERMINOLOGICAL.put(pairs[i], pairs[i + 1]);
        }
    }

    private Languages() {}

    /** The code that came from the language's own name, for either kind of code; what is no such code stays as it is. */
    public static String terminological(String code) {
        return TERMINOLOGICAL.getOrDefault(code.toLowerCase(Locale.ROOT), code);
    }

    /** The tag for a code of either kind; the shortest, as BCP 47 asks. */
    public static String tag(String code) {
        String own = terminological(code.toLowerCase(Locale.ROOT));
        String known = SHORT.get(own);
        return known != null || own.length() != 3 ? Objects.requireNonNullElse(known, own) : shortest(own);
    }

    private static String shortest(String code) {
        for (String two : Locale.getISOLanguages()) {
            // some languages have a withdrawn code beside the present one, which is the tag's
            Locale locale = Locale.forLanguageTag(two);
            if (locale.getISO3Language().equals(code)) {
                String tag = locale.toLanguageTag();
                SHORT.put(code, tag);
                return tag;
            }
        }
        return code;
    }

    /** The terminological code for a tag's language, {@code und} where it has none. */
    public static String iso639(String tag) {
        try {
            String code = Locale.forLanguageTag(tag).getISO3Language();
            return code.isEmpty() ? UNDETERMINED : code;
        } catch (MissingResourceException e) {
            return UNDETERMINED;
        }
    }
}
