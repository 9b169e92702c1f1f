package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.AudioSettings;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportResult.WrittenTrack;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoSettings;
import dev.reelwright.internal.copy.PacketCopier;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Encoder;
import dev.reelwright.internal.engine.EncoderSettings;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.SampleFormat;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.time.MediaTime;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tracks of one running export: opened by the plan, fed by one reader, closed together. */
final class TrackSet implements AutoCloseable {
    private final Asset asset;
    private final ExportPlan plan;
    private final Demuxer demuxer;
    private final Muxer muxer;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<TimeBase> clocks = new ArrayList<>();
    private final Map<Integer, TrackThread> threads = new HashMap<>();

    /** One track on its way from the source to the output. */
    private record Lane(Track source, TrackPlan plan, OutputTrack output, TrackWorker worker) {}

    private TrackSet(Asset asset, ExportPlan plan, Demuxer demuxer, Muxer muxer) {
        this.asset = asset;
        this.plan = plan;
        this.demuxer = demuxer;
        this.muxer = muxer;
    }

    static TrackSet open(Asset asset, ExportPlan plan, Demuxer demuxer, Muxer muxer) {
        TrackSet set = new TrackSet(asset, plan, demuxer, muxer);
        try {
            for (TrackPlan track : plan.tracks()) {
                set.open(track);
            }
            return set;
        } catch (RuntimeException | Error e) {
            set.close();
            throw e;
        }
    }

    private void open(TrackPlan track) {
        Track source = asset.track(track.sourceTrack()).orElseThrow();
        if (track instanceof TrackPlan.Copy) {
            openCopy(source, track);
        } else if (track instanceof TrackPlan.EncodeVideo video) {
            openVideo(source, video);
        } else if (track instanceof TrackPlan.EncodeAudio audio) {
            openAudio(source, audio);
        }
    }

    private TrackTimes times(Track source) {
        boolean exactEnd = !source.segments().isEmpty();
        TimeBase base = demuxer.streams().get(source.index()).timeBase();
        return new TrackTimes(
                base,
                asset.containerStart(),
                plan.timeRange(),
                source.timeRange().end(),
                exactEnd);
    }

    private void openCopy(Track source, TrackPlan track) {
        TrackTimes times = times(source);
        int stream = muxer.addStream(demuxer, source.index());
        muxer.language(stream, source.language());
        clocks.add(times.timeBase());
        OutputTrack output = new OutputTrack(muxer, stream, times.timeBase());
        lanes.add(new Lane(source, track, output, new CopyWorker(new PacketCopier(times, output, source.isVideo()))));
    }

    private void openVideo(Track source, TrackPlan.EncodeVideo track) {
        VideoSettings settings = track.settings();
        TrackTimes times = times(source);
        TimeBase clock = Clock.forTrack(
                times.timeBase(),
                List.of(
                        times.containerStart(),
                        times.range().start(),
                        times.range().end()));
        Encoder encoder = Encoder.open(videoEncoder(settings, clock), muxer.wantsGlobalHeader());
        int stream = addStream(source, encoder);
        muxer.transform(stream, settings.transform(), settings.size());
        OutputTrack output = new OutputTrack(muxer, stream, clock);
        Decoder decoder = openDecoder(source, Decoder.Threading.FRAMES, encoder);
        lanes.add(new Lane(source, track, output, new VideoWorker(source, settings, times, decoder, encoder, output)));
    }

    private void openAudio(Track source, TrackPlan.EncodeAudio track) {
        AudioSettings settings = track.settings();
        SampleFormat format = new SampleFormat(
                settings.sampleFormat(), settings.sampleRate(), settings.channels(), settings.channelLayout());
        Encoder encoder = Encoder.open(
                new EncoderSettings.Audio(settings.encoder(), Map.of(), format, settings.bitRate()),
                muxer.wantsGlobalHeader());
        int stream = addStream(source, encoder);
        OutputTrack output = new OutputTrack(muxer, stream, encoder.timeBase());
        Decoder decoder = openDecoder(source, Decoder.Threading.NONE, encoder);
        lanes.add(new Lane(source, track, output, new AudioWorker(format, times(source), decoder, encoder, output)));
    }

    private Decoder openDecoder(Track source, Decoder.Threading threading, Encoder toCloseOnFailure) {
        try {
            return Decoder.open(demuxer, source.index(), threading);
        } catch (MediaException e) {
            toCloseOnFailure.close();
            throw e.onTrack(source.id());
        } catch (RuntimeException | Error e) {
            toCloseOnFailure.close();
            throw e;
        }
    }

    private int addStream(Track source, Encoder encoder) {
        int stream = muxer.addStream(encoder);
        muxer.language(stream, source.language());
        muxer.enabled(stream, true);
        clocks.add(encoder.timeBase());
        return stream;
    }

    private static EncoderSettings.Video videoEncoder(VideoSettings settings, TimeBase clock) {
        int thousandths = (int) Math.round(settings.frameRate() * 1000);
        return new EncoderSettings.Video(
                settings.encoder(),
                settings.options(),
                settings.size(),
                settings.pixelFormat(),
                settings.color(),
                settings.hdr(),
                clock,
                new Ratio(thousandths, 1000),
                settings.keyInterval(),
                settings.codec().equals("hevc") ? "hvc1" : null);
    }

    /** Ticks a second that the whole file should be timed in. */
    int movieTimescale() {
        return Clock.forMovie(clocks);
    }

    boolean encodesAny() {
        return lanes.stream().anyMatch(lane -> !(lane.plan() instanceof TrackPlan.Copy));
    }

    /** Reads the source from the range's start on until every track has what it needs. */
    void run(Cancellation cancellation, ProgressMeter meter) {
        Map<Integer, Track> sources = new HashMap<>();
        lanes.forEach(lane -> sources.put(lane.source().index(), lane.source()));
        demuxer.select(sources.keySet());
        SourceStart start =
                new SourceStart(asset, demuxer, plan.timeRange().start(), List.copyOf(sources.values()), encodesAny());
        beginCopies(start);
        for (Lane lane : lanes) {
            threads.put(
                    lane.source().index(),
                    new TrackThread(lane.source().id(), lane.worker(), cancellation, () -> meter.reached(slowest())));
        }
        try {
            start.replay(this::dispatch);
            readAll(cancellation);
            for (TrackThread thread : threads.values()) {
                thread.finish();
            }
            if (!threads.values().stream().allMatch(TrackThread::hadEnough)) {
                requireWholeFile(sources.keySet());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MediaException(ErrorCode.OPERATION_CANCELLED, "interrupted", e);
        }
        requireMedia();
    }

    /** Without decoding, the output can only begin where a sync sample is. */
    private void beginCopies(SourceStart start) {
        boolean trimmed = plan.timeRange().start().isAfter(MediaTime.ZERO);
        boolean video = lanes.stream().anyMatch(lane -> lane.source().isVideo());
        if (trimmed && !encodesAny()) {
            MediaTime begin = video ? start.firstVideoTime() : plan.timeRange().start();
            lanes.forEach(lane -> ((CopyWorker) lane.worker()).beginAt(begin));
        }
    }

    private void readAll(Cancellation cancellation) throws InterruptedException {
        try (Packet packet = new Packet()) {
            while (!allComplete() && demuxer.read(packet) && !isCutOff(packet)) {
                cancellation.check();
                dispatch(packet);
            }
        }
    }

    private void dispatch(Packet packet) throws InterruptedException {
        TrackThread thread = threads.get(packet.streamIndex());
        if (thread != null && !thread.isComplete()) {
            thread.put(packet.take());
        }
        packet.clear();
        for (TrackThread t : threads.values()) {
            t.check();
        }
    }

    /** Whether the file ends within this packet; what was read so far may be all that is needed. */
    private boolean isCutOff(Packet packet) {
        return packet.isCorrupt() && asset.formatName().equals("mov");
    }

    /** Reading came to the end of the file: for a file that was cut between two samples that looks like any other end. */
    private void requireWholeFile(Set<Integer> streams) {
        try {
            if (asset.formatName().equals("mov") && demuxer.isCutOff(streams, Files.size(asset.path()))) {
                throw cutOff();
            }
        } catch (IOException e) {
            throw new MediaException(ErrorCode.FAILED_TO_LOAD_MEDIA_DATA, asset.path() + " cannot be read any more", e);
        }
    }

    private MediaException cutOff() {
        return new MediaException(
                ErrorCode.FAILED_TO_LOAD_MEDIA_DATA,
                "the media data of " + asset.path() + " is cut off: its index points beyond the file's end. "
                        + "Export what is there by an earlier end of the time range");
    }

    private boolean allComplete() {
        return threads.values().stream().allMatch(TrackThread::isComplete);
    }

    /** A track that ends early must not hold progress back, so the video rules where there is some. */
    private MediaTime slowest() {
        MediaTime video = null;
        MediaTime any = MediaTime.ZERO;
        for (Lane lane : lanes) {
            MediaTime reached = lane.worker().progress();
            any = MediaTime.max(any, reached);
            if (lane.source().isVideo()) {
                video = reached;
            }
        }
        return video == null ? any : video;
    }

    /** A file whose header promises media that is not there must not end as an empty or short success. */
    private void requireMedia() {
        MediaTime reached = MediaTime.ZERO;
        for (Lane lane : lanes) {
            reached = MediaTime.max(reached, lane.output().end());
        }
        MediaTime wanted = plan.timeRange().duration();
        MediaTime slack = MediaTime.max(MediaTime.of(1, 2), wanted.timesRatio(1, 50));
        boolean nothing = lanes.stream().allMatch(lane -> lane.output().samples() == 0);
        if (nothing || reached.plus(slack).isBefore(wanted)) {
            throw new MediaException(
                    ErrorCode.FAILED_TO_LOAD_MEDIA_DATA,
                    "the media of " + asset.path() + " ends after " + reached.inSeconds() + " of the "
                            + wanted.inSeconds() + " to export: the file is cut off or holds no media data. "
                            + "Export what is there by an earlier end of the time range");
        }
    }

    List<WrittenTrack> written() {
        List<WrittenTrack> written = new ArrayList<>();
        for (Lane lane : lanes) {
            OutputTrack output = lane.output();
            written.add(
                    new WrittenTrack(lane.plan(), output.stream() + 1, output.samples(), output.bytes(), output.end()));
        }
        return written;
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (Lane lane : lanes) {
            lane.worker()
                    .warnings()
                    .forEach(w -> warnings.add("track " + lane.source().id() + ": " + w));
        }
        return warnings;
    }

    @Override
    public void close() {
        threads.values().forEach(TrackThread::abandon);
        lanes.stream()
                .filter(lane -> !threads.containsKey(lane.source().index()))
                .forEach(lane -> lane.worker().close());
    }
}
