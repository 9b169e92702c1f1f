package dev.reelwright.internal.bitstream;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an encoder must be told so that its pictures fit among those of a source.
 *
 * @param codec by FFmpeg's name
 * @param interlaced whether pictures may be coded as fields; the encoder must be handed frames that say which they are then
 */
public record EncoderMatch(String codec, Picture picture, Coding coding, boolean interlaced) {
    /**
     * What the pictures are.
     *
     * @param size as they are shown
     * @param pixelFormat by FFmpeg's name; full range is told by {@code color}, not by a format of its own
     * @param bitDepth bits of a component
     * @param pixelAspect 0/1 where the bitstream does not tell it
     * @param chromaLocation by FFmpeg's name, {@link ColorProperties#UNSPECIFIED} where the bitstream does not tell it
     */
    public record Picture(
            Size size,
            String pixelFormat,
            int bitDepth,
            Ratio pixelAspect,
            ColorProperties color,
            String chromaLocation) {}

    /**
     * How they are coded.
     *
     * @param profile for people
     * @param level as the bitstream has it, in the coding's own unit; 0 for none
     * @param references reference frames at most, -1 where the coding fixes them
     * @param arithmetic whether H.264 codes numbers by arithmetic (CABAC)
     * @param frameRate frames a second where the bitstream fixes it, else 0/1; encoders of MPEG-1 and MPEG-2 want it, with ticks
     *     that last as long as a frame
     */
    public record Coding(String profile, int level, int references, boolean arithmetic, Ratio frameRate) {}

    /**
     * Options for an encoder by FFmpeg's name, in its own terms: near to transparent, one group of pictures however long, no
     * pictures out of order. Empty for an encoder whose pictures would not fit.
     */
    public Optional<Map<String, String>> options(String encoder) {
        return MatchOptions.of(this, encoder);
    }

    /** The first of several, all of which describe the same pictures. */
    static EncoderMatch ofAll(List<EncoderMatch> sequences) {
        if (sequences.isEmpty()) {
            throw new BitstreamException("the track has no sequence parameter set");
        }
        EncoderMatch first = sequences.get(0);
        for (EncoderMatch other : sequences) {
            List<String> words = first.differences(other);
            if (!words.isEmpty()) {
                throw new BitstreamException("the track has pictures of several kinds: " + String.join(", ", words));
            }
        }
        return first;
    }

    /** How the pictures themselves differ, for people; what is said of them can be rewritten. */
    List<String> shapeDifferences(EncoderMatch other) {
        List<String> words = new ArrayList<>();
        compare(words, "size", picture.size, other.picture.size);
        compare(words, "samples", picture.pixelFormat, other.picture.pixelFormat);
        compare(words, "scan", scan(), other.scan());
        return words;
    }

    /** The same and what is said of them: whatever tracks under one sample description must agree in. */
    List<String> differences(EncoderMatch other) {
        List<String> words = shapeDifferences(other);
        compare(words, "pixel aspect", picture.pixelAspect, other.picture.pixelAspect);
        compare(words, "colours", text(picture.color), text(other.picture.color));
        compare(words, "chroma location", picture.chromaLocation, other.picture.chromaLocation);
        return words;
    }

    /** Refuses pictures of an encoder that no one sample description could be true of. */
    void checkShape(EncoderMatch encoded) {
        refuseEncoded(shapeDifferences(encoded));
    }

    /** The same where the encoder's word on colours stays, too. */
    void checkColors(EncoderMatch encoded) {
        List<String> words = shapeDifferences(encoded);
        compare(words, "colours", text(picture.color), text(encoded.picture.color));
        refuseEncoded(words);
    }

    private static void refuseEncoded(List<String> words) {
        if (!words.isEmpty()) {
            throw new BitstreamException(
                    "the encoder made other pictures than the source has: " + String.join(", ", words));
        }
    }

    /** Refuses to join what differs. */
    static void refuse(List<String> differences) {
        if (!differences.isEmpty()) {
            throw new BitstreamException("the tracks have no description in common: " + String.join(", ", differences));
        }
    }

    /** The same for coding, which a description that holds the parameters of both can bridge. */
    List<String> codingDifferences(EncoderMatch other) {
        List<String> words = new ArrayList<>();
        compare(words, "profile", coding.profile, other.coding.profile);
        compare(words, "level", coding.level, other.coding.level);
        return words;
    }

    private static String text(ColorProperties color) {
        return color.primaries() + "/" + color.transfer() + "/" + color.matrix()
                + (color.fullRange() ? " in full range" : "");
    }

    private String scan() {
        return interlaced ? "interlaced" : "progressive";
    }

    static void compare(List<String> words, String what, Object one, Object other) {
        if (!one.equals(other)) {
            words.add(what + ": " + one + " and " + other);
        }
    }

    /** FFmpeg's name of planar samples. */
    static String pixelFormat(int chroma, int depth, boolean rgb) {
        String layout =
                switch (chroma) {
                    case 0 -> "gray";
                    case 1 -> "yuv420p";
                    case 2 -> "yuv422p";
                    default -> rgb ? "gbrp" : "yuv444p";
                };
        return depth == 8 ? layout : layout + depth + "le";
    }
}
