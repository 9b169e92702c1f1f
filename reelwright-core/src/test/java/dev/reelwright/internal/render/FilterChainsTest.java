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
}
