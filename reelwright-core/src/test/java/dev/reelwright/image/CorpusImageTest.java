package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.internal.plan.ColorRules;
import dev.reelwright.internal.render.FilterChains;
import dev.reelwright.internal.render.PictureFilters;
import dev.reelwright.internal.render.ToneMapping;
import dev.reelwright.testing.Media;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.testing.ToneMappings;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.Rounding;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real files: pictures at pseudo-random times equal those that the {@code ffmpeg} program finds when it decodes each file
 * from its start to its end, without index or seeking.
 */
class CorpusImageTest {
    private static final double CLEAR_OF_A_BOUNDARY = 0.0011;
    private static final int MICROSECONDS = 1_000_000;

    /** The program leaves out a frame that an edit begins inside of: read without edits, the edit begins at this second. */
    private static final Map<String, Double> HIDDEN = Map.of("iibbibb_editlist_videoonly.mp4", 2.5);

    @TempDir
    Path folder;

    private static OptionalDouble hidden(Asset asset) {
        Double seconds = HIDDEN.get(String.valueOf(Path.of(asset.name()).getFileName()));
        return seconds == null ? OptionalDouble.empty() : OptionalDouble.of(seconds);
    }

    private static List<String> reading(Asset asset) {
        return hidden(asset).isPresent() ? List.of("-ignore_editlist", "1") : List.of();
    }

    /** When each frame starts, on the asset's timeline in seconds, as the program sees it. */
    private static double[] starts(Asset asset, Track track) {
        List<String> arguments = new ArrayList<>(List.of("-v", "quiet"));
        arguments.addAll(reading(asset));
        arguments.addAll(List.of("-select_streams", String.valueOf(track.index())));
        arguments.addAll(List.of("-show_entries", "frame=best_effort_timestamp_time", "-of", "csv=p=0"));
        arguments.add(asset.name());
        String text = Programs.run("ffprobe", arguments);
        OptionalDouble hidden = hidden(asset);
        double zero = hidden.orElse(asset.containerStart().toSeconds());
        return text.lines()
                .map(line -> line.replaceAll(",.*", ""))
                .filter(line -> line.matches("-?[0-9.]+"))
                .mapToDouble(line -> Double.parseDouble(line) - zero)
                .map(start -> hidden.isPresent() ? Math.max(0, start) : start)
                .filter(start ->
                        hidden.isEmpty() || start < track.timeRange().end().toSeconds())
                .toArray();
    }

    private static int shownAt(double time, double[] starts) {
        int at = Arrays.binarySearch(starts, time);
        return at >= 0 ? at : -at - 2;
    }

    private static List<MediaTime> times(double[] starts, double end, int count) {
        Random random = new Random(20);
        List<MediaTime> times = new ArrayList<>();
        times.add(MediaTime.ofSeconds((starts[starts.length - 1] + end) / 2, MICROSECONDS));
        for (int tries = 0; times.size() < count && tries < 10_000; tries++) {
            double time = starts[0] + random.nextDouble() * (end - starts[0]);
            int shown = shownAt(time, starts);
            double next = shown + 1 < starts.length ? starts[shown + 1] : end;
            if (time - starts[shown] > CLEAR_OF_A_BOUNDARY && next - time > CLEAR_OF_A_BOUNDARY) {
                times.add(MediaTime.ofSeconds(time, MICROSECONDS));
            }
        }
        return times;
    }

    private static String chromaLocation(Asset asset, Track track) {
        return Probe.of(asset.source().path().orElseThrow())
                .streams()
                .get(track.index())
                .getOrDefault("chroma_location", "unspecified");
    }

    /** The pictures of some frames, all decoded in order by the program, in the scale and colours of ours. */
    private Map<Integer, int[]> decoded(Asset asset, Track track, int[] frames, Size size) {
        FormatDescription.Video format = (FormatDescription.Video) track.format();
        ColorProperties color = ColorRules.shown(format);
        StringBuilder select = new StringBuilder();
        int[] wanted = Arrays.stream(frames).distinct().sorted().toArray();
        for (int frame : wanted) {
            select.append(select.isEmpty() ? "" : "+")
                    .append("eq(n\\,")
                    .append(frame)
                    .append(')');
        }
        boolean untagged = format.color().matrix().equals(ColorProperties.UNSPECIFIED);
        String tagged = untagged ? "setparams=colorspace=" + color.matrix() + "," : "";
        PictureFilters filters = FilterChains.forImage(
                new FilterChains.Layout(null, size, PictureTransform.IDENTITY),
                new FilterChains.Look(
                        format.hasAlpha(), DynamicRangePolicy.FORCE_SDR, ColorRules.peakLuminance(format)),
                new FilterChains.Decoded(
                        format.codedSize(), format.pixelFormat(), color, chromaLocation(asset, track), false));
        String chain = "[0:" + track.index() + "]select=" + select + "," + tagged + "setpts=N[in];" + filters.chain();
        Path raw = folder.resolve("frames.raw");
        List<String> arguments = new ArrayList<>(List.of("-v", "quiet", "-y", "-noautorotate", "-apply_cropping"));
        arguments.add("codec");
        if (format.hasAlpha() && format.codec().equals("vp9")) {
            arguments.addAll(List.of("-c:v", "libvpx-vp9"));
        }
        arguments.addAll(reading(asset));
        arguments.addAll(List.of("-i", asset.name()));
        if (filters.cube() != null) {
            Path cube = folder.resolve("cube.raw");
            int side = ToneMappings.writeHald(ToneMapping.of(color, ColorRules.peakLuminance(format)), cube);
            arguments.addAll(List.of("-f", "rawvideo", "-pixel_format", "gbrpf32le"));
            arguments.addAll(List.of("-video_size", side + "x" + side, "-i", cube.toString()));
            chain = "[1:v]null[cube];" + chain;
        }
        arguments.addAll(List.of("-filter_complex", chain, "-map", "[out]"));
        arguments.addAll(List.of("-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "bgra", raw.toString()));
        Programs.run("ffmpeg", arguments);
        int[] all = Pictures.readRaw(raw);
        int pixels = size.width() * size.height();
        assertThat(all).hasSize(pixels * wanted.length);
        Map<Integer, int[]> pictures = new TreeMap<>();
        for (int i = 0; i < wanted.length; i++) {
            pictures.put(wanted[i], Arrays.copyOfRange(all, i * pixels, (i + 1) * pixels));
        }
        return pictures;
    }

    @ParameterizedTest(name = "I3 {0}")
    @ValueSource(
            strings = {
                "bbb_2500ms.ts",
                "bbb_800x640_768kbps_30fps_avc_pyramid_3b.mp4",
                "bear-vp9-odd-dimensions.webm",
                "cursed-vfr.mp4",
                "dolbyVision-hdr.MOV",
                "edit_list_positive_shift.mp4",
                "h265_with_metadata_track.mp4",
                "hdr10-video-with-sdr-container.mp4",
                "hlg10-color-test.mp4",
                "iibbibb_editlist_videoonly.mp4",
                "internal_emulator_transformer_output_270_rotated.mp4",
                "roadtrip-vp92-10bit.webm",
                "sample.avi",
                "sample.mp4",
                "sample_MP.heic",
                "sample_av1.mp4",
                "sample_fragmented_seekable_multiple_sidx.mp4",
                "sample_rotate_and_reflect.mp4",
                "sample_shorter_audio.mp4",
                "sample_with_colr_mdcv_and_clli.mp4",
                "sample_with_increasing_timestamps_320w_240h.mp4",
                "sample_with_increasing_timestamps_360p.mp4",
                "sample_with_metadata.mp4",
                "sample_with_srt.mkv",
                "tokyo.jpg",
                "transparency.webm",
                "vtest.avi",
                "water_180_mvhevc_5frames.mov",
                "multilayer/x_a1.mov",
                "multilayer/x_mv7.mov",
                "bench/big-buck-bunny-480p-30s.mp4",
            })
    void I3_picturesEqualThoseOfDecodingFromTheStart(String name) {
        Asset asset = Asset.open(Media.file(name));
        Track track = asset.videoTrack().orElseThrow();
        double[] starts = starts(asset, track);
        List<MediaTime> times = times(starts, track.timeRange().end().toSeconds(), Math.min(20, 4 * starts.length));
        int[] expected =
                times.stream().mapToInt(t -> shownAt(t.toSeconds(), starts)).toArray();

        List<ImageResult> results;
        try (ImageGenerator images = ImageGenerator.builder(asset)
                .appliesPreferredTrackTransform(false)
                .apertureMode(ApertureMode.ENCODED)
                .maximumSize(192, 192)
                .build()) {
            results = images.images(times).toList();
        }

        GeneratedImage sample = results.get(0).image();
        Map<Integer, int[]> pictures = decoded(asset, track, expected, new Size(sample.width(), sample.height()));
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < expected.length; i++) {
            double psnr = -1;
            double distance = 0;
            String problem = "";
            if (results.get(i) instanceof ImageResult.Succeeded done) {
                psnr = Pictures.psnr(done.image().pixels(), pictures.get(expected[i]));
                distance = Math.abs(done.image().actualTime().toSeconds() - starts[expected[i]]);
            } else {
                problem = ((ImageResult.Failed) results.get(i)).error().getMessage();
            }
            if (psnr < 45 || distance > CLEAR_OF_A_BOUNDARY) {
                wrong.add("at " + times.get(i) + " frame " + expected[i] + " of " + starts[expected[i]] + ": "
                        + Math.round(psnr) + " dB, " + distance + " s apart " + problem);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Its 6 minutes are decoded from the start only as far as needed. */
    @ParameterizedTest(name = "I3 {0} in its first seconds")
    @ValueSource(strings = {"long_1080p_lowbitrate.mp4"})
    void I3_longFile(String name) {
        Asset asset = Asset.open(Media.file(name));
        Track track = asset.videoTrack().orElseThrow();
        List<MediaTime> times = List.of(MediaTime.parse("4.05"), MediaTime.parse("0.71"), MediaTime.parse("6.6168"));
        int[] expected = times.stream()
                .mapToInt(t -> (int) t.toTicks(1, 30, Rounding.TOWARD_NEGATIVE_INFINITY))
                .toArray();

        try (ImageGenerator images = ImageGenerator.builder(asset)
                .apertureMode(ApertureMode.ENCODED)
                .maximumSize(192, 192)
                .build()) {
            List<GeneratedImage> taken = times.stream().map(images::image).toList();
            GeneratedImage late = images.image(MediaTime.parse("361.5"));
            Map<Integer, int[]> pictures = decodedBegin(asset, track, expected, new Size(192, 108));

            for (int i = 0; i < expected.length; i++) {
                assertThat(taken.get(i).actualTime()).isEqualTo(MediaTime.of(expected[i], 30));
                assertThat(Pictures.psnr(taken.get(i).pixels(), pictures.get(expected[i])))
                        .isGreaterThan(45);
            }
            assertThat(late.actualTime()).isEqualTo(MediaTime.of(361 * 30 + 15, 30));
        }
    }

    private Map<Integer, int[]> decodedBegin(Asset asset, Track track, int[] frames, Size size) {
        Path begin = folder.resolve("begin.mp4");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-i",
                        asset.name(),
                        "-map",
                        "0:" + track.index(),
                        "-c",
                        "copy",
                        "-t",
                        "8",
                        begin.toString()));
        Asset cut = Asset.open(begin);
        return decoded(cut, cut.videoTrack().orElseThrow(), frames, size);
    }
}
