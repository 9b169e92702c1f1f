package dev.reelwright.export;

import dev.reelwright.export.ExportPreset.DynamicRange;
import dev.reelwright.export.ExportPreset.Transparency;
import dev.reelwright.video.Size;

/**
 * What a preset does with video: an immutable value, changed by its {@code with} methods.
 *
 * @param codec coding of the output: {@code h264}, {@code hevc}, {@code av1}, {@code vp9} or {@code prores}
 * @param box the largest size before rotation; a side of 0 is free; pictures are never enlarged
 * @param rate how good, or how large
 * @param maxBitRate no more bits a second than this on average over two seconds, on top of what the rate says; 0 for no limit
 * @param maxFrameRate frames a second at most, 0 for no limit
 * @param keySeconds seconds from one sync sample to the next at most
 * @param profile coding profile, empty for the encoder's choice
 * @param range whether high dynamic range is kept
 * @param transparency whether the alpha plane is kept
 */
public record VideoRule(
        String codec,
        Size box,
        VideoRate rate,
        long maxBitRate,
        int maxFrameRate,
        double keySeconds,
        String profile,
        DynamicRange range,
        Transparency transparency) {
    /** What seeking in players needs. */
    private static final double USUAL_KEY_SECONDS = 2;

    public VideoRule {
        if (maxBitRate < 0 || maxFrameRate < 0) {
            throw new IllegalArgumentException(
                    "limits are 0 or more: " + maxBitRate + " bits a second, " + maxFrameRate + " frames a second");
        }
        if (!(keySeconds > 0 && keySeconds <= 60)) {
            throw new IllegalArgumentException(
                    "sync samples lie more than 0 and at most 60 seconds apart, not " + keySeconds);
        }
    }

    /**
     * Video of this coding in the source's size, of standard quality, with a sync sample every two seconds at least. High
     * dynamic range is kept where the coding's presets write 10 bits.
     */
    public static VideoRule of(String codec) {
        DynamicRange range =
                codec.equals("h264") || codec.equals("vp9") ? DynamicRange.STANDARD : DynamicRange.AS_SOURCE;
        return new VideoRule(
                codec,
                Size.ZERO,
                VideoRate.quality(QualityTier.STANDARD),
                0,
                0,
                USUAL_KEY_SECONDS,
                "",
                range,
                Transparency.FLATTENED);
    }

    /** Scaled down into this box; a side of 0 is free. */
    public VideoRule withBox(int width, int height) {
        Size wanted = new Size(width, height);
        return new VideoRule(codec, wanted, rate, maxBitRate, maxFrameRate, keySeconds, profile, range, transparency);
    }

    public VideoRule withRate(VideoRate wanted) {
        return new VideoRule(codec, box, wanted, maxBitRate, maxFrameRate, keySeconds, profile, range, transparency);
    }

    public VideoRule withMaxBitRate(long bitsPerSecond) {
        return new VideoRule(codec, box, rate, bitsPerSecond, maxFrameRate, keySeconds, profile, range, transparency);
    }

    public VideoRule withMaxFrameRate(int framesPerSecond) {
        return new VideoRule(codec, box, rate, maxBitRate, framesPerSecond, keySeconds, profile, range, transparency);
    }

    public VideoRule withKeySeconds(double seconds) {
        return new VideoRule(codec, box, rate, maxBitRate, maxFrameRate, seconds, profile, range, transparency);
    }

    public VideoRule withProfile(String wanted) {
        return new VideoRule(codec, box, rate, maxBitRate, maxFrameRate, keySeconds, wanted, range, transparency);
    }

    public VideoRule withDynamicRange(DynamicRange wanted) {
        return new VideoRule(codec, box, rate, maxBitRate, maxFrameRate, keySeconds, profile, wanted, transparency);
    }

    public VideoRule withTransparency(Transparency wanted) {
        return new VideoRule(codec, box, rate, maxBitRate, maxFrameRate, keySeconds, profile, range, wanted);
    }
}
