package dev.reelwright.internal.plan;

import dev.reelwright.asset.Chapter;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.internal.plan.ContainerRules.Content;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which chapters an output has, and when. */
final class ChapterRules {
    private ChapterRules() {}

    /** The chapters of a part of an asset, on the timeline of an output that begins with it; none where the type has none. */
    static List<Chapter> plan(List<Chapter> chapters, TimeRange range, Ratio speed, FileType type) {
        List<Chapter> planned = new ArrayList<>();
        for (Chapter chapter : chapters) {
            TimeRange part = chapter.timeRange().intersection(range);
            if (hold(type) && !part.isEmpty()) {
                MediaTime from = output(part.start(), range, speed);
                MediaTime to = output(part.end(), range, speed);
                planned.add(new Chapter(TimeRange.between(from, to), chapter.title(), chapter.language()));
            }
        }
        return planned;
    }

    private static MediaTime output(MediaTime onAsset, TimeRange range, Ratio speed) {
        MediaTime time = onAsset.minus(range.start());
        return speed.equals(Ratio.ONE) ? time : time.timesRatio(speed.denominator(), speed.numerator());
    }

    /** What is lost, if anything is. */
    static Optional<String> warning(List<Chapter> chapters, FileType type) {
        if (chapters.isEmpty() || hold(type)) {
            return Optional.empty();
        }
        String others = Arrays.stream(FileType.values())
                .filter(ChapterRules::hold)
                .map(FileType::commandName)
                .collect(Collectors.joining(", "));
        return Optional.of("the source's chapters are left out, for " + type.commandName() + " files have none; "
                + others + " files do");
    }

    private static boolean hold(FileType type) {
        return !ContainerRules.codecs(type, Content.CHAPTERS).isEmpty();
    }
}
