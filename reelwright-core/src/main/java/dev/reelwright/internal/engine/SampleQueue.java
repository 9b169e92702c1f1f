package dev.reelwright.internal.engine;

import dev.reelwright.NativeMemory.Kind;
import dev.reelwright.error.ErrorCode;
import org.bytedeco.ffmpeg.avutil.AVAudioFifo;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Audio samples in order, put in and taken out in any portions. */
public final class SampleQueue implements AutoCloseable {
    private static final int SILENCE_BLOCK = 4096;

    private final SampleFormat format;
    private final AVAudioFifo fifo;
    private final @Nullable LeakWatch watch;
    private boolean closed;

    public SampleQueue(SampleFormat format) {
        this.format = format;
        Natives.load();
        fifo = Check.notNull(
                avutil.av_audio_fifo_alloc(format.number(), format.channels(), SILENCE_BLOCK), "an audio queue");
        watch = LiveNatives.opened(Kind.SAMPLE_QUEUE, this);
    }

    public int size() {
        return avutil.av_audio_fifo_size(fifo);
    }

    public void put(Frame frame) {
        if (frame.samples() > 0) {
            Check.ok(
                    avutil.av_audio_fifo_write(fifo, frame.raw.extended_data(), frame.samples()),
                    ErrorCode.OUT_OF_MEMORY,
                    "the audio queue");
        }
    }

    public void putSilence(long samples) {
        try (Frame silence = new Frame()) {
            silence.allocateSamples(format, SILENCE_BLOCK);
            avutil.av_samples_set_silence(
                    silence.raw.extended_data(), 0, SILENCE_BLOCK, format.channels(), format.number());
            for (long left = samples; left > 0; left -= SILENCE_BLOCK) {
                silence.raw.nb_samples((int) Math.min(left, SILENCE_BLOCK));
                put(silence);
            }
        }
    }

    public void drop(int samples) {
        Check.ok(avutil.av_audio_fifo_drain(fifo, samples), ErrorCode.UNKNOWN, "the audio queue");
    }

    /** Moves up to {@code samples} samples into a fresh frame. */
    public void take(Frame into, int samples) {
        into.allocateSamples(format, samples);
        Check.ok(
                avutil.av_audio_fifo_read(fifo, into.raw.extended_data(), samples),
                ErrorCode.UNKNOWN,
                "the audio queue");
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avutil.av_audio_fifo_free(fifo);
            LiveNatives.closed(Kind.SAMPLE_QUEUE, watch);
        }
    }
}
