package dev.reelwright.internal.engine;

import dev.reelwright.NativeMemory.Kind;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.video.ColorProperties;
import org.bytedeco.ffmpeg.avfilter.AVBufferSrcParameters;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * A chain of FFmpeg's picture filters from the input {@code in} to the output {@code out}, for frames of one size and
 * format. A second input, {@code cube}, may hold one picture that filters look things up in.
 */
public final class FilterGraph implements AutoCloseable {
    private final AVFilterGraph graph;
    private final AVFilterContext source;
    private final AVFilterContext sink;
    private final FrameShape shape;
    private final @Nullable LeakWatch watch;
    private boolean closed;

    /** What must stay the same from frame to frame for a graph to take them. */
    private record FrameShape(
            int width, int height, int format, ColorProperties color, int chroma, boolean premultiplied) {
        static FrameShape of(Frame frame) {
            return new FrameShape(
                    frame.width(),
                    frame.height(),
                    frame.format(),
                    frame.color(),
                    frame.raw.chroma_location(),
                    frame.isPremultiplied());
        }
    }

    /**
     * Makes a graph for frames like this one.
     *
     * @param chain the filters, in FFmpeg's notation
     * @param threads 0 for as many as there are cores
     */
    public FilterGraph(Frame like, TimeBase timeBase, Ratio pixelAspect, String chain, int threads) {
        this(like, timeBase, pixelAspect, chain, threads, null);
    }

    /**
     * Makes a graph for frames like this one, with a picture to look things up in.
     *
     * @param cube the second input's only picture, whose content moves away; its time must not be after any frame's
     */
    public FilterGraph(
            Frame like, TimeBase timeBase, Ratio pixelAspect, String chain, int threads, @Nullable Frame cube) {
        LogTail.clear();
        shape = FrameShape.of(like);
        graph = Check.notNull(avfilter.avfilter_graph_alloc(), "a filter graph");
        try {
            graph.nb_threads(threads);
            source = input("in", like, timeBase, pixelAspect);
            AVFilterContext table = cube == null ? null : input("cube", cube, timeBase, Ratio.ONE);
            sink = Check.notNull(
                    avfilter.avfilter_graph_alloc_filter(graph, avfilter.avfilter_get_by_name("buffersink"), "out"),
                    "a filter sink");
            Check.ok(
                    avfilter.avfilter_init_str(sink, (String) null),
                    ErrorCode.UNKNOWN,
                    "the filter sink does not open");
            parse(chain, table);
            Check.ok(
                    avfilter.avfilter_graph_config(graph, null),
                    ErrorCode.UNKNOWN,
                    "the picture filters '" + chain + "'");
            if (table != null) {
                push(table, cube);
                push(table, null);
            }
        } catch (RuntimeException | Error e) {
            avfilter.avfilter_graph_free(graph);
            throw e;
        }
        watch = LiveNatives.opened(Kind.FILTER_GRAPH, this);
    }

    /** Whether these natives have a filter. */
    public static boolean has(String filter) {
        Natives.load();
        return avfilter.avfilter_get_by_name(filter) != null;
    }

    private AVFilterContext input(String name, Frame like, TimeBase timeBase, Ratio pixelAspect) {
        AVFilterContext context = Check.notNull(
                avfilter.avfilter_graph_alloc_filter(graph, avfilter.avfilter_get_by_name("buffer"), name),
                "a filter source");
        AVBufferSrcParameters parameters = Check.notNull(avfilter.av_buffersrc_parameters_alloc(), "filter parameters");
        try {
            parameters.format(like.format()).width(like.width()).height(like.height());
            parameters.time_base().num(timeBase.numerator()).den(timeBase.denominator());
            parameters.sample_aspect_ratio().num(pixelAspect.numerator()).den(pixelAspect.denominator());
            parameters.color_space(like.raw.colorspace()).color_range(like.raw.color_range());
            Check.ok(
                    avfilter.av_buffersrc_parameters_set(context, parameters),
                    ErrorCode.UNKNOWN,
                    "the filters do not take the frame's format");
        } finally {
            avutil.av_free(parameters);
        }
        Check.ok(
                avfilter.avfilter_init_str(context, (String) null),
                ErrorCode.UNKNOWN,
                "the filter source does not open");
        return context;
    }

    private void parse(String chain, @Nullable AVFilterContext table) {
        AVFilterInOut inputs = new AVFilterInOut(null);
        AVFilterInOut outputs = new AVFilterInOut(null);
        try {
            inputs = end("out", sink);
            outputs = end("in", source);
            if (table != null) {
                outputs.next(end("cube", table));
            }
            Check.ok(
                    avfilter.avfilter_graph_parse_ptr(graph, chain, inputs, outputs, null),
                    ErrorCode.UNKNOWN,
                    "the picture filters '" + chain + "'");
        } finally {
            avfilter.avfilter_inout_free(inputs);
            avfilter.avfilter_inout_free(outputs);
        }
    }

    private static AVFilterInOut end(String label, AVFilterContext context) {
        AVFilterInOut end = Check.notNull(avfilter.avfilter_inout_alloc(), "a filter end");
        try (BytePointer text = new BytePointer(label)) {
            end.name(avutil.av_strdup(text));
        }
        return end.filter_ctx(context).pad_idx(0).next(null);
    }

    /** Whether this frame is like the one that the graph was made for. */
    public boolean fits(Frame frame) {
        return shape.equals(FrameShape.of(frame));
    }

    /** Hands in a frame, whose content moves away, or null at the end. */
    public void push(@Nullable Frame frame) {
        push(source, frame);
    }

    private static void push(AVFilterContext input, @Nullable Frame frame) {
        Check.ok(
                avfilter.av_buffersrc_add_frame(input, frame == null ? null : frame.raw),
                ErrorCode.UNKNOWN,
                "a picture filter failed");
    }

    /** Takes the next result; false when none is ready. */
    public boolean pull(Frame frame) {
        frame.clear();
        int result = avfilter.av_buffersink_get_frame(sink, frame.raw);
        if (result == avutil.AVERROR_EAGAIN() || result == avutil.AVERROR_EOF()) {
            return false;
        }
        Check.ok(result, ErrorCode.UNKNOWN, "a picture filter failed");
        return true;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avfilter.avfilter_graph_free(graph);
            LiveNatives.closed(Kind.FILTER_GRAPH, watch);
        }
    }
}
