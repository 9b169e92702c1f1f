package dev.reelwright.internal.engine;

import dev.reelwright.asset.MediaSource;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;

/** A local file, which FFmpeg opens and reads by itself. */
final class FileInput implements Input {
    private final MediaSource source;
    private final String url;
    private final AVIOContext io = new AVIOContext(null);

    FileInput(MediaSource source, Path file, Interrupt interrupt) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new MediaException(
                    ErrorCode.SOURCE_NOT_READABLE,
                    source.name() + (Files.exists(file) ? " is not a readable regular file" : " does not exist"));
        }
        this.source = source;
        this.url = "file:" + file.toAbsolutePath();
        interrupt.ok(
                avformat.avio_open2(io, url, avformat.AVIO_FLAG_READ, interrupt.callback(), (AVDictionary) null),
                ErrorCode.SOURCE_NOT_READABLE,
                "cannot open " + source.name());
    }

    @Override
    public AVIOContext io() {
        return io;
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public String protocols() {
        return "file";
    }

    @Override
    public void check(ErrorCode code) {
        // FFmpeg tells by itself what went wrong
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
        return source.open();
    }

    @Override
    public void close() {
        avformat.avio_closep(io);
    }
}
