package dev.reelwright.internal.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
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
    private static final Write WRITE = new Write();

    private final PacketTally tally;
    private final LongPointer key = new LongPointer(1);
    private final AVIOContext io;
    private long furthest;
    private boolean keepsEnd;
    /** Where the kept end begins; negative while nothing is kept. */
    private long endStart = -1;

    private byte[] end = new byte[0];
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

    /** Called for what is written at a file's end alone. */
    private static final class Write extends AVIOContext.Write_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer bytes, int length) {
            VoidOutput output = OPEN.get(opaque.address());
            if (output != null) {
                output.keep(bytes, length);
            }
            return length;
        }
    }

    private void keep(BytePointer bytes, int length) {
        long at = io.pos() - endStart;
        if (at >= 0) {
            int to = Math.toIntExact(at + length);
            if (to > end.length) {
                end = Arrays.copyOf(end, Math.max(to, 2 * end.length));
            }
            bytes.get(end, (int) at, length);
        }
    }

    /**
     * From now on keeps what is written behind the place that the writer goes back from: a muxer of movies has written all
     * media when it goes back to tell how much it was, and the index follows.
     */
    void keepEnd() {
        avformat.avio_flush(io);
        keepsEnd = true;
    }

    /** What was kept. */
    ByteBuffer end() {
        return endStart < 0
                ? ByteBuffer.allocate(0)
                : ByteBuffer.wrap(end, 0, Math.toIntExact(length() - endStart)).slice();
    }

    private long seek(long offset, int whence) {
        furthest = Math.max(furthest, io.pos());
        if (keepsEnd && endStart < 0 && (whence & ~avformat.AVSEEK_FORCE) == SET && offset < furthest) {
            endStart = furthest;
            io.write_packet(WRITE);
        }
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
