package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.sample.SampleClip.Codec;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Frames;
import dev.reelwright.testing.Frames.Shown;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Parts of clips of 30 frames a second and sync samples at frames 0, 12, 24 …, without encoding all of it. */
class TrimTest {
    private static final int GOP = 12;
    private static final double FRAME = 1 / 30.0;

    @TempDir
    Path folder;

    private static Path clip(String extension, Codec codec, int bFrames, boolean open) {
        String name = "trim-" + codec.commandName() + bFrames + (open ? "o" : "") + "." + extension;
        return Fixtures.clip(name, b -> b.size(new Size(320, 180))
                .duration(MediaTime.seconds(2))
                .codec(codec)
                .gop(GOP)
                .bFrames(bFrames)
                .openGop(open));
    }

    /** On a sync sample, just behind and just before one, in the middle, and among leading pictures of an open group. */
    private static final List<int[]> RANGES =
            List.of(new int[] {12, 36}, new int[] {13, 37}, new int[] {11, 35}, new int[] {6, 55}, new int[] {22, 47});

    static Stream<Arguments> cuts() {
        return Stream.of(
                Arguments.of("mp4", Codec.H264, 0, false),
                Arguments.of("mp4", Codec.H264, 3, false),
                Arguments.of("mov", Codec.H264, 3, true),
                Arguments.of("mkv", Codec.H264, 3, false),
                Arguments.of("mp4", Codec.HEVC, 3, false),
                Arguments.of("mp4", Codec.HEVC, 3, true),
                Arguments.of("webm", Codec.VP9, 0, false),
                Arguments.of("mp4", Codec.VP9, 0, false),
                Arguments.of("mp4", Codec.AV1, 0, false),
                Arguments.of("mov", Codec.PRORES, 0, false),
                Arguments.of("ts", Codec.H264, 2, false),
                Arguments.of("ts", Codec.MPEG2, 2, false));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void B2_aSmartCutShowsTheRangeAloneAndCarriesTheRestOver(String extension, Codec codec, int bFrames, boolean open) {
        Path source = clip(extension, codec, bFrames, open);
        Set<String> sourcePackets = hashes(source);

        for (int[] range : RANGES) {
            Path output = folder.resolve("cut-" + range[0] + "." + extension);
            ExportResult result = trim(source, range[0], range[1], TrimMode.SMART_CUT, output);

            assertThat(result.optimizations())
                    .as("%s", result.optimizations())
                    .anyMatch(o ->
                            o.name().equals("smart-cut") && o.outcome() == ExportResult.Optimization.Outcome.APPLIED);
            requireFrames(output, range[0], range[1]);
            Set<String> made = hashes(output);
            made.retainAll(sourcePackets);
            assertThat(made)
                    .as("packets of the source from %d", range[0])
                    .hasSizeGreaterThanOrEqualTo(codec == Codec.PRORES ? range[1] - range[0] : GOP / 2);
        }
    }

    @ParameterizedTest(name = "B2 {0}")
    @CsvSource({
        "refresh.mp4, 0, -c:v libx264 -pix_fmt yuv420p -x264-params intra-refresh=1:keyint=12:bframes=0",
        "long.mp4, 0, -c:v libx264 -pix_fmt yuv420p -x264-params keyint=infinite:bframes=3:b-pyramid=strict",
        "open.mkv, 15, -c:v libx264 -pix_fmt yuv420p -x264-params keyint=12:bframes=4:open-gop=1:ref=5",
        "ten.mp4, 15, -c:v libx265 -pix_fmt yuv420p10le -x265-params log-level=none:keyint=12:bframes=4:open-gop=1",
        "full.mp4, 15, -c:v libx264 -pix_fmt yuvj420p -x264-params keyint=12:bframes=2",
        "ten422.mov, 15, -c:v libx264 -pix_fmt yuv422p10le -x264-params keyint=12:bframes=2",
        "wide.mp4, 15, -c:v libx264 -pix_fmt yuv420p -vf setsar=4/3 -x264-params keyint=12:bframes=2:slices=4",
        "fields.mp4, 15, -c:v libx264 -pix_fmt yuv420p -flags +ilme+ildct -x264-params keyint=12:bframes=2:tff=1",
        "deep.mkv, 15, -c:v libsvtav1 -preset 10 -g 12 -crf 30 -pix_fmt yuv420p10le",
        "frames.webm, 15, -c:v libvpx-vp9 -g 12 -deadline realtime -cpu-used 5 -lag-in-frames 16 -b:v 500k",
    })
    void B2_smartCutsHoldWhateverTheGroupsOfPicturesAre(String name, int leastCarriedOver, String arguments) {
        Path source = encoded(name, arguments);
        Map<String, String> facts = Probe.of(source).stream("video");
        Set<String> sourcePackets = hashes(source);

        for (int[] range : List.of(new int[] {6, 43}, new int[] {22, 47})) {
            Path output = folder.resolve("cut-" + range[0] + "-" + name);
            ExportResult result = trim(source, range[0], range[1], TrimMode.SMART_CUT, output);

            assertThat(result.tracks().get(0).plan().action())
                    .as("%s", result.optimizations())
                    .isEqualTo("smart-cut");
            requireFrames(output, range[0], range[1]);
            Set<String> made = hashes(output);
            made.retainAll(sourcePackets);
            assertThat(made).hasSizeGreaterThanOrEqualTo(leastCarriedOver);
            assertThat(Probe.of(output).stream("video"))
                    .containsAllEntriesOf(kept(facts, "pix_fmt", "sample_aspect_ratio", "color_range", "field_order"));
        }
    }

    private static Map<String, String> kept(Map<String, String> facts, String... names) {
        Map<String, String> kept = new HashMap<>(facts);
        kept.keySet().retainAll(List.of(names));
        return kept;
    }

    /** The clip as another program encodes it. */
    private Path encoded(String name, String arguments) {
        Path made = folder.resolve(name);
        List<String> all = new ArrayList<>(List.of("-v", "error", "-y", "-i"));
        all.add(clip("mov", Codec.PRORES, 0, false).toString());
        all.addAll(List.of(arguments.split(" ")));
        all.addAll(List.of("-c:a", name.endsWith("webm") ? "libopus" : "aac", made.toString()));
        Programs.run("ffmpeg", all);
        return made;
    }

    @ParameterizedTest
    @MethodSource("movies")
    void E59_anEditListPresentsTheRangeExactlyAndCarriesEveryPacketOver(
            String extension, Codec codec, int bFrames, boolean open) {
        Path source = clip(extension, codec, bFrames, open);
        Set<String> sourcePackets = hashes(source);

        for (int[] range : RANGES) {
            Path output = folder.resolve("edit-" + range[0] + "." + extension);
            trim(source, range[0], range[1], TrimMode.EDIT_LIST, output);

            requireFrames(output, range[0], range[1]);
            assertThat(sourcePackets).containsAll(hashes(output));
            double seconds = (range[1] - range[0]) * FRAME;
            assertThat(Probe.of(output).duration("video")).isCloseTo(seconds, within(0.001));
            assertThat(Probe.of(output).duration("audio")).isCloseTo(seconds, within(0.001));
        }
    }

    static Stream<Arguments> movies() {
        return cuts().filter(a -> !a.get()[0].equals("ts") && !a.get()[0].equals("mkv") && !a.get()[0].equals("webm"));
    }

    @Test
    void E59_soundIsCutToTheSampleByTheEditList() {
        Asset source = Asset.open(clip("mp4", Codec.H264, 3, false));
        TimeRange range = TimeRange.between(MediaTime.of(10_007, 48_000), MediaTime.of(60_011, 48_000));

        ExportResult result = ExportSession.builder(source, passthrough())
                .timeRange(range)
                .build()
                .export(folder.resolve("sound.mp4"));

        Asset output = Asset.open(result.output());
        assertThat(output.audioTrack().orElseThrow().timeRange().duration()).isEqualTo(range.duration());
    }

    @ParameterizedTest(name = "E59 {0}")
    @CsvSource({"wav, pcm_s16le", "wav, pcm_s24le", "aiff, pcm_s16be", "caf, pcm_s24le", "flac, flac"})
    void E59_soundThatLosesNothingIsCutToTheSampleInEveryFileType(String type, String codec) throws Exception {
        Path source = folder.resolve("tone." + type);
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-y",
                        "-f",
                        "lavfi",
                        "-i",
                        "aevalsrc=0.4*sin(2*PI*331*t)|0.3*random(0):s=44100:d=2",
                        "-c:a",
                        codec,
                        source.toString()));
        TimeRange range = TimeRange.between(MediaTime.of(10_007, 44_100), MediaTime.of(60_011, 44_100));

        ExportResult result = ExportSession.builder(Asset.open(source), passthrough())
                .timeRange(range)
                .build()
                .export(folder.resolve("part." + type));

        byte[] all = samples(source);
        byte[] part = samples(result.output());
        assertThat(part).isEqualTo(java.util.Arrays.copyOfRange(all, 10_007 * 8, 60_011 * 8));
    }

    /** Stereo in 32 bits, as another program decodes it. */
    private byte[] samples(Path file) throws java.io.IOException {
        Path raw = folder.resolve("raw");
        Programs.run("ffmpeg", List.of("-v", "error", "-y", "-i", file.toString(), "-f", "s32le", raw.toString()));
        return Files.readAllBytes(raw);
    }

    @Test
    void B2_codingsThatAreNotEncodedHereBecomeOthersWhereThatIsExact() {
        Path source = folder.resolve("old.mp4");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-y",
                        "-i",
                        clip("mov", Codec.PRORES, 0, false).toString(),
                        "-c:v",
                        "mpeg4",
                        "-q:v",
                        "3",
                        "-c:a",
                        "aac",
                        source.toString()));

        ExportResult result = trim(source, 13, 37, TrimMode.AUTO, folder.resolve("part.mp4"));

        assertThat(result.tracks().get(0).plan().reason()).contains("mpeg4 is not encoded here, so it becomes h264");
        requireFrames(result.output(), 13, 37);
    }

    @Test
    void B2_thePlanSaysWhatIsDoneAndWhy() {
        Asset source = Asset.open(clip("mp4", Codec.H264, 3, false));
        ExportSession session = ExportSession.builder(source, passthrough())
                .timeRange(TimeRange.between(MediaTime.of(1, 3), MediaTime.of(4, 3)))
                .build();

        String plan = session.plan(dev.reelwright.asset.FileType.MP4).explain();

        assertThat(plan)
                .containsPattern("video +SMART-CUT +h264, frames at the cuts by libx264; exact")
                .containsPattern("audio +EDIT-LIST +aac; ")
                .contains("only frames at the cuts are encoded")
                .doesNotContain("no video is encoded");
    }

    @Test
    void E59_filesWithoutEditListsSaySo() {
        Asset source = Asset.open(clip("mp4", Codec.H264, 3, false));
        ExportSession session = ExportSession.builder(source, passthrough())
                .timeRange(TimeRange.between(MediaTime.of(1, 3), MediaTime.of(4, 3)))
                .trimMode(TrimMode.EDIT_LIST)
                .build();

        assertThatExceptionOfType(MediaException.class)
                .isThrownBy(() -> session.export(folder.resolve("x.mkv")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FILE_TYPE))
                .withMessageContaining("edit list");
        assertThat(Files.exists(folder.resolve("x.mkv"))).isFalse();
    }

    private static ExportPreset passthrough() {
        return ExportPreset.named("passthrough").orElseThrow();
    }

    private static ExportResult trim(Path source, int from, int to, TrimMode mode, Path output) {
        Asset asset = Asset.open(source);
        // in transport streams the sound may begin a little before the video
        MediaTime zero = asset.videoTrack().orElseThrow().timeRange().start();
        return ExportSession.builder(asset, passthrough())
                .timeRange(TimeRange.between(zero.plus(MediaTime.of(from, 30)), zero.plus(MediaTime.of(to, 30))))
                .trimMode(mode)
                .build()
                .export(output);
    }

    private static void requireFrames(Path output, int from, int to) {
        List<Shown> shown = Frames.of(output);
        double zero = output.toString().endsWith(".ts") ? shown.get(0).time() : 0;
        String all = shown.stream()
                .map(s -> String.format(Locale.ROOT, "%d@%.3f", s.number(), s.time()))
                .collect(Collectors.joining(" "));
        assertThat(shown).as(all).hasSize(to - from);
        for (int i = 0; i < shown.size(); i++) {
            assertThat(shown.get(i).number()).as(all).isEqualTo(from + i);
            assertThat(shown.get(i).time() - zero).as(all).isCloseTo(i * FRAME, within(0.0011));
        }
    }

    private static Set<String> hashes(Path file) {
        Set<String> hashes = new HashSet<>();
        Probe.of(file).packets("v:0").forEach(p -> hashes.add(p.get("data_hash")));
        return hashes;
    }
}
