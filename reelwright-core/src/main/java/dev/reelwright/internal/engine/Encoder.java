package dev.reelwright.internal.engine;

import dev.reelwright.NativeMemory.Kind;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.jspecify.annotations.Nullable;

/** Encodes frames of one kind. Belongs to one thread. */
public final class Encoder implements AutoCloseable {
    private static final int SKIP_SAMPLES = avcodec.AV_PKT_DATA_SKIP_SAMPLES;
    /** Samples to skip at the beginning and at the end, and two reasons. */
    private static final int SKIP_BYTES = 10;

    private final AVCodecContext context;
    private final TimeBase timeBase;
    private final EncoderSettings settings;
    /** Encoders forget how long a frame is shown, or give the length of its neighbour: remembered here by time. */
    private final Map<Long, Long> durations = new HashMap<>();

    private final @Nullable LeakWatch watch;
    private boolean closed;

    private Encoder(AVCodecContext context, TimeBase timeBase, EncoderSettings settings) {
        this.context = context;
        this.timeBase = timeBase;
        this.settings = settings;
        this.watch = LiveNatives.opened(Kind.ENCODER, this);
    }

    /**
     * Opens an encoder with these settings.
     *
     * @param globalHeader whether the container wants the coding's parameters outside of the packets
     */
    public static Encoder open(EncoderSettings settings, boolean globalHeader) {
        Natives.load();
        LogTail.clear();
        AVCodec codec = avcodec.avcodec_find_encoder_by_name(settings.encoder());
        if (codec == null) {
            throw new MediaException(
                    ErrorCode.ENCODER_NOT_FOUND, "these natives have no encoder " + settings.encoder());
        }
        AVCodecContext context = Check.notNull(avcodec.avcodec_alloc_context3(codec), "an encoder");
        AVDictionary options = new AVDictionary(null);
        settings.options().forEach((key, value) -> avutil.av_dict_set(options, key, value, 0));
        try {
            TimeBase timeBase = configure(context, settings);
            if (settings instanceof EncoderSettings.Video video) {
                TwoPass.prepare(context, video, options);
            }
            if (globalHeader) {
                context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
            }
            Check.ok(
                    avcodec.avcodec_open2(context, codec, options),
                    ErrorCode.ENCODE_FAILED,
                    "the encoder " + settings.encoder() + " does not open");
            // The encoder's own threads must not log from here on: the log hook calls up into Java.
            context.log_level_offset(LogTail.SILENT);
            return new Encoder(context, timeBase, settings);
        } catch (RuntimeException | Error e) {
            TwoPass.release(context);
            avcodec.avcodec_free_context(context);
            throw e;
        } finally {
            avutil.av_dict_free(options);
        }
    }

    private static TimeBase configure(AVCodecContext context, EncoderSettings settings) {
        if (settings instanceof EncoderSettings.Video video) {
            TimeBase base = video.timeBase();
            context.width(video.size().width()).height(video.size().height());
            context.pix_fmt(Formats.pixel(video.pixelFormat()));
            context.time_base().num(base.numerator()).den(base.denominator());
            if (video.frameRate().isKnown()) {
                context.framerate()
                        .num(video.frameRate().numerator())
                        .den(video.frameRate().denominator());
            }
            context.sample_aspect_ratio()
                    .num(video.pixelAspect().numerator())
                    .den(video.pixelAspect().denominator());
            context.gop_size(video.keyInterval());
            context.color_primaries(Formats.primaries(video.color().primaries()));
            context.color_trc(Formats.transfer(video.color().transfer()));
            context.colorspace(Formats.matrix(video.color().matrix()));
            context.color_range(video.color().fullRange() ? avutil.AVCOL_RANGE_JPEG : avutil.AVCOL_RANGE_MPEG);
            HdrFacts.give(context, video.hdr());
            context.thread_count(video.threads());
            if (video.tag() != null) {
                context.codec_tag(tag(video.tag()));
            }
            return base;
        }
        EncoderSettings.Audio audio = (EncoderSettings.Audio) settings;
        SampleFormat format = audio.format();
        context.sample_rate(format.sampleRate()).sample_fmt(format.number());
        Check.ok(
                avutil.av_channel_layout_from_string(context.ch_layout(), format.layout()),
                ErrorCode.ENCODE_FAILED,
                "the channel layout " + format.layout());
        if (audio.bitRate() > 0) {
            context.bit_rate(audio.bitRate());
        }
        context.time_base().num(1).den(format.sampleRate());
        return TimeBase.ofScale(format.sampleRate());
    }

    private static int tag(String text) {
        return text.charAt(0) | text.charAt(1) << 8 | text.charAt(2) << 16 | text.charAt(3) << 24;
    }

    /** The ticks that frames and packets are timed in. */
    public TimeBase timeBase() {
        return timeBase;
    }

    /** FFmpeg's name of it. */
    public String name() {
        return context.codec().name().getString();
    }

    public Size size() {
        return new Size(context.width(), context.height());
    }

    public String pixelFormat() {
        return avutil.av_get_pix_fmt_name(context.pix_fmt()).getString();
    }

    public ColorProperties color() {
        return StreamFacts.color(
                context.color_primaries(), context.color_trc(), context.colorspace(), context.color_range());
    }

    /** Frames a second that its rate control reckons with. */
    public double frameRate() {
        return context.framerate().den() == 0
                ? 0
                : (double) context.framerate().num() / context.framerate().den();
    }

    public int keyInterval() {
        return context.gop_size();
    }

    public String sampleFormat() {
        return avutil.av_get_sample_fmt_name(context.sample_fmt()).getString();
    }

    public int sampleRate() {
        return context.sample_rate();
    }

    public int channels() {
        return context.ch_layout().nb_channels();
    }

    public long bitRate() {
        return context.bit_rate();
    }

    /** Whether packets may come in another order than frames. */
    public boolean reorders() {
        return context.codec_type() == avutil.AVMEDIA_TYPE_VIDEO;
    }

    /** The coding's parameters that decoders need before the first packet. */
    public byte[] parameters() {
        byte[] bytes = new byte[context.extradata_size()];
        if (bytes.length > 0) {
            context.extradata().get(bytes);
        }
        return bytes;
    }

    /** Samples that a decoder delivers before the first one that was handed in. */
    public int initialPadding() {
        return context.initial_padding();
    }

    /** Samples that each audio frame but the last must have; 0 for any number. */
    public int frameSize() {
        return context.frame_size();
    }

    AVCodecContext raw() {
        return context;
    }

    /** Hands in a frame with its time and duration, or null at the end. False when packets must be taken first. */
    public boolean send(@Nullable Frame frame) {
        if (frame != null && (context.flags() & avcodec.AV_CODEC_FLAG_QSCALE) != 0) {
            // encoders of a fixed quality read it from each frame
            frame.raw.quality(context.global_quality());
        }
        int result = avcodec.avcodec_send_frame(context, frame == null ? null : frame.raw);
        if (result == avutil.AVERROR_EAGAIN()) {
            return false;
        }
        Check.ok(result, ErrorCode.ENCODE_FAILED, "the encoder failed");
        if (frame != null && context.codec_type() == avutil.AVMEDIA_TYPE_VIDEO) {
            durations.put(frame.pts(), frame.duration());
        }
        return true;
    }

    /** Takes the next packet; false when none is ready. */
    public boolean receive(Packet packet) {
        int result = avcodec.avcodec_receive_packet(context, packet.raw);
        if (result == avutil.AVERROR_EOF() && settings instanceof EncoderSettings.Video video) {
            TwoPass.keep(context, video);
        }
        if (result == avutil.AVERROR_EAGAIN() || result == avutil.AVERROR_EOF()) {
            return false;
        }
        Check.ok(result, ErrorCode.ENCODE_FAILED, "the encoder failed");
        tellPadding(packet);
        Long duration = durations.remove(packet.pts());
        if (duration != null) {
            packet.duration(duration);
        }
        return true;
    }

    /**
     * Says of the last packet how many of its samples are padding, for containers that can hold that. Codings whose frames
     * do not overlap, and so need no samples before the first, end with a shorter frame.
     */
    private void tellPadding(Packet packet) {
        boolean overlaps = context.codec_type() == avutil.AVMEDIA_TYPE_AUDIO && context.initial_padding() > 0;
        int padding = overlaps && packet.duration() > 0 ? (int) (context.frame_size() - packet.duration()) : 0;
        if (padding > 0 && avcodec.av_packet_get_side_data(packet.raw, SKIP_SAMPLES, (SizeTPointer) null) == null) {
            BytePointer data =
                    Check.notNull(avcodec.av_packet_new_side_data(packet.raw, SKIP_SAMPLES, SKIP_BYTES), "side data");
            ByteBuffer bytes = data.capacity(SKIP_BYTES).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
            bytes.putInt(0).putInt(padding).putShort((short) 0);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            TwoPass.release(context);
            avcodec.avcodec_free_context(context);
            LiveNatives.closed(Kind.ENCODER, watch);
        }
    }
}
