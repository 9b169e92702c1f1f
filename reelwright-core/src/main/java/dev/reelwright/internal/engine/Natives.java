package dev.reelwright.internal.engine;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swresample;
import org.bytedeco.ffmpeg.global.swscale;

/**
 * Loads the FFmpeg libraries, once, and tells what this build and this machine can do.
 *
 * <p>{@code avdevice} is never touched: it needs a sound library that servers lack.
 */
public final class Natives {
    private static final Map<String, Boolean> ENCODERS = new ConcurrentHashMap<>();

    private static volatile boolean loaded;

    private Natives() {}

    /** Loads the libraries if they are not loaded yet. */
    public static void load() {
        if (Holder.failure != null) {
            throw new MediaException(ErrorCode.NATIVES_NOT_AVAILABLE, Holder.failure, Holder.cause);
        }
    }

    /** Whether the libraries are loaded; loads nothing. */
    static boolean isLoaded() {
        return loaded;
    }

    public static String ffmpegVersion() {
        load();
        return avutil.av_version_info().getString();
    }

    /** The licence under which this build of the libraries may be used. */
    public static String license() {
        load();
        return avcodec.avcodec_license().getString();
    }

    public static boolean hasDecoder(String codecName) {
        load();
        var descriptor = avcodec.avcodec_descriptor_get_by_name(codecName);
        return descriptor != null && avcodec.avcodec_find_decoder(descriptor.id()) != null;
    }

    /** Whether this encoder exists and, for one that needs hardware, really opens on this machine. */
    public static boolean canEncode(String encoderName) {
        load();
        return ENCODERS.computeIfAbsent(encoderName, Natives::probeEncoder);
    }

    private static boolean probeEncoder(String name) {
        AVCodec codec = avcodec.avcodec_find_encoder_by_name(name);
        if (codec == null || (name.equals("libsvtav1") && !isSvtSilent())) {
            return false;
        }
        if ((codec.capabilities() & (avcodec.AV_CODEC_CAP_HARDWARE | avcodec.AV_CODEC_CAP_HYBRID)) == 0) {
            return true;
        }
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        try {
            context.log_level_offset(LogTail.SILENT);
            context.width(640).height(360).pix_fmt(avutil.AV_PIX_FMT_YUV420P);
            context.time_base().num(1).den(30);
            return avcodec.avcodec_open2(context, codec, (org.bytedeco.ffmpeg.avutil.AVDictionary) null) >= 0;
        } finally {
            avcodec.avcodec_free_context(context);
        }
    }

    /**
     * SVT-AV1 prints its settings to standard error unless the environment that the process was started with says {@code
     * SVT_LOG=0}; it has no other switch, and a library must not print.
     */
    private static boolean isSvtSilent() {
        return "0".equals(System.getenv("SVT_LOG"));
    }

    /** Runs once, on first use; failing is remembered so that every caller gets the same clear answer. */
    private static final class Holder {
        static final @org.jspecify.annotations.Nullable String failure;
        static final @org.jspecify.annotations.Nullable Throwable cause;

        static {
            String message = null;
            Throwable thrown = null;
            try {
                // Owners close natives explicitly; JavaCPP's own limits compare the whole process with -Xmx and trip in
                // healthy services.
                defaultProperty("org.bytedeco.javacpp.nopointergc", "true");
                defaultProperty("org.bytedeco.javacpp.maxbytes", "0");
                defaultProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
                NativeFiles files = NativeFiles.ofThisProcess();
                boolean noted = files != null && files.load();
                // all of them here, by one thread: each loads others, and two threads would wait for each other
                avutil.av_version_info();
                swresample.swresample_version();
                avcodec.avcodec_version();
                avformat.avformat_version();
                swscale.swscale_version();
                avfilter.avfilter_version();
                LogTail.install();
                loaded = true;
                if (files != null && !noted) {
                    files.note();
                }
            } catch (Throwable t) {
                thrown = t;
                message = explain(t);
            }
            failure = message;
            cause = thrown;
        }

        private static void defaultProperty(String key, String value) {
            if (System.getProperty(key) == null) {
                System.setProperty(key, value);
            }
        }

        private static String explain(Throwable t) {
            String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
            String detail = String.valueOf(t.getMessage());
            if (detail.contains("GLIBC")) {
                return "the native libraries need a newer C library than this machine has (glibc 2.35 or newer): "
                        + detail;
            }
            if (detail.contains("musl") || detail.contains("ld-linux")) {
                return "the native libraries need glibc 2.35 or newer; this machine seems to use another C library: "
                        + detail;
            }
            return "no usable native libraries for " + platform
                    + "; add dev.reelwright:reelwright-natives or reelwright-natives-gpl to the class path (" + detail
                    + ")";
        }
    }
}
