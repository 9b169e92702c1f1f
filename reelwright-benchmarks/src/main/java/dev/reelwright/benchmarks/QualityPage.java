package dev.reelwright.benchmarks;

import dev.reelwright.benchmarks.QualityClips.Clip;
import dev.reelwright.benchmarks.QualitySurvey.Row;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The survey of quality in words: nothing in it depends on the machine but the encoders' versions. */
final class QualityPage {
    private static final String INTRODUCTION = """
            # What the presets' quality costs

            Structural similarity (SSIM) of each encode to the source that is scaled to its size first, as FFmpeg's filter measures
            it on 8-bit 4:2:0, and what the encode takes. Presets never enlarge, so those with a larger box than the clip make the
            same of it: each encode was made once and stands for all presets in its row. `all` counts every pixel of every plane, `Y`
            brightness alone. `expected` is the column `usual` of the table of rates. Size presets (**bold**: standard quality, no limit
            of their own) are promised to score %.2f by `all` on ordinary footage, which is `landscape`, `animation` and `camera` here;
            they are themselves decoded from H.264 of a usual quality. Noise cannot be coded alike at any usual rate, hence the low
            scores of `dark` and `motion`: what counts there is that the cap holds.

            Made by `Benchmarks quality`; see the README beside this folder.

            """;

    private QualityPage() {}

    static String line(Row row) {
        return String.format(
                Locale.ROOT,
                "%-10s %-6s %-9s crf %3d  SSIM %.4f, Y %.4f  %.4f bits a pixel (%.4f expected) %8.0f kbit/s  %s%s",
                row.clip(),
                row.codec(),
                row.size(),
                row.factor(),
                row.similarity().all(),
                row.similarity().luma(),
                row.bitsPerPixel(),
                row.usualBitsPerPixel(),
                row.bitRate() / 1000.0,
                String.join(" ", row.presets()),
                row.missed() ? "  MISSED" : "");
    }

    static String markdown(List<Clip> clips, List<Row> rows, double goal) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, INTRODUCTION, goal));
        for (Clip clip : clips) {
            text.append("## ")
                    .append(clip.name())
                    .append("\n\n")
                    .append(clip.about())
                    .append(".\n\n");
            text.append("| presets | video | factor | all | Y | bits a pixel | expected | kbit/s |\n");
            text.append("|---|---|--:|--:|--:|--:|--:|--:|\n");
            rows.stream().filter(row -> row.clip().equals(clip.name())).forEach(row -> text.append(row(row)));
            text.append('\n');
        }
        long missed = rows.stream().filter(Row::missed).count();
        long promised = rows.stream().filter(Row::promised).count();
        text.append(String.format(
                Locale.ROOT,
                "%d of %d encodes by size presets on ordinary footage reach %.2f.%n",
                promised - missed,
                promised,
                goal));
        return text.toString();
    }

    private static String row(Row row) {
        String names = row.presets().stream().map(name -> "`" + name + "`").collect(Collectors.joining(" "));
        return String.format(
                Locale.ROOT,
                "| %s | %s %s | %s | %.4f%s | %.4f | %.4f | %.4f | %.0f |%n",
                row.promised() ? "**" + names + "**" : names,
                row.codec(),
                row.size(),
                row.factor() < 0 ? "–" : Integer.toString(row.factor()),
                row.similarity().all(),
                row.missed() ? " missed" : "",
                row.similarity().luma(),
                row.bitsPerPixel(),
                row.usualBitsPerPixel(),
                row.bitRate() / 1000.0);
    }
}
