package dev.reelwright.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.FormatDescription.Aperture;
import dev.reelwright.image.DynamicRangePolicy;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.plan.ColorRules;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterChainsTest {
    @Test
    void I14_picturesThatDoNotHaveTheApertureAreShownWhole() {
        Aperture aperture = new Aperture(20, 10, 280, 200);

        try (Frame large = new Frame();
                Frame small = new Frame()) {
            large.allocatePicture(300, 210, "yuv420p");
            small.allocatePicture(298, 210, "yuv420p");

            assertThat(FilterChains.cropOf(large, aperture)).isEqualTo(aperture);
            assertThat(FilterChains.cropOf(small, aperture)).isNull();
        }
    }

    @Test
    void I9_imagesAreScaledOnceFromTheDecodedFrameToTheirFinalSize() {
        FilterChains.Layout layout = new FilterChains.Layout(
                new Aperture(20, 10, 280, 200), new Size(100, 54), new PictureTransform(1, true));

        String chain = FilterChains.forImage(
                        layout,
                        new FilterChains.Look(false, DynamicRangePolicy.FORCE_SDR, ColorRules.NOMINAL_PEAK),
                        new FilterChains.Decoded(new Size(320, 240), "yuv420p", ColorProperties.BT709, "left", false))
                .chain();

        assertThat(chain.split("scale=", -1)).hasSize(2);
        assertThat(chain).contains("crop=w=280:h=200:x=20:y=10").contains("scale=w=100:h=54");
    }

    private static PictureFilters filters(ColorProperties color, String jpeg) {
        return PictureMaker.filters(
                new FilterChains.Layout(null, new Size(160, 90), PictureTransform.IDENTITY),
                new FilterChains.Look(false, DynamicRangePolicy.FORCE_SDR, ColorRules.NOMINAL_PEAK),
                new FilterChains.Decoded(new Size(320, 180), "yuv420p", color, "left", false),
                jpeg);
    }

    @ParameterizedTest(name = "D8 {0}")
    @ValueSource(strings = {"bt709", "smpte170m", "bt470bg", "unspecified"})
    void D8_ordinaryColoursTakeTheShortestWay(String primaries) {
        ColorProperties color = new ColorProperties(primaries, "bt709", "bt709", false);
        String scaled = "[in]setfield=prog,zscale=w=160:h=90:filter=bicubic:param_a=0:param_b=0.6:matrix=";

        assertThat(filters(color, null).chain()).isEqualTo(scaled + "gbr:range=full,format=gbrp,format=bgra[out]");
        assertThat(filters(color, "yuvj420p").chain())
                .isEqualTo(scaled + "170m:range=full:chromal=center,format=yuvj420p[out]");
    }

    @ParameterizedTest(name = "D8 {0}")
    @ValueSource(strings = {"bt2020", "smpte432", "smpte431"})
    void D8_wideColoursAreConvertedForJpegFilesToo(String primaries) {
        ColorProperties color = new ColorProperties(primaries, "bt709", "bt709", false);

        assertThat(filters(color, null).chain()).contains("primariesin=" + primaries + ":primaries=bt709");
        assertThat(filters(color, "yuvj420p")).isEqualTo(filters(color, null));
    }
}
