package dev.reelwright.internal.engine;

import java.util.Map;
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

/**
 * Something to write to that keeps nothing but how far writing came. Muxers may go back and forth in it as in a file; only
 * reading what was written is not possible.
 */
final class VoidOutput implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int SET = 0;
    private static final int CURRENT = 1;
    private static final int END = 2;

    /** By the address of their keys. There may be a few call-backs of a kind only, so that all outputs share one. */
    private static final Map<Long, VoidOutput> OPEN = new ConcurrentHashMap<>();

    private static final Seek SEEK = new Seek();

    private final PacketTally tally;
    private final LongPointer key = new LongPointer(1);
    private final AVIOContext io;
    private long furthest;
    private boolean closed;

    VoidOutput(PacketTally tally) {
        this.tally = tally;
        BytePointer buffer = new BytePointer(Check.notNull(avutil.av_malloc(BUFFER_BYTES), "a buffer"));
        AVIOContext context = avformat.avio_alloc_context(
                buffer,
                BUFFER_BYTES,
                1,
                key,
                (Read_packet_Pointer_BytePointer_int) null,
                (Write_packet_Pointer_BytePointer_int) null,
                SEEK);
        if (context == null) {
            avutil.av_free(buffer);
        }
        io = Check.notNull(context, "an output");
        OPEN.put(key.address(), this);
    }

    /** Called by the muxer's thread, and seldom: at the end of a file mostly. */
    private static final class Seek extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            VoidOutput output = OPEN.get(opaque.address());
            return output == null ? -1 : output.seek(offset, whence);
        }
    }

    private long seek(long offset, int whence) {
        furthest = Math.max(furthest, io.pos());
        return switch (whence & ~avformat.AVSEEK_FORCE) {
            case SET -> offset;
            case CURRENT -> io.pos() + offset;
            case END -> furthest + offset;
            default -> (whence & avformat.AVSEEK_SIZE) != 0 ? furthest : -1;
        };
    }

    AVIOContext io() {
        return io;
    }

    PacketTally tally() {
        return tally;
    }

    /** How many bytes a file would have now. */
    long length() {
        avformat.avio_flush(io);
        return Math.max(furthest, io.pos());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            OPEN.remove(key.address());
            // FFmpeg may have put another buffer in place of the first
            avutil.av_free(io.buffer());
            avformat.avio_context_free(io);
            key.close();
        }
    }
}
