package dev.reelwright.export;

import dev.reelwright.asset.FormatDescription.Aperture;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.HdrMetadata;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a video track will be encoded.
 *
 * @param codec coding of the output
 * @param encoder name of the encoder that this machine chose for it
 * @param size size of the coded picture
 * @param transform how players turn the picture; kept from the source
 * @param crop part of the source's picture that is used, null for all of it
 * @param pixelFormat layout of the encoded samples
 * @param color what the output's pictures are tagged with
 * @param hdr what the output says of its high dynamic range, {@link HdrMetadata#NONE} in SDR
 * @param conversion what is done to the source's colours and transparency
 * @param deinterlace what is done with interlaced pictures
 * @param peakLuminance brightest light of the source in cd/m² that tone mapping reckons with, 0 without tone mapping
 * @param frameRate frames a second that rate control reckons with
 * @param maxFrameRate frames beyond this rate are left out; 0 for no limit
 * @param keyInterval frames from one sync sample to the next at most
 * @param maxBitRate cap in bits a second, 0 for none
 * @param usualBitRate bits a second that ordinary footage takes
 * @param lowBitRate bits a second that footage with little to code takes
 * @param options the encoder's own options
 */
public record VideoSettings(
        String codec,
        String encoder,
        Size size,
        PictureTransform transform,
        @Nullable Aperture crop,
        String pixelFormat,
        ColorProperties color,
        HdrMetadata hdr,
        Conversion conversion,
        Deinterlace deinterlace,
        int peakLuminance,
        double frameRate,
        int maxFrameRate,
        int keyInterval,
        long maxBitRate,
        long usualBitRate,
        long lowBitRate,
        Map<String, String> options) {

    /** What is done to the source's colours and transparency. */
    public enum Conversion {
        NONE,
        /** High dynamic range is tone-mapped to BT.709. */
        TONE_MAP,
        /** The picture is laid over black. */
        FLATTEN,
        /** High dynamic range is tone-mapped to BT.709, then the picture is laid over black. */
        TONE_MAP_AND_FLATTEN;

        public boolean toneMaps() {
            return this == TONE_MAP || this == TONE_MAP_AND_FLATTEN;
        }

        public boolean flattens() {
            return this == FLATTEN || this == TONE_MAP_AND_FLATTEN;
        }
    }

    public VideoSettings {
        options = Map.copyOf(options);
    }

    /** The same with other options of the encoder, another average rate and another cap. */
    public VideoSettings withRate(Map<String, String> newOptions, long bitRate, long newMaxBitRate) {
        return new VideoSettings(
                codec,
                encoder,
                size,
                transform,
                crop,
                pixelFormat,
                color,
                hdr,
                conversion,
                deinterlace,
                peakLuminance,
                frameRate,
                maxFrameRate,
                keyInterval,
                newMaxBitRate,
                bitRate,
                bitRate,
                newOptions);
    }
}
