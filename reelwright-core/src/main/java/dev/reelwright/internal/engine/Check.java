package dev.reelwright.internal.engine;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Turns FFmpeg's return values into results or exceptions. */
final class Check {
    private Check() {}

    /** The value itself, or an exception with FFmpeg's words for it. */
    static int ok(int result, ErrorCode code, String what) {
        if (result < 0) {
            throw failure(result, code, what);
        }
        return result;
    }

    static <P extends Pointer> P notNull(@Nullable P pointer, String what) {
        if (pointer == null || pointer.isNull()) {
            throw new MediaException(ErrorCode.OUT_OF_MEMORY, "no memory for " + what);
        }
        return pointer;
    }

    static MediaException failure(int result, ErrorCode code, String what) {
        ErrorCode actual = code;
        if (result == avutil.AVERROR_ENOMEM()) {
            actual = ErrorCode.OUT_OF_MEMORY;
        } else if (result == -28) { // ENOSPC has this number on every platform that natives exist for
            actual = ErrorCode.DISK_FULL;
        }
        return new MediaException(actual, what + ": " + describe(result), result, LogTail.lines());
    }

    static String describe(int result) {
        byte[] buffer = new byte[256];
        avutil.av_strerror(result, buffer, buffer.length);
        int length = 0;
        while (length < buffer.length && buffer[length] != 0) {
            length++;
        }
        return new String(buffer, 0, length, java.nio.charset.StandardCharsets.UTF_8);
    }
}
