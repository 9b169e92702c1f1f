package dev.reelwright.internal.sample;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.Natives;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.file.OutputFile;
import dev.reelwright.time.MediaTime;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes one sample clip, all or nothing. */
public final class ClipWriter {
    /** Finer than this, files grow wide time fields and some players overflow. */
    private static final long FINEST_MOVIE_SCALE = 1_000_000;

    private final ClipSpec spec;
    private final ClipContainer container;
    private final Path file;

    /**
     * @throws IllegalArgumentException if the container that the file's extension names cannot hold the clip
     * @throws MediaException if the extension names no container
     */
    public ClipWriter(ClipSpec spec, Path file) {
        this.spec = spec;
        this.file = file;
        this.container = ClipContainer.ofPath(file);
        ClipRules.check(spec, container);
    }

    public void write() {
        requireEncoder(new ClipCoding(spec, container).encoder());
        try (OutputFile output = OutputFile.prepare(file, null, spec.overwrite())) {
            try (Muxer muxer = Muxer.create(output.scratch(), container.format());
                    PictureTrack picture = new PictureTrack(spec, container, muxer);
                    SoundTrack sound = soundTrack(muxer)) {
                muxer.start(container.options(movieTimescale(picture.ticks())));
                run(picture, sound);
                muxer.finish();
            }
            output.commit();
        }
    }

    private static void requireEncoder(String encoder) {
        if (!Natives.canEncode(encoder)) {
            throw new MediaException(
                    ErrorCode.ENCODER_NOT_FOUND,
                    "these natives have no encoder " + encoder
                            + "; add the GPL natives (reelwright-natives-gpl) or choose another codec");
        }
    }

    private @Nullable SoundTrack soundTrack(Muxer muxer) {
        return spec.audio() ? new SoundTrack(container.sound(spec.codec()), spec.duration(), muxer) : null;
    }

    /** Keeps the sound just behind the picture, so that the file is interleaved without long queues. */
    private static void run(PictureTrack picture, @Nullable SoundTrack sound) {
        while (!picture.isComplete()) {
            if (Thread.interrupted()) {
                throw new MediaException(ErrorCode.OPERATION_CANCELLED, "cancelled");
            }
            MediaTime end = picture.writeNext();
            if (sound != null) {
                sound.writeUpTo(end);
            }
        }
        picture.finish();
        if (sound != null) {
            sound.finish();
        }
    }

    /** Ticks a second in which edit lists hold both tracks' times exactly. */
    private static int movieTimescale(TimeBase pictures) {
        long common = FrameTimes.leastCommonMultiple(pictures.denominator(), Sound.SAMPLE_RATE);
        return (int) (common <= FINEST_MOVIE_SCALE ? common : Sound.SAMPLE_RATE);
    }
}
