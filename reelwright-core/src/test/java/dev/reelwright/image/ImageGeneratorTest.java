package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.sample.SampleClip.Codec;
import dev.reelwright.testing.BarCodeReader;
import dev.reelwright.testing.BoxPatch;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Media;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.Rounding;
import dev.reelwright.video.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ImageGeneratorTest {
    private static final MediaTime ANY = MediaTime.POSITIVE_INFINITY;

    @TempDir
    Path folder;

    private static MediaTime at(String time) {
        return MediaTime.parse(time);
    }

    private static List<MediaTime> every(int milliseconds, int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> MediaTime.of(i * milliseconds, 1000))
                .toList();
    }

    private static ImageGenerator.Builder of(Path file) {
        return ImageGenerator.builder(Asset.open(file));
    }

    private static ImageGenerator standard() {
        return of(Fixtures.standard()).maximumSize(320, 0).build();
    }

    private static GeneratedImage take(ImageGenerator.Builder builder, String time) {
        try (ImageGenerator images = builder.build()) {
            return images.image(at(time));
        }
    }

    private static void assertNoImage(ImageGenerator images, String time) {
        assertThatThrownBy(() -> images.image(at(time)))
                .asInstanceOf(type(MediaException.class))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_IMAGE_AT_TIME))
                .satisfies(e -> assertThat(e.phase()).isEqualTo(Phase.IMAGE));
    }

    // ---- creation, defaults, tolerances ----

    @Test
    void I1_generatorForSoundAloneCanBeMadeAndFailsEachRequest() {
        Asset asset = Asset.open(Fixtures.audioOnly());

        try (ImageGenerator images = ImageGenerator.builder(asset).build()) {
            assertThatThrownBy(() -> images.image(MediaTime.ZERO))
                    .asInstanceOf(type(MediaException.class))
                    .extracting(MediaException::code)
                    .isEqualTo(ErrorCode.NO_SOURCE_TRACK);
            assertThat(images.images(every(100, 3))).hasSize(3).allSatisfy(result -> assertThat(
                            ((ImageResult.Failed) result).error().code())
                    .isEqualTo(ErrorCode.NO_SOURCE_TRACK));
        }
    }

    @Test
    void I1_coverArtIsNoVideo() {
        Asset asset = Asset.open(Media.file("bear-id3.mp3"));

        try (ImageGenerator images = ImageGenerator.builder(asset).build()) {
            assertThatThrownBy(() -> images.image(MediaTime.ZERO))
                    .asInstanceOf(type(MediaException.class))
                    .extracting(MediaException::code)
                    .isEqualTo(ErrorCode.NO_SOURCE_TRACK);
        }
    }

    @Test
    void I2_D3_defaultsAreExactUprightAndClean() {
        Asset asset = Asset.open(Fixtures.standard());

        try (ImageGenerator images = ImageGenerator.builder(asset).build()) {
            assertThat(images.asset()).isSameAs(asset);
            assertThat(images.toleranceBefore()).isEqualTo(MediaTime.ZERO);
            assertThat(images.toleranceAfter()).isEqualTo(MediaTime.ZERO);
            assertThat(images.appliesPreferredTrackTransform()).isTrue();
            assertThat(images.apertureMode()).isEqualTo(ApertureMode.CLEAN);
            assertThat(images.maximumSize()).isEqualTo(Size.ZERO);
        }
    }

    @Test
    void I2_wideTolerancesSharePictures() {
        try (ImageGenerator images = of(Fixtures.standard())
                .toleranceBefore(ANY)
                .toleranceAfter(ANY)
                .maximumSize(320, 0)
                .build()) {
            Set<Long> numbers = new HashSet<>();
            images.images(every(100, 100)).forEach(result -> numbers.add(Pictures.number(result.image())));

            // sync samples every 60 frames
            assertThat(numbers).containsExactlyInAnyOrder(0L, 60L, 120L, 180L, 240L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-1/1000"})
    void I2_negativeTolerancesAreRefused(String tolerance) {
        ImageGenerator.Builder builder = of(Fixtures.small());

        assertThatIllegalArgumentException().isThrownBy(() -> builder.toleranceBefore(at(tolerance)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.toleranceAfter(at(tolerance)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.toleranceAfter(MediaTime.INVALID));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.toleranceBefore(MediaTime.NEGATIVE_INFINITY));
    }

    @ParameterizedTest(name = "I4 within −{0} and +{1} s")
    @CsvSource({"0.25, 0.1", "0.1, 0.25", "0.01, 0.01", "1.5, 1.5", "0.001, 0"})
    void I4_actualTimeLiesInTheWindowOrTheFrameIsOnScreen(String before, String after) {
        try (ImageGenerator images = of(Fixtures.standard())
                .toleranceBefore(at(before))
                .toleranceAfter(at(after))
                .maximumSize(320, 0)
                .build()) {
            images.images(every(137, 70)).forEach(result -> {
                MediaTime time = result.requestedTime();
                MediaTime actual = result.image().actualTime();
                boolean inside = !actual.isBefore(time.minus(at(before))) && !actual.isAfter(time.plus(at(after)));
                long onScreen = time.toTicks(1, 30, Rounding.TOWARD_NEGATIVE_INFINITY);
                assertThat(inside || Pictures.number(result.image()) == onScreen)
                        .as("%s gave %s", time, actual)
                        .isTrue();
                assertThat(actual).isEqualTo(MediaTime.of(Pictures.number(result.image()), 30));
            });
        }
    }

    @Test
    void I5_oneSidedTolerances() {
        try (ImageGenerator later = of(Fixtures.standard())
                        .toleranceAfter(ANY)
                        .maximumSize(320, 0)
                        .build();
                ImageGenerator earlier = of(Fixtures.standard())
                        .toleranceBefore(ANY)
                        .maximumSize(320, 0)
                        .build()) {
            for (String time : List.of("0.5", "1.99", "2", "3.3", "8.0001", "9.5")) {
                assertThat(earlier.image(at(time)).actualTime()).isLessThanOrEqualTo(at(time));
                MediaTime actual = later.image(at(time)).actualTime();
                boolean onScreen = at(time).minus(actual).isBefore(MediaTime.of(1, 30));
                assertThat(!actual.isBefore(at(time)) || onScreen).isTrue();
            }
            assertThat(Pictures.number(earlier.image(at("3.3")))).isEqualTo(60);
            assertThat(Pictures.number(later.image(at("3.3")))).isEqualTo(120);
            assertThat(Pictures.number(earlier.image(at("50")))).isEqualTo(299);
            assertNoImage(later, "50");
        }
    }

    // ---- ends, gaps, edit lists ----

    @Test
    void I6_actualTimeIsTheStartOfTheDeliveredFrame() {
        try (ImageGenerator images = of(Fixtures.ntsc()).build()) {
            GeneratedImage image = images.image(at("1.2345"));

            assertThat(Pictures.number(image)).isEqualTo(36);
            assertThat(image.actualTime()).isEqualTo(MediaTime.of(36 * 1001, 30000));
            assertThat(image.requestedTime()).isEqualTo(at("1.2345"));
        }
    }

    @Test
    void I7_endOfTheTrack() {
        try (ImageGenerator exact = standard();
                ImageGenerator any = of(Fixtures.standard())
                        .toleranceBefore(ANY)
                        .toleranceAfter(ANY)
                        .maximumSize(320, 0)
                        .build()) {
            assertThat(Pictures.number(exact.image(at("9.999999")))).isEqualTo(299);
            assertNoImage(exact, "10");
            assertNoImage(exact, "10.000001");
            assertNoImage(exact, "-0.000001");
            assertThatThrownBy(() -> exact.image(at("12.5")))
                    .hasMessageContaining("12.5 s")
                    .hasMessageContaining("from 0 s")
                    .hasMessageContaining("to 10 s");
            assertThat(Pictures.number(any.image(at("10")))).isEqualTo(299);
            assertThat(Pictures.number(any.image(at("1000")))).isEqualTo(299);
            assertThat(Pictures.number(any.image(at("-5")))).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("timesThatAreNoNumbers")
    void I7_timesThatAreNoNumbersFailByThemselves(MediaTime time) {
        try (ImageGenerator images = standard()) {
            List<ImageResult> results =
                    images.images(List.of(at("1"), time, at("2"))).toList();

            assertThat(results.get(0)).isInstanceOf(ImageResult.Succeeded.class);
            assertThat(results.get(1)).isInstanceOf(ImageResult.Failed.class);
            assertThat(((ImageResult.Failed) results.get(1)).error().code()).isEqualTo(ErrorCode.NO_IMAGE_AT_TIME);
            assertThat(results.get(2)).isInstanceOf(ImageResult.Succeeded.class);
            assertThatThrownBy(() -> images.image(time)).isInstanceOf(MediaException.class);
        }
    }

    static Stream<MediaTime> timesThatAreNoNumbers() {
        return Stream.of(
                MediaTime.INVALID, MediaTime.INDEFINITE, MediaTime.POSITIVE_INFINITY, MediaTime.NEGATIVE_INFINITY);
    }

    @Test
    void I8_gapAtTheBeginningShowsNothing() {
        Asset asset = Asset.open(Media.file("edit_list_positive_shift.mp4"));

        try (ImageGenerator images =
                ImageGenerator.builder(asset).maximumSize(160, 0).build()) {
            assertNoImage(images, "0");
            assertNoImage(images, "0.999999");
            assertThat(images.image(at("1")).actualTime()).isEqualTo(at("1"));
            assertThat(images.image(at("1.04")).actualTime()).isEqualTo(MediaTime.of(31, 30));
            assertThat(images.image(at("9.99")).actualTime()).isEqualTo(MediaTime.of(299, 30));
            assertNoImage(images, "10.001");
        }
    }

    @Test
    void I8_framesThatTheEditListHidesAreNotShown() {
        Asset asset = Asset.open(Media.file("iibbibb_editlist_videoonly.mp4"));

        try (ImageGenerator images =
                ImageGenerator.builder(asset).maximumSize(160, 0).build()) {
            MediaTime first = images.image(MediaTime.ZERO).actualTime();
            MediaTime end = asset.videoTrack().orElseThrow().timeRange().end();

            assertThat(first).isEqualTo(MediaTime.ZERO);
            assertThat(end).isEqualTo(at("12.5"));
            assertThat(images.image(at("12.499")).actualTime()).isLessThan(end);
            assertNoImage(images, "12.5");
        }
    }

    // ---- size, shape, turning ----

    @ParameterizedTest(name = "I9 I10 I11 a box of {0}x{1} gives {2}x{3}")
    @CsvSource({
        "200, 200, 200, 113",
        "100, 1000, 100, 56",
        "1000, 90, 160, 90",
        "4000, 4000, 320, 180",
        "320, 180, 320, 180",
        "0, 0, 320, 180",
        "160, 0, 160, 90",
        "0, 45, 80, 45",
        "0, 4000, 320, 180",
        "1, 1, 1, 1",
    })
    void I9_I10_I11_maximumSizeIsABoxThatNeverEnlarges(int boxWidth, int boxHeight, int width, int height) {
        GeneratedImage image = take(of(Fixtures.small()).maximumSize(boxWidth, boxHeight), "0.5");

        assertThat(new Size(image.width(), image.height())).isEqualTo(new Size(width, height));
        assertThat(image.pixels()).hasSize(width * height);
    }

    @Test
    void I9_boxIsThatOfTheUprightPicture() {
        GeneratedImage image = take(of(Fixtures.portrait()).maximumSize(1000, 320), "0.5");

        assertThat(new Size(image.width(), image.height())).isEqualTo(new Size(180, 320));
        assertThat(Pictures.number(image)).isEqualTo(15);
    }

    @Test
    void I9_negativeBoxIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(Fixtures.small()).maximumSize(-1, 10));
    }

    @Test
    void I12_D3_transformIsAppliedUnlessSwitchedOff() {
        GeneratedImage upright = take(of(Fixtures.portrait()), "0.5");
        GeneratedImage stored = take(of(Fixtures.portrait()).appliesPreferredTrackTransform(false), "0.5");

        assertThat(new Size(upright.width(), upright.height())).isEqualTo(new Size(360, 640));
        assertThat(new Size(stored.width(), stored.height())).isEqualTo(new Size(640, 360));
        assertThat(BarCodeReader.readAnyRotation(stored.width(), stored.height(), stored.pixels()))
                .isEqualTo(new BarCodeReader.Reading(15, 1, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 180, 270})
    void I13_picturesAreTurnedUpright(int degrees) {
        Path file = Fixtures.clip(
                "turned-" + degrees + ".mp4",
                b -> b.size(new Size(360, 200)).duration(MediaTime.seconds(1)).rotation(degrees));

        GeneratedImage upright = take(of(file), "0.5");
        GeneratedImage stored = take(of(file).appliesPreferredTrackTransform(false), "0.5");

        assertThat(BarCodeReader.readAnyRotation(upright.width(), upright.height(), upright.pixels()))
                .isEqualTo(new BarCodeReader.Reading(15, 0, false));
        assertThat(BarCodeReader.readAnyRotation(stored.width(), stored.height(), stored.pixels()))
                .isEqualTo(new BarCodeReader.Reading(15, degrees / 90, false));
    }

    @ParameterizedTest(name = "I13 matrix {0} {1} {2} {3}")
    @CsvSource({
        "1, 0, 0, 1", "0, 1, -1, 0", "-1, 0, 0, -1", "0, -1, 1, 0",
        "-1, 0, 0, 1", "1, 0, 0, -1", "0, 1, 1, 0", "0, -1, -1, 0",
    })
    void I13_D3_allEightMatricesMoveThePixelsAsTheySay(int a, int b, int c, int d) {
        Path source = Fixtures.clip(
                "silent.mp4",
                x -> x.size(new Size(320, 180)).duration(MediaTime.of(1, 2)).audio(false));
        Path file = BoxPatch.of(plain(source)).matrix(a, b, c, d).to(folder.resolve("turned.mp4"));

        GeneratedImage stored = take(of(file).appliesPreferredTrackTransform(false), "0.2");
        GeneratedImage shown = take(of(file), "0.2");

        assertThat(shown.width()).isEqualTo(a != 0 ? 320 : 180);
        assertThat(Pictures.psnr(
                        shown.pixels(), Pictures.moved(stored.pixels(), stored.width(), stored.height(), a, b, c, d)))
                .isEqualTo(99);
    }

    @Test
    void I13_realTurnedAndMirroredFile() {
        Path file = Media.file("sample_rotate_and_reflect.mp4");
        Matcher matrix = Matcher.of(file);

        GeneratedImage stored = take(of(file).appliesPreferredTrackTransform(false), "0.5");
        GeneratedImage shown = take(of(file), "0.5");

        assertThat(Pictures.psnr(
                        shown.pixels(),
                        Pictures.moved(
                                stored.pixels(),
                                stored.width(),
                                stored.height(),
                                matrix.a(),
                                matrix.b(),
                                matrix.c(),
                                matrix.d())))
                .isEqualTo(99);
    }

    /** The matrix that {@code ffprobe} prints, as rows of fixed-point numbers. */
    private record Matcher(int a, int b, int c, int d) {
        static Matcher of(Path file) {
            String text = Programs.run(
                    "ffprobe",
                    List.of(
                            "-v",
                            "error",
                            "-select_streams",
                            "v:0",
                            "-show_entries",
                            "stream_side_data=displaymatrix",
                            file.toString()));
            List<Integer> numbers = text.lines()
                    .filter(line -> line.matches("[0-9a-f]{8}:.*"))
                    .flatMap(line -> Arrays.stream(
                            line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
                    .map(number -> Integer.signum(Integer.parseInt(number)))
                    .toList();
            return new Matcher(numbers.get(0), numbers.get(1), numbers.get(3), numbers.get(4));
        }
    }

    @Test
    void I14_pixelAspectShapesAllButEncodedPixels() {
        Path file = Fixtures.clip(
                "anamorphic.mp4",
                b -> b.size(new Size(320, 240)).pixelAspect(new Ratio(4, 3)).duration(MediaTime.seconds(1)));

        GeneratedImage clean = take(of(file), "0.5");
        GeneratedImage production = take(of(file).apertureMode(ApertureMode.PRODUCTION), "0.5");
        GeneratedImage encoded = take(of(file).apertureMode(ApertureMode.ENCODED), "0.5");
        GeneratedImage boxed = take(of(file).maximumSize(200, 200), "0.5");

        assertThat(new Size(clean.width(), clean.height())).isEqualTo(new Size(427, 240));
        assertThat(new Size(production.width(), production.height())).isEqualTo(new Size(427, 240));
        assertThat(new Size(encoded.width(), encoded.height())).isEqualTo(new Size(320, 240));
        // 320 · 4/3 × 240 in a box of 200 is 200 × 112.5
        assertThat(new Size(boxed.width(), boxed.height())).isEqualTo(new Size(200, 113));
        assertThat(Pictures.number(clean)).isEqualTo(15);
    }

    /** The same film with its movie box last. */
    private Path plain(Path film) {
        Path last = folder.resolve("last.mp4");
        Programs.run("ffmpeg", List.of("-v", "error", "-i", film.toString(), "-c", "copy", last.toString()));
        return last;
    }

    @Test
    void I14_cleanApertureIsCutOut() {
        Path wide = Fixtures.clip("anamorphic-silent.mp4", b -> b.size(new Size(320, 240))
                .pixelAspect(new Ratio(4, 3))
                .audio(false)
                .duration(MediaTime.seconds(1)));
        Path file = BoxPatch.of(plain(wide)).clap(300, 200, 4, -6).to(folder.resolve("clap.mp4"));

        GeneratedImage encoded = take(of(file).apertureMode(ApertureMode.ENCODED), "0.5");
        GeneratedImage production = take(of(file).apertureMode(ApertureMode.PRODUCTION), "0.5");
        GeneratedImage clean = take(of(file), "0.5");

        assertThat(new Size(encoded.width(), encoded.height())).isEqualTo(new Size(320, 240));
        assertThat(new Size(production.width(), production.height())).isEqualTo(new Size(427, 240));
        assertThat(new Size(clean.width(), clean.height())).isEqualTo(new Size(400, 200));
        // the aperture's left edge is (320 − 300) / 2 + 4 = 14, its upper edge (240 − 200) / 2 − 6 = 14
        int[] cut = new int[400 * 200];
        BufferedImage source = production.toBufferedImage();
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 400; x++) {
                cut[y * 400 + x] = source.getRGB(Math.min(426, (int) Math.round(14 * 4 / 3.0) + x), y + 14);
            }
        }
        assertThat(Pictures.psnr(clean.pixels(), cut)).isGreaterThan(25);
        assertThat(Pictures.number(clean)).isEqualTo(15);
    }

    // ---- alpha ----

    @ParameterizedTest(name = "I17 {0} in {1}")
    @CsvSource({"PRORES, mov", "VP9, webm", "VP8, webm"})
    void I17_transparencyIsKept(Codec codec, String extension) {
        Path file = Fixtures.clip("alpha-" + codec.commandName() + "." + extension, b -> b.size(new Size(320, 180))
                .duration(MediaTime.seconds(1))
                .codec(codec)
                .gop(12)
                .alpha(true));

        GeneratedImage image = take(of(file), "0.5");
        GeneratedImage smaller = take(of(file).maximumSize(160, 0), "0.5");

        assertThat(image.hasAlpha()).isTrue();
        assertThat(image.toBufferedImage().getType()).isEqualTo(BufferedImage.TYPE_INT_ARGB);
        assertThat(Pictures.number(image)).isEqualTo(15);
        assertThat(image.pixels()[0] >>> 24).isBetween(120, 136);
        assertThat(smaller.pixels()[0] >>> 24).isBetween(120, 136);
        // the bar code is opaque
        assertThat(image.pixels()[(int) (0.77 * 180) * 320 + 160] >>> 24).isGreaterThan(250);
    }

    @Test
    void I17_realTransparentFile() {
        GeneratedImage image = take(of(Media.file("transparency.webm")).maximumSize(320, 0), "0");

        int[] alphas = Arrays.stream(image.pixels()).map(p -> p >>> 24).toArray();
        assertThat(image.hasAlpha()).isTrue();
        assertThat(Arrays.stream(alphas).min().orElseThrow()).isLessThan(5);
        assertThat(Arrays.stream(alphas).max().orElseThrow()).isGreaterThan(250);
        assertThat(Arrays.stream(alphas).average().orElseThrow()).isBetween(176.0, 186.0);
    }

    @Test
    void I17_opaquePicturesHaveNoAlpha() {
        GeneratedImage image = take(of(Fixtures.small()), "0.5");

        assertThat(image.hasAlpha()).isFalse();
        assertThat(image.toBufferedImage().getType()).isEqualTo(BufferedImage.TYPE_INT_RGB);
        assertThat(Arrays.stream(image.pixels()).allMatch(p -> p >>> 24 == 255)).isTrue();
    }

    // ---- many times ----

    @Test
    void I21_I22_oneResultForEachTimeInTheOrderAskedFor() {
        List<MediaTime> times = Stream.of("9.5", "0.1", "30", "5", "5", "-1", "2.25", "9.5", "10")
                .map(ImageGeneratorTest::at)
                .toList();

        try (ImageGenerator images = standard()) {
            List<ImageResult> results = images.images(times).toList();

            assertThat(results).extracting(ImageResult::requestedTime).containsExactlyElementsOf(times);
            assertThat(results.stream().map(ImageGeneratorTest::numberOrCode))
                    .containsExactly(
                            "285",
                            "3",
                            "NO_IMAGE_AT_TIME",
                            "150",
                            "150",
                            "NO_IMAGE_AT_TIME",
                            "67",
                            "285",
                            "NO_IMAGE_AT_TIME");
            results.stream().filter(ImageResult.Succeeded.class::isInstance).forEach(result -> assertThat(
                            result.image().requestedTime())
                    .isEqualTo(result.requestedTime()));
        }
    }

    private static String numberOrCode(ImageResult result) {
        return switch (kind(result)) {
            case "Succeeded" -> String.valueOf(Pictures.number(result.image()));
            case "Failed" -> ((ImageResult.Failed) result).error().code().name();
            default -> "cancelled";
        };
    }

    private static String kind(ImageResult result) {
        return result.getClass().getSimpleName();
    }

    @Test
    void I21_callbackGetsOneResultForEachTime() throws Exception {
        List<MediaTime> times = new ArrayList<>(every(50, 150));
        times.addAll(every(1000, 15));
        Collections.shuffle(times, new Random(3));
        List<ImageResult> results = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        try (ImageGenerator images = standard()) {
            images.images(times, result -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        results.add(result);
                        inside.decrementAndGet();
                    })
                    .get(30, TimeUnit.SECONDS);
        }

        assertThat(results).extracting(ImageResult::requestedTime).containsExactlyElementsOf(times);
        assertThat(most).hasValue(1);
        for (ImageResult result : results) {
            boolean late = !result.requestedTime().isBefore(MediaTime.seconds(10));
            assertThat(kind(result)).isEqualTo(late ? "Failed" : "Succeeded");
            if (!late) {
                long wanted = result.requestedTime().toTicks(1, 30, Rounding.TOWARD_NEGATIVE_INFINITY);
                assertThat(Pictures.number(result.image())).isEqualTo(wanted);
            }
        }
    }

    @Test
    void I21_noTimesGiveNoResults() throws Exception {
        try (ImageGenerator images = standard()) {
            assertThat(images.images(List.of())).isEmpty();
            images.images(List.of(), result -> {
                        throw new AssertionError("called");
                    })
                    .get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void I23_cancelAllFromACallbackCancelsTheRest() throws Exception {
        List<MediaTime> times = every(20, 400);
        List<String> kinds = Collections.synchronizedList(new ArrayList<>());

        try (ImageGenerator images = standard()) {
            images.images(times, result -> {
                        kinds.add(kind(result));
                        if (kinds.size() == 5) {
                            images.cancelAll();
                        }
                    })
                    .get(30, TimeUnit.SECONDS);

            assertThat(kinds).hasSize(400);
            assertThat(kinds.subList(0, 5)).containsOnly("Succeeded");
            assertThat(kinds.subList(5, 400)).containsOnly("Cancelled");
            assertThat(Pictures.number(images.image(at("3")))).isEqualTo(90);
            assertThat(images.images(every(500, 4))).allMatch(ImageResult.Succeeded.class::isInstance);
        }
    }

    @Test
    void I23_cancelAllEndsAStreamWithCancelledResults() {
        try (ImageGenerator images = standard()) {
            // the last lies beyond the end: it was cancelled all the same
            List<MediaTime> times = List.of(at("1"), at("2"), at("3"), at("30"));
            Iterator<ImageResult> results = images.images(times).iterator();

            String first = kind(results.next());
            images.cancelAll();
            List<String> rest = new ArrayList<>();
            results.forEachRemaining(result -> {
                rest.add(kind(result));
                assertThatThrownBy(result::image)
                        .asInstanceOf(type(MediaException.class))
                        .extracting(MediaException::code)
                        .isEqualTo(ErrorCode.OPERATION_CANCELLED);
            });

            assertThat(first).isEqualTo("Succeeded");
            assertThat(rest).containsExactly("Cancelled", "Cancelled", "Cancelled");
        }
    }

    @Test
    void I24_singleRequestAside() throws Exception {
        try (ImageGenerator images = standard()) {
            assertThat(Pictures.number(images.imageAsync(at("7.7")).get(30, TimeUnit.SECONDS)))
                    .isEqualTo(231);
            CompletableFuture<GeneratedImage> late = images.imageAsync(at("11"));
            assertThatThrownBy(() -> late.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .asInstanceOf(type(MediaException.class))
                    .extracting(MediaException::code)
                    .isEqualTo(ErrorCode.NO_IMAGE_AT_TIME);
        }
    }

    @Test
    void I24_cancelledSingleRequestsSaySo() throws Exception {
        try (ImageGenerator images = standard()) {
            List<CompletableFuture<GeneratedImage>> futures =
                    every(33, 200).stream().map(images::imageAsync).toList();
            images.cancelAll();

            int cancelled = 0;
            for (CompletableFuture<GeneratedImage> future : futures) {
                try {
                    future.get(30, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    assertThat(((MediaException) e.getCause()).code()).isEqualTo(ErrorCode.OPERATION_CANCELLED);
                    cancelled++;
                }
            }
            assertThat(cancelled).isGreaterThan(190);
            assertThat(Pictures.number(images.imageAsync(at("1")).get(30, TimeUnit.SECONDS)))
                    .isEqualTo(30);
        }
    }

    @Test
    void I25_nothingIsReadBeforeTheFirstResultIsPulled() throws IOException {
        Path copy = Files.copy(Fixtures.small(), folder.resolve("copy.mp4"));

        try (ImageGenerator images = of(copy).build()) {
            Stream<ImageResult> stream = images.images(every(100, 3));
            Files.delete(copy);
            List<ImageResult> results = stream.toList();

            assertThat(results).hasSize(3).allSatisfy(result -> assertThat(
                            ((ImageResult.Failed) result).error().code())
                    .isEqualTo(ErrorCode.SOURCE_NOT_READABLE));
        }
    }

    @Test
    void I25_firstOfManyTimesComesFast() {
        List<MediaTime> times = LongStream.range(0, 200_000)
                .mapToObj(i -> MediaTime.of(i % 9999, 1000))
                .toList();

        try (ImageGenerator images = standard()) {
            images.image(MediaTime.ZERO);
            long begin = System.nanoTime();
            ImageResult first = images.images(times).findFirst().orElseThrow();
            double seconds = (System.nanoTime() - begin) / 1e9;

            assertThat(Pictures.number(first.image())).isZero();
            assertThat(seconds).isLessThan(2);
        }
    }

    @Test
    void I25_streamMayBeParallel() {
        List<MediaTime> times = every(97, 100);

        try (ImageGenerator images = standard()) {
            List<Long> numbers = images.images(times)
                    .parallel()
                    .map(result -> Pictures.number(result.image()))
                    .toList();

            assertThat(numbers)
                    .containsExactlyElementsOf(times.stream()
                            .map(t -> t.toTicks(1, 30, Rounding.TOWARD_NEGATIVE_INFINITY))
                            .toList());
        }
    }

    @Test
    void I25_brokenPlaceFailsItsOwnTimesAlone() throws IOException {
        byte[] bytes = Files.readAllBytes(Fixtures.standard());
        // the second half of the media data is lost
        Arrays.fill(bytes, bytes.length / 2, bytes.length * 9 / 10, (byte) 0);
        Path file = Files.write(folder.resolve("broken.mp4"), bytes);

        try (ImageGenerator images = of(file).maximumSize(320, 0).build()) {
            List<ImageResult> results = images.images(every(400, 25)).toList();

            assertThat(results).hasSize(25);
            assertThat(results.subList(0, 8)).allMatch(ImageResult.Succeeded.class::isInstance);
            assertThat(results).noneMatch(ImageResult.Cancelled.class::isInstance);
        }
    }

    @Test
    void I26_settingsAreFixedWhenItIsBuilt() {
        ImageGenerator.Builder builder = of(Fixtures.small()).maximumSize(160, 90);

        try (ImageGenerator images = builder.build()) {
            builder.maximumSize(80, 45).toleranceBefore(ANY).apertureMode(ApertureMode.ENCODED);

            assertThat(images.image(at("0.5")).width()).isEqualTo(160);
            assertThat(images.toleranceBefore()).isEqualTo(MediaTime.ZERO);
        }
    }

    @Test
    void I27_blockingCallWorksOnTheCallersThread() {
        try (ImageGenerator images = standard()) {
            GeneratedImage image = images.image(at("4.2"));

            assertThat(Pictures.number(image)).isEqualTo(126);
            assertNoImage(images, "11");
        }
    }

    @Test
    void I27_severalThreadsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (ImageGenerator images = standard()) {
            List<Future<Integer>> futures = new ArrayList<>();
            for (int thread = 0; thread < 6; thread++) {
                Random random = new Random(thread);
                Callable<Integer> work = () -> {
                    int wrong = 0;
                    for (int i = 0; i < 15; i++) {
                        MediaTime time = MediaTime.of(random.nextInt(10_000), 1000);
                        long wanted = time.toTicks(1, 30, Rounding.TOWARD_NEGATIVE_INFINITY);
                        wrong += Pictures.number(images.image(time)) == wanted ? 0 : 1;
                    }
                    return wrong;
                };
                futures.add(threads.submit(work));
            }
            for (Future<Integer> future : futures) {
                assertThat(future.get(60, TimeUnit.SECONDS)).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void I29_resultsSayWhatBecameOfThem() {
        MediaException error = new MediaException(ErrorCode.DECODE_FAILED, "broken");
        GeneratedImage image =
                new GeneratedImage(MediaTime.ZERO, MediaTime.ZERO, new Size(1, 1), new int[] {0xFF102030}, false);

        assertThat(new ImageResult.Succeeded(MediaTime.ZERO, image).image()).isSameAs(image);
        assertThatThrownBy(() -> new ImageResult.Failed(MediaTime.ZERO, error).image())
                .isSameAs(error);
        assertThatThrownBy(() -> new ImageResult.Cancelled(MediaTime.seconds(3)).image())
                .hasMessageContaining("3 s")
                .asInstanceOf(type(MediaException.class))
                .extracting(MediaException::code)
                .isEqualTo(ErrorCode.OPERATION_CANCELLED);
    }

    @Test
    void I30_imagesAreOwnedByWhoHasThem() {
        ImageGenerator images = standard();
        GeneratedImage image = images.image(at("1"));
        images.image(at("2"));
        images.close();

        Arrays.fill(image.pixels(), 0);
        image.toBufferedImage().setRGB(0, 0, 0);

        assertThat(Pictures.number(image)).isEqualTo(30);
        image.save(folder.resolve("after.png"));
        assertThat(folder.resolve("after.png")).isNotEmptyFile();
    }

    // ---- closing ----

    @Test
    void closedGeneratorRefusesRequests() {
        ImageGenerator images = standard();
        images.close();
        images.close();

        assertThatIllegalStateException().isThrownBy(() -> images.images(every(100, 2)));
        assertThatIllegalStateException().isThrownBy(() -> images.imageAsync(MediaTime.ZERO));
        assertThatIllegalStateException().isThrownBy(() -> images.image(MediaTime.ZERO));
    }

    @Test
    void closingCancelsWhatAStreamHasNotGivenYet() {
        ImageGenerator images = standard();
        Iterator<ImageResult> results = images.images(every(40, 200)).iterator();
        results.next();
        images.close();

        List<String> kinds = new ArrayList<>();
        results.forEachRemaining(result -> kinds.add(kind(result)));

        assertThat(kinds).hasSize(199).containsOnly("Cancelled");
    }

    @Test
    void closingCancelsACallbacksRest() throws Exception {
        ImageGenerator images = standard();
        List<String> kinds = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        CompletableFuture<Void> done = images.images(every(40, 200), result -> {
            kinds.add(kind(result));
            begun.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        begun.await();
        images.close();
        closed.countDown();
        done.get(30, TimeUnit.SECONDS);

        assertThat(kinds).hasSize(200);
        assertThat(kinds.subList(1, 200)).containsOnly("Cancelled");
    }

    @Test
    void closingWhileThreadsTakePicturesLeavesEachWithAnAnswer() throws Exception {
        for (int round = 0; round < 5; round++) {
            ImageGenerator images = standard();
            List<CompletableFuture<GeneratedImage>> futures =
                    every(33, 50).stream().map(images::imageAsync).toList();
            Thread.sleep(20 * round);
            images.close();

            for (CompletableFuture<GeneratedImage> future : futures) {
                try {
                    future.get(30, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    assertThat(e.getCause())
                            .asInstanceOf(type(MediaException.class))
                            .extracting(MediaException::code)
                            .isEqualTo(ErrorCode.OPERATION_CANCELLED);
                }
            }
        }
    }

    @Test
    void callbackThatThrowsEndsTheBatch() {
        try (ImageGenerator images = standard()) {
            CompletableFuture<Void> done = images.images(every(100, 10), result -> {
                throw new IllegalStateException("mine");
            });

            assertThatThrownBy(done::join)
                    .isInstanceOf(CompletionException.class)
                    .hasRootCauseMessage("mine");
            assertThat(Pictures.number(images.image(at("1")))).isEqualTo(30);
        }
    }

    @Test
    void I21_timeOfAnotherEpochFailsByItself() throws Exception {
        try (ImageGenerator images = of(Fixtures.small()).build()) {
            List<ImageResult> results =
                    images.images(List.of(at("0.1"), MediaTime.of(1, 30, 1))).toList();
            assertThat(results.get(0)).isInstanceOf(ImageResult.Succeeded.class);
            assertThat(results.get(1)).isInstanceOf(ImageResult.Failed.class);
            assertThatThrownBy(() -> images.imageAsync(MediaTime.of(1, 30, 1)).get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(MediaException.class);
        }
    }

    @Test
    void I27_interruptedCallerGetsItsImageAllTheSame() {
        try (ImageGenerator images = of(Fixtures.small()).build()) {
            Thread.currentThread().interrupt();

            assertThat(Pictures.number(images.image(at("0.1")))).isEqualTo(3);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void I23_cancellingADeliveryEndsIt() throws Exception {
        try (ImageGenerator images = of(Fixtures.standard()).maximumSize(64, 0).build()) {
            AtomicInteger delivered = new AtomicInteger();
            CountDownLatch first = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            CompletableFuture<Void> delivery = images.images(every(33, 300), result -> {
                delivered.incrementAndGet();
                first.countDown();
                await(goOn);
            });
            assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
            delivery.cancel(true);
            goOn.countDown();

            // the generator goes on, the delivery does not
            assertThat(Pictures.number(images.image(at("2")))).isEqualTo(60);
            assertThat(delivered).hasValueLessThan(3);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
