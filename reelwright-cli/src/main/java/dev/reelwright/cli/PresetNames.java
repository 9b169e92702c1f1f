package dev.reelwright.cli;

import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.project.PresetDocument;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds presets by what people type: a name, or {@code @} and the path of a preset document. */
final class PresetNames {
    private static final int MOST_SUGGESTIONS = 3;

    private PresetNames() {}

    /**
     * The preset of this name, or of this file.
     *
     * @throws IllegalArgumentException when there is none, with the names that come near, or with what is wrong in the file
     */
    static ExportPreset find(String name) {
        if (name.startsWith("@")) {
            return own(name.substring(1));
        }
        return ExportPreset.named(name).orElseThrow(() -> new IllegalArgumentException(refusal(name)));
    }

    private static ExportPreset own(String file) {
        if (file.isEmpty()) {
            throw new IllegalArgumentException("the path of a preset document comes after the @, as in @small.json");
        }
        try {
            return PresetDocument.read(Path.of(file));
        } catch (MediaException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static String refusal(String name) {
        List<String> near = nearest(name);
        String meant = near.isEmpty() ? "" : " (did you mean " + String.join(" or ", near) + "?)";
        return "no preset is called '" + name + "'" + meant + "; `reelwright presets` lists them";
    }

    /** The names that differ little from what was typed, the nearest first. */
    static List<String> nearest(String typed) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        int allowed = Math.max(2, wanted.length() / 3);
        return ExportPreset.table().stream()
                .map(ExportPreset::name)
                .filter(name -> distance(wanted, name) <= allowed || isPart(wanted, name))
                .sorted(Comparator.comparingInt(name -> distance(wanted, name)))
                .limit(MOST_SUGGESTIONS)
                .toList();
    }

    private static boolean isPart(String typed, String name) {
        return typed.length() >= 3 && name.contains(typed);
    }

    /** Letters to insert, remove or replace to turn one word into the other (Levenshtein). */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
