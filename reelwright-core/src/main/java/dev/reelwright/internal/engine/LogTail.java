package dev.reelwright.internal.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.LogCallback;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * The last warnings that FFmpeg logged on the calling thread.
 *
 * <p>The library's hook calls up into Java, so codec contexts with threads of their own are opened with
 * {@link #SILENT}: only threads of ours ever reach {@link Hook#call}.
 */
final class LogTail {
    /** Added to a context's log levels so that none of its lines pass the threshold. */
    static final int SILENT = 1000;

    private static final int LINES = 20;
    private static final ThreadLocal<Deque<String>> TAIL = ThreadLocal.withInitial(ArrayDeque::new);
    /** Kept reachable for good: the native side holds its address. */
    private static final Hook HOOK = new Hook();

    private LogTail() {}

    static void install() {
        avutil.av_log_set_level(avutil.AV_LOG_WARNING);
        avutil.setLogCallback(HOOK);
    }

    static void clear() {
        TAIL.get().clear();
    }

    static List<String> lines() {
        return List.copyOf(TAIL.get());
    }

    private static final class Hook extends LogCallback {
        @Override
        public void call(int level, BytePointer message) {
            try {
                if (level > avutil.AV_LOG_WARNING || message == null) {
                    return;
                }
                String line = message.getString(java.nio.charset.StandardCharsets.UTF_8)
                        .strip();
                if (!line.isEmpty()) {
                    Deque<String> tail = TAIL.get();
                    if (tail.size() == LINES) {
                        tail.removeFirst();
                    }
                    tail.addLast(line);
                }
            } catch (RuntimeException e) {
                // No exception may cross into native code; a lost log line is the lesser harm.
                return;
            }
        }
    }
}
