package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.MediaType;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Media;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Text tracks in exports that copy and in exports that encode, as the {@code ffmpeg} programs read them back. */
class TextTracksTest {
    private static final String CUES = """
            1
            00:00:00,250 --> 00:00:01,100
            One

            2
            00:00:01,500 --> 00:00:02,750
            <b>Two</b> & <i>three</i>
            in two lines

            3
            00:00:03,001 --> 00:00:03,999
            Größe 漢字 😀
            """;

    private static final ExportPreset SMALL = ExportPreset.LOW_QUALITY;

    @TempDir
    Path folder;

    /** What is shown when, in milliseconds. */
    private record Cue(long from, long to, String text) {}

    /** Four seconds of 160x90 with a group of pictures a second. */
    private static Path clip() {
        return Fixtures.clip("text.mp4", b -> b.size(new Size(160, 90))
                .duration(MediaTime.seconds(4))
                .gop(30)
                .audio(false)
                .bFrames(0));
    }

    private Path source(String name, String coding, String cues, String... more) throws IOException {
        Path text = Files.writeString(folder.resolve("cues.srt"), cues);
        Path file = folder.resolve(name);
        List<String> arguments =
                new ArrayList<>(List.of("-v", "error", "-i", clip().toString(), "-i", text.toString()));
        arguments.addAll(List.of("-map", "0", "-map", "1", "-c", "copy", "-c:s", coding));
        arguments.addAll(List.of("-metadata:s:s:0", "language=eng"));
        if (name.endsWith("mkv")) {
            // so that a cue lies in another cluster than what is shown at its end
            arguments.addAll(List.of("-cluster_time_limit", "400"));
        }
        arguments.addAll(List.of(more));
        arguments.add(file.toString());
        Programs.run("ffmpeg", arguments);
        return file;
    }

    private ExportResult export(Path source, ExportPreset preset, String name, TimeRange range) {
        return ExportSession.builder(Asset.open(source), preset)
                .timeRange(range)
                .build()
                .export(folder.resolve(name));
    }

    /** What another program reads, as SubRip. */
    private List<Cue> cues(Path file) throws IOException {
        Path text = folder.resolve("read.srt");
        Programs.run(
                "ffmpeg",
                List.of("-v", "error", "-y", "-i", file.toString(), "-map", "0:s:0", "-c:s", "srt", text.toString()));
        List<Cue> cues = new ArrayList<>();
        for (String block : Files.readString(text).strip().split("\n\n")) {
            String[] lines = block.strip().split("\n", 3);
            String[] times = lines[1].split(" --> ");
            cues.add(new Cue(millis(times[0]), millis(times[1]), lines.length < 3 ? "" : lines[2]));
        }
        return cues;
    }

    private static long millis(String time) {
        return MediaTime.parse(time.strip().replace(',', '.'))
                        .timesRatio(1000, 1)
                        .value()
                / MediaTime.parse(time.strip().replace(',', '.'))
                        .timesRatio(1000, 1)
                        .timescale();
    }

    private static String plain(String text) {
        return text.replaceAll("</?(?:font|b|i|u)[^>]*>", "");
    }

    @ParameterizedTest(name = "B19 {0} from {1} to {2} by {3}")
    @CsvSource({
        "mov_text, mp4, mp4, passthrough, mov_text, copy",
        "mov_text, mp4, mov, low, mov_text, copy",
        "mov_text, mp4, mkv, passthrough, subrip, encode",
        "subrip, mkv, mkv, passthrough, subrip, copy",
        "subrip, mkv, mp4, passthrough, mov_text, encode",
        "subrip, mkv, mp4, low, mov_text, encode",
        "subrip, mkv, m4v, low, mov_text, encode",
        "ass, mkv, mp4, low, mov_text, encode",
        "ass, mkv, mkv, passthrough, ass, copy",
        "webvtt, mkv, mp4, low, mov_text, encode",
        "webvtt, mkv, mkv, passthrough, webvtt, copy",
    })
    void B19_cuesKeepTheirTimesAndTexts(
            String coding, String from, String to, String preset, String written, String action) throws IOException {
        Path source = source("source." + from, coding, CUES);

        ExportResult result = export(source, ExportPreset.named(preset).orElseThrow(), "made." + to, TimeRange.ALL);

        assertThat(result.plan().tracks().get(1).action()).isEqualTo(action);
        Map<String, String> stream = Probe.of(result.output()).stream("subtitle");
        assertThat(stream).containsEntry("codec_name", written).containsEntry("TAG:language", "eng");
        List<Cue> cues = cues(result.output());
        assertThat(cues).extracting(Cue::from).containsExactly(250L, 1500L, 3001L);
        assertThat(cues).extracting(Cue::to).containsExactly(1100L, 2750L, 3999L);
        assertThat(cues)
                .extracting(c -> plain(c.text()))
                .containsExactly("One", "Two & three\nin two lines", "Größe 漢字 😀");
    }

    @ParameterizedTest(name = "B19 {0} of {1} into {2}")
    @CsvSource({"subrip, mkv, mp4", "mov_text, mp4, mkv", "ass, mkv, mp4", "webvtt, mkv, mp4", "mov_text, mp4, mp4"})
    void B19_simpleStylesAreKept(String coding, String from, String to) throws IOException {
        Path source = source("source." + from, coding, CUES);

        ExportResult result = export(source, ExportPreset.PASSTHROUGH, "made." + to, TimeRange.ALL);

        assertThat(cues(result.output()).get(1).text()).contains("<b>Two</b>").contains("<i>three</i>");
    }

    @ParameterizedTest(name = "B19 {0} of {1} into {2}")
    @CsvSource({"subrip, mkv, mp4", "mov_text, mp4, mp4", "subrip, mkv, mkv", "mov_text, mp4, mkv"})
    void B19_cuesThatReachOverTheRangeAreCut(String coding, String from, String to) throws IOException {
        Path source = source("source." + from, coding, CUES);
        ExportPreset preset = ExportPreset.builder("small")
                .video(VideoRule.of("h264").withBox(160, 90))
                .build();

        ExportResult result = export(
                source, preset, "made." + to, TimeRange.between(MediaTime.of(2500, 1000), MediaTime.of(3500, 1000)));

        assertThat(cues(result.output()))
                .extracting(Cue::from, Cue::to)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0L, 250L),
                        org.assertj.core.groups.Tuple.tuple(501L, 1000L));
    }

    @Test
    void B19_copiesThatBeginAtASyncSampleBeginTheirCuesThereToo() throws IOException {
        Path source = source("source.mp4", "mov_text", CUES);

        ExportResult result = ExportSession.builder(Asset.open(source), ExportPreset.PASSTHROUGH)
                .timeRange(TimeRange.between(MediaTime.of(2500, 1000), MediaTime.of(3500, 1000)))
                .trimMode(TrimMode.KEYFRAME)
                .build()
                .export(folder.resolve("made.mp4"));

        double shift = 2.0;
        assertThat(cues(result.output()))
                .extracting(Cue::from, Cue::to)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0L, 750L),
                        org.assertj.core.groups.Tuple.tuple(3001L - (long) (shift * 1000), 1500L));
    }

    @Test
    void B19_cuesFollowTheSpeed() throws IOException {
        Path source = source("source.mkv", "subrip", CUES);

        ExportResult result = ExportSession.builder(Asset.open(source), SMALL)
                .speed(2)
                .build()
                .export(folder.resolve("made.mp4"));

        assertThat(cues(result.output())).extracting(Cue::from).containsExactly(125L, 750L, 1501L);
        assertThat(cues(result.output())).extracting(Cue::to).containsExactly(550L, 1375L, 2000L);
    }

    @Test
    void B19_cuesThatAreOnTogetherShareASampleWhereTheyMust() throws IOException {
        Path source = source("source.mkv", "subrip", """
                1
                00:00:00,500 --> 00:00:02,500
                Above

                2
                00:00:01,000 --> 00:00:02,000
                Below
                """);

        ExportResult result = export(source, ExportPreset.PASSTHROUGH, "made.mp4", TimeRange.ALL);

        assertThat(cues(result.output()))
                .extracting(c -> new Cue(c.from(), c.to(), plain(c.text())))
                .containsExactly(
                        new Cue(500, 1000, "Above"), new Cue(1000, 2000, "Above\nBelow"), new Cue(2000, 2500, "Above"));
    }

    @Test
    void B19_forcedAndDefaultAreKept() throws IOException {
        Path source = source("source.mkv", "subrip", CUES, "-disposition:s:0", "forced");

        Path mkv = export(source, ExportPreset.PASSTHROUGH, "made.mkv", TimeRange.ALL)
                .output();
        Path webvtt = export(source, ExportPreset.PASSTHROUGH, "text.mkv", TimeRange.ALL)
                .output();

        assertThat(Probe.of(mkv).stream("subtitle"))
                .containsEntry("DISPOSITION:forced", "1")
                .containsEntry("DISPOSITION:default", "0");
        assertThat(Probe.of(webvtt).stream("subtitle")).containsEntry("DISPOSITION:forced", "1");
    }

    @Test
    void B19_soundPresetsLeaveTextOut() throws IOException {
        Path text = source("source.mkv", "subrip", CUES);
        Path source = folder.resolve("sound.mkv");
        Programs.run(
                "ffmpeg",
                List.of(("-v error -i " + text + " -i " + Fixtures.small() + " -map 0 -map 1:a -c copy " + source)
                        .split(" ")));

        ExportPlan plan = ExportSession.builder(Asset.open(source), ExportPreset.M4A_AUDIO)
                .build()
                .plan(FileType.M4A);

        assertThat(plan.tracks()).extracting(TrackPlan::reason).contains("the preset writes audio alone");
    }

    @Test
    void B19_textThatATypeCannotHoldIsLeftOutWithTheWayOut() throws IOException {
        Asset asset = Asset.open(source("source.mkv", "subrip", CUES));

        TrackPlan ts = ExportSession.builder(asset, ExportPreset.PASSTHROUGH)
                .build()
                .plan(FileType.TS)
                .tracks()
                .get(1);

        assertThat(ts.mediaType()).isEqualTo(MediaType.TEXT);
        assertThat(ts.reason()).isEqualTo("ts cannot hold subrip; mkv can");
    }

    @Test
    void B19_webmGetsWebVtt() throws IOException {
        Path source = source("source.mkv", "subrip", CUES);

        ExportResult result = export(
                source,
                ExportPreset.builder("small-webm")
                        .video(VideoRule.of("vp9").withBox(160, 90))
                        .fileTypes(FileType.WEBM)
                        .build(),
                "made.webm",
                TimeRange.between(MediaTime.ZERO, MediaTime.of(13, 10)));

        assertThat(Probe.of(result.output()).stream("subtitle")).containsEntry("codec_name", "webvtt");
        assertThat(cues(result.output())).containsExactly(new Cue(250, 1100, "One"));
    }

    @Test
    void B19_realMatroskaTextGoesIntoMp4() throws IOException {
        Path source = Media.file("sample_with_srt.mkv");

        ExportResult result = export(source, SMALL, "made.mp4", TimeRange.ALL);

        assertThat(cues(result.output())).hasSameSizeAs(cues(source));
        assertThat(plain(cues(result.output()).get(0).text()))
                .isEqualTo(cues(source).get(0).text());
    }
}
