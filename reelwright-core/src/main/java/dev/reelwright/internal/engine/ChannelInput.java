package dev.reelwright.internal.engine;

import dev.reelwright.asset.MediaSource;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.source.SourceChannel;
import dev.reelwright.internal.source.SourceReader;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
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
import org.jspecify.annotations.Nullable;

/**
 * A source that FFmpeg reads through Java: it calls up for a block at a time, less right after it went elsewhere, where it
 * may take little.
 */
final class ChannelInput implements Input {
    /** What is handed over first at a new place; doubled from call to call. */
    private static final int FIRST_BYTES = 32 << 10;

    private static final int IO_ERROR = -5;

    /** By the address of their keys. There may be a few call-backs of a kind only, so that all inputs share one. */
    private static final Map<Long, ChannelInput> OPEN = new ConcurrentHashMap<>();

    private static final Read READ = new Read();
    private static final Seek SEEK = new Seek();

    private final MediaSource source;
    private final Interrupt interrupt;
    private final SourceReader reader;
    private final LongPointer key = new LongPointer(1);
    private final AVIOContext io;
    private long position;
    private int most = FIRST_BYTES;
    private @Nullable Throwable failure;

    ChannelInput(MediaSource source, Interrupt interrupt) {
        this.source = source;
        this.interrupt = interrupt;
        this.reader = new SourceReader(source, interrupt.signal());
        try {
            // here, because FFmpeg takes a source of no length for one that it cannot go back and forth in
            length();
            check(ErrorCode.SOURCE_NOT_READABLE);
            io = context();
        } catch (RuntimeException | Error e) {
            reader.close();
            key.close();
            throw e;
        }
        OPEN.put(key.address(), this);
    }

    private AVIOContext context() {
        int size = SourceReader.blockSize();
        BytePointer buffer = new BytePointer(Check.notNull(avutil.av_malloc(size), "a buffer"));
        AVIOContext context = avformat.avio_alloc_context(
                buffer, size, 0, key, READ, (Write_packet_Pointer_BytePointer_int) null, SEEK);
        if (context == null) {
            avutil.av_free(buffer);
        }
        return Check.notNull(context, "an input");
    }

    /** Called on the thread that reads. No exception may cross into native code. */
    private static final class Read extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer target, int size) {
            ChannelInput input = OPEN.get(opaque.address());
            return input == null ? IO_ERROR : input.read(target, size);
        }
    }

    /** The same. */
    private static final class Seek extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            ChannelInput input = OPEN.get(opaque.address());
            return input == null ? IO_ERROR : input.seek(offset, whence);
        }
    }

    private int read(BytePointer target, int size) {
        try {
            if (interrupt.isAsked()) {
                return avutil.AVERROR_EXIT();
            }
            byte[] block = reader.block(position / SourceReader.blockSize());
            int from = (int) (position % SourceReader.blockSize());
            int count = Math.min(Math.min(size, most), block.length - from);
            if (count <= 0) {
                return avutil.AVERROR_EOF();
            }
            target.put(block, from, count);
            position += count;
            most = Math.min(2 * most, SourceReader.blockSize());
            return count;
        } catch (Throwable e) {
            failure = e;
            return e instanceof MediaException ? avutil.AVERROR_EXIT() : IO_ERROR;
        }
    }

    private long seek(long offset, int whence) {
        if ((whence & avformat.AVSEEK_SIZE) != 0) {
            return length();
        }
        long to =
                switch (whence & ~avformat.AVSEEK_FORCE) {
                    case 0 -> offset;
                    case 1 -> position + offset;
                    case 2 -> length() + offset;
                    default -> -1;
                };
        if (to < 0) {
            return IO_ERROR;
        }
        if (to != position) {
            position = to;
            most = FIRST_BYTES;
        }
        return to;
    }

    private long length() {
        try {
            return reader.length();
        } catch (Throwable e) {
            failure = e;
            return IO_ERROR;
        }
    }

    @Override
    public AVIOContext io() {
        return io;
    }

    @Override
    public String url() {
        return "";
    }

    @Override
    public String protocols() {
        return "";
    }

    @Override
    public void check(ErrorCode code) {
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof MediaException known) {
            throw known;
        }
        if (thrown instanceof NoSuchFileException) {
            throw new MediaException(code, source.name() + " does not exist", thrown);
        }
        if (thrown != null) {
            String why = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
            throw new MediaException(code, source.name() + " cannot be read: " + why, thrown);
        }
    }

    @Override
    public SeekableByteChannel channel() {
        return new SourceChannel(source, interrupt.signal());
    }

    @Override
    public void close() {
        OPEN.remove(key.address());
        // FFmpeg may have put another buffer in place of the first
        avutil.av_free(io.buffer());
        avformat.avio_context_free(io);
        key.close();
        reader.close();
    }
}
