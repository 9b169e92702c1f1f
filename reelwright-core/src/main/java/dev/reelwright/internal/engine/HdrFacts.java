package dev.reelwright.internal.engine;

import dev.reelwright.video.HdrMetadata;
import dev.reelwright.video.HdrMetadata.Chromaticity;
import dev.reelwright.video.HdrMetadata.ContentLight;
import dev.reelwright.video.HdrMetadata.MasteringDisplay;
import dev.reelwright.video.HdrMetadata.Primaries;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVContentLightMetadata;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVFrameSideData;
import org.bytedeco.ffmpeg.avutil.AVMasteringDisplayMetadata;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Static HDR metadata between FFmpeg's structures and plain data. */
final class HdrFacts {
    /** All that frames can say of high dynamic range. */
    private static final int[] ON_FRAMES = {
        avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA,
        avutil.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL,
        avutil.AV_FRAME_DATA_DYNAMIC_HDR_PLUS,
        avutil.AV_FRAME_DATA_DYNAMIC_HDR_VIVID,
        avutil.AV_FRAME_DATA_DOVI_RPU_BUFFER,
        avutil.AV_FRAME_DATA_DOVI_METADATA,
        avutil.AV_FRAME_DATA_AMBIENT_VIEWING_ENVIRONMENT,
    };

    /** Where AVDOVIDecoderConfigurationRecord, which the bindings leave out, has it: one byte after two for the version. */
    private static final int DOLBY_VISION_PROFILE = 2;

    private HdrFacts() {}

    /** What a container's header says. */
    static HdrMetadata of(AVCodecParameters par) {
        if (par.nb_coded_side_data() == 0) {
            return HdrMetadata.NONE;
        }
        Pointer dolby = data(par, avcodec.AV_PKT_DATA_DOVI_CONF);
        return new HdrMetadata(
                masteringDisplay(data(par, avcodec.AV_PKT_DATA_MASTERING_DISPLAY_METADATA)),
                contentLight(data(par, avcodec.AV_PKT_DATA_CONTENT_LIGHT_LEVEL)),
                dolby == null ? 0 : new BytePointer(dolby).get(DOLBY_VISION_PROFILE));
    }

    private static @Nullable Pointer data(AVCodecParameters par, int kind) {
        AVPacketSideData data = avcodec.av_packet_side_data_get(par.coded_side_data(), par.nb_coded_side_data(), kind);
        return data == null ? null : data.data();
    }

    /** What a decoded frame says. */
    static HdrMetadata of(AVFrame frame) {
        return new HdrMetadata(
                masteringDisplay(data(frame, avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA)),
                contentLight(data(frame, avutil.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL)),
                0);
    }

    private static @Nullable Pointer data(AVFrame frame, int kind) {
        AVFrameSideData data = avutil.av_frame_get_side_data(frame, kind);
        return data == null ? null : data.data();
    }

    private static @Nullable MasteringDisplay masteringDisplay(@Nullable Pointer data) {
        if (data == null) {
            return null;
        }
        AVMasteringDisplayMetadata raw = new AVMasteringDisplayMetadata(data);
        Primaries primaries = raw.has_primaries() == 0
                ? null
                : new Primaries(
                        chromaticity(raw.display_primaries(0, 0), raw.display_primaries(0, 1)),
                        chromaticity(raw.display_primaries(1, 0), raw.display_primaries(1, 1)),
                        chromaticity(raw.display_primaries(2, 0), raw.display_primaries(2, 1)),
                        chromaticity(raw.white_point(0), raw.white_point(1)));
        boolean luminance = raw.has_luminance() != 0;
        MasteringDisplay display = new MasteringDisplay(
                primaries,
                luminance ? steps(raw.min_luminance(), MasteringDisplay.LUMINANCE_STEPS) : 0,
                luminance ? steps(raw.max_luminance(), MasteringDisplay.LUMINANCE_STEPS) : 0);
        return primaries == null && display.maxLuminance() == 0 ? null : display;
    }

    private static Chromaticity chromaticity(AVRational x, AVRational y) {
        return new Chromaticity(steps(x, Chromaticity.STEPS), steps(y, Chromaticity.STEPS));
    }

    private static int steps(AVRational value, int steps) {
        double exact = value.den() == 0 ? 0 : (double) value.num() * steps / value.den();
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, Math.round(exact)));
    }

    private static @Nullable ContentLight contentLight(@Nullable Pointer data) {
        if (data == null) {
            return null;
        }
        AVContentLightMetadata raw = new AVContentLightMetadata(data);
        return raw.MaxCLL() == 0 && raw.MaxFALL() == 0 ? null : new ContentLight(raw.MaxCLL(), raw.MaxFALL());
    }

    /** Lets an encoder that is not open yet write this; FFmpeg hands the same to the container. */
    static void give(AVCodecContext context, HdrMetadata hdr) {
        give(hdr, (kind, size) -> room(context, kind, size));
    }

    /** Lets an encoder that reads it from its frames write this. */
    static void give(AVFrame frame, HdrMetadata hdr) {
        give(hdr, (kind, size) -> {
            AVFrameSideData entry = Check.notNull(avutil.av_frame_new_side_data(frame, kind, size), "HDR metadata");
            Pointer.memset(entry.data(), 0, size);
            return entry.data();
        });
    }

    /** Makes zeroed room for facts of a kind. */
    private interface Room {
        Pointer of(int kind, long size);
    }

    private static void give(HdrMetadata hdr, Room room) {
        if (hdr.masteringDisplay() != null) {
            Pointer data = room.of(
                    avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA, Pointer.sizeof(AVMasteringDisplayMetadata.class));
            fill(new AVMasteringDisplayMetadata(data), hdr.masteringDisplay());
        }
        if (hdr.contentLight() != null) {
            Pointer data =
                    room.of(avutil.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL, Pointer.sizeof(AVContentLightMetadata.class));
            new AVContentLightMetadata(data)
                    .MaxCLL(hdr.contentLight().maximum())
                            .MaxFALL(hdr.contentLight().frameAverage());
        }
    }

    private static void fill(AVMasteringDisplayMetadata raw, MasteringDisplay display) {
        Primaries primaries = display.primaries();
        if (primaries != null) {
            Chromaticity[] lights = {primaries.red(), primaries.green(), primaries.blue()};
            for (int i = 0; i < lights.length; i++) {
                set(raw.display_primaries(i, 0), lights[i].x(), Chromaticity.STEPS);
                set(raw.display_primaries(i, 1), lights[i].y(), Chromaticity.STEPS);
            }
            set(raw.white_point(0), primaries.white().x(), Chromaticity.STEPS);
            set(raw.white_point(1), primaries.white().y(), Chromaticity.STEPS);
            raw.has_primaries(1);
        }
        set(raw.min_luminance(), display.minLuminance(), MasteringDisplay.LUMINANCE_STEPS);
        set(raw.max_luminance(), display.maxLuminance(), MasteringDisplay.LUMINANCE_STEPS);
        raw.has_luminance(display.maxLuminance() > 0 ? 1 : 0);
    }

    private static void set(AVRational value, int steps, int of) {
        value.num(steps).den(of);
    }

    /** Zeroed room in the list that encoders read before they open. */
    private static Pointer room(AVCodecContext context, int kind, long size) {
        // the bindings move the pointer along when the list grows
        PointerPointer<AVFrameSideData> list = new PointerPointer<>(context.decoded_side_data());
        int[] count = {context.nb_decoded_side_data()};
        AVFrameSideData entry =
                Check.notNull(avutil.av_frame_side_data_new(list, count, kind, size, 0), "HDR metadata");
        context.decoded_side_data(list);
        context.nb_decoded_side_data(count[0]);
        Pointer.memset(entry.data(), 0, size);
        return entry.data();
    }

    /** Takes everything off a frame that speaks of high dynamic range. */
    static void removeFrom(AVFrame frame) {
        for (int kind : ON_FRAMES) {
            avutil.av_frame_remove_side_data(frame, kind);
        }
    }
}
