package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.Track;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.AudioSettings;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoSettings;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Encoder;
import dev.reelwright.internal.engine.EncoderSettings;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.SampleFormat;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.index.PacketIndexer;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.internal.plan.Segment;
import dev.reelwright.internal.plan.SegmentPlanner;
import dev.reelwright.internal.plan.SourceSpan;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.time.MediaTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Opens what a plan needs for each track: decoders, encoders, streams of the output. */
final class LaneOpener {
    private final RunContext context;
    private final Demuxer demuxer;
    private final Muxer muxer;
    private final Runnable onProgress;
    private final List<TimeBase> clocks = new ArrayList<>();
    private Pace pace = Pace.FREE;

    LaneOpener(RunContext context, Demuxer demuxer, Muxer muxer, Runnable onProgress) {
        this.context = context;
        this.demuxer = demuxer;
        this.muxer = muxer;
        this.onProgress = onProgress;
    }

    /** Opens a track that is not dropped. */
    Lane open(TrackPlan track) {
        Track source = context.asset().track(track.sourceTrack()).orElseThrow();
        if (track instanceof TrackPlan.EncodeVideo video) {
            return openVideo(source, video);
        }
        if (track instanceof TrackPlan.EncodeAudio audio) {
            return openAudio(audio);
        }
        if (track instanceof TrackPlan.SmartCut cut) {
            return openCut(source, cut);
        }
        boolean sparse = source.mediaType() == MediaType.TEXT || source.mediaType() == MediaType.DATA;
        return sparse ? openCues(source, track) : openCopy(source, track);
    }

    /** The clocks of all tracks that were opened. */
    List<TimeBase> clocks() {
        return clocks;
    }

    /** What holds tracks back from running ahead of one that is worked on in parts. */
    Pace pace() {
        return pace;
    }

    private TrackTimes times(Track source) {
        boolean exactEnd = !source.segments().isEmpty();
        TimeBase base = demuxer.streams().get(source.index()).timeBase();
        return new TrackTimes(
                base,
                context.asset().containerStart(),
                context.plan().timeRange(),
                source.timeRange().end(),
                source.gaps(),
                exactEnd,
                context.plan().speed());
    }

    private Lane openCopy(Track source, TrackPlan track) {
        Lane lane = new CopyOpener(context, demuxer, muxer, this::pace).open(source, track, times(source));
        clocks.add(lane.output().timeBase());
        return lane;
    }

    /** Text and timed metadata: what is on at the range's start is on at the output's. */
    private Lane openCues(Track source, TrackPlan track) {
        TrackTimes times = times(source);
        TimeBase clock = Clock.of(times);
        clocks.add(clock);
        return new CueOpener(context, demuxer, muxer).open(source, track, times, clock);
    }

    private Lane openCut(Track source, TrackPlan.SmartCut track) {
        TrackTimes times = times(source);
        TrackIndex index = PacketIndexer.index(context.asset(), source, context.stop());
        TimeBase clock = Clock.of(times);
        int stream = muxer.addStream(demuxer, source.index(), clock);
        muxer.language(stream, source.language());
        Containers.describe(muxer, stream, context.plan(), source);
        clocks.add(clock);
        OutputTrack output = new OutputTrack(muxer, stream, clock, context.gate());
        CutVideo video = new CutOpener(context, demuxer, muxer, onProgress).open(source, track, times, index, output);
        Pace behind = Pace.behind(context, output);
        video.onEnd(behind::end);
        pace = behind;
        return new Lane(source, track, track, output, null, video);
    }

    private Lane openVideo(Track source, TrackPlan.EncodeVideo track) {
        VideoSettings settings = track.settings();
        TrackTimes times = times(source);
        TimeBase clock = Clock.of(times);
        TrackIndex index = context.lanes() > 1 ? PacketIndexer.index(context.asset(), source, context.stop()) : null;
        List<Segment> segments = index == null ? List.of() : divide(index);
        int threads = index == null ? 0 : context.threads(0, segments.size());
        VideoLine line = new VideoLine(
                source, settings, times, encoderSettings(settings, clock, threads), muxer.wantsGlobalHeader());
        Encoder encoder = Encoder.open(line.encoder(), line.globalHeader());
        try {
            int stream = addStream(source, encoder);
            muxer.transform(stream, settings.transform(), settings.size());
            OutputTrack output = new OutputTrack(muxer, stream, clock, context.gate());
            return index == null
                    ? openSerial(line, track, output, encoder)
                    : openSegments(line, track, output, encoder, segments, beginning(index, line));
        } catch (RuntimeException | Error e) {
            encoder.close();
            throw e;
        }
    }

    private Lane openSerial(VideoLine line, TrackPlan.EncodeVideo track, OutputTrack output, Encoder encoder) {
        Decoder decoder = openDecoder(line.source(), Decoder.Threading.FRAMES);
        try {
            VideoEncoding encoding = new VideoEncoding(
                    context,
                    line,
                    encoder,
                    output,
                    output.clocks(),
                    context.ending().open(),
                    new FrameLengths(),
                    0);
            FrameLink link = new FrameLink("reelwright-encode-" + line.source().id(), encoding);
            VideoDecoding decoding = new VideoDecoding(
                    line.times(),
                    MediaTime.ZERO,
                    line.sourceFrameRate(),
                    line.minInterval(),
                    line.deinterlaces(),
                    decoder,
                    link,
                    output.clocks().decode());
            TrackPlan opened = Opened.video(track, encoder);
            return new Lane(line.source(), track, opened, output, new VideoWorker(decoding, link, output), null);
        } catch (RuntimeException | Error e) {
            decoder.close();
            throw e;
        }
    }

    private List<Segment> divide(TrackIndex index) {
        List<Segment> segments = SegmentPlanner.divide(index, context.plan().timeRange(), context.lanes());
        if (segments.size() < 2) {
            throw new SeamException("the source has too few sync samples to divide it");
        }
        return segments;
    }

    private Lane openSegments(
            VideoLine line,
            TrackPlan.EncodeVideo track,
            OutputTrack output,
            Encoder encoder,
            List<Segment> segments,
            List<Long> beginning) {
        SegmentedVideo video = new SegmentedVideo(context, line, segments, beginning, output, encoder, onProgress);
        Pace behind = Pace.behind(context, output);
        video.onEnd(behind::end);
        pace = behind;
        return new Lane(line.source(), track, Opened.video(track, encoder), output, null, video);
    }

    /** How long the first frames of the range are shown, in the encoder's ticks. */
    private static List<Long> beginning(TrackIndex index, VideoLine line) {
        TrackTimes times = line.times();
        TimeBase clock = line.encoder().timeBase();
        List<Long> lengths = new ArrayList<>();
        int first = Math.max(0, index.lastStartingBy(times.range().start()));
        for (int i = first; i < Math.min(first + FrameLengths.window(), index.frameCount()); i++) {
            MediaTime from = MediaTime.max(index.start(i), times.range().start());
            MediaTime to = MediaTime.min(index.end(i), times.range().end());
            lengths.add(clock.ticks(times.toOutput(to)) - clock.ticks(times.toOutput(from)));
        }
        return lengths;
    }

    private Lane openAudio(TrackPlan.EncodeAudio track) {
        List<Track> sources = audible(SourceSpan.sources(context.asset(), track));
        AudioSettings settings = track.settings();
        SampleFormat format = new SampleFormat(
                settings.sampleFormat(), settings.sampleRate(), settings.channels(), settings.channelLayout());
        Encoder encoder = Encoder.open(
                new EncoderSettings.Audio(settings.encoder(), Map.of(), format, settings.bitRate()),
                muxer.wantsGlobalHeader());
        try {
            int stream = addStream(spoken(sources), encoder);
            Containers.tag(muxer, stream, context.plan(), settings.codec());
            OutputTrack output = new OutputTrack(muxer, stream, encoder.timeBase(), context.gate());
            output.frame(new OutputTrack.Framing(encoder.initialPadding(), encoder.frameSize()));
            TrackWorker worker = new SoundOpener(context, demuxer, this::times, this::openAudioDecoder, this::pace)
                    .open(sources, format, encoder, output);
            return new Lane(sources, track, Opened.audio(track, encoder), output, worker, null);
        } catch (RuntimeException | Error e) {
            encoder.close();
            throw e;
        }
    }

    /** Those of the sources that have something in the range; some may have been planned for a longer one. */
    private List<Track> audible(List<Track> sources) {
        List<Track> audible = sources.stream()
                .filter(s ->
                        !s.timeRange().intersection(context.plan().timeRange()).isEmpty())
                .toList();
        return audible.isEmpty() ? sources : audible;
    }

    /** The track whose language the sum of all of them has. */
    private static Track spoken(List<Track> sources) {
        return sources.stream()
                .filter(s -> !s.language().equals("und"))
                .findFirst()
                .orElse(sources.get(0));
    }

    private Decoder openAudioDecoder(Track source) {
        return openDecoder(source, Decoder.Threading.NONE);
    }

    private Decoder openDecoder(Track source, Decoder.Threading threading) {
        try {
            return Decoder.open(demuxer, source.index(), threading);
        } catch (MediaException e) {
            throw e.onTrack(source.id());
        }
    }

    private int addStream(Track source, Encoder encoder) {
        int stream = muxer.addStream(encoder);
        muxer.language(stream, source.language());
        Containers.describe(muxer, stream, context.plan(), source);
        muxer.enabled(stream, true);
        clocks.add(encoder.timeBase());
        return stream;
    }

    private EncoderSettings.Video encoderSettings(VideoSettings settings, TimeBase clock, int threads) {
        int thousandths = (int) Math.round(settings.frameRate() * 1000);
        return new EncoderSettings.Video(
                settings.encoder(),
                settings.options(),
                settings.size(),
                Ratio.ONE,
                settings.pixelFormat(),
                settings.color(),
                settings.hdr(),
                clock,
                new Ratio(thousandths, 1000),
                settings.keyInterval(),
                settings.codec().equals("hevc") ? "hvc1" : null,
                threads,
                context.pass());
    }
}
