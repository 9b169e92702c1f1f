package dev.reelwright.internal.engine;

import dev.reelwright.asset.MediaSource;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.internal.source.LocalFile;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ffmpeg.avformat.AVIOContext;

/** The bytes that a demuxer reads. */
interface Input extends AutoCloseable {
    /** A local file is left to FFmpeg; everything else is read by its channel. */
    static Input open(MediaSource source, Interrupt interrupt) {
        Optional<Path> file = LocalFile.of(source);
        return file.isPresent()
                ? new FileInput(source, file.orElseThrow(), interrupt)
                : new ChannelInput(source, interrupt);
    }

    AVIOContext io();

    /** How FFmpeg calls it; empty where it cannot. */
    String url();

    /** The protocols by which FFmpeg may open what the media names. */
    String protocols();

    /** Throws what the source has thrown since this was asked last, if anything, in place of what FFmpeg makes of it. */
    void check(ErrorCode code);

    /** Another reader of the same bytes. */
    SeekableByteChannel channel() throws IOException;

    @Override
    void close();
}
