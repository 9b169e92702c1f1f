package dev.reelwright.internal.plan;

import dev.reelwright.asset.Track;
import dev.reelwright.internal.metadata.Languages;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds tracks by language, the most wanted language first (RFC 4647 §3.4, lookup). */
final class LanguageLookup {
    /** Tags of media in no language, or in one that nobody told. */
    private static final Set<String> NO_LANGUAGE = Set.of("und", "zxx", "mul", "mis", "");

    private LanguageLookup() {}

    /** Whether it is known which language is spoken in it. */
    static boolean isKnown(Track track) {
        return !NO_LANGUAGE.contains(primary(track.extendedLanguage()));
    }

    /** The tracks in the first of the languages that any of them is in; none when none is. */
    static List<Track> find(List<String> wanted, List<Track> tracks) {
        for (String language : wanted) {
            List<Track> found = find(normal(language), tracks);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** Where nothing is in just this variety of a language, another variety of it is better than another language. */
    private static List<Track> find(String language, List<Track> tracks) {
        String range = language;
        while (!range.isEmpty()) {
            String exact = range;
            List<Track> same = tracks.stream()
                    .filter(t -> normal(t.extendedLanguage()).equals(exact))
                    .toList();
            if (!same.isEmpty()) {
                return same;
            }
            List<Track> narrower = tracks.stream()
                    .filter(t -> normal(t.extendedLanguage()).startsWith(exact + "-"))
                    .toList();
            if (!narrower.isEmpty()) {
                return narrower;
            }
            range = range.substring(0, Math.max(0, range.lastIndexOf('-')));
        }
        return List.of();
    }

    private static String primary(String tag) {
        int end = tag.indexOf('-');
        return (end < 0 ? tag : tag.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    /** The same language is told by two letters here and by three there. */
    private static String normal(String tag) {
        String primary = primary(tag);
        String rest = tag.substring(primary.length()).toLowerCase(Locale.ROOT);
        return Languages.tag(primary) + rest;
    }
}
