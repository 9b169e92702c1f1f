package dev.reelwright.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.reelwright.asset.AssetOptions;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.FormatDescription.Aperture;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.TestAssets;
import dev.reelwright.internal.engine.StreamInfo;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.isobmff.CleanAperture;
import dev.reelwright.internal.isobmff.PixelAspect;
import dev.reelwright.internal.isobmff.TrackApertures;
import dev.reelwright.internal.isobmff.TrackFacts;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureShapeTest {
    private static final List<Integer> UPRIGHT = List.of(1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30);
    private static final PixelAspect SQUARE = new PixelAspect(1, 1);

    private static FormatDescription.Video of(Size coded, Size stored, Ratio bitstream, @Nullable TrackFacts facts) {
        return of(TestAssets.videoFormat("h264", coded), stored, bitstream, facts);
    }

    private static FormatDescription.Video of(
            FormatDescription.Video video, Size stored, Ratio bitstream, @Nullable TrackFacts facts) {
        StreamInfo stream = new StreamInfo(
                0,
                1,
                MediaType.VIDEO,
                video,
                stored,
                bitstream,
                TimeBase.ofScale(600),
                0,
                600,
                true,
                0,
                Ratio.UNKNOWN,
                0,
                PictureTransform.IDENTITY,
                "und",
                Set.of(),
                false,
                List.of());
        return PictureShape.of(video, stream, facts, AssetOptions.DEFAULT);
    }

    private static FormatDescription.Video of(Size size, TrackFacts facts) {
        return of(size, size, Ratio.UNKNOWN, facts);
    }

    private static TrackFacts facts(
            Size shown, @Nullable CleanAperture clap, @Nullable PixelAspect pasp, @Nullable TrackApertures tapt) {
        return new TrackFacts(
                1,
                true,
                0,
                0,
                0,
                UPRIGHT,
                shown.width(),
                shown.height(),
                "vide",
                600,
                600,
                "und",
                null,
                List.of(),
                clap,
                pasp,
                tapt,
                Map.of(),
                List.of("avc1"));
    }

    private static CleanAperture clap(long... n) {
        return new CleanAperture(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);
    }

    // ---- clean apertures ----

    @ParameterizedTest(name = "I14 {0}/{1} wide, {2}/{3} right of the middle of 720: {5} from {4} on")
    @CsvSource({
        "704, 1, 0, 1, 8, 704",
        // the width that gives 768 by pixels of 59:54
        "41472, 59, 0, 1, 9, 703",
        "1407, 2, 0, 1, 8, 704",
        "1405, 2, 0, 1, 9, 703",
        "704, 1, 15, 2, 16, 704",
        "704, 1, -15, 2, 1, 704",
        "704, 1, 8, 1, 16, 704",
        "704, 1, -8, 1, 0, 704",
        // half a pixel over the edge is the rounding of a middle
        "704, 1, 17, 2, 16, 704",
    })
    void I14_fractionsAreRoundedToTheNearestSizeAndPlace(long n, long d, long offN, long offD, int x, int width) {
        CleanAperture clap = clap(n, d, 576, 1, offN, offD, 0, 1);

        FormatDescription.Video video = of(new Size(720, 576), facts(new Size(720, 576), clap, SQUARE, null));

        assertThat(video.cleanAperture()).isEqualTo(new Aperture(x, 0, width, 576));
    }

    @Test
    void I14_apertureOfAllIsNone() {
        CleanAperture clap = clap(720, 1, 576, 1, 0, 1, 0, 1);

        assertThat(of(new Size(720, 576), facts(new Size(720, 576), clap, SQUARE, null))
                        .cleanAperture())
                .isNull();
    }

    @Provide
    Arbitrary<Long> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 1000), Arbitraries.longs().between(0, (1L << 32) - 1));
    }

    @Provide
    Arbitrary<Long> denominators() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(1, 10), Arbitraries.longs().between(1, (1L << 32) - 1));
    }

    @Provide
    Arbitrary<Long> offsets() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(-20, 20),
                Arbitraries.longs().between(Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    @Property(tries = 2000)
    void I14_apertureAlwaysLiesInThePicture(
            @ForAll("numbers") long w,
            @ForAll("denominators") long wd,
            @ForAll("numbers") long h,
            @ForAll("denominators") long hd,
            @ForAll("offsets") long x,
            @ForAll("denominators") long xd,
            @ForAll("offsets") long y,
            @ForAll("denominators") long yd) {
        Size size = new Size(720, 576);

        Aperture aperture = of(size, facts(size, clap(w, wd, h, hd, x, xd, y, yd), SQUARE, null))
                .cleanAperture();

        if (aperture != null) {
            assertThat(aperture.x()).isNotNegative();
            assertThat(aperture.y()).isNotNegative();
            assertThat(aperture.width()).isBetween(1, 720 - aperture.x());
            assertThat(aperture.height()).isBetween(1, 576 - aperture.y());
        }
    }

    // ---- containers and bitstreams of other sizes ----

    @Test
    void I14_linesThatTheBitstreamCutsAreNotCutAgain() {
        Size stored = new Size(1920, 1088);
        FormatDescription.Video told = TestAssets.videoFormat("h264", new Size(1920, 1080))
                .withShape(Ratio.ONE, new Aperture(0, 0, 1920, 1080));

        assertThat(of(told, stored, Ratio.UNKNOWN, null).cleanAperture()).isNull();
    }

    @Test
    void I14_linesThatTheContainerDoesNotCountAreCut() {
        CleanAperture clap = clap(1900, 1, 1060, 1, 0, 1, 0, 1);
        TrackFacts facts = facts(new Size(1920, 1080), clap, SQUARE, null);

        FormatDescription.Video video = of(new Size(1920, 1088), new Size(1920, 1080), Ratio.UNKNOWN, facts);

        assertThat(video.cleanAperture()).isEqualTo(new Aperture(10, 10, 1900, 1060));
    }

    @Test
    void I14_apertureOfAnotherPictureIsIgnored() {
        CleanAperture clap = clap(300, 1, 200, 1, 0, 1, 0, 1);
        TrackFacts facts = facts(new Size(320, 240), clap, SQUARE, null);

        assertThat(of(new Size(1280, 720), new Size(320, 240), Ratio.UNKNOWN, facts)
                        .cleanAperture())
                .isNull();
    }

    // ---- shapes ----

    @ParameterizedTest(name = "I14 a track of {0}x{1} shows 720x480 in pixels of {2}:{3}")
    @CsvSource({
        "640, 480, 8, 9",
        "720, 480, 1, 1",
        "360, 240, 1, 1",
        // scaled and rounded to whole pixels
        "427, 285, 1, 1",
        "0, 0, 1, 1",
        "1440, 480, 2, 1",
        "20000, 100, 1, 1",
    })
    void I14_shapeIsThatOfTheTrackWhereNothingElseTellsIt(int width, int height, int across, int down) {
        TrackFacts facts = facts(new Size(width, height), null, null, null);

        Ratio aspect = of(new Size(720, 480), facts).pixelAspect();

        assertThat(aspect.toDouble()).isCloseTo((double) across / down, offset(1e-4));
    }

    @Test
    void I14_pixelAspectIsTakenBeforeTheTracksApertures() {
        TrackApertures tapt = new TrackApertures(null, new TrackApertures.Size(1440, 480), null);
        TrackFacts both = facts(new Size(720, 480), null, new PixelAspect(10, 11), tapt);
        TrackFacts one = facts(new Size(720, 480), null, null, tapt);

        assertThat(of(new Size(720, 480), both).pixelAspect()).isEqualTo(new Ratio(10, 11));
        assertThat(of(new Size(720, 480), one).pixelAspect()).isEqualTo(new Ratio(2, 1));
    }

    @Test
    void I14_largeNumbersAreReduced() {
        TrackFacts facts = facts(new Size(720, 480), null, new PixelAspect(4_000_000_000L, 3_000_000_000L), null);
        TrackFacts odd = facts(new Size(720, 480), null, new PixelAspect(4_294_967_295L, 4_294_967_294L), null);

        assertThat(of(new Size(720, 480), facts).pixelAspect()).isEqualTo(new Ratio(4, 3));
        assertThat(of(new Size(720, 480), odd).pixelAspect().toDouble()).isCloseTo(1, offset(1e-6));
    }

    @Test
    void I14_shapeThatMakesPicturesTooLargeIsIgnored() {
        TrackFacts facts = facts(new Size(16_000, 16_000), null, new PixelAspect(3, 1), null);

        assertThat(of(new Size(16_000, 16_000), facts).pixelAspect()).isEqualTo(Ratio.ONE);
    }
}
