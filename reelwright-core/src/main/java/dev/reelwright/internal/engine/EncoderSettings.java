package dev.reelwright.internal.engine;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.HdrMetadata;
import dev.reelwright.video.Size;
import java.nio.file.Path;
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
     * @param pixelAspect width of a pixel to its height
     * @param hdr what is said of high dynamic range beyond the colour tags
     * @param frameRate a hint for rate control; times rule
     * @param keyInterval frames from one sync sample to the next at most
     * @param tag four-character code to write, null for the container's choice
     * @param threads how many it may use; 0 for as many as it likes
     * @param pass what it learns from or leaves for another pass
     */
    record Video(
            String encoder,
            Map<String, String> options,
            Size size,
            Ratio pixelAspect,
            String pixelFormat,
            ColorProperties color,
            HdrMetadata hdr,
            TimeBase timeBase,
            Ratio frameRate,
            int keyInterval,
            @Nullable String tag,
            int threads,
            Pass pass)
            implements EncoderSettings {
        public Video {
            options = Map.copyOf(options);
        }

        /** The same with so many threads. */
        public Video on(int otherThreads) {
            return new Video(
                    encoder,
                    options,
                    size,
                    pixelAspect,
                    pixelFormat,
                    color,
                    hdr,
                    timeBase,
                    frameRate,
                    keyInterval,
                    tag,
                    otherThreads,
                    pass);
        }

        /** Of square pixels, in one pass, with as many threads as the encoder likes, and nothing said of high dynamic range beyond the tags. */
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
            this(
                    encoder,
                    options,
                    size,
                    Ratio.ONE,
                    pixelFormat,
                    color,
                    HdrMetadata.NONE,
                    timeBase,
                    frameRate,
                    keyInterval,
                    tag,
                    0,
                    Pass.SINGLE);
        }
    }

    /**
     * One of several passes over the same pictures.
     *
     * @param statistics file that the first pass writes and the second reads; null where there is one pass
     */
    record Pass(Turn turn, @Nullable Path statistics) {
        /** Which one. */
        public enum Turn {
            ONLY,
            FIRST,
            SECOND
        }

        /** The one and only. */
        public static final Pass SINGLE = new Pass(Turn.ONLY, null);
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
