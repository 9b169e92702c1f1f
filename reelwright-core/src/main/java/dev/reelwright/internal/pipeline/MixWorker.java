package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.Resampler;
import dev.reelwright.internal.engine.SampleFormat;
import dev.reelwright.internal.render.SoundMixer;
import dev.reelwright.time.MediaTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes audio tracks, adds their channels or several of them up, and encodes the sum. What is added is in floats, so that
 * it is brought into range once, at the end.
 */
final class MixWorker implements TrackWorker {
    private final Map<Integer, SoundSource> sources = new HashMap<>();
    private final SoundEncoding encoding;
    private final SampleFormat encoded;
    private final SoundMixer mixer;
    private final Frame converted = new Frame();
    private @Nullable Resampler converter;

    /**
     * Makes a worker without sources.
     *
     * @param encoded what the encoder takes
     * @param inputs what is known of what will be added to it
     */
    MixWorker(SampleFormat encoded, List<SoundMixer.Input> inputs, SoundEncoding encoding) {
        this.encoded = encoded;
        this.encoding = encoding;
        this.mixer = new SoundMixer(mixed(encoded), inputs, this::encode);
    }

    /** The format in which samples are added for an encoder that takes this one. */
    static SampleFormat mixed(SampleFormat encoded) {
        return new SampleFormat("fltp", encoded.sampleRate(), encoded.channels(), encoded.layout());
    }

    /** What takes the samples of one of the sources. */
    SoundSource.Sink input(int number) {
        return (samples, place) -> mixer.add(number, samples, place);
    }

    /** Has the packets of a stream decoded by this source. */
    void add(int stream, SoundSource source) {
        sources.put(stream, source);
    }

    private void encode(Frame block, long place) {
        if (encoded.name().equals("fltp")) {
            encoding.put(block, place);
            return;
        }
        if (converter == null) {
            converter = new Resampler(block, encoded, Ratio.ONE, Resampler.Levels.NORMALIZED);
        }
        converter.convert(block, converted);
        encoding.put(converted, place);
    }

    @Override
    public void accept(Packet packet) {
        SoundSource source = sources.get(packet.streamIndex());
        if (source != null) {
            source.accept(packet);
        }
    }

    @Override
    public void finish() {
        long end = 0;
        for (SoundSource source : sources.values()) {
            source.finish();
            end = Math.max(end, source.end());
        }
        mixer.finish();
        encoding.finish(end);
    }

    @Override
    public boolean isComplete() {
        return encoding.isComplete() || mixer.isComplete();
    }

    @Override
    public MediaTime progress() {
        return encoding.progress();
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        sources.values().forEach(source -> warnings.addAll(source.warnings()));
        if (mixer.turnedDown() > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "what is mixed is louder than full scale in places and was turned down there, by %.1f dB at most",
                    mixer.turnedDown()));
        }
        if (mixer.lateSeconds() > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%.3f s of sound lie too far from what they are heard with in the file and were left out",
                    mixer.lateSeconds()));
        }
        return warnings;
    }

    @Override
    public void close() {
        sources.values().forEach(SoundSource::close);
        mixer.close();
        converted.close();
        if (converter != null) {
            converter.close();
        }
        encoding.close();
    }
}
