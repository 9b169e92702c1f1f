package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.FormatDescription.Aperture;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.testing.BoxPatch;
import dev.reelwright.testing.FramedClip;
import dev.reelwright.testing.MatroskaPatch;
import dev.reelwright.testing.MatroskaPatch.Element;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pixels a picture shows: apertures, shapes of pixels and turns, alone and together, from all that tell of them. */
@Timeout(60)
class ApertureTest {
    private static final String INSIDE = "BGWK";
    private static final String OUTSIDE = "RRRR";

    @TempDir
    Path folder;

    /** 320x240 with pixels of 4:3; the coloured rectangle is 280x200 at (24, 14), right of the middle and above it. */
    private BoxPatch film() {
        return BoxPatch.of(
                FramedClip.film("mp4", new Size(320, 240), new Aperture(24, 14, 280, 200), "-vf setsar=4/3"));
    }

    /** The same with the rectangle as its clean aperture. */
    private Path clean() {
        return film().clap(280, 200, 4, -6).to(folder.resolve("clean.mp4"));
    }

    private Path remuxed(Path file, String name, String... more) {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-i", file.toString(), "-c", "copy"));
        arguments.addAll(List.of(more));
        arguments.add(folder.resolve(name).toString());
        Programs.run("ffmpeg", arguments);
        return folder.resolve(name);
    }

    private static GeneratedImage take(Path file, ApertureMode mode) {
        return take(ImageGenerator.builder(Asset.open(file)).apertureMode(mode));
    }

    private static GeneratedImage take(ImageGenerator.Builder builder) {
        try (ImageGenerator images = builder.build()) {
            return images.image(MediaTime.of(1, 5));
        }
    }

    private static FormatDescription.Video format(Path file) {
        return (FormatDescription.Video)
                Asset.open(file).videoTrack().orElseThrow().format();
    }

    private static void assertShown(GeneratedImage image, int width, int height, String corners) {
        assertThat(new Size(image.width(), image.height())).isEqualTo(new Size(width, height));
        assertThat(FramedClip.corners(width, height, image.pixels())).isEqualTo(corners);
        if (!corners.contains("R")) {
            assertThat(FramedClip.red(image.pixels())).isZero();
        }
    }

    // ---- what the container cuts ----

    @Test
    void I14_digitalVideoHasAnotherSizeInEachMode() {
        Path file = BoxPatch.of(
                        FramedClip.film("mp4", new Size(720, 480), new Aperture(8, 0, 704, 480), "-vf setsar=10/11"))
                .clap(704, 480, 0, 0)
                .to(folder.resolve("dv-clap.mp4"));

        assertShown(take(file, ApertureMode.CLEAN), 640, 480, INSIDE);
        assertShown(take(file, ApertureMode.PRODUCTION), 655, 480, OUTSIDE);
        assertShown(take(file, ApertureMode.ENCODED), 720, 480, OUTSIDE);
        assertThat(format(file).codedSize()).isEqualTo(new Size(720, 480));
        assertThat(format(file).cleanAperture()).isEqualTo(new Aperture(8, 0, 704, 480));
        assertThat(format(file).pixelAspect()).isEqualTo(new Ratio(10, 11));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clean.mp4", "clean.mov", "clean.mkv"})
    void I14_cleanApertureIsCutOnceInEachContainer(String name) {
        Path clean = clean();
        Path file = name.equals("clean.mp4") ? clean : remuxed(clean, name);

        assertShown(take(file, ApertureMode.CLEAN), 373, 200, INSIDE);
        assertShown(take(file, ApertureMode.PRODUCTION), 427, 240, OUTSIDE);
        GeneratedImage encoded = take(file, ApertureMode.ENCODED);
        assertShown(encoded, 320, 240, OUTSIDE);
        // 320 · 240 − 280 · 200, less the edge, where colours mix
        assertThat(FramedClip.red(encoded.pixels())).isBetween(20_000L, 20_800L);
        assertThat(format(file).cleanAperture()).isEqualTo(new Aperture(24, 14, 280, 200));
        assertThat(format(file).pixelAspect()).isEqualTo(new Ratio(4, 3));
    }

    @ParameterizedTest(name = "I14 clap {0}")
    @CsvSource({
        "280 0 200 1 0 1 0 1",
        "280 1 200 0 0 1 0 1",
        "280 1 200 1 0 0 0 0",
        "0 1 200 1 0 1 0 1",
        "400 1 200 1 0 1 0 1",
        "280 1 -200 1 0 1 0 1",
        "280 1 200 1 100 1 0 1",
        "280 1 200 1 -2147483648 1 2147483647 1",
        "-1 -1 -1 -1 -1 -1 -1 -1",
    })
    void I14_impossibleCleanAperturesAreIgnored(String numbers) {
        int[] clap =
                List.of(numbers.split(" ")).stream().mapToInt(Integer::parseInt).toArray();
        Path file = film().clap(clap).to(folder.resolve("hostile.mp4"));

        assertShown(take(file, ApertureMode.CLEAN), 427, 240, OUTSIDE);
        assertThat(format(file).cleanAperture()).isNull();
    }

    @Test
    void I14_matroskaThatCropsMoreThanThereIsIsRefused() {
        Path cropped = remuxed(clean(), "clean.mkv");
        Path hostile = MatroskaPatch.of(cropped).set(Element.CROP_TOP, 255).to(folder.resolve("hostile.mkv"));

        assertThatThrownBy(() -> Asset.open(hostile))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_FAILED_TO_PARSE));
    }

    // ---- what the bitstream cuts ----

    @ParameterizedTest
    @CsvSource({
        "h264, -bsf:v h264_metadata=crop_left=24:crop_right=16:crop_top=14:crop_bottom=26",
        "hevc, -c:v libx265 -x265-params log-level=error:qp=4 -tag:v hvc1"
                + " -bsf:v hevc_metadata=crop_left=24:crop_right=16:crop_top=14:crop_bottom=26",
    })
    void I14_croppingOfTheCodingIsNoApertureAndExact(String coding, String options) {
        Path file = FramedClip.film("mp4", new Size(320, 240), new Aperture(24, 14, 280, 200), options);

        assertShown(take(file, ApertureMode.ENCODED), 280, 200, INSIDE);
        assertShown(take(file, ApertureMode.CLEAN), 280, 200, INSIDE);
        assertThat(format(file).codedSize()).isEqualTo(new Size(280, 200));
        assertThat(format(file).cleanAperture()).isNull();
    }

    @Test
    void I14_whatBothContainerAndCodingCutIsCutOnce() {
        Path tall = BoxPatch.of(FramedClip.film("mp4", new Size(320, 240), new Aperture(0, 0, 320, 224), ""))
                .clap(320, 224, 0, -8)
                .to(folder.resolve("tall-clap.mp4"));
        Path cropped = remuxed(tall, "tall.mkv");
        Path twice = remuxed(cropped, "twice.mkv", "-bsf:v", "h264_metadata=crop_bottom=16");

        assertShown(take(cropped, ApertureMode.CLEAN), 320, 224, INSIDE);
        assertShown(take(twice, ApertureMode.ENCODED), 320, 224, INSIDE);
        assertShown(take(twice, ApertureMode.CLEAN), 320, 224, INSIDE);
    }

    @Test
    void I14_oddSizesStayOdd() {
        Path file = FramedClip.film(
                "webm", new Size(319, 179), new Aperture(0, 0, 319, 179), "-c:v libvpx-vp9 -deadline realtime -crf 4");

        assertShown(take(file, ApertureMode.CLEAN), 319, 179, INSIDE);
        assertShown(take(file, ApertureMode.ENCODED), 319, 179, INSIDE);
    }

    // ---- the shape of pixels ----

    @Test
    void I14_containersShapeIsTakenBeforeTheBitstreams() {
        Path said = FramedClip.film(
                "mp4",
                new Size(320, 240),
                new Aperture(0, 0, 320, 240),
                "-vf setsar=4/3 -bsf:v h264_metadata=sample_aspect_ratio=3/2");
        Path unsaid = BoxPatch.of(said).without("pasp").trackSize(320, 240).to(folder.resolve("coded.mp4"));

        assertShown(take(said, ApertureMode.CLEAN), 427, 240, INSIDE);
        assertShown(take(unsaid, ApertureMode.CLEAN), 480, 240, INSIDE);
        assertShown(take(unsaid, ApertureMode.ENCODED), 320, 240, INSIDE);
    }

    @ParameterizedTest(name = "I14 display unit {0} gives pixels of {1}:{2}")
    @CsvSource({"0, 4, 3", "1, 4, 3", "2, 4, 3", "3, 4, 3", "4, 3, 2"})
    void I14_matroskaTellsTheShapeInAnyUnit(int unit, int across, int down) {
        Path wide = remuxed(
                FramedClip.film("mp4", new Size(320, 240), new Aperture(0, 0, 320, 240), "-vf setsar=11/10"),
                "wide.mkv",
                "-bsf:v",
                "h264_metadata=sample_aspect_ratio=3/2");
        Path file = MatroskaPatch.of(wide)
                .set(Element.DISPLAY_WIDTH, 16)
                .set(Element.DISPLAY_HEIGHT, 9)
                .set(Element.DISPLAY_UNIT, unit)
                .to(folder.resolve("unit.mkv"));

        assertThat(format(file).pixelAspect()).isEqualTo(new Ratio(across, down));
        assertShown(take(file, ApertureMode.CLEAN), 320 * across / down + (unit < 4 ? 1 : 0), 240, INSIDE);
    }

    @ParameterizedTest(name = "I14 pasp {0}:{1}")
    @CsvSource({"0, 1", "1, 0", "1000000, 1", "1, 1000000", "-1, 1", "33, 1"})
    void I14_impossibleShapesAreIgnored(int across, int down) {
        Path file = BoxPatch.of(FramedClip.film("mp4", new Size(320, 240), new Aperture(0, 0, 320, 240), ""))
                .without("pasp")
                .pasp(across, down)
                .to(folder.resolve("hostile.mp4"));

        assertShown(take(file, ApertureMode.CLEAN), 320, 240, INSIDE);
    }

    @Test
    void I14_trackSizeOfTheCleanApertureIsNoShape() {
        Path file =
                film().without("pasp").clap(280, 200, 4, -6).trackSize(280, 200).to(folder.resolve("track.mp4"));

        // 280x200 stretched to itself, not 320x240 stretched to 280x200; the bitstream's 4:3 is what is left
        assertThat(format(file).pixelAspect()).isEqualTo(new Ratio(4, 3));
        assertShown(take(file, ApertureMode.CLEAN), 373, 200, INSIDE);
    }

    @Test
    void I14_aperturesOfTheTrackTakeThePlaceOfItsSize() {
        BoxPatch film = film().without("pasp").clap(280, 200, 4, -6).trackSize(420, 200);
        Path classic = film.to(folder.resolve("classic.mov"));
        Path modes = film.tapt(560, 200, 640, 240, 320, 240).to(folder.resolve("modes.mov"));

        assertShown(take(classic, ApertureMode.CLEAN), 420, 200, INSIDE);
        assertShown(take(modes, ApertureMode.CLEAN), 560, 200, INSIDE);
        assertShown(take(modes, ApertureMode.PRODUCTION), 640, 240, OUTSIDE);
        assertShown(take(modes, ApertureMode.ENCODED), 320, 240, OUTSIDE);
    }

    @Test
    void I13_stretchingMatrixIsAShapeAndATurn() {
        Path file = BoxPatch.of(FramedClip.film("mp4", new Size(320, 240), new Aperture(0, 0, 320, 240), ""))
                .without("pasp")
                .matrix(0, 1.5, -1, 0)
                .to(folder.resolve("stretched.mp4"));

        assertShown(take(file, ApertureMode.CLEAN), 240, 480, "KBGW");
    }

    // ---- all together ----

    @ParameterizedTest(name = "I13 matrix {0} {1} {2} {3} puts the corners {4}")
    @CsvSource({
        "1, 0, 0, 1, BGWK", "0, 1, -1, 0, KBGW", "-1, 0, 0, -1, WKBG", "0, -1, 1, 0, GWKB",
        "-1, 0, 0, 1, GBKW", "1, 0, 0, -1, KWGB", "0, 1, 1, 0, BKWG", "0, -1, -1, 0, WGBK",
    })
    void I9_I12_I13_I14_cutShapedTurnedAndBoxed(int a, int b, int c, int d, String corners) {
        Path file = film().clap(280, 200, 4, -6).matrix(a, b, c, d).to(folder.resolve("turned.mp4"));
        Asset asset = Asset.open(file);
        boolean lies = a != 0;

        GeneratedImage whole = take(ImageGenerator.builder(asset));
        GeneratedImage stored = take(ImageGenerator.builder(asset).appliesPreferredTrackTransform(false));
        GeneratedImage boxed = take(ImageGenerator.builder(asset).maximumSize(100, 0));
        GeneratedImage large = take(ImageGenerator.builder(asset).maximumSize(4000, 4000));

        assertShown(whole, lies ? 373 : 200, lies ? 200 : 373, corners);
        assertShown(large, whole.width(), whole.height(), corners);
        assertShown(stored, 373, 200, INSIDE);
        // 280 · 4/3 × 200 in a box 100 wide: 100 × 53.57, or turned 100 × 186.67
        assertShown(boxed, 100, lies ? 54 : 187, corners);
    }
}
