package dev.reelwright.internal.render;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.FormatDescription.Aperture;
import dev.reelwright.asset.Track;
import dev.reelwright.image.ApertureMode;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.internal.plan.ColorRules;
import dev.reelwright.internal.plan.SizeFit;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import org.jspecify.annotations.Nullable;

/** Takes pictures out of one track: reads the frame, then cuts, scales and turns it. Used by one thread at a time. */
final class PictureMaker implements AutoCloseable {
    private final FrameReader reader;
    private final VideoRenderer renderer;
    private final Frame rendered = new Frame();

    /** A finished picture as packed pixels, handed on once and never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    record Picture(Size size, int[] pixels) {}

    PictureMaker(Asset asset, Track track, TrackIndex index, ImageSettings settings) {
        this.reader = new FrameReader(asset, track, index);
        FormatDescription.Video format = (FormatDescription.Video) track.format();
        Aperture crop = settings.aperture() == ApertureMode.CLEAN ? format.cleanAperture() : null;
        PictureTransform transform = settings.appliesTransform() ? track.transform() : PictureTransform.IDENTITY;
        Size size = storedSize(format, settings, transform, crop);
        int peak = ColorRules.peakLuminance(format);
        this.renderer = new VideoRenderer(
                index.timeBase(),
                ColorRules.shown(format),
                color -> FilterChains.forImage(
                        new FilterChains.Layout(crop, size, transform), format.hasAlpha(), color, peak),
                1);
    }

    /** Size before turning: of the aperture, shaped to square pixels unless all encoded pixels are wanted. */
    static Size storedSize(
            FormatDescription.Video format,
            ImageSettings settings,
            PictureTransform transform,
            @Nullable Aperture crop) {
        Size cut = crop == null ? format.codedSize() : new Size(crop.width(), crop.height());
        double aspect = settings.aperture() == ApertureMode.ENCODED
                ? 1
                : format.pixelAspect().toDouble();
        Size natural = new Size((int) Math.max(1, Math.round(cut.width() * aspect)), cut.height());
        Size box = transform.apply(settings.maximumSize());
        return SizeFit.inside(natural, box);
    }

    Picture take(int frameNumber, Runnable checkpoint) {
        try (Frame frame = reader.read(frameNumber, checkpoint)) {
            renderer.render(frame, rendered);
            Picture picture = new Picture(new Size(rendered.width(), rendered.height()), rendered.readArgb());
            rendered.clear();
            return picture;
        }
    }

    @Override
    public void close() {
        rendered.close();
        renderer.close();
        reader.close();
    }
}
