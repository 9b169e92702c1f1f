package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Chapter;
import dev.reelwright.asset.FileType;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.internal.engine.ChapterMark;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.Tag;
import dev.reelwright.internal.tags.Id3Writer;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.Rounding;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Gives a file its plan's chapters. */
final class ChapterWriter {
    /**
     * Those whose chapters are comments, by the xiph.org wiki's "Chapter Extension": FFmpeg's own writer of them rounds
     * seconds to the nearest one.
     */
    private static final Set<FileType> COMMENTS = EnumSet.of(FileType.OGG, FileType.FLAC);

    private ChapterWriter() {}

    /**
     * Called before the muxer starts.
     *
     * @param lead how much earlier the output begins than was planned
     */
    static void write(ExportPlan plan, MediaTime lead, Muxer muxer) {
        List<ChapterMark> marks = marks(plan, lead);
        if (COMMENTS.contains(plan.fileType())) {
            muxer.metadata(comments(marks));
        } else {
            muxer.chapters(marks);
        }
    }

    /** The same as ID3 has them. */
    static List<Id3Writer.Mark> id3(ExportPlan plan, MediaTime lead) {
        return marks(plan, lead).stream()
                .map(m -> new Id3Writer.Mark(millis(m.start()), millis(m.end()), m.title()))
                .toList();
    }

    private static long millis(MediaTime time) {
        return time.toTicks(1, 1000, Rounding.HALF_AWAY_FROM_ZERO);
    }

    private static List<ChapterMark> marks(ExportPlan plan, MediaTime lead) {
        List<ChapterMark> marks = new ArrayList<>();
        for (Chapter chapter : plan.chapters()) {
            MediaTime start = chapter.timeRange().start();
            marks.add(new ChapterMark(
                    start.isAfter(MediaTime.ZERO) ? start.plus(lead) : start,
                    chapter.timeRange().end().plus(lead),
                    chapter.title()));
        }
        return marks;
    }

    private static List<Tag> comments(List<ChapterMark> marks) {
        List<Tag> tags = new ArrayList<>();
        for (ChapterMark mark : marks) {
            String name = String.format(Locale.ROOT, "CHAPTER%03d", tags.size() / 2);
            long millis = millis(mark.start());
            tags.add(new Tag(
                    name,
                    String.format(
                            Locale.ROOT,
                            "%02d:%02d:%02d.%03d",
                            millis / 3_600_000,
                            millis / 60_000 % 60,
                            millis / 1000 % 60,
                            millis % 1000)));
            tags.add(new Tag(name + "NAME", mark.title()));
        }
        return tags;
    }
}
