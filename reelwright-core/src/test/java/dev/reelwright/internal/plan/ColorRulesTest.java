package dev.reelwright.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.HdrMetadata;
import dev.reelwright.video.HdrMetadata.ContentLight;
import dev.reelwright.video.HdrMetadata.MasteringDisplay;
import dev.reelwright.video.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a source's colours are where it does not say. */
class ColorRulesTest {
    private static FormatDescription.Video video(
            Size size, String pixelFormat, ColorProperties color, HdrMetadata hdr) {
        return new FormatDescription.Video("h264", "", size, Ratio.ONE, null, pixelFormat, 8, false, color, hdr);
    }

    @ParameterizedTest(name = "{0}x{1} {2}/{3}/{4}")
    @CsvSource({
        "1920, 1080, unspecified, unspecified, unspecified, bt709, bt709, bt709",
        "1280,  720, unspecified, unspecified, unspecified, bt709, bt709, bt709",
        " 720, 1280, unspecified, unspecified, unspecified, bt709, bt709, bt709",
        " 720,  576, unspecified, unspecified, unspecified, bt470bg, smpte170m, bt470bg",
        " 640,  480, unspecified, unspecified, unspecified, smpte170m, smpte170m, smpte170m",
        "1920, 1080, unspecified, unspecified, smpte170m, smpte170m, smpte170m, smpte170m",
        " 640,  480, bt709, bt709, unspecified, bt709, bt709, bt709",
        " 640,  480, bt709, bt709, bt470bg, bt709, bt709, bt470bg",
        "1920, 1080, bt2020, unspecified, unspecified, bt2020, bt709, bt2020nc",
        " 640,  480, unspecified, smpte2084, unspecified, bt2020, smpte2084, bt2020nc",
    })
    void D8_everyColorTagIsCompleted(
            int width, int height, String p, String t, String m, String primaries, String transfer, String matrix) {
        ColorProperties told = new ColorProperties(p, t, m, false);

        ColorProperties shown = ColorRules.shown(video(new Size(width, height), "yuv420p", told, HdrMetadata.NONE));

        assertThat(shown).isEqualTo(new ColorProperties(primaries, transfer, matrix, false));
    }

    @ParameterizedTest
    @CsvSource({"rgb24", "gbrp", "bgra", "argb", "pal8", "gbrp10le", "xyz12le"})
    void D8_rgbIsKnownByItsSamples(String pixelFormat) {
        ColorProperties told = new ColorProperties("unspecified", "unspecified", "unspecified", true);

        ColorProperties shown = ColorRules.shown(video(new Size(64, 64), pixelFormat, told, HdrMetadata.NONE));

        assertThat(shown).isEqualTo(new ColorProperties("bt709", "bt709", "gbr", true));
    }

    @ParameterizedTest(name = "{0}: content light {1}, mastering display {2}")
    @CsvSource({
        "smpte2084, 0, 0, 1000",
        "smpte2084, 0, 4000, 4000",
        "smpte2084, 620, 4000, 620",
        "smpte2084, 90, 0, 203",
        "smpte2084, 65000, 0, 10000",
        "arib-std-b67, 620, 4000, 1000",
    })
    void E51_peakComesFromTheMetadata(String transfer, int contentLight, int mastering, int peak) {
        ColorProperties color = new ColorProperties("bt2020", transfer, "bt2020nc", false);
        @Nullable MasteringDisplay display = mastering == 0 ? null : new MasteringDisplay(null, 1, mastering * 10_000);
        @Nullable ContentLight light = contentLight == 0 ? null : new ContentLight(contentLight, 0);

        FormatDescription.Video source =
                video(new Size(64, 64), "yuv420p10le", color, new HdrMetadata(display, light, 0));

        assertThat(ColorRules.peakLuminance(source)).isEqualTo(peak);
    }

    @Test
    void E52_whatOnlyTheBitstreamKnowsCompletesTheHeaders() {
        HdrMetadata header = new HdrMetadata(null, new ContentLight(1000, 400), 8);
        HdrMetadata bitstream = new HdrMetadata(new MasteringDisplay(null, 1, 10_000_000), new ContentLight(1, 1), 0);

        HdrMetadata both = header.or(bitstream);

        assertThat(both).isEqualTo(new HdrMetadata(bitstream.masteringDisplay(), header.contentLight(), 8));
    }
}
