package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Chapter;
import dev.reelwright.asset.FileType;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chapters, as {@code ffprobe} reads them back. */
class ChaptersTest {
    private static final String CHAPTERS = """
            ;FFMETADATA1
            [CHAPTER]
            TIMEBASE=1/1000
            START=0
            END=1234
            title=Anfang
            [CHAPTER]
            TIMEBASE=1/1000
            START=1234
            END=2501
            title=Größe & 漢字
            [CHAPTER]
            TIMEBASE=1/1000
            START=2501
            END=4000
            title=Ende
            """;

    @TempDir
    Path folder;

    /** What {@code ffprobe} says of a chapter. */
    private record Told(double start, double end, String title) {}

    private Path source(String name) throws IOException {
        Path clip = Fixtures.clip(
                "chapters.mp4",
                b -> b.size(new Size(160, 90)).duration(MediaTime.seconds(4)).gop(30));
        Path text = Files.writeString(folder.resolve("chapters.txt"), CHAPTERS);
        Path file = folder.resolve(name);
        Programs.run(
                "ffmpeg",
                List.of(("-v error -i " + clip + " -i " + text + " -map 0 -map_chapters 1 -c copy " + file)
                        .split(" ")));
        return file;
    }

    private static List<Told> told(Path file) {
        List<Told> chapters = new ArrayList<>();
        String csv = Programs.run(
                "ffprobe",
                List.of(
                        "-v",
                        "error",
                        "-show_entries",
                        "chapter=start_time,end_time:chapter_tags=title",
                        "-of",
                        "csv=p=0",
                        file.toString()));
        for (String line : csv.lines().toList()) {
            String[] cells = line.split(",", 3);
            chapters.add(new Told(
                    Double.parseDouble(cells[0]), Double.parseDouble(cells[1]), cells.length < 3 ? "" : cells[2]));
        }
        return chapters;
    }

    private static void assertTold(Path file, double... starts) {
        List<Told> chapters = told(file);
        assertThat(chapters).hasSize(starts.length);
        for (int i = 0; i < starts.length; i++) {
            assertThat(chapters.get(i).start()).isCloseTo(starts[i], within(0.0006));
        }
    }

    @ParameterizedTest
    @CsvSource({"mp4", "mov", "mkv", "m4v"})
    void B19_chaptersOfAnAssetAreRead(String type) throws IOException {
        Asset asset = Asset.open(source("source." + type));

        assertThat(asset.chapters()).extracting(Chapter::title).containsExactly("Anfang", "Größe & 漢字", "Ende");
        assertThat(asset.chapters().get(1).timeRange().start().toSeconds()).isCloseTo(1.234, within(0.022));
        assertThat(asset.chapters().get(1).timeRange().end())
                .isEqualTo(asset.chapters().get(2).timeRange().start());
    }

    @ParameterizedTest(name = "B19 {0} into {1} by {2}")
    @CsvSource({
        "mp4, mp4, passthrough",
        "mp4, mov, passthrough",
        "mov, m4v, low",
        "mp4, m4a, m4a",
        "mp4, mkv, passthrough",
        "mp4, ogg, opus",
        "mp4, flac, flac",
        "mp4, webm, opus",
        "mp4, mp3, mp3",
    })
    void B19_chaptersAreWrittenOnce(String from, String to, String preset) throws IOException {
        Path source = source("source." + from);

        ExportResult result = ExportSession.builder(
                        Asset.open(source), ExportPreset.named(preset).orElseThrow())
                .optimizeForNetworkUse(true)
                .build()
                .export(folder.resolve("made." + to));

        assertThat(told(result.output())).extracting(Told::title).containsExactly("Anfang", "Größe & 漢字", "Ende");
        assertTold(result.output(), 0, 1.234, 2.501);
        assertThat(Asset.open(result.output()).tracks())
                .noneMatch(t -> t.format().codec().equals("bin_data"));
        assertThat(Asset.open(result.output()).chapters()).hasSize(3);
    }

    /** 200 chapters of 20 ms, which say more than the media does. */
    private Path talkative() throws IOException {
        StringBuilder text = new StringBuilder(";FFMETADATA1\n");
        for (int i = 0; i < 200; i++) {
            text.append("[CHAPTER]\nTIMEBASE=1/1000\nSTART=%d\nEND=%d\n".formatted(i * 20, i * 20 + 20));
            text.append("title=")
                    .append("A title of many words ".repeat(8))
                    .append(i)
                    .append('\n');
        }
        Path chapters = Files.writeString(folder.resolve("many.txt"), text);
        Path file = folder.resolve("many.mkv");
        Programs.run(
                "ffmpeg",
                List.of(("-v error -i " + source("plain.mp4") + " -i " + chapters
                                + " -map 0:v -map 0:a -map_chapters 1 -c copy " + file)
                        .split(" ")));
        return file;
    }

    @ParameterizedTest
    @CsvSource({"mp4", "mov", "mkv"})
    void E23_estimateOfACopyCountsTheChapters(String type) throws IOException {
        ExportSession session = ExportSession.builder(Asset.open(talkative()), ExportPreset.PASSTHROUGH)
                .build();

        long estimated =
                session.estimate(FileType.ofName(type).orElseThrow()).size().expected();

        assertThat(session.export(folder.resolve("made." + type)).bytes()).isCloseTo(estimated, withinPercentage(0.1));
    }

    @ParameterizedTest
    @CsvSource({"low, mp4", "mp3, mp3", "opus, mkv"})
    void E23_estimateOfAnEncodeCountsTheChaptersOnce(String preset, String type) throws IOException {
        ExportSession session = ExportSession.builder(
                        Asset.open(talkative()), ExportPreset.named(preset).orElseThrow())
                .build();

        SizeRange estimated =
                session.estimate(FileType.ofName(type).orElseThrow()).size();

        assertThat(session.export(folder.resolve("made." + type)).bytes()).isBetween(estimated.low(), estimated.high());
    }

    @ParameterizedTest
    @CsvSource({"mp4", "mkv"})
    void B19_chaptersAreCutMovedAndScaledWithTheRange(String to) throws IOException {
        ExportResult result = ExportSession.builder(
                        Asset.open(source("source.mp4")),
                        ExportPreset.builder("small")
                                .video(VideoRule.of("h264").withBox(160, 90))
                                .build())
                .timeRange(TimeRange.between(MediaTime.of(2, 1), MediaTime.of(3, 1)))
                .speed(2)
                .build()
                .export(folder.resolve("made." + to));

        assertThat(result.plan().chapters()).hasSize(2);
        assertTold(result.output(), 0, 0.2505);
        assertThat(told(result.output()).get(1).end()).isCloseTo(0.5, within(0.001));
    }

    @Test
    void B19_chaptersFollowTheSyncSampleThatACopyBeginsAt() throws IOException {
        ExportResult result = ExportSession.builder(Asset.open(source("source.mp4")), ExportPreset.PASSTHROUGH)
                .timeRange(TimeRange.between(MediaTime.of(24, 10), MediaTime.of(4, 1)))
                .build()
                .export(folder.resolve("made.mp4"));

        double lead = result.duration().toSeconds() - 1.6;
        assertTold(result.output(), 0, 0.101 + Math.round(lead * 10) / 10.0);
    }

    @Test
    void B19_typesWithoutChaptersSaySo() throws IOException {
        ExportPlan plan = ExportSession.builder(Asset.open(source("source.mp4")), ExportPreset.PASSTHROUGH)
                .build()
                .plan(FileType.TS);

        assertThat(plan.chapters()).isEmpty();
        assertThat(plan.warnings()).anySatisfy(w -> assertThat(w)
                .isEqualTo("the source's chapters are left out, for ts files have none; "
                        + "mov, mp4, m4v, m4a, mkv, webm, ogg, flac, mp3 files do"));
        assertThat(plan.tracks())
                .filteredOn(t -> t instanceof TrackPlan.Drop)
                .extracting(TrackPlan::reason)
                .containsExactly("its samples are chapters, which are written as chapters");
    }
}
