package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.isobmff.MovieReader;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.sample.SampleClip.Codec;
import dev.reelwright.testing.BoxPatch;
import dev.reelwright.testing.Frames;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.testing.Sound;
import dev.reelwright.testing.Timeline;
import dev.reelwright.testing.Timeline.Edit;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** E60: an export shows every frame of its range, each once, when the source shows it; read by the frames' bar codes. */
class TimingFidelityTest {
    /** Readers print six decimals. */
    private static final double PRINTED = 2e-6;

    private static final int TICKS = 12_800;
    private static final double MPEG = 1.0 / 90_000;
    private static final MediaTime LENGTH = MediaTime.of(9, 10);

    @TempDir
    Path folder;

    /** A file and what it shows. */
    private record Source(Path file, Timeline timeline) {}

    private Source clip(String name, UnaryOperator<SampleClip.Builder> settings) {
        SampleClip.Builder builder =
                SampleClip.builder().size(new Size(160, 90)).duration(LENGTH).gop(11);
        SampleClip clip = settings.apply(builder).build();
        Path file = folder.resolve(name);
        clip.write(file);
        return new Source(file, Timeline.of(clip, LENGTH));
    }

    private static Ratio rate(String text) {
        String[] parts = text.split("/");
        return new Ratio(Integer.parseInt(parts[0]), parts.length == 1 ? 1 : Integer.parseInt(parts[1]));
    }

    private ExportResult export(Path source, TimeRange range) {
        return ExportSession.builder(Asset.open(source), ExportPreset.H264_640x480)
                .timeRange(range)
                .overwrite(true)
                .build()
                .export(folder.resolve("out.mp4"));
    }

    /** Every frame and its time; times may differ by what readers and containers round. */
    private static void assertShows(Path output, List<Frames.Shown> wanted, double tolerance) {
        List<Frames.Shown> shown = Frames.of(output);
        assertThat(shown.stream().map(Frames.Shown::number))
                .containsExactlyElementsOf(
                        wanted.stream().map(Frames.Shown::number).toList());
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (Math.abs(shown.get(i).time() - wanted.get(i).time()) > tolerance) {
                wrong.add(String.format(
                        Locale.ROOT,
                        "frame %d at %f instead of %f",
                        wanted.get(i).number(),
                        shown.get(i).time(),
                        wanted.get(i).time()));
            }
        }
        assertThat(wrong).isEmpty();
    }

    private void assertWholeAndPartsKeepTimes(Source source, double tolerance) {
        assertShows(
                export(source.file(), TimeRange.ALL).output(), source.timeline().all(), tolerance);
        TimeRange part = TimeRange.between(MediaTime.parse("0.21"), MediaTime.parse("0.46"));
        assertShows(export(source.file(), part).output(), source.timeline().within(part), tolerance);
    }

    @ParameterizedTest(name = "E60 {0} frames a second")
    @CsvSource({"24000/1001", "25", "30000/1001", "50", "60000/1001", "120000/1001", "120"})
    void E60_framesOfEveryRateKeepTheirTimes(String rate) {
        MediaTime length = MediaTime.of(1, 2);
        Source source =
                clip("rate.mp4", b -> b.frameRate(rate(rate)).duration(length).audio(false));

        assertWholeAndPartsKeepTimes(
                new Source(source.file(), new Timeline(source.timeline().frames(), length)), PRINTED);
    }

    @ParameterizedTest(name = "E60 {2} of {0} in {1}")
    @CsvSource({
        "H264, mp4, pyramid, 1000000",
        "H264, mp4, open GOP, 1000000",
        "HEVC, ts, open GOP, 90000",
        "H264, mp4, varying, 1000000",
        "H264, mkv, varying, 1000",
        "MPEG2, ts, plain, 90000",
        "VP9, webm, varying, 1000",
        "PRORES, mov, varying, 1000000",
        "MPEG4, avi, plain, 1000000",
    })
    void E60_framesInEveryOrderKeepTheirTimes(Codec codec, String extension, String kind, int scale) {
        Source source = clip("order." + extension, b -> {
            b.codec(codec).audio(false);
            return switch (kind) {
                case "pyramid" -> b.bFrames(5);
                case "open GOP" -> b.openGop(true);
                case "varying" -> b.variableFrameRate(true);
                default -> b;
            };
        });

        Timeline read = scale == 1000 ? source.timeline().rounded(scale) : source.timeline();
        assertWholeAndPartsKeepTimes(new Source(source.file(), read), scale == 90_000 ? MPEG : PRINTED);
    }

    @Test
    void E60_picturesOfOddSizeKeepTheirTimes() {
        Source source = clip("odd.webm", b -> b.size(new Size(161, 91)).codec(Codec.VP9));

        assertWholeAndPartsKeepTimes(new Source(source.file(), source.timeline().rounded(1000)), PRINTED);
    }

    private Path ffmpeg(String name, Object... arguments) {
        List<String> all = new ArrayList<>(List.of("-v", "error", "-y"));
        for (Object argument : arguments) {
            all.add(argument.toString());
        }
        Path file = folder.resolve(name);
        all.add(file.toString());
        Programs.run("ffmpeg", all);
        return file;
    }

    /** The movie's clock counts milliseconds, the media's {@link #TICKS} a second. */
    private static long[] boxes(List<Edit> edits) {
        return edits.stream()
                .flatMapToLong(edit -> LongStream.of(
                        Math.round(1000 * edit.length().toSeconds()),
                        edit.from().isNumeric() ? Math.round(TICKS * edit.from().toSeconds()) : -1))
                .toArray();
    }

    private static List<Edit> edits(String text) {
        return Arrays.stream(text.split("; "))
                .map(edit -> edit.split(" for "))
                .map(edit -> edit[0].equals("nothing") ? Edit.empty(edit[1]) : Edit.of(edit[0], edit[1]))
                .toList();
    }

    @ParameterizedTest(name = "E60 edits: {0}")
    @ValueSource(
            strings = {
                "0 for 0.4; nothing for 0.2; 0.4 for 0.5",
                "0.1 for 0.31; nothing for 0.155; 0.41 for 0.4",
                "0 for 0.3; 0.61 for 0.25",
                "0.5 for 0.41; 0.2 for 0.405; 0.51 for 0.1",
                "0.25 for 0.5",
                "0.41 for 0.49",
            })
    void E60_editsOfPicturesAreFollowed(String text) {
        Source source = clip("plain.mp4", b -> b.frameRate(rate("25")).audio(false));
        Path plain = ffmpeg("copied.mp4", "-i", source.file(), "-c", "copy", "-video_track_timescale", TICKS);
        Path edited = edited(plain, text, folder.resolve("edited.mp4"));

        assertWholeAndPartsKeepTimes(new Source(edited, source.timeline().edited(edits(text))), PRINTED);
    }

    private static long firstMediaTime(Path file) {
        try {
            return MovieReader.read(file).tracks().get(0).edits().get(0).mediaTime();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path edited(Path plain, String text, Path into) {
        // the media's clock begins with the first decoded picture, which is shown a little later
        long first = firstMediaTime(plain);
        long[] boxes = boxes(edits(text));
        for (int i = 1; i < boxes.length; i += 2) {
            boxes[i] = boxes[i] < 0 ? -1 : boxes[i] + first;
        }
        return BoxPatch.of(plain).edits(boxes).to(into);
    }

    @Test
    void E60_aRangeInWhichNothingIsShownHasNoMedia() {
        Source source = clip("plain.mp4", b -> b.frameRate(rate("25")).audio(false));
        Path plain = ffmpeg("copied.mp4", "-i", source.file(), "-c", "copy", "-video_track_timescale", TICKS);
        Path edited = edited(plain, "0 for 0.4; nothing for 0.3; 0.4 for 0.2", folder.resolve("edited.mp4"));
        TimeRange gap = TimeRange.between(MediaTime.parse("0.4"), MediaTime.parse("0.65"));

        assertThatThrownBy(() -> export(edited, gap))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("it has no media in the time range");
    }

    @Test
    void E60_exportsInPartsShowTheFramesOfThoseInOnePiece() {
        MediaTime length = MediaTime.seconds(15);
        Source source = clip("long.mp4", b -> b.frameRate(rate("10"))
                .duration(length)
                .gop(8)
                .variableFrameRate(true)
                .audio(false));
        Path plain = ffmpeg("copied.mp4", "-i", source.file(), "-c", "copy", "-video_track_timescale", TICKS);
        String edits = "0.25 for 6.05; nothing for 0.7; 6.3 for 0.65; 8.1 for 6.05";
        Path edited = edited(plain, edits, folder.resolve("edited.mp4"));
        Timeline timeline = new Timeline(source.timeline().frames(), length).edited(edits(edits));

        for (TimeRange range : List.of(
                TimeRange.ALL,
                TimeRange.between(MediaTime.parse("1.33"), MediaTime.parse("13.05")),
                TimeRange.between(MediaTime.parse("2.9"), MediaTime.parse("13.45")),
                TimeRange.between(MediaTime.parse("6.5"), MediaTime.parse("7.4")))) {
            ExportSession session = ExportSession.builder(Asset.open(edited), ExportPreset.H264_640x480)
                    .timeRange(range)
                    .overwrite(true)
                    .build();
            ExportResult parts = session.export(folder.resolve("parts.mp4"));
            ExportResult one =
                    session.toBuilder().parallelizedExport(false).build().export(folder.resolve("one.mp4"));

            boolean isLong = range.duration().isAfter(MediaTime.seconds(10));
            assertThat(parts.carriedOut().execution().lanes() > 1).isEqualTo(isLong);
            List<Frames.Shown> wanted = timeline.within(range.intersection(whole(timeline)));
            assertShows(one.output(), wanted, PRINTED);
            assertShows(parts.output(), wanted, PRINTED);
        }
    }

    private static TimeRange whole(Timeline timeline) {
        return TimeRange.between(MediaTime.ZERO, timeline.end());
    }

    @ParameterizedTest(name = "E60 pictures that begin late in {0}")
    @ValueSource(strings = {"mp4", "mkv", "ts"})
    void E60_picturesThatBeginLaterThanSoundDoSoInTheOutput(String extension) {
        Source source = clip("plain.mp4", b -> b.frameRate(rate("25")));
        Path late = ffmpeg(
                "late." + extension,
                "-itsoffset",
                "0.4",
                "-i",
                source.file(),
                "-i",
                source.file(),
                "-map",
                "0:v",
                "-map",
                "1:a",
                "-c",
                "copy");
        MediaTime start =
                Asset.open(late).videoTrack().orElseThrow().timeRange().start();
        assertThat(start.toSeconds()).isCloseTo(0.4, within(0.03));

        assertWholeAndPartsKeepTimes(new Source(late, source.timeline().later(start)), MPEG);
    }

    @Test
    void E60_soundThatBeginsLaterThanPicturesDoesSoInTheOutput() {
        Source source = clip("plain.mp4", b -> b.frameRate(rate("25")));
        Path late = ffmpeg(
                "late.mp4",
                "-i",
                source.file(),
                "-itsoffset",
                "0.4",
                "-i",
                source.file(),
                "-map",
                "0:v",
                "-map",
                "1:a",
                "-c",
                "copy");

        Path output = export(late, TimeRange.ALL).output();

        assertShows(output, source.timeline().all(), PRINTED);
        Sound sound = Sound.of(output);
        assertThat(sound.loudness(0, 0.38)).isLessThan(1e-3);
        assertThat(sound.loudness(0.4, 0.5)).isGreaterThan(0.01);
    }

    private Path tone(String name, Object... more) {
        List<Object> arguments = new ArrayList<>(
                List.of("-f", "lavfi", "-i", "sine=f=440:r=48000:d=1.2,volume=4", "-c:a", "aac", "-b:a", "96k"));
        arguments.addAll(List.of(more));
        return ffmpeg(name, arguments.toArray());
    }

    private static void assertSilentFrom(Sound sound, double from, double to, double end) {
        // decoders of another program leave what fills the last packet
        assertThat(sound.seconds()).isCloseTo(end, within(0.03));
        assertThat(sound.loudness(0.02, from - 0.02)).isGreaterThan(0.2);
        assertThat(sound.loudness(from + 0.02, to - 0.02)).isLessThan(1e-3);
        assertThat(sound.loudness(to + 0.02, end - 0.02)).isGreaterThan(0.2);
    }

    @Test
    void E60_anEditOfSoundWithNothingInTheMiddleIsSilent() {
        Path edited = BoxPatch.of(tone("tone.m4a"))
                .edits(400, 1024, 300, -1, 500, 1024 + 48 * 700)
                .to(folder.resolve("edited.m4a"));

        ExportResult whole = ExportSession.builder(Asset.open(edited), ExportPreset.M4A_AUDIO)
                .build()
                .export(folder.resolve("out.m4a"));
        ExportResult part = ExportSession.builder(Asset.open(edited), ExportPreset.M4A_AUDIO)
                .timeRange(TimeRange.between(MediaTime.of(1, 10), MediaTime.of(9, 10)))
                .build()
                .export(folder.resolve("part.m4a"));

        assertSilentFrom(Sound.of(whole.output()), 0.4, 0.7, 1.2);
        assertSilentFrom(Sound.of(part.output()), 0.3, 0.6, 0.8);
        assertThat(Probe.of(whole.output()).duration("audio")).isCloseTo(1.2, within(1e-4));
        assertThat(Probe.of(part.output()).duration("audio")).isCloseTo(0.8, within(1e-4));
    }

    @Test
    void E60_missingSoundIsSilent() {
        Path holed = tone("tone.ts", "-bsf:a", "noise=drop='between(pts*tb,0.4,0.7)'");

        ExportResult result = ExportSession.builder(Asset.open(holed), ExportPreset.M4A_AUDIO)
                .build()
                .export(folder.resolve("out.m4a"));

        assertSilentFrom(Sound.of(result.output()), 0.42, 0.72, packets(holed));
    }

    /** Seconds from the first to the end of the last packet: headers of transport streams tell no lengths. */
    private static double packets(Path file) {
        List<Map<String, String>> packets = Probe.of(file).packets("a:0");
        Map<String, String> last = packets.get(packets.size() - 1);
        return Double.parseDouble(last.get("pts_time"))
                + Double.parseDouble(last.get("duration_time"))
                - Double.parseDouble(packets.get(0).get("pts_time"));
    }

    /** Lets the clips follow each other in one file, as broadcasts and cameras' parts are joined. */
    private Path joined(String extension, List<Path> clips) throws IOException {
        Path list = Files.write(
                folder.resolve("list.txt"),
                clips.stream().map(clip -> "file '" + clip + "'").toList());
        Path stream = ffmpeg("joined.ts", "-f", "concat", "-safe", 0, "-i", list, "-c", "copy");
        return extension.equals("ts") ? stream : ffmpeg("joined." + extension, "-i", stream, "-c", "copy");
    }

    @ParameterizedTest(name = "E60 pictures that become {1} midway in {0}")
    @CsvSource({
        "ts, 160x90 yuv444p",
        "ts, 320x180 yuv420p",
        "mp4, 214x120 yuv420p10le",
        "mkv, 214x120 yuv420p",
    })
    void E60_picturesThatChangeMidwayKeepTheirTimes(String extension, String change) throws IOException {
        Source source = clip("plain.mp4", b -> b.audio(false));
        String[] parts = change.split("[x ]");
        Path changed = ffmpeg(
                "changed.mp4",
                "-i",
                source.file(),
                "-vf",
                "scale=" + parts[0] + ":" + parts[1],
                "-pix_fmt",
                parts[2],
                "-c:v",
                "libx264",
                "-bf",
                2);
        Path joined = joined(extension, List.of(source.file(), changed, source.file()));
        Timeline timeline = source.timeline()
                .then(source.timeline().later(LENGTH))
                .then(source.timeline().later(LENGTH.times(2)));

        double tolerance = extension.equals("mkv") ? 1e-3 : MPEG;
        assertShows(export(joined, TimeRange.ALL).output(), timeline.all(), tolerance);
        TimeRange seam = TimeRange.between(MediaTime.parse("0.87"), MediaTime.parse("1.83"));
        assertShows(export(joined, seam).output(), timeline.within(seam), tolerance);
    }

    @ParameterizedTest(name = "E60 sound that becomes {0}")
    @CsvSource({"44100, 2", "48000, 1", "22050, 1"}) // MPEG audio tells its rate and channels in every packet
    void E60_soundThatChangesMidwayGoesOn(int rate, int channels) throws IOException {
        Path first = tone("first.ts", "-t", LENGTH.toSeconds(), "-ac", 2, "-c:a", "mp2");
        Path next = tone("next.ts", "-t", LENGTH.toSeconds(), "-ar", rate, "-ac", channels, "-c:a", "mp2");
        Path joined = joined("ts", List.of(first, next, first));

        ExportResult result = ExportSession.builder(Asset.open(joined), ExportPreset.M4A_AUDIO)
                .build()
                .export(folder.resolve("out.m4a"));

        Sound sound = Sound.of(result.output());
        double length = packets(joined);
        assertThat(sound.seconds()).isCloseTo(length, within(0.04));
        for (double at : new double[] {0.3, 0.6, 1.2, length - 0.4, length - 0.2}) {
            assertThat(sound.loudness(at, at + 0.1)).as("loudness at " + at).isGreaterThan(0.2);
            assertThat(sound.frequency(at, at + 0.1)).as("pitch at " + at).isCloseTo(440, within(20.0));
        }
    }
}
