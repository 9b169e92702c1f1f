package dev.reelwright.internal.engine;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.EncoderSettings.Pass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** How the encoders leave and find what they learned in a first pass. */
public final class TwoPass {
    /** These keep their statistics in a file of their own. */
    private static final Set<String> BY_FILE = Set.of("libx264", "libx265");
    /** These hand their statistics to whoever runs them. */
    private static final Set<String> BY_TEXT = Set.of("libvpx-vp9", "libaom-av1");

    private TwoPass() {}

    /** Whether an encoder can learn from a first pass. */
    public static boolean isSupportedBy(String encoder) {
        return BY_FILE.contains(encoder) || BY_TEXT.contains(encoder);
    }

    static void prepare(AVCodecContext context, EncoderSettings.Video settings, AVDictionary options) {
        Pass pass = settings.pass();
        Path file = pass.statistics();
        if (pass.turn() == Pass.Turn.ONLY || file == null) {
            return;
        }
        boolean first = pass.turn() == Pass.Turn.FIRST;
        context.flags(context.flags() | (first ? avcodec.AV_CODEC_FLAG_PASS1 : avcodec.AV_CODEC_FLAG_PASS2));
        switch (settings.encoder()) {
            case "libx264" -> avutil.av_dict_set(options, "stats", file.toString(), 0);
            case "libx265" -> {
                AVDictionaryEntry own = avutil.av_dict_get(options, "x265-params", null, 0);
                String before = own == null ? "" : own.value().getString() + ":";
                String text = before + "pass=" + (first ? 1 : 2) + ":stats=" + escaped(file.toString());
                avutil.av_dict_set(options, "x265-params", text, 0);
            }
            default -> {
                if (!first) {
                    context.stats_in(avutil.av_strdup(read(file)));
                }
            }
        }
    }

    /** Keeps what the first pass of an encoder has learned, once it was given its last frame. */
    static void keep(AVCodecContext context, EncoderSettings.Video settings) {
        Path file = settings.pass().statistics();
        BytePointer learned = context.stats_out();
        if (settings.pass().turn() == Pass.Turn.FIRST
                && file != null
                && BY_TEXT.contains(settings.encoder())
                && learned != null) {
            try {
                Files.writeString(file, learned.getString(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new MediaException(ErrorCode.WRITE_FAILED, "the first pass's statistics cannot be written", e);
            }
        }
    }

    private static BytePointer read(Path file) {
        try {
            return new BytePointer(Files.readString(file), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new MediaException(ErrorCode.WRITE_FAILED, "the first pass's statistics cannot be read", e);
        }
    }

    /** Frees what {@link #prepare} handed to the context, which does not own it. */
    static void release(AVCodecContext context) {
        if (context.stats_in() != null) {
            avutil.av_free(context.stats_in());
            context.stats_in(null);
        }
    }

    /** For FFmpeg's lists of options: a colon separates, a backslash escapes. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace(":", "\\:").replace("'", "\\'");
    }
}
