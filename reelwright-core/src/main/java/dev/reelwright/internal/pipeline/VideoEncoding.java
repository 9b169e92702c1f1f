package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.FormatDescription;
import dev.reelwright.internal.engine.EncodeLoop;
import dev.reelwright.internal.engine.Encoder;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.PacketTarget;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.events.StageClock;
import dev.reelwright.internal.events.StageClocks;
import dev.reelwright.internal.plan.ColorRules;
import dev.reelwright.internal.render.VideoRenderer;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.function.LongConsumer;

/** Renders frames and encodes them. Owns its encoder. */
final class VideoEncoding implements FrameSink {
    private final RunContext context;
    private final TimeBase clock;
    private final Ending.Feed feed;
    private final VideoRenderer renderer;
    private final EncodeLoop encoding;
    private final StageClock rendering;
    private final FrameLengths lengths;
    private final Frame rendered = new Frame();
    private LongConsumer onEncode = pts -> {};
    private long lastTicks = -1;
    private long frames;
    private volatile boolean ended;

    /**
     * @param feed the stretch of the output that it makes
     * @param threads of the picture filters; 0 for as many as there are cores
     */
    VideoEncoding(
            RunContext context,
            VideoLine line,
            Encoder encoder,
            PacketTarget output,
            StageClocks clocks,
            Ending.Feed feed,
            FrameLengths lengths,
            int threads) {
        this.context = context;
        this.clock = encoder.timeBase();
        this.feed = feed;
        this.lengths = lengths;
        this.renderer = VideoRenderer.forExport(
                clock, ColorRules.shown((FormatDescription.Video) line.source().format()), line.settings(), threads);
        this.encoding = new EncodeLoop(
                encoder,
                (packet, whole) -> {
                    context.step();
                    output.write(packet, whole);
                },
                clocks.encode());
        this.rendering = clocks.render();
    }

    /** Calls back with the time of each frame before it is encoded. Called before any frame. */
    void onEncode(LongConsumer listener) {
        onEncode = listener;
    }

    @Override
    public void accept(Frame frame, TimeRange shown, boolean last) {
        try (frame) {
            MediaTime until = feed.admit(shown.start(), shown.end());
            if (!until.isAfter(shown.start())) {
                ended = true;
                return;
            }
            context.step();
            long start = Math.max(lastTicks + 1, clock.ticks(shown.start()));
            long end = clock.ticks(until);
            lastTicks = start;
            frame.pts(start);
            frame.duration(Math.max(1, end - start));
            long started = rendering.start();
            renderer.render(frame, rendered);
            rendering.stop(started, 1);
            lengths.add(end - start);
            boolean isLast = last || until.isBefore(shown.end());
            onEncode.accept(start);
            rendered.chooseKey(isLast && lengths.endLongerThanTheyBegan());
            encoding.encode(rendered);
            rendered.clear();
            frames++;
        }
    }

    @Override
    public void finish() {
        encoding.encode(null);
        feed.finish();
    }

    @Override
    public boolean isComplete() {
        return ended;
    }

    /** Frames that were encoded. */
    long frames() {
        return frames;
    }

    @Override
    public void abandon() {
        renderer.close();
        rendered.close();
        encoding.close();
    }
}
