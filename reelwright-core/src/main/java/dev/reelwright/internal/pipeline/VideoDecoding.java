package dev.reelwright.internal.pipeline;

import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.events.StageClock;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.internal.render.Deinterlacer;
import dev.reelwright.internal.render.FrameCutter;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.ArrayList;
import java.util.List;

/** Decodes video, cuts it to a range, and hands on each frame with the time when the output shows it. */
final class VideoDecoding implements AutoCloseable {
    private final TrackTimes times;
    private final MediaTime offset;
    private final double frameRate;
    private final Deinterlacer deinterlacer;
    private final DecodeLoop decoding;
    private final FrameCutter<Frame> cutter;
    private final FrameSink sink;
    private boolean finishing;
    private MediaTime naturalEnd = MediaTime.ZERO;
    private boolean decodedAny;

    /**
     * @param offset where the range begins on the output's timeline
     * @param frameRate of the source, for frames that do not tell how long they last
     * @param minInterval frames that follow sooner, in the source's time, are left out
     */
    VideoDecoding(
            TrackTimes times,
            MediaTime offset,
            double frameRate,
            MediaTime minInterval,
            boolean deinterlaces,
            Decoder decoder,
            FrameSink sink,
            StageClock clock) {
        this.times = times;
        this.offset = offset;
        this.frameRate = frameRate;
        this.sink = sink;
        this.deinterlacer = new Deinterlacer(times.timeBase(), this::decoded);
        this.decoding = new DecodeLoop(decoder, deinterlaces ? deinterlacer::accept : this::decoded, clock);
        this.cutter = new FrameCutter<>(times.range(), minInterval, this::show);
    }

    void decode(Packet packet) {
        decoding.decode(packet);
    }

    private void decoded(Frame frame) {
        MediaTime start = snapped(frame.bestPts() == TimeBase.NONE ? naturalEnd : times.onAsset(frame.bestPts()));
        MediaTime duration = frame.duration() > 0
                ? times.timeBase().time(frame.duration())
                : MediaTime.ofSeconds(1 / frameRate, times.timeBase().denominator());
        naturalEnd = start.plus(duration);
        decodedAny = true;
        for (TimeRange gap : times.gaps()) {
            if (gap.start().isBefore(start) && cutter.isShowingBefore(gap.start())) {
                leaveEmpty(gap, frame);
            }
        }
        Frame kept = new Frame();
        kept.takeFrom(frame);
        cutter.accept(kept, start);
    }

    /** A frame that comes on screen within less than a tick of the range's start or end comes with it, but for rounding. */
    private MediaTime snapped(MediaTime start) {
        MediaTime grain = times.grain();
        for (MediaTime bound : List.of(times.range().start(), times.range().end())) {
            if (start.isAfter(bound.minus(grain)) && start.isBefore(bound.plus(grain))) {
                return bound;
            }
        }
        return start;
    }

    /** Where the track presents nothing, the picture is black; an output that begins there begins when something comes. */
    private void leaveEmpty(TimeRange gap, Frame like) {
        if (!gap.start().isAfter(times.range().start())) {
            cutter.close();
            return;
        }
        Frame black = like.black();
        if (black != null) {
            cutter.fill(black, gap.start());
        }
    }

    private void show(Frame frame, TimeRange sinceStart) {
        boolean last = finishing || !sinceStart.end().isBefore(times.range().duration());
        TimeRange shown = TimeRange.between(
                offset.plus(times.scaled(sinceStart.start())), offset.plus(times.scaled(sinceStart.end())));
        sink.accept(frame, shown, last);
    }

    /** Hands on what is still inside; the sink is not told to finish. */
    void finish() {
        decoding.finish();
        deinterlacer.finish();
        decoding.requireMedia(naturalEnd, MediaTime.min(times.range().end(), times.trackEnd()));
        // what the decoder still gave was followed by more; what the cutter holds is the last
        finishing = true;
        cutter.finish(MediaTime.min(naturalEnd.isAfter(times.trackEnd()) ? naturalEnd : lastEnd(), times.limit()));
    }

    /** Where the last frame leaves the screen: an edit list says so exactly, else the frame's own duration does. */
    private MediaTime lastEnd() {
        return times.endIsExact() ? times.trackEnd() : naturalEnd;
    }

    /** Whether nothing that comes later in the file is needed. */
    boolean isComplete() {
        return cutter.isComplete() || sink.isComplete();
    }

    boolean decodedAny() {
        return decodedAny;
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>(decoding.warnings());
        if (cutter.leftOut() > 0) {
            warnings.add(cutter.leftOut() + " frames were left out because their times do not grow");
        }
        return warnings;
    }

    @Override
    public void close() {
        decoding.close();
        deinterlacer.close();
        cutter.close();
    }
}
