package dev.reelwright.internal.engine;

import dev.reelwright.asset.AssetOptions;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.FormatDescription.Aperture;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.TrackRole;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** Copies what FFmpeg's structures say of a stream into plain data. */
final class StreamFacts {
    private static final double HIGHEST_CREDIBLE_RATE = 480;

    private static final Map<Integer, TrackRole> ROLES = Map.ofEntries(
            Map.entry(avformat.AV_DISPOSITION_DEFAULT, TrackRole.DEFAULT),
            Map.entry(avformat.AV_DISPOSITION_ORIGINAL, TrackRole.ORIGINAL),
            Map.entry(avformat.AV_DISPOSITION_DUB, TrackRole.DUB),
            Map.entry(avformat.AV_DISPOSITION_COMMENT, TrackRole.COMMENTARY),
            Map.entry(avformat.AV_DISPOSITION_FORCED, TrackRole.FORCED),
            Map.entry(avformat.AV_DISPOSITION_HEARING_IMPAIRED, TrackRole.HEARING_IMPAIRED),
            Map.entry(avformat.AV_DISPOSITION_VISUAL_IMPAIRED, TrackRole.VISUAL_IMPAIRED),
            Map.entry(avformat.AV_DISPOSITION_CLEAN_EFFECTS, TrackRole.CLEAN_EFFECTS),
            Map.entry(avformat.AV_DISPOSITION_LYRICS, TrackRole.LYRICS),
            Map.entry(avformat.AV_DISPOSITION_KARAOKE, TrackRole.KARAOKE),
            Map.entry(avformat.AV_DISPOSITION_CAPTIONS, TrackRole.CAPTIONS),
            Map.entry(avformat.AV_DISPOSITION_DESCRIPTIONS, TrackRole.DESCRIPTIONS));

    private StreamFacts() {}

    /**
     * Reads one stream.
     *
     * @param containerSize of its pictures as it was before the bitstream was looked at
     */
    static StreamInfo read(AVFormatContext context, int index, Size containerSize, AssetOptions limits) {
        AVStream stream = new AVStream(context.streams(index));
        AVCodecParameters par = stream.codecpar();
        boolean attached = (stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
        MediaType type = mediaType(par.codec_type());
        checkPixels(par, limits);
        AVRational base = stream.time_base();
        AVDictionaryEntry language = avutil.av_dict_get(stream.metadata(), "language", null, 0);
        boolean exact = context.duration_estimation_method() != avformat.AVFMT_DURATION_FROM_BITRATE;
        return new StreamInfo(
                index,
                stream.id(),
                type,
                format(context, stream, par, type, containerSize),
                containerSize,
                ratio(par.sample_aspect_ratio()),
                new TimeBase(base.num(), base.den()),
                stream.start_time(),
                stream.duration(),
                exact,
                par.initial_padding(),
                type == MediaType.VIDEO && !attached ? frameRate(stream) : Ratio.UNKNOWN,
                par.bit_rate(),
                transform(par),
                language == null
                        ? "und"
                        : language.value().getString(StandardCharsets.UTF_8).toLowerCase(Locale.ROOT),
                roles(stream.disposition()),
                attached,
                metadata(stream.metadata()));
    }

    private static Set<TrackRole> roles(int disposition) {
        Set<TrackRole> roles = EnumSet.noneOf(TrackRole.class);
        ROLES.forEach((flag, role) -> {
            if ((disposition & flag) != 0) {
                roles.add(role);
            }
        });
        return roles;
    }

    private static void checkPixels(AVCodecParameters par, AssetOptions limits) {
        if ((long) par.width() * par.height() > limits.maxPixels()) {
            throw new MediaException(
                    ErrorCode.INVALID_SOURCE_MEDIA,
                    "pictures of " + par.width() + "x" + par.height() + " are above the limit of " + limits.maxPixels()
                            + " pixels; raise AssetOptions.maxPixels to allow them");
        }
    }

    private static MediaType mediaType(int codecType) {
        if (codecType == avutil.AVMEDIA_TYPE_VIDEO) {
            return MediaType.VIDEO;
        }
        if (codecType == avutil.AVMEDIA_TYPE_AUDIO) {
            return MediaType.AUDIO;
        }
        return codecType == avutil.AVMEDIA_TYPE_SUBTITLE ? MediaType.TEXT : MediaType.DATA;
    }

    private static FormatDescription format(
            AVFormatContext context, AVStream stream, AVCodecParameters par, MediaType type, Size containerSize) {
        String codec = codecName(par);
        return switch (type) {
            case VIDEO -> video(context, stream, par, codec, containerSize);
            case AUDIO ->
                new FormatDescription.Audio(
                        codec,
                        profile(par),
                        par.sample_rate(),
                        par.ch_layout().nb_channels(),
                        layout(par),
                        bitDepth(par));
            default -> new FormatDescription.Other(codec);
        };
    }

    private static int bitDepth(AVCodecParameters par) {
        int raw = par.bits_per_raw_sample();
        return raw > 0 ? raw : avcodec.av_get_exact_bits_per_sample(par.codec_id());
    }

    private static FormatDescription video(
            AVFormatContext context, AVStream stream, AVCodecParameters par, String codec, Size containerSize) {
        AVPixFmtDescriptor descriptor = avutil.av_pix_fmt_desc_get(par.format());
        boolean alpha = avutil.av_dict_get(stream.metadata(), "alpha_mode", null, 0) != null;
        alpha |= HevcAlpha.of(par).isPresent();
        String pixelFormat = "unknown";
        int depth = 8;
        if (descriptor != null) {
            pixelFormat = descriptor.name().getString();
            depth = descriptor.comp(0).depth();
            alpha |= (descriptor.flags() & avutil.AV_PIX_FMT_FLAG_ALPHA) != 0;
        }
        Ratio pixelAspect;
        try (AVRational aspect = avformat.av_guess_sample_aspect_ratio(context, stream, null)) {
            pixelAspect = ratio(aspect);
        }
        return new FormatDescription.Video(
                codec,
                profile(par),
                new Size(par.width(), par.height()),
                pixelAspect,
                aperture(par, containerSize),
                pixelFormat,
                depth,
                alpha,
                color(par.color_primaries(), par.color_trc(), par.color_space(), par.color_range()),
                HdrFacts.of(par));
    }

    static ColorProperties color(int primaries, int transfer, int matrix, int range) {
        return new ColorProperties(
                name(avutil.av_color_primaries_name(primaries)),
                name(avutil.av_color_transfer_name(transfer)),
                name(avutil.av_color_space_name(matrix)),
                range == avutil.AVCOL_RANGE_JPEG);
    }

    private static String name(@Nullable BytePointer text) {
        String name = text == null ? "unknown" : text.getString();
        return name.equals("unknown") || name.equals("reserved") ? ColorProperties.UNSPECIFIED : name;
    }

    private static String codecName(AVCodecParameters par) {
        if (par.codec_id() != avcodec.AV_CODEC_ID_NONE) {
            return avcodec.avcodec_get_name(par.codec_id()).getString();
        }
        byte[] tag = new byte[4];
        for (int i = 0; i < 4; i++) {
            int c = (par.codec_tag() >>> (8 * i)) & 0xff;
            tag[i] = (byte) (c >= 32 && c < 127 ? c : '?');
        }
        return par.codec_tag() == 0 ? "unknown" : new String(tag, StandardCharsets.US_ASCII);
    }

    private static String profile(AVCodecParameters par) {
        BytePointer profile = avcodec.avcodec_profile_name(par.codec_id(), par.profile());
        return profile == null ? "" : profile.getString();
    }

    private static String layout(AVCodecParameters par) {
        byte[] text = new byte[128];
        int length = avutil.av_channel_layout_describe(par.ch_layout(), text, text.length);
        return length <= 1 ? "" : new String(text, 0, Math.min(length, text.length) - 1, StandardCharsets.UTF_8);
    }

    private static Ratio frameRate(AVStream stream) {
        for (AVRational rate : List.of(stream.avg_frame_rate(), stream.r_frame_rate())) {
            Ratio ratio = new Ratio(rate.num(), rate.den());
            if (ratio.isKnown() && ratio.toDouble() <= HIGHEST_CREDIBLE_RATE) {
                return ratio;
            }
        }
        return Ratio.UNKNOWN;
    }

    private static PictureTransform transform(AVCodecParameters par) {
        IntBuffer m = sideData(par, avcodec.AV_PKT_DATA_DISPLAYMATRIX, 9);
        if (m == null) {
            return PictureTransform.IDENTITY;
        }
        double one = 1 << 16;
        return PictureTransform.ofMatrix(m.get(0) / one, m.get(1) / one, m.get(3) / one, m.get(4) / one);
    }

    private static Ratio ratio(AVRational value) {
        return value.num() > 0 && value.den() > 0 ? new Ratio(value.num(), value.den()) : Ratio.UNKNOWN;
    }

    /** What is left of the container's picture by its own cropping, which FFmpeg reports and leaves to its callers. */
    private static @Nullable Aperture aperture(AVCodecParameters par, Size containerSize) {
        IntBuffer crop = sideData(par, avcodec.AV_PKT_DATA_FRAME_CROPPING, 4);
        if (crop == null) {
            return null;
        }
        long top = Integer.toUnsignedLong(crop.get(0));
        long left = Integer.toUnsignedLong(crop.get(2));
        long width = containerSize.width() - left - Integer.toUnsignedLong(crop.get(3));
        long height = containerSize.height() - top - Integer.toUnsignedLong(crop.get(1));
        return width <= 0 || height <= 0 ? null : new Aperture((int) left, (int) top, (int) width, (int) height);
    }

    private static @Nullable IntBuffer sideData(AVCodecParameters par, int kind, int ints) {
        if (par.nb_coded_side_data() == 0) {
            return null;
        }
        AVPacketSideData data = avcodec.av_packet_side_data_get(par.coded_side_data(), par.nb_coded_side_data(), kind);
        if (data == null || data.size() < 4L * ints) {
            return null;
        }
        return data.data()
                .capacity(data.size())
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asIntBuffer();
    }

    static List<Tag> metadata(@Nullable AVDictionary dictionary) {
        List<Tag> items = new ArrayList<>();
        AVDictionaryEntry entry = null;
        while ((entry = avutil.av_dict_get(dictionary, "", entry, avutil.AV_DICT_IGNORE_SUFFIX)) != null) {
            items.add(new Tag(
                    entry.key().getString(StandardCharsets.UTF_8), entry.value().getString(StandardCharsets.UTF_8)));
        }
        return items;
    }
}
