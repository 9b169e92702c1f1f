package dev.reelwright.asset;

import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.FieldOrder;
import dev.reelwright.video.HdrMetadata;
import dev.reelwright.video.Size;
import org.jspecify.annotations.Nullable;

/** What the coded samples of a track are. */
public sealed interface FormatDescription {
    /** The coding's short name: {@code h264}, {@code hevc}, {@code aac}, {@code prores} … */
    String codec();

    /**
     * Coded pictures.
     *
     * @param profile the coding profile, empty when unknown
     * @param codedSize width and height of the stored picture in pixels, as decoders give it: what the coding itself cuts
     *     off (the cropping window of H.264, the conformance window of HEVC, the padding of blocks) is not part of it
     * @param pixelAspect width to height of a pixel as it is shown: by the container where it tells it, else by the
     *     bitstream, else 1:1
     * @param cleanAperture the part of the stored picture meant to be shown, from the container (QuickTime's and MPEG-4's
     *     {@code clap}, Matroska's {@code PixelCrop}), in whole pixels, never outside of the stored picture; null for all
     *     of it
     * @param pixelFormat layout of the samples, such as {@code yuv420p10le}
     * @param bitDepth bits of one component
     * @param hasAlpha whether a transparency plane is coded
     * @param color what the stream and the container say of the colours
     * @param hdr what they say of high dynamic range beyond that
     * @param fieldOrder whether they say that the pictures are interlaced
     */
    record Video(
            String codec,
            String profile,
            Size codedSize,
            Ratio pixelAspect,
            @Nullable Aperture cleanAperture,
            String pixelFormat,
            int bitDepth,
            boolean hasAlpha,
            ColorProperties color,
            HdrMetadata hdr,
            FieldOrder fieldOrder)
            implements FormatDescription {

        /** Pictures of which it is not told whether they are interlaced. */
        public Video(
                String codec,
                String profile,
                Size codedSize,
                Ratio pixelAspect,
                @Nullable Aperture cleanAperture,
                String pixelFormat,
                int bitDepth,
                boolean hasAlpha,
                ColorProperties color,
                HdrMetadata hdr) {
            this(
                    codec,
                    profile,
                    codedSize,
                    pixelAspect,
                    cleanAperture,
                    pixelFormat,
                    bitDepth,
                    hasAlpha,
                    color,
                    hdr,
                    FieldOrder.UNKNOWN);
        }

        /** The same with other facts of high dynamic range. */
        public Video withHdr(HdrMetadata other) {
            return new Video(
                    codec,
                    profile,
                    codedSize,
                    pixelAspect,
                    cleanAperture,
                    pixelFormat,
                    bitDepth,
                    hasAlpha,
                    color,
                    other,
                    fieldOrder);
        }

        /** The same with another shape. */
        public Video withShape(Ratio newPixelAspect, @Nullable Aperture newCleanAperture) {
            return new Video(
                    codec,
                    profile,
                    codedSize,
                    newPixelAspect,
                    newCleanAperture,
                    pixelFormat,
                    bitDepth,
                    hasAlpha,
                    color,
                    hdr,
                    fieldOrder);
        }

        /** The stored picture cut to its clean aperture. */
        public Size cleanSize() {
            return cleanAperture == null ? codedSize : new Size(cleanAperture.width(), cleanAperture.height());
        }
    }

    /**
     * Coded sound.
     *
     * @param sampleRate samples a second
     * @param channels number of channels
     * @param channelLayout what the channels are: {@code mono}, {@code stereo}, {@code 5.1} …
     * @param bitDepth bits of a sample in codings that keep samples exactly, 0 in others
     */
    record Audio(String codec, String profile, int sampleRate, int channels, String channelLayout, int bitDepth)
            implements FormatDescription {
        /** Sound of a coding without a bit depth. */
        public Audio(String codec, String profile, int sampleRate, int channels, String channelLayout) {
            this(codec, profile, sampleRate, channels, channelLayout, 0);
        }
    }

    /** Anything else; {@code codec} may be a four-character code. */
    record Other(String codec) implements FormatDescription {}

    /** A positive ratio of two integers, as for pixel aspects and frame rates; 0/1 for unknown. */
    record Ratio(int numerator, int denominator) {
        public static final Ratio ONE = new Ratio(1, 1);
        public static final Ratio UNKNOWN = new Ratio(0, 1);

        public boolean isKnown() {
            return numerator > 0 && denominator > 0;
        }

        public double toDouble() {
            return denominator == 0 ? 0 : (double) numerator / denominator;
        }

        @Override
        public String toString() {
            return numerator + ":" + denominator;
        }
    }

    /** A rectangle of the stored picture in pixels, from its top left corner. */
    record Aperture(int x, int y, int width, int height) {}
}
