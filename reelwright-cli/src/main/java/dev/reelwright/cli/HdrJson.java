package dev.reelwright.cli;

import dev.reelwright.video.HdrMetadata;
import dev.reelwright.video.HdrMetadata.Chromaticity;
import dev.reelwright.video.HdrMetadata.ContentLight;
import dev.reelwright.video.HdrMetadata.MasteringDisplay;
import dev.reelwright.video.HdrMetadata.Primaries;
import java.util.List;

/** HDR metadata as JSON: null where there is none; luminances in cd/m², colours as CIE x and y. */
final class HdrJson {
    private HdrJson() {}

    static Json of(HdrMetadata hdr) {
        if (hdr.equals(HdrMetadata.NONE)) {
            return Json.NULL;
        }
        MasteringDisplay display = hdr.masteringDisplay();
        ContentLight light = hdr.contentLight();
        return Json.object()
                .put("masteringDisplay", display == null ? Json.NULL : of(display))
                .put("contentLight", light == null ? Json.NULL : of(light))
                .put(
                        "dolbyVisionProfile",
                        hdr.dolbyVisionProfile() == 0 ? Json.NULL : Json.number(hdr.dolbyVisionProfile()))
                .build();
    }

    private static Json of(MasteringDisplay display) {
        Primaries primaries = display.primaries();
        Json.Builder json = Json.object();
        if (primaries != null) {
            json.put("red", of(primaries.red()))
                    .put("green", of(primaries.green()))
                    .put("blue", of(primaries.blue()))
                    .put("white", of(primaries.white()));
        }
        if (display.maxLuminance() > 0) {
            json.put("minLuminance", (double) display.minLuminance() / MasteringDisplay.LUMINANCE_STEPS)
                    .put("maxLuminance", (double) display.maxLuminance() / MasteringDisplay.LUMINANCE_STEPS);
        }
        return json.build();
    }

    private static Json of(Chromaticity color) {
        return Json.array(List.of(
                Json.number((double) color.x() / Chromaticity.STEPS),
                Json.number((double) color.y() / Chromaticity.STEPS)));
    }

    private static Json of(ContentLight light) {
        return Json.object()
                .put("maximum", light.maximum())
                .put("frameAverage", light.frameAverage())
                .build();
    }
}
