package dev.reelwright.internal.metadata;

import java.util.HashMap;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;

/** Between the three-letter codes of ISO 639-2 that containers have and the tags of BCP 47 that items have. */
public final class Languages {
    public static final String UNDETERMINED = "und";

    /** The codes that came from English names, each with the one that came from the language's own. */
    private static final Map<String, String> BIBLIOGRAPHIC = Map.ofEntries(
            Map.entry("alb", "sqi"),
            Map.entry("arm", "hye"),
            Map.entry("baq", "eus"),
            Map.entry("bur", "mya"),
            Map.entry("chi", "zho"),
            Map.entry("cze", "ces"),
            Map.entry("dut", "nld"),
            Map.entry("fre", "fra"),
            Map.entry("geo", "kat"),
            Map.entry("ger", "deu"),
            Map.entry("gre", "ell"),
            Map.entry("ice", "isl"),
            Map.entry("mac", "mkd"),
            Map.entry("mao", "mri"),
            Map.entry("may", "msa"),
            Map.entry("per", "fas"),
            Map.entry("rum", "ron"),
            Map.entry("slo", "slk"),
            Map.entry("tib", "bod"),
            Map.entry("wel", "cym"));

    private static final Map<String, String> SHORT = shortCodes();

    private Languages() {}

    private static Map<String, String> shortCodes() {
        Map<String, String> codes = new HashMap<>();
        for (String code : Locale.getISOLanguages()) {
            try {
                codes.putIfAbsent(new Locale(code).getISO3Language(), code);
            } catch (MissingResourceException e) {
                // no code of three letters, so no container can name it by one
            }
        }
        return codes;
    }

    /** The tag for a code; the shortest, as BCP 47 asks. */
    public static String tag(String code) {
        String lower = code.toLowerCase(Locale.ROOT);
        String own = BIBLIOGRAPHIC.getOrDefault(lower, lower);
        return SHORT.getOrDefault(own, own);
    }

    /** The code for a tag's language, {@code und} where it has none. */
    public static String iso639(String tag) {
        try {
            String code = new Locale.Builder().setLanguageTag(tag).build().getISO3Language();
            return code.isEmpty() ? UNDETERMINED : code;
        } catch (IllformedLocaleException | MissingResourceException e) {
            return UNDETERMINED;
        }
    }
}
