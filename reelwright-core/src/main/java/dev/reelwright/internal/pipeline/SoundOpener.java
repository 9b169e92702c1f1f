package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Encoder;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Resampler.Levels;
import dev.reelwright.internal.engine.SampleFormat;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.internal.render.SoundMixer;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Opens what makes one track of sound out of one or several of the source. */
final class SoundOpener {
    private final RunContext context;
    private final Function<Track, TrackTimes> times;
    private final Function<Track, Decoder> decoders;
    private final Supplier<Pace> pace;

    SoundOpener(
            RunContext context,
            Function<Track, TrackTimes> times,
            Function<Track, Decoder> decoders,
            Supplier<Pace> pace) {
        this.context = context;
        this.times = times;
        this.decoders = decoders;
        this.pace = pace;
    }

    /** Opens a worker, to which the encoder belongs from then on. */
    TrackWorker open(List<Track> sources, SampleFormat format, Encoder encoder, OutputTrack output) {
        return sources.size() > 1 || isMixedDown(sources.get(0), format)
                ? openMix(sources, format, encoder, output)
                : openOne(sources.get(0), format, encoder, output);
    }

    /** Whether channels are added up, which may be louder than any of them. */
    private static boolean isMixedDown(Track source, SampleFormat format) {
        return source.format() instanceof FormatDescription.Audio audio && audio.channels() > format.channels();
    }

    private AudioWorker openOne(Track source, SampleFormat format, Encoder encoder, OutputTrack output) {
        TrackTimes time = times.apply(source);
        Decoder decoder = decoders.apply(source);
        SoundEncoding encoding =
                new SoundEncoding(context, format, encoder, output, pace, SoundSource.limit(time, format));
        return new AudioWorker(
                new SoundSource(time, format, Levels.NORMALIZED, decoder, output.clocks(), encoding::put), encoding);
    }

    private MixWorker openMix(List<Track> sources, SampleFormat format, Encoder encoder, OutputTrack output) {
        List<SoundMixer.Input> inputs =
                sources.stream().map(source -> input(source, format)).toList();
        long limit = inputs.stream().mapToLong(SoundMixer.Input::limit).max().orElse(0);
        MixWorker worker =
                new MixWorker(format, inputs, new SoundEncoding(context, format, encoder, output, pace, limit));
        try {
            for (int i = 0; i < sources.size(); i++) {
                Track source = sources.get(i);
                Decoder decoder = decoders.apply(source);
                worker.add(
                        source.index(),
                        new SoundSource(
                                times.apply(source),
                                MixWorker.mixed(format),
                                Levels.KEPT,
                                decoder,
                                output.clocks(),
                                worker.input(i)));
            }
            return worker;
        } catch (RuntimeException | Error e) {
            worker.close();
            throw e;
        }
    }

    private SoundMixer.Input input(Track source, SampleFormat format) {
        TrackTimes time = times.apply(source);
        TimeBase clock = TimeBase.ofScale(format.sampleRate());
        return new SoundMixer.Input(
                clock.ticks(time.toOutput(source.timeRange().start())),
                clock.ticks(time.toOutput(source.timeRange().end())),
                SoundSource.limit(time, format));
    }
}
