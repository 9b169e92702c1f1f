package dev.reelwright.internal.engine;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;

/**
 * Chooses a decoder's pixel format with alpha where it offers one. Left alone, FFmpeg takes the last of the offered formats,
 * and HEVC's decoder offers the one without alpha last.
 */
final class AlphaFormat extends AVCodecContext.Get_format_AVCodecContext_IntPointer {
    /** Kept reachable for good: the native side holds its address. */
    static final AlphaFormat ONLY = new AlphaFormat();

    private AlphaFormat() {}

    @Override
    public int call(AVCodecContext context, IntPointer offered) {
        for (int i = 0; offered.get(i) != avutil.AV_PIX_FMT_NONE; i++) {
            AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(offered.get(i));
            long flags = format == null ? 0 : format.flags();
            if ((flags & avutil.AV_PIX_FMT_FLAG_ALPHA) != 0 && (flags & avutil.AV_PIX_FMT_FLAG_HWACCEL) == 0) {
                return offered.get(i);
            }
        }
        return avcodec.avcodec_default_get_format(context, offered);
    }
}
