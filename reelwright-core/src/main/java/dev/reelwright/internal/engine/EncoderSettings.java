package dev.reelwright.internal.engine;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.HdrMetadata;
import dev.reelwright.video.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an encoder is opened. */
public sealed interface EncoderSettings {
    /** FFmpeg's name of the encoder. */
    String encoder();

    /** The encoder's own options by FFmpeg's names. */
    Map<String, String> options();

    /**
     * Pictures.
     *
     * @param frameRate a hint for rate control; times rule
     * @param keyInterval frames from one sync sample to the next at most
     * @param tag four-character code to write, null for the container's choice
     */
    record Video(
            String encoder,
            Map<String, String> options,
            Size size,
            String pixelFormat,
            ColorProperties color,
            HdrMetadata hdr,
            TimeBase timeBase,
            Ratio frameRate,
            int keyInterval,
            @Nullable String tag)
            implements EncoderSettings {
        public Video {
            options = Map.copyOf(options);
        }

        /** Pictures that say nothing of high dynamic range beyond their colour tags. */
        public Video(
                String encoder,
                Map<String, String> options,
                Size size,
                String pixelFormat,
                ColorProperties color,
                TimeBase timeBase,
                Ratio frameRate,
                int keyInterval,
                @Nullable String tag) {
            this(encoder, options, size, pixelFormat, color, HdrMetadata.NONE, timeBase, frameRate, keyInterval, tag);
        }
    }

    /**
     * Sound.
     *
     * @param bitRate bits a second, 0 for codings without one
     */
    record Audio(String encoder, Map<String, String> options, SampleFormat format, long bitRate)
            implements EncoderSettings {
        public Audio {
            options = Map.copyOf(options);
        }
    }
}
