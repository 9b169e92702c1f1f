package dev.reelwright.export;

import java.util.List;
import java.util.Locale;

/**
 * What a join will do, before any work.
 *
 * @param whole the file as one, with the first clip's tracks
 * @param clips what is done with each of them, in order
 * @param differences why the clips are encoded, for people; empty where their packets are carried over
 */
public record JoinPlan(ExportPlan whole, List<ExportPlan> clips, List<String> differences) {
    public JoinPlan {
        clips = List.copyOf(clips);
        differences = List.copyOf(differences);
    }

    /** Whether all pictures and sound but those at cuts are carried over. */
    public boolean isLossless() {
        return differences.isEmpty();
    }

    /** The plan in words. */
    public String explain() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "join of %d clips to %s, %s%n",
                clips.size(),
                whole.fileType().commandName(),
                isLossless() ? "without encoding but at cuts" : "encoded: " + String.join("; ", differences)));
        for (int i = 0; i < clips.size(); i++) {
            text.append("clip ").append(i + 1).append(": ").append(clips.get(i).explain());
        }
        return text.toString();
    }
}
