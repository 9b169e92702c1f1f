package dev.reelwright.internal.render;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.FormatDescription.Aperture;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.Track;
import dev.reelwright.image.ApertureMode;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.internal.plan.ColorRules;
import dev.reelwright.internal.plan.SizeFit;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.HdrMetadata;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import org.jspecify.annotations.Nullable;

/** Takes pictures out of one track: reads the frame, then cuts, scales and turns it. Used by one thread at a time. */
final class PictureMaker implements AutoCloseable {
    private final FrameReader reader;
    private final VideoRenderer renderer;
    private final Frame rendered;

    private final FormatDescription.Video format;

    /** A finished picture and the frames decoded for it. */
    record Picture(StillPicture still, long decodedFrames) {}

    PictureMaker(Asset asset, Track track, TrackIndex index, ImageSettings settings) {
        this(asset, track, index, settings, Decoder.Threading.NONE, 1, new OpenFile(asset, new Token(null)));
    }

    /**
     * @param filterThreads of the picture filters; 0 for as many as there are cores
     * @param file belongs to the maker from now on, also when this fails
     */
    PictureMaker(
            Asset asset,
            Track track,
            TrackIndex index,
            ImageSettings settings,
            Decoder.Threading threading,
            int filterThreads,
            OpenFile file) {
        this.format = (FormatDescription.Video) track.format();
        this.reader = new FrameReader(asset, track, index, threading, file);
        try {
            this.renderer = renderer(track, index, settings, filterThreads);
            this.rendered = new Frame();
        } catch (RuntimeException | Error e) {
            reader.close();
            throw e;
        }
    }

    private static VideoRenderer renderer(Track track, TrackIndex index, ImageSettings settings, int threads) {
        FormatDescription.Video format = (FormatDescription.Video) track.format();
        Aperture crop = settings.aperture() == ApertureMode.CLEAN ? format.cleanAperture() : null;
        PictureTransform transform = settings.appliesTransform() ? track.transform() : PictureTransform.IDENTITY;
        Size size = storedSize(format, settings, transform, crop);
        FilterChains.Look look =
                new FilterChains.Look(format.hasAlpha(), settings.dynamicRange(), ColorRules.peakLuminance(format));
        return new VideoRenderer(
                index.timeBase(),
                ColorRules.shown(format),
                frame -> filters(
                        new FilterChains.Layout(FilterChains.cropOf(frame, crop), size, transform),
                        look,
                        FilterChains.Decoded.of(frame),
                        JpegPictures.pixelFormat(settings.saving())),
                // what is done to other pictures is done before threads have begun
                format.color().isHdr() ? threads : 1);
    }

    /** @param jpeg the pixel format of the JPEG file that is to be written, null where none is */
    static PictureFilters filters(
            FilterChains.Layout layout, FilterChains.Look look, FilterChains.Decoded decoded, @Nullable String jpeg) {
        PictureFilters direct = jpeg == null ? null : JpegPictures.filters(layout, look, decoded, jpeg);
        return direct == null ? FilterChains.forImage(layout, look, decoded) : direct;
    }

    /** Size before turning: of the aperture, shaped to square pixels unless all encoded pixels are wanted. */
    static Size storedSize(
            FormatDescription.Video format,
            ImageSettings settings,
            PictureTransform transform,
            @Nullable Aperture crop) {
        Size cut = crop == null ? format.codedSize() : new Size(crop.width(), crop.height());
        Ratio aspect = settings.aperture() == ApertureMode.ENCODED ? Ratio.ONE : format.pixelAspect();
        return SizeFit.inside(cut, aspect, transform.apply(settings.maximumSize()));
    }

    /** Packets that are decoded to get this frame, from where it stands. */
    int packetsTo(int frameNumber) {
        return reader.packetsTo(frameNumber);
    }

    /** Whether it did not break off. */
    boolean isUsable() {
        return reader.isUsable();
    }

    /** @param last whether no later frame of the same group of pictures is going to be wanted */
    Picture take(int frameNumber, boolean last, Token stop) {
        long before = reader.decoded();
        try (Frame frame = reader.read(frameNumber, last, stop)) {
            renderer.render(frame, rendered);
            Picture picture = new Picture(still(), reader.decoded() - before);
            rendered.clear();
            return picture;
        }
    }

    private StillPicture still() {
        Size size = new Size(rendered.width(), rendered.height());
        if (rendered.pixelFormat().equals(FilterChains.DEEP)) {
            ColorProperties color = rendered.color().asRgb();
            HdrMetadata metadata = format.hdr().withoutDolbyVision();
            return new StillPicture.Hdr(size, format.hasAlpha(), rendered.readArgb16(), color, metadata);
        }
        return JpegPictures.isOne(rendered)
                ? JpegPictures.of(rendered)
                : new StillPicture.Sdr(size, format.hasAlpha(), rendered.readArgb());
    }

    @Override
    public void close() {
        rendered.close();
        renderer.close();
        reader.close();
    }
}
