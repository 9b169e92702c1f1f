package dev.reelwright.internal.engine;

import dev.reelwright.video.ColorProperties;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** FFmpeg's numbers for named formats. */
final class Formats {
    private Formats() {}

    static int pixel(String name) {
        int format = avutil.av_get_pix_fmt(name);
        if (format == avutil.AV_PIX_FMT_NONE) {
            throw new IllegalArgumentException("no pixel format is called " + name);
        }
        return format;
    }

    static String pixelName(int format) {
        BytePointer name = avutil.av_get_pix_fmt_name(format);
        return name == null ? "none" : name.getString();
    }

    static int primaries(String name) {
        return name.equals(ColorProperties.UNSPECIFIED)
                ? avutil.AVCOL_PRI_UNSPECIFIED
                : avutil.av_color_primaries_from_name(name);
    }

    static int transfer(String name) {
        return name.equals(ColorProperties.UNSPECIFIED)
                ? avutil.AVCOL_TRC_UNSPECIFIED
                : avutil.av_color_transfer_from_name(name);
    }

    static int matrix(String name) {
        return name.equals(ColorProperties.UNSPECIFIED)
                ? avutil.AVCOL_SPC_UNSPECIFIED
                : avutil.av_color_space_from_name(name);
    }
}
