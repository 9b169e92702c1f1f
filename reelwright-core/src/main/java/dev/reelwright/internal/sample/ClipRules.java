package dev.reelwright.internal.sample;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.sample.SampleClip.Codec;
import dev.reelwright.sample.SampleClip.Hdr;
import dev.reelwright.video.Size;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which sample clips can be made; what cannot is answered with what can. */
public final class ClipRules {
    /** ISO/IEC 13818-2 table 6-4. */
    private static final List<Ratio> MPEG2_RATES = List.of(
            new Ratio(24_000, 1001),
            new Ratio(24, 1),
            new Ratio(25, 1),
            new Ratio(30_000, 1001),
            new Ratio(30, 1),
            new Ratio(50, 1),
            new Ratio(60_000, 1001),
            new Ratio(60, 1));

    /** Shapes of the whole picture, ISO/IEC 13818-2 table 6-3; square pixels go with every shape. */
    private static final List<Ratio> MPEG2_SHAPES = List.of(new Ratio(4, 3), new Ratio(16, 9), new Ratio(221, 100));

    private static final int MOST_B_FRAMES = 16;

    /** FFmpeg's encoders take no pixel wider than this, and MPEG-4 Part 2 counts to 255. */
    private static final int MOST_ASPECT = 10;

    private ClipRules() {}

    /**
     * Checks everything but the container, which is known only when the clip is written.
     *
     * @throws IllegalArgumentException if there is no such clip
     */
    public static void check(ClipSpec spec) {
        checkSize(spec);
        checkTimes(spec);
        checkFrameTypes(spec);
        checkPixels(spec);
        if (spec.codec() == Codec.MPEG2) {
            checkMpeg2(spec);
        }
    }

    private static void checkSize(ClipSpec spec) {
        Size size = spec.size();
        int least = FramePainter.MINIMUM_SIZE;
        require(
                size.width() >= least && size.height() >= least,
                "a size of " + size + " is too small; " + least + "x" + least + " is the least");
        boolean even = size.width() % 2 == 0 && size.height() % 2 == 0;
        require(
                even || takesOddSizes(spec.codec()),
                spec.codec().commandName() + " takes no odd sizes such as " + size + "; "
                        + codecs(ClipRules::takesOddSizes) + " do");
        require(even || spec.hdr() == Hdr.NONE, "HDR takes no odd sizes such as " + size + "; only even ones");
    }

    private static boolean takesOddSizes(Codec codec) {
        return codec != Codec.H264 && codec != Codec.HEVC;
    }

    private static void checkTimes(ClipSpec spec) {
        require(spec.frameRate().isKnown(), "the frame rate is positive, not " + spec.frameRate());
        boolean positive = spec.duration().isNumeric() && spec.duration().toSeconds() > 0;
        require(positive, "the duration is positive, not " + spec.duration());
        long frames = spec.times().frames();
        require(
                frames <= BarCode.MAXIMUM_FRAME_NUMBER + 1,
                "a clip has at most " + (BarCode.MAXIMUM_FRAME_NUMBER + 1) + " frames, not " + frames
                        + "; make it shorter or lower the frame rate");
    }

    private static void checkFrameTypes(ClipSpec spec) {
        String codec = spec.codec().commandName();
        require(
                spec.gop().orElse(1) >= 1,
                "a group of pictures has at least 1 frame, not " + spec.gop().orElse(1));
        int bFrames = spec.bFrames().orElse(0);
        require(
                bFrames >= 0 && bFrames <= MOST_B_FRAMES,
                "B-frames in a row are 0 to " + MOST_B_FRAMES + ", not " + bFrames);
        require(
                bFrames == 0 || hasBFrames(spec.codec()),
                codec + " has no B-frames; " + codecs(ClipRules::hasBFrames) + " have");
        require(
                !spec.openGop() || hasOpenGops(spec.codec()),
                codec + " is not written with open groups of pictures; " + codecs(ClipRules::hasOpenGops) + " are");
        if (spec.openGop()) {
            checkOpenGop(spec.keyInterval(), spec.bFrames().orElse(ClipCoding.USUAL_B_FRAMES));
        }
    }

    /** The encoders begin a run of B-frames and its reference frame after each key frame, and let only B-frames lead. */
    private static void checkOpenGop(int gop, int bFrames) {
        require(bFrames > 0, "a group of pictures is open by its B-frames; allow some");
        require(
                gop % (bFrames + 1) != 1,
                "a group of " + gop + " frames with " + bFrames
                        + " B-frames in a row leaves none to lead the next key frame; " + (gop + 1) + " frames do");
    }

    static boolean hasBFrames(Codec codec) {
        return hasOpenGops(codec) || codec == Codec.MPEG4 || codec == Codec.MPEG2;
    }

    private static boolean hasOpenGops(Codec codec) {
        return codec == Codec.H264 || codec == Codec.HEVC;
    }

    private static void checkPixels(ClipSpec spec) {
        String codec = spec.codec().commandName();
        Ratio aspect = spec.pixelAspect();
        require(
                aspect.isKnown()
                        && Math.max(aspect.numerator(), aspect.denominator()) <= 255
                        && aspect.toDouble() <= MOST_ASPECT,
                "a pixel aspect has two numbers from 1 to 255 and is at most " + MOST_ASPECT + ":1, not " + aspect);
        require(
                spec.hdr() == Hdr.NONE || hasTenBits(spec.codec()),
                codec + " is not written with the 10 bits that HDR needs; " + codecs(ClipRules::hasTenBits) + " are");
        require(
                !spec.alpha() || hasAlpha(spec.codec()),
                codec + " is not written with alpha; " + codecs(ClipRules::hasAlpha) + " are");
    }

    /** libvpx's VP9 could, yet it is built for 8 bits in the natives. */
    private static boolean hasTenBits(Codec codec) {
        return codec == Codec.HEVC || codec == Codec.PRORES || codec == Codec.AV1;
    }

    private static boolean hasAlpha(Codec codec) {
        return codec == Codec.PRORES || codec == Codec.VP8 || codec == Codec.VP9;
    }

    private static void checkMpeg2(ClipSpec spec) {
        require(spec.spacing() == FrameTimes.Spacing.EVEN, "mpeg2 has one frame rate; other codecs can vary it");
        require(
                contains(MPEG2_RATES, spec.frameRate()),
                "mpeg2 has no frame rate of " + spec.frameRate() + "; it has " + MPEG2_RATES);
        Ratio aspect = spec.pixelAspect();
        Size coded = spec.codedSize();
        Ratio shape = new Ratio(coded.width() * aspect.numerator(), coded.height() * aspect.denominator());
        require(
                contains(List.of(Ratio.ONE), aspect) || contains(MPEG2_SHAPES, shape),
                "mpeg2 has square pixels or those " + "that make the stored picture " + MPEG2_SHAPES + ", not " + aspect
                        + " at " + coded);
    }

    private static boolean contains(List<Ratio> ratios, Ratio wanted) {
        return ratios.stream()
                .anyMatch(ratio -> (long) ratio.numerator() * wanted.denominator()
                        == (long) ratio.denominator() * wanted.numerator());
    }

    /** Checks what the container adds. */
    static void check(ClipSpec spec, ClipContainer container) {
        String extension = container.extension();
        require(
                container.holds(spec.codec()),
                spec.codec().commandName() + " cannot go into " + extension
                        + "; it can go into " + ClipContainer.extensionsFor(spec.codec()) + ", and " + extension
                        + " can hold "
                        + container.codecNames());
        require(
                spec.rotation().isIdentity() || container.holdsRotation(),
                extension + " cannot hold a rotation; mp4, mov, m4v and mkv can");
        require(
                spec.spacing() == FrameTimes.Spacing.EVEN || container != ClipContainer.AVI,
                "avi has one frame rate; other containers can vary it");
        require(
                !spec.openGop() || container != ClipContainer.AVI,
                "avi has no open groups of pictures; other containers " + "have");
    }

    private static String codecs(Predicate<Codec> which) {
        return Arrays.stream(Codec.values())
                .filter(which)
                .map(Codec::commandName)
                .collect(Collectors.joining(", "));
    }

    private static void require(boolean fine, String otherwise) {
        if (!fine) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
