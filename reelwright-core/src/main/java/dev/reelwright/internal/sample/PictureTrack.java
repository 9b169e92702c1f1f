package dev.reelwright.internal.sample;

import dev.reelwright.internal.engine.FilterGraph;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.sample.SampleClip.Codec;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.Size;
import org.jspecify.annotations.Nullable;

/** Paints a sample clip's frames one after the other, turns and converts them, and encodes them. */
final class PictureTrack implements AutoCloseable {
    private final ClipSpec spec;
    private final FrameTimes times;
    private final String conversion;
    private final FramePainter painter;
    private final PlaneBytes planes;
    private final CodedTrack track;
    private final Frame painted = new Frame();
    private final Frame converted = new Frame();
    private @Nullable FilterGraph filters;
    private long next;

    /** What the painter paints into, again and again. */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of buffers, never compared
    private record PlaneBytes(byte[] y, byte[] u, byte[] v, byte[] alpha) {
        static PlaneBytes forPicture(Size size, boolean alpha) {
            int luma = size.width() * size.height();
            int chroma = Planes.half(size.width()) * Planes.half(size.height());
            return new PlaneBytes(new byte[luma], new byte[chroma], new byte[chroma], new byte[alpha ? luma : 0]);
        }
    }

    PictureTrack(ClipSpec spec, ClipContainer container, Muxer muxer) {
        this.spec = spec;
        this.times = spec.times();
        ClipCoding coding = new ClipCoding(spec, container);
        this.conversion = coding.filters();
        this.painter = new FramePainter(spec.size().width(), spec.size().height());
        this.planes = PlaneBytes.forPicture(spec.size(), spec.alpha());
        boolean cutsLastFrame = container.timesEveryFrame() && spec.codec() != Codec.MPEG2;
        TimeBase ticks = cutsLastFrame ? times.ticks() : times.wholeIntervals();
        this.track = CodedTrack.open(coding.settings(ticks), muxer);
        muxer.transform(track.stream(), spec.rotation(), spec.codedSize());
    }

    TimeBase ticks() {
        return track.ticks();
    }

    boolean isComplete() {
        return next == times.frames();
    }

    /** Writes the next frame and returns when it leaves the screen. */
    MediaTime writeNext() {
        MediaTime start = times.start(next);
        MediaTime end = times.end(next);
        paint(next, start.toSeconds());
        long startTicks = ticks().ticks(start);
        painted.pts(startTicks);
        painted.duration(Math.max(1, ticks().ticks(end) - startTicks));
        encode();
        next++;
        return end;
    }

    private void paint(long number, double seconds) {
        int width = spec.size().width();
        int height = spec.size().height();
        painter.paint(number, seconds, planes.y(), planes.u(), planes.v());
        // Encoders may hold on to a frame for long, so each one gets room of its own.
        painted.allocatePicture(width, height, spec.alpha() ? ClipCoding.PAINTED_WITH_ALPHA : ClipCoding.PAINTED);
        painted.putPlane(0, planes.y(), width, height);
        painted.putPlane(1, planes.u(), Planes.half(width), Planes.half(height));
        painted.putPlane(2, planes.v(), Planes.half(width), Planes.half(height));
        if (spec.alpha()) {
            painter.paintAlpha(number, seconds, planes.alpha());
            painted.putPlane(3, planes.alpha(), width, height);
        }
        painted.color(ColorProperties.BT709);
    }

    private void encode() {
        if (conversion.isEmpty()) {
            track.encode(painted);
            return;
        }
        if (filters == null) {
            filters = new FilterGraph(painted, ticks(), spec.pixelAspect(), conversion, 0);
        }
        filters.push(painted);
        while (filters.pull(converted)) {
            track.encode(converted);
        }
    }

    void finish() {
        track.encode(null);
    }

    @Override
    public void close() {
        if (filters != null) {
            filters.close();
        }
        painted.close();
        converted.close();
        track.close();
    }
}
