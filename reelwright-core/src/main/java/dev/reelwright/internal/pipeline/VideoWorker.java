package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.export.VideoSettings;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.EncodeLoop;
import dev.reelwright.internal.engine.Encoder;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.plan.ColorRules;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.internal.render.FrameCutter;
import dev.reelwright.internal.render.VideoRenderer;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.ArrayList;
import java.util.List;

/** Decodes video, cuts it to the range, renders and encodes it. */
final class VideoWorker implements TrackWorker {
    private final TrackTimes times;
    private final TimeBase clock;
    private final double frameRate;
    private final DecodeLoop decoding;
    private final FrameCutter<Frame> cutter;
    private final VideoRenderer renderer;
    private final EncodeLoop encoding;
    private final Frame rendered = new Frame();
    private final FrameLengths lengths = new FrameLengths();
    private long lastTicks = -1;
    private boolean finishing;
    private MediaTime naturalEnd = MediaTime.ZERO;

    VideoWorker(
            Track track,
            VideoSettings settings,
            TrackTimes times,
            Decoder decoder,
            Encoder encoder,
            OutputTrack output) {
        this.times = times;
        this.clock = encoder.timeBase();
        this.frameRate = settings.frameRate();
        this.decoding = new DecodeLoop(decoder, this::decoded);
        this.cutter = new FrameCutter<>(times.range(), minInterval(settings), this::show);
        this.renderer =
                VideoRenderer.forExport(clock, ColorRules.shown((FormatDescription.Video) track.format()), settings);
        this.encoding = new EncodeLoop(encoder, output);
    }

    /** A little less than the frame interval at the highest rate, for clocks that jitter. */
    private static MediaTime minInterval(VideoSettings settings) {
        return settings.maxFrameRate() == 0 ? MediaTime.ZERO : MediaTime.of(95, 100 * settings.maxFrameRate());
    }

    @Override
    public void accept(Packet packet) {
        decoding.decode(packet);
    }

    private void decoded(Frame frame) {
        MediaTime start = frame.bestPts() == TimeBase.NONE ? naturalEnd : times.onAsset(frame.bestPts());
        MediaTime duration = frame.duration() > 0
                ? times.timeBase().time(frame.duration())
                : MediaTime.ofSeconds(1 / frameRate, times.timeBase().denominator());
        naturalEnd = start.plus(duration);
        Frame kept = new Frame();
        kept.takeFrom(frame);
        cutter.accept(kept, start);
    }

    private void show(Frame frame, TimeRange shown) {
        try (frame) {
            long start = Math.max(lastTicks + 1, clock.ticks(shown.start()));
            long end = clock.ticks(shown.end());
            lastTicks = start;
            frame.pts(start);
            frame.duration(Math.max(1, end - start));
            renderer.render(frame, rendered);
            lengths.add(end - start);
            rendered.chooseKey(isLast(shown) && lengths.endLongerThanTheyBegan());
            encoding.encode(rendered);
            rendered.clear();
        }
    }

    private boolean isLast(TimeRange shown) {
        return finishing || !shown.end().isBefore(times.range().duration());
    }

    @Override
    public void finish() {
        finishing = true;
        decoding.finish();
        decoding.requireMedia(naturalEnd, MediaTime.min(times.range().end(), times.trackEnd()));
        cutter.finish(MediaTime.min(naturalEnd.isAfter(times.trackEnd()) ? naturalEnd : lastEnd(), times.limit()));
        encoding.encode(null);
    }

    /** Where the last frame leaves the screen: an edit list says so exactly, else the frame's own duration does. */
    private MediaTime lastEnd() {
        return times.endIsExact() ? times.trackEnd() : naturalEnd;
    }

    @Override
    public boolean isComplete() {
        return cutter.isComplete();
    }

    @Override
    public MediaTime progress() {
        return encoding.output().end();
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(decoding.warnings());
        if (cutter.leftOut() > 0) {
            warnings.add(cutter.leftOut() + " frames were left out because their times do not grow");
        }
        return warnings;
    }

    @Override
    public void close() {
        decoding.close();
        cutter.close();
        renderer.close();
        rendered.close();
        encoding.close();
    }
}
