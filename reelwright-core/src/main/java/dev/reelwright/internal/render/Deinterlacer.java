package dev.reelwright.internal.render;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.internal.engine.FilterGraph;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.TimeBase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes whole pictures of interlaced ones, one of each, and hands on others as they are. Costs nothing before the first
 * interlaced picture; from then on each comes out when the one behind it is known.
 */
public final class Deinterlacer implements AutoCloseable {
    /** One frame for each; pictures that are not marked as interlaced pass unchanged. */
    private static final String CHAIN = "[in]bwdif=mode=send_frame:parity=auto:deint=interlaced[out]";

    private final TimeBase timeBase;
    private final Consumer<Frame> sink;
    private final Deque<Times> inside = new ArrayDeque<>();
    private final Frame result = new Frame();
    private @Nullable FilterGraph graph;
    private long pushed;

    /** A frame's own times, which filters that double the rate of pictures would change. */
    private record Times(long pts, long duration) {}

    /** @param sink takes the frame's content with {@link Frame#takeFrom} if it wants to keep it */
    public Deinterlacer(TimeBase timeBase, Consumer<Frame> sink) {
        this.timeBase = timeBase;
        this.sink = sink;
    }

    /** Takes a frame's content. */
    public void accept(Frame frame) {
        if (graph != null && !graph.fits(frame)) {
            finish();
        }
        if (graph == null && !frame.isInterlaced()) {
            sink.accept(frame);
            return;
        }
        FilterGraph open = graph == null ? new FilterGraph(frame, timeBase, Ratio.ONE, CHAIN, 0) : graph;
        graph = open;
        inside.add(new Times(frame.bestPts(), frame.duration()));
        frame.pts(pushed++);
        open.push(frame);
        deliver(open);
    }

    private void deliver(FilterGraph from) {
        while (from.pull(result)) {
            Times times = inside.remove();
            result.pts(times.pts());
            result.duration(times.duration());
            sink.accept(result);
            result.clear();
        }
    }

    /** Hands on what is still inside. */
    public void finish() {
        if (graph != null) {
            graph.push(null);
            deliver(graph);
            graph.close();
            graph = null;
            inside.clear();
        }
    }

    @Override
    public void close() {
        if (graph != null) {
            graph.close();
            graph = null;
        }
        result.close();
    }
}
