package dev.reelwright.internal.isobmff;

import dev.reelwright.video.HdrMetadata;
import dev.reelwright.video.HdrMetadata.Chromaticity;
import dev.reelwright.video.HdrMetadata.ContentLight;
import dev.reelwright.video.HdrMetadata.MasteringDisplay;
import dev.reelwright.video.HdrMetadata.Primaries;
import java.util.ArrayList;
import java.util.List;

/** {@code mdcv} and {@code clli}: static metadata of high dynamic range (ISO/IEC 14496-12 §12.1.6 and §12.1.7). */
final class HdrBoxes {
    private static final int MOST_IN_16_BITS = 0xFFFF;

    private HdrBoxes() {}

    /** A display is told whole or not at all: there are no values that say that one is unknown. */
    static List<BoxTree> of(HdrMetadata hdr) {
        List<BoxTree> boxes = new ArrayList<>();
        MasteringDisplay display = hdr.masteringDisplay();
        if (display != null && display.primaries() != null && display.maxLuminance() > 0) {
            boxes.add(BoxTree.of("mdcv", masteringDisplay(display, display.primaries())));
        }
        ContentLight light = hdr.contentLight();
        if (light != null) {
            BoxWriter out = new BoxWriter();
            out.u16(Math.min(light.maximum(), MOST_IN_16_BITS));
            out.u16(Math.min(light.frameAverage(), MOST_IN_16_BITS));
            boxes.add(BoxTree.of("clli", out.bytes()));
        }
        return boxes;
    }

    private static byte[] masteringDisplay(MasteringDisplay display, Primaries primaries) {
        BoxWriter out = new BoxWriter();
        for (Chromaticity color : List.of(primaries.green(), primaries.blue(), primaries.red(), primaries.white())) {
            out.u16(Math.min(color.x(), MOST_IN_16_BITS)).u16(Math.min(color.y(), MOST_IN_16_BITS));
        }
        return out.u32(display.maxLuminance()).u32(display.minLuminance()).bytes();
    }
}
