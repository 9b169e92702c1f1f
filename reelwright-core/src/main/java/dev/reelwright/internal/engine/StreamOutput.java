package dev.reelwright.internal.engine;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.source.ForeignCall;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avformat.Write_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A stream that FFmpeg writes through Java, in large pieces and from beginning to end. The stream is called on another
 * thread, so that waiting for it ends when the work is to end.
 */
final class StreamOutput implements AutoCloseable {
    private static final int BUFFER_BYTES = 256 << 10;
    /** What is less than this waits for more, but at the end. */
    private static final int LEAST_BYTES = 64 << 10;

    private static final int IO_ERROR = -5;

    /** By the address of their keys. There may be a few call-backs of a kind only, so that all outputs share one. */
    private static final Map<Long, StreamOutput> OPEN = new ConcurrentHashMap<>();

    private static final Write WRITE = new Write();

    private final OutputStream stream;
    private final Interrupt interrupt;
    private final LongPointer key = new LongPointer(1);
    private final AVIOContext io;
    private @Nullable Throwable failure;

    StreamOutput(OutputStream stream, Interrupt interrupt) {
        this.stream = stream;
        this.interrupt = interrupt;
        BytePointer buffer = new BytePointer(Check.notNull(avutil.av_malloc(BUFFER_BYTES), "a buffer"));
        AVIOContext context = avformat.avio_alloc_context(
                buffer, BUFFER_BYTES, 1, key, (Read_packet_Pointer_BytePointer_int) null, WRITE, (Seek_Pointer_long_int)
                        null);
        if (context == null) {
            avutil.av_free(buffer);
        }
        io = Check.notNull(context, "an output");
        io.min_packet_size(LEAST_BYTES);
        OPEN.put(key.address(), this);
    }

    /** Called on the thread that writes. No exception may cross into native code. */
    private static final class Write extends Write_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer bytes, int size) {
            StreamOutput output = OPEN.get(opaque.address());
            return output == null ? IO_ERROR : output.write(bytes, size);
        }
    }

    private int write(BytePointer bytes, int size) {
        if (failure != null) {
            // nothing may follow what is missing
            return IO_ERROR;
        }
        try {
            if (interrupt.isAsked()) {
                return avutil.AVERROR_EXIT();
            }
            byte[] block = new byte[size];
            bytes.get(block);
            call(() -> {
                stream.write(block, 0, size);
                return true;
            });
            return size;
        } catch (Throwable e) {
            failure = e;
            return IO_ERROR;
        }
    }

    private void call(Callable<Boolean> work) throws IOException {
        ForeignCall<Boolean> call = ForeignCall.begin(work);
        try {
            call.await(interrupt.signal());
        } catch (MediaException e) {
            call.interrupt();
            throw e;
        }
    }

    AVIOContext io() {
        return io;
    }

    /** Throws what the stream has thrown, in place of what FFmpeg makes of it. */
    void check() {
        Throwable thrown = failure;
        if (thrown instanceof MediaException known) {
            throw known;
        }
        if (thrown != null) {
            String why = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
            throw new MediaException(ErrorCode.WRITE_FAILED, "the stream cannot be written: " + why, thrown);
        }
    }

    /** Hands over what still waits, and has the stream do the same. */
    void finish() {
        avformat.avio_flush(io);
        check();
        try {
            call(() -> {
                stream.flush();
                return true;
            });
        } catch (IOException e) {
            failure = e;
        }
        check();
    }

    @Override
    public void close() {
        OPEN.remove(key.address());
        // FFmpeg may have put another buffer in place of the first
        avutil.av_free(io.buffer());
        avformat.avio_context_free(io);
        key.close();
    }
}
