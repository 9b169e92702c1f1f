package dev.reelwright.internal.plan;

import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.export.Deinterlace;
import dev.reelwright.export.VideoSettings;
import java.util.Map;

/** How frames at the ends of a smart cut are encoded: as what the source is. */
public final class CutRules {
    private static final double ASSUMED_FRAME_RATE = 30;
    /** More frames than a piece has, so that no sync sample is put into it. */
    private static final int KEY_INTERVAL = 10_000;

    private CutRules() {}

    /** @param options the encoder's own */
    public static VideoSettings settings(Track track, String encoder, Map<String, String> options) {
        FormatDescription.Video video = (FormatDescription.Video) track.format();
        double rate =
                track.nominalFrameRate().isKnown() ? track.nominalFrameRate().toDouble() : ASSUMED_FRAME_RATE;
        return new VideoSettings(
                video.codec(),
                encoder,
                video.codedSize(),
                track.transform(),
                null,
                video.pixelFormat(),
                video.color(),
                video.hdr(),
                VideoSettings.Conversion.NONE,
                Deinterlace.OFF,
                0,
                rate,
                0,
                KEY_INTERVAL,
                0,
                0,
                0,
                options);
    }
}
