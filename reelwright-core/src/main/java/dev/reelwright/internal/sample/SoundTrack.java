package dev.reelwright.internal.sample;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.Resampler;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.time.MediaTime;
import org.jspecify.annotations.Nullable;

/** Makes a sample clip's sound block by block and encodes it. */
final class SoundTrack implements AutoCloseable {
    private static final TimeBase TICKS = TimeBase.ofScale(Sound.SAMPLE_RATE);
    /** Samples at a time for encoders that take any number. */
    private static final int BLOCK = 1024;

    private final Sound sound;
    private final CodedTrack track;
    private final long samples;
    private final float[] amplitudes;
    private final Frame made = new Frame();
    private final Frame converted = new Frame();
    private @Nullable Resampler conversion;
    private long next;

    SoundTrack(Sound sound, MediaTime duration, Muxer muxer) {
        this.sound = sound;
        this.samples = TICKS.ticks(duration);
        this.track = CodedTrack.open(sound.settings(), muxer);
        this.amplitudes = new float[track.frameSize() > 0 ? track.frameSize() : BLOCK];
    }

    /** Writes the sound that is heard before a time, and up to a block more. */
    void writeUpTo(MediaTime time) {
        long wanted = Math.min(samples, TICKS.ticks(time));
        while (next < wanted) {
            writeBlock((int) Math.min(amplitudes.length, samples - next));
        }
    }

    private void writeBlock(int count) {
        TonePainter.fill(amplitudes, next, count, Sound.SAMPLE_RATE);
        made.allocateSamples(count, 1, Sound.SAMPLE_RATE);
        made.putSamples(0, amplitudes, count);
        Frame block = made;
        if (!sound.takesPlanarFloat()) {
            if (conversion == null) {
                conversion = new Resampler(made, sound.format(), Ratio.ONE, Resampler.Levels.NORMALIZED);
            }
            conversion.convert(made, converted);
            block = converted;
        }
        block.pts(next);
        block.duration(count);
        next += count;
        track.encode(block);
    }

    void finish() {
        track.encode(null);
    }

    @Override
    public void close() {
        if (conversion != null) {
            conversion.close();
        }
        made.close();
        converted.close();
        track.close();
    }
}
