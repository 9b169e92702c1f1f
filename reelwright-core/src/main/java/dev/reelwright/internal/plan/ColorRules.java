package dev.reelwright.internal.plan;

import dev.reelwright.asset.FormatDescription;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.HdrMetadata;
import dev.reelwright.video.HdrMetadata.MasteringDisplay;
import dev.reelwright.video.Size;

/** What a source's colours are where it does not say, and how bright its brightest light is. */
public final class ColorRules {
    private static final Size HD = new Size(1280, 720);
    private static final int PAL_HEIGHT = 576;

    /** cd/m² of the display that HLG is made for, and of most that PQ is graded on. */
    public static final int NOMINAL_PEAK = 1000;

    /** cd/m² of graphics white, ITU-R BT.2408 §2: what is not brighter needs no room for highlights. */
    private static final int LOWEST_PEAK = 203;

    /** cd/m² of the largest PQ value. */
    private static final int HIGHEST_PEAK = 10_000;

    private ColorRules() {}

    /**
     * The colours that players show, every one of them named: what the source does not say follows from what it does, else
     * from the picture's size, BT.709 for HD and BT.601 for less.
     */
    public static ColorProperties shown(FormatDescription.Video source) {
        ColorProperties told = source.color();
        if (isRgb(source)) {
            String primaries = told.primaries().equals(ColorProperties.UNSPECIFIED) ? "bt709" : told.primaries();
            return new ColorProperties(primaries, transfer(told, primaries), "gbr", true);
        }
        String matrix = isKnown(told.matrix()) ? told.matrix() : matrix(told, source.codedSize());
        String primaries = isKnown(told.primaries()) ? told.primaries() : primaries(matrix);
        return new ColorProperties(primaries, transfer(told, matrix), matrix, told.fullRange());
    }

    /** Whether samples are red, green and blue, whatever the tags say. */
    static boolean isRgb(FormatDescription.Video source) {
        String format = source.pixelFormat();
        return source.color().matrix().equals("gbr")
                || format.contains("rgb")
                || format.contains("bgr")
                || format.contains("gbr")
                || format.startsWith("pal")
                || format.startsWith("bayer")
                || format.startsWith("xyz");
    }

    private static boolean isKnown(String name) {
        return !name.equals(ColorProperties.UNSPECIFIED);
    }

    private static String matrix(ColorProperties told, Size size) {
        return switch (told.primaries()) {
            case "bt2020" -> "bt2020nc";
            case "bt709" -> "bt709";
            case "smpte170m", "bt470bg" -> told.primaries();
            default -> told.isHdr() ? "bt2020nc" : matrix(size);
        };
    }

    private static String matrix(Size size) {
        if (size.width() >= HD.width() || size.height() >= HD.height()) {
            return "bt709";
        }
        return size.height() == PAL_HEIGHT ? "bt470bg" : "smpte170m";
    }

    private static String primaries(String matrix) {
        return switch (matrix) {
            case "smpte170m", "bt470bg", "smpte240m" -> matrix;
            case "bt2020nc", "bt2020c", "ictcp" -> "bt2020";
            default -> "bt709";
        };
    }

    private static String transfer(ColorProperties told, String family) {
        if (isKnown(told.transfer())) {
            return told.transfer();
        }
        return switch (family) {
            // one curve for both kinds of BT.601
            case "smpte170m", "bt470bg" -> "smpte170m";
            case "smpte240m" -> "smpte240m";
            default -> "bt709";
        };
    }

    /** What a source of high dynamic range says of its brightest light in cd/m², else what displays for it show. */
    public static int peakLuminance(FormatDescription.Video source) {
        return peakLuminance(source.color(), source.hdr());
    }

    /** The same by the source's colours and what it says beyond them. */
    public static int peakLuminance(ColorProperties color, HdrMetadata hdr) {
        if (color.isHlg()) {
            return NOMINAL_PEAK;
        }
        int peak = NOMINAL_PEAK;
        if (hdr.contentLight() != null && hdr.contentLight().maximum() > 0) {
            peak = hdr.contentLight().maximum();
        } else if (hdr.masteringDisplay() != null && hdr.masteringDisplay().maxLuminance() > 0) {
            peak = hdr.masteringDisplay().maxLuminance() / MasteringDisplay.LUMINANCE_STEPS;
        }
        return Math.max(LOWEST_PEAK, Math.min(HIGHEST_PEAK, peak));
    }
}
