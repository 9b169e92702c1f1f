package dev.reelwright.internal.render;

import dev.reelwright.video.ColorProperties;
import java.util.Map;
import java.util.Set;

/**
 * Pictures of standard dynamic range in primaries wider than those of sRGB, which look dull when they are taken for sRGB.
 * Their light, as displays show it, is converted to the primaries of ITU-R BT.709, what these cannot show is clipped, and
 * the rest is coded by the same curve again, so that greys keep their values.
 *
 * <p>The primaries of ITU-R BT.601 stay as they are: they have the same white, the difference is hardly seen (1.2 on
 * average and 2.8 at most in CIEDE2000, where 1 is just noticeable and BT.2020 is off by 4.8 and 11.7), and small videos
 * are said or guessed to have them for their matrix, though most were made by cameras and screens with those of sRGB.
 */
final class WideColors {
    private static final Set<String> WIDE = Set.of("bt2020", "smpte431", "smpte432");

    /** Curves that displays have beside that of video, by zimg's names for them. */
    private static final Map<String, String> CURVES =
            Map.of("iec61966-2-1", "iec61966-2-1", "gamma22", "bt470m", "gamma28", "bt470bg");

    private WideColors() {}

    /** Whether pictures of these colours are wide, and these natives can convert them. */
    static boolean areIn(ColorProperties color) {
        return WIDE.contains(color.primaries()) && !color.isHdr() && Zimg.isThere();
    }

    /** From planes of 16 bits of red, green, blue and straight alpha to such of 8 bits in sRGB. */
    static String toSrgb(ColorProperties source, boolean alpha) {
        // displays show all of video by BT.1886, which is what zimg decodes BT.709 by
        String curve = CURVES.getOrDefault(source.transfer(), "bt709");
        String zscale = "zscale=primariesin=" + source.primaries() + ":primaries=bt709:transferin=" + curve
                + ":transfer=" + curve + ":agamma=0";
        // zimg takes alpha for video, where a step of 8 bits is 256 of 16 bits and not 257
        return alpha ? "lutrgb=a=val*256/257," + zscale + ",format=gbrap" : zscale + ",format=gbrp";
    }
}
