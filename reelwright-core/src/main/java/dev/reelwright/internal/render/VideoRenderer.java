package dev.reelwright.internal.render;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.export.VideoSettings;
import dev.reelwright.internal.engine.FilterGraph;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.video.ColorProperties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Passes frames through picture filters; makes the filters anew when the frames' size or format changes. */
public final class VideoRenderer implements AutoCloseable {
    private final TimeBase timeBase;
    private final ColorProperties declared;
    private final Function<Frame, PictureFilters> chain;
    private final int threads;
    private @Nullable FilterGraph graph;
    private boolean toneMaps;
    private long rendered;

    /**
     * @param declared colours of frames that do not tell their own
     * @param chain the filters for frames like one
     * @param threads of the filters; 0 for as many as there are cores
     */
    VideoRenderer(TimeBase timeBase, ColorProperties declared, Function<Frame, PictureFilters> chain, int threads) {
        this.timeBase = timeBase;
        this.declared = declared;
        this.chain = chain;
        this.threads = threads;
    }

    /** Renders a frame, whose content moves away, into {@code into}; time and duration are kept. */
    public void render(Frame frame, Frame into) {
        completeColor(frame);
        if (graph == null || !graph.fits(frame)) {
            close();
            graph = graph(frame);
        }
        long pts = frame.pts();
        long duration = frame.duration();
        // filters with two inputs need times that grow, and images are asked for in any order
        frame.pts(rendered++);
        graph.push(frame);
        if (!graph.pull(into)) {
            throw new IllegalStateException("a picture filter gave nothing for a frame");
        }
        into.pts(pts);
        into.duration(duration);
        if (toneMaps) {
            into.becomeSdr(ColorProperties.BT709);
        }
    }

    private FilterGraph graph(Frame like) {
        PictureFilters filters = chain.apply(like);
        toneMaps = filters.cube() != null;
        if (filters.cube() == null) {
            return new FilterGraph(like, timeBase, Ratio.ONE, filters.chain(), threads);
        }
        try (Frame cube = filters.cube().picture()) {
            return new FilterGraph(like, timeBase, Ratio.ONE, filters.chain(), threads, cube);
        }
    }

    /** What makes an export's frames. */
    public static VideoRenderer forExport(
            TimeBase timeBase, ColorProperties declared, VideoSettings settings, int threads) {
        return new VideoRenderer(
                timeBase, declared, frame -> FilterChains.forExport(settings, FilterChains.Decoded.of(frame)), threads);
    }

    /** Decoders repeat what the bitstream says; what only the container knows is filled in. */
    private void completeColor(Frame frame) {
        ColorProperties own = frame.color();
        frame.color(new ColorProperties(
                known(own.primaries(), declared.primaries()),
                known(own.transfer(), declared.transfer()),
                known(own.matrix(), declared.matrix()),
                own.fullRange() || declared.fullRange()));
    }

    private static String known(String own, String fallback) {
        return own.equals(ColorProperties.UNSPECIFIED) ? fallback : own;
    }

    @Override
    public void close() {
        if (graph != null) {
            graph.close();
            graph = null;
        }
    }
}
