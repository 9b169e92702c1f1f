package dev.reelwright.internal.engine;

import dev.reelwright.NativeMemory.Kind;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Decodes the packets of one stream. Belongs to one thread. */
public final class Decoder implements AutoCloseable {
    /** How work is spread over threads. */
    public enum Threading {
        /** One thread, no delay: the choice for single images. */
        NONE,
        /** A thread a core, several pictures at once: the choice for long runs. */
        FRAMES
    }

    private final AVCodecContext context;
    /**
     * Ticks by which frames come out later than they are shown: AVI knows no presentation times, so a frame gets the time
     * of the packet that went in last.
     */
    private final long delay;

    private final HevcAlpha alpha;
    private final @Nullable LeakWatch watch;

    private long lastPts = TimeBase.NONE;
    private boolean closed;

    private Decoder(AVCodecContext context, long delay, HevcAlpha alpha) {
        this.context = context;
        this.delay = delay;
        this.alpha = alpha;
        this.watch = LiveNatives.opened(Kind.DECODER, this);
    }

    /** Opens the decoder for a stream of a demuxer, which may be closed before the decoder. */
    public static Decoder open(Demuxer demuxer, int streamIndex, Threading threading) {
        AVStream stream = demuxer.raw(streamIndex);
        StreamInfo info = demuxer.streams().get(streamIndex);
        AVCodec codec = choose(info, stream.codecpar().codec_id());
        if (codec == null) {
            throw new MediaException(
                    ErrorCode.DECODER_NOT_FOUND,
                    "no decoder for " + info.format().codec() + " is in these natives");
        }
        LogTail.clear();
        AVCodecContext context = Check.notNull(avcodec.avcodec_alloc_context3(codec), "a decoder");
        try {
            Check.ok(
                    avcodec.avcodec_parameters_to_context(context, stream.codecpar()),
                    ErrorCode.DECODE_FAILED,
                    "the decoder does not take the stream's parameters");
            AVRational base = stream.time_base();
            context.pkt_timebase(base);
            // else a cropping window of the bitstream is widened to where memory is aligned
            context.flags(context.flags() | avcodec.AV_CODEC_FLAG_UNALIGNED);
            if (threading == Threading.FRAMES) {
                // Threads of the codec's own must not log: the log hook calls up into Java.
                context.log_level_offset(LogTail.SILENT);
                context.thread_count(0);
            } else {
                context.thread_count(1);
            }
            HevcAlpha alpha = HevcAlpha.of(stream.codecpar());
            if (alpha.isPresent()) {
                // threads that take whole pictures would call up into Java; those that share one do not
                context.thread_type(AVCodecContext.FF_THREAD_SLICE);
                context.get_format(AlphaFormat.ONLY);
            }
            Check.ok(
                    avcodec.avcodec_open2(context, codec, (AVDictionary) null),
                    ErrorCode.DECODE_FAILED,
                    "the decoder for " + info.format().codec() + " does not open");
            long delay = demuxer.formatName().equals("avi") ? stream.codecpar().video_delay() : 0;
            return new Decoder(context, delay, alpha);
        } catch (RuntimeException | Error e) {
            avcodec.avcodec_free_context(context);
            throw e;
        }
    }

    /** FFmpeg's own VP8 and VP9 decoders drop the transparency plane; libvpx's keep it. */
    private static @Nullable AVCodec choose(StreamInfo info, int codecId) {
        if (info.format() instanceof dev.reelwright.asset.FormatDescription.Video video && video.hasAlpha()) {
            String alphaDecoder =
                    switch (video.codec()) {
                        case "vp8" -> "libvpx";
                        case "vp9" -> "libvpx-vp9";
                        default -> "";
                    };
            AVCodec codec = alphaDecoder.isEmpty() ? null : avcodec.avcodec_find_decoder_by_name(alphaDecoder);
            if (codec != null) {
                return codec;
            }
        }
        return avcodec.avcodec_find_decoder(codecId);
    }

    /** Whether pictures that no other picture refers to may be left out from now on. */
    public void skipNonReference(boolean skip) {
        context.skip_frame(skip ? avcodec.AVDISCARD_NONREF : avcodec.AVDISCARD_DEFAULT);
    }

    /** Hands in a packet, or null at the end. False when frames must be taken first. */
    public boolean send(@Nullable Packet packet) {
        if (packet != null) {
            alpha.read(packet);
        }
        int result = avcodec.avcodec_send_packet(context, packet == null ? null : packet.raw);
        if (result == avutil.AVERROR_EAGAIN()) {
            return false;
        }
        if (result == avutil.AVERROR_EOF()) {
            return true;
        }
        Check.ok(result, ErrorCode.DECODE_FAILED, "the media cannot be decoded");
        return true;
    }

    /** Takes the next frame; false when none is ready. */
    public boolean receive(Frame frame) {
        int result = avcodec.avcodec_receive_frame(context, frame.raw);
        if (result == avutil.AVERROR_EAGAIN() || result == avutil.AVERROR_EOF()) {
            return false;
        }
        Check.ok(result, ErrorCode.DECODE_FAILED, "the media cannot be decoded");
        frame.premultiplied(alpha.isPremultiplied());
        if (delay > 0) {
            takeDelayOff(frame);
        }
        return true;
    }

    private void takeDelayOff(Frame frame) {
        long time = frame.bestPts();
        if (time != TimeBase.NONE) {
            lastPts = time - delay;
        } else if (lastPts != TimeBase.NONE) {
            // at the end no packet lends its time; a tick of AVI is a frame
            lastPts++;
        }
        frame.pts(lastPts);
    }

    /** Forgets everything; the next packet is a fresh start. */
    public void flush() {
        avcodec.avcodec_flush_buffers(context);
        lastPts = TimeBase.NONE;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avcodec.avcodec_free_context(context);
            LiveNatives.closed(Kind.DECODER, watch);
        }
    }
}
