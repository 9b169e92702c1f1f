package dev.reelwright.internal.engine;

import dev.reelwright.time.MediaTime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;

/** Copies chapters out of FFmpeg's structures and into them. */
final class ChapterMarks {
    private static final TimeBase CLOCK = new TimeBase(1, 1_000_000_000);

    private ChapterMarks() {}

    static List<ChapterMark> read(AVFormatContext context) {
        List<ChapterMark> marks = new ArrayList<>();
        for (int i = 0; i < context.nb_chapters(); i++) {
            AVChapter chapter = new AVChapter(context.chapters(i));
            TimeBase base =
                    new TimeBase(chapter.time_base().num(), chapter.time_base().den());
            MediaTime start = base.time(chapter.start());
            MediaTime end = chapter.end() == TimeBase.NONE ? start : base.time(chapter.end());
            AVDictionaryEntry title = avutil.av_dict_get(chapter.metadata(), "title", null, 0);
            marks.add(new ChapterMark(
                    start, end, title == null ? "" : title.value().getString(StandardCharsets.UTF_8)));
        }
        return marks;
    }

    /** Gives the context, which frees them, these chapters and no others. */
    static void write(AVFormatContext context, List<ChapterMark> marks) {
        if (marks.isEmpty()) {
            return;
        }
        PointerPointer<AVChapter> list = new PointerPointer<>(Check.notNull(
                avutil.av_mallocz((long) marks.size() * PointerPointer.sizeof(PointerPointer.class)), "chapters"));
        for (int i = 0; i < marks.size(); i++) {
            AVChapter chapter =
                    new AVChapter(Check.notNull(avutil.av_mallocz(new AVChapter(null).sizeof()), "a chapter"));
            ChapterMark mark = marks.get(i);
            chapter.id(i);
            chapter.time_base().num(CLOCK.numerator()).den(CLOCK.denominator());
            chapter.start(CLOCK.ticks(mark.start()));
            chapter.end(CLOCK.ticks(mark.end()));
            AVDictionary metadata = new AVDictionary(null);
            avutil.av_dict_set(metadata, "title", mark.title(), 0);
            chapter.metadata(metadata);
            list.put(i, chapter);
        }
        context.chapters(list);
        context.nb_chapters(marks.size());
    }
}
