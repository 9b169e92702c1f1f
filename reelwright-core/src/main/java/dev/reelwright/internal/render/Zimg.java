package dev.reelwright.internal.render;

import dev.reelwright.asset.FormatDescription.Aperture;
import dev.reelwright.internal.engine.FilterGraph;
import dev.reelwright.internal.render.FilterChains.Decoded;
import dev.reelwright.internal.render.FilterChains.Layout;
import dev.reelwright.video.Size;
import java.util.Set;

/** What the library zimg, FFmpeg's filter {@code zscale}, does in place of the scaler: faster, or more exactly. */
final class Zimg {
    /** Images show both fields as one picture, which zimg would scale as fields. */
    static final String AS_A_WHOLE = "setfield=prog";

    /** Formats that only a change of size leaves as they are. */
    private static final Set<String> PLANAR =
            Set.of("yuv420p", "yuv422p", "yuv444p", "yuv420p10le", "yuv422p10le", "yuv444p10le");

    /** Matrices that it knows by their names; the last one it knows alone. */
    private static final Set<String> MATRICES = Set.of("bt709", "smpte170m", "bt470bg", "bt2020nc", "ycgco");

    private Zimg() {}

    static boolean isThere() {
        return FilterGraph.has("zscale");
    }

    /** Whether it takes pictures of this kind as they are. */
    static boolean takes(String pixelFormat) {
        return PLANAR.contains(pixelFormat) && isThere();
    }

    /** Whether it takes what is to be seen of these pictures: it wants planes, and halved ones to be just half. */
    static boolean takes(Layout layout, Decoded decoded) {
        return takes(decoded.pixelFormat()) && isEven(cut(layout, decoded));
    }

    /** Whether it makes these colours into others, in a sixth of the scaler's time. */
    static boolean converts(Layout layout, Decoded decoded) {
        return MATRICES.contains(decoded.color().matrix()) && takes(layout, decoded);
    }

    static boolean knows(String matrix) {
        return MATRICES.contains(matrix) && isThere();
    }

    static Size cut(Layout layout, Decoded decoded) {
        Aperture crop = layout.crop();
        return crop == null ? decoded.size() : new Size(crop.width(), crop.height());
    }

    static boolean isEven(Size size) {
        return size.width() % 2 == 0 && size.height() % 2 == 0;
    }

    /** The scaler's kernel, in half the time. */
    static String scale(Size size) {
        return "zscale=w=" + size.width() + ":h=" + size.height() + ":filter=bicubic:param_a=0:param_b=0.6";
    }

    /** Scaled, and of red, green and blue. */
    static String toRgb(Size size) {
        return AS_A_WHOLE + "," + scale(size) + ":matrix=gbr:range=full";
    }
}
