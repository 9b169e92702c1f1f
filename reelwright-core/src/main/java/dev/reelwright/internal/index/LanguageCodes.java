package dev.reelwright.internal.index;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** From the three-letter codes of ISO 639-2 that containers hold to language tags. */
public final class LanguageCodes {
    /** The languages that have a bibliographic code beside the terminological one. */
    private static final String BIBLIOGRAPHIC =
            "alb sqi arm hye baq eus bur mya chi zho cze ces dut nld fre fra geo kat "
                    + "ger deu gre ell ice isl mac mkd mao mri may msa per fas rum ron slo slk tib bod wel cym";

    private static final Map<String, String> TERMINOLOGICAL = new HashMap<>();
    private static final Map<String, String> SHORT = new HashMap<>();

    static {
        String[] pairs = BIBLIOGRAPHIC.split(" ");
        for (int i = 0; i < pairs.length; i += 2) {
            TERMINOLOGICAL.put(pairs[i], pairs[i + 1]);
        }
        for (String code : Locale.getISOLanguages()) {
            // some languages have a withdrawn code beside the present one, which is the tag's
            String tag = Locale.forLanguageTag(code).toLanguageTag();
            SHORT.put(Locale.forLanguageTag(code).getISO3Language(), tag);
        }
    }

    private LanguageCodes() {}

    /** The ISO 639-2/T code for either kind of code; what is no such code stays as it is. */
    public static String terminological(String code) {
        return TERMINOLOGICAL.getOrDefault(code, code);
    }

    /** The BCP 47 tag for an ISO 639-2/T code: two letters where the language has such a code. */
    public static String tag(String code) {
        return SHORT.getOrDefault(code, code);
    }
}
