package dev.reelwright.internal.render;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.FilterGraph;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.plan.SizeFit;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.CompositionRequest;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import dev.reelwright.video.VideoComposition;
import java.awt.image.BufferedImage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets a composition's compositor make pictures out of a track's, one at a time, and brings them to their final size. */
final class PictureComposer {
    private final VideoComposition composition;
    private final Size box;
    private final int trackId;
    private final Size canvas;

    /** What composes the pictures of an asset; null where its track's own are taken, or it has none. */
    static @Nullable PictureComposer of(Asset asset, ImageSettings settings) {
        VideoComposition composition = settings.composition();
        Track track = asset.videoTrack().orElse(null);
        if (composition == null || track == null || !(track.format() instanceof FormatDescription.Video format)) {
            return null;
        }
        Size stored =
                PictureMaker.storedSize(format, settings.ofSource(), PictureTransform.IDENTITY, format.cleanAperture());
        return new PictureComposer(
                composition,
                settings.maximumSize(),
                track.id(),
                track.transform().apply(stored));
    }

    /**
     * @param box that the composed picture is scaled down into
     * @param trackId of the source
     * @param upright size of the source's pictures as they are shown
     */
    private PictureComposer(VideoComposition composition, Size box, int trackId, Size upright) {
        this.composition = composition;
        this.box = box;
        this.trackId = trackId;
        this.canvas = composition.renderSize().equals(Size.ZERO) ? upright : composition.renderSize();
    }

    /** @param source null where the track shows nothing */
    StillPicture compose(MediaTime time, @Nullable StillPicture source) {
        Map<Integer, BufferedImage> frames =
                source == null ? Map.of() : Map.of(trackId, StillImages.buffered(source.toSdr()));
        BufferedImage made = ask(new CompositionRequest(time, canvas, frames));
        Size size = new Size(made.getWidth(), made.getHeight());
        if (!size.equals(canvas)) {
            throw new MediaException(
                    ErrorCode.VIDEO_COMPOSITOR_FAILED,
                    "the video compositor made a picture of " + size + " for " + time.inSeconds() + ", not of "
                            + canvas);
        }
        boolean alpha = made.getColorModel().hasAlpha();
        int[] pixels = made.getRGB(0, 0, size.width(), size.height(), null, 0, size.width());
        return fitted(new StillPicture.Sdr(size, alpha, pixels));
    }

    private synchronized BufferedImage ask(CompositionRequest request) {
        try {
            BufferedImage made = composition.customVideoCompositor().compose(request);
            if (made == null) {
                throw new IllegalStateException("it gave no picture");
            }
            return made;
        } catch (MediaException e) {
            throw e;
        } catch (Exception e) {
            throw new MediaException(
                    ErrorCode.VIDEO_COMPOSITOR_FAILED,
                    "the video compositor failed at "
                            + request.compositionTime().inSeconds() + ": " + e.getMessage(),
                    e);
        }
    }

    private StillPicture fitted(StillPicture.Sdr picture) {
        Size fit = SizeFit.inside(picture.size(), Ratio.ONE, box);
        if (fit.equals(picture.size())) {
            return picture;
        }
        String scale = "scale=w=" + fit.width() + ":h=" + fit.height() + ":flags=bicubic+accurate_rnd";
        // colours are weighed by their alpha, so that what is hidden behind transparent edges is not mixed in
        String chain = picture.hasAlpha()
                ? "format=gbrap,premultiply=inplace=1," + scale + ",unpremultiply=inplace=1,format=bgra"
                : scale + ",format=bgra";
        try (Frame frame = StillToneMapping.frame(picture);
                Frame scaled = new Frame();
                FilterGraph graph = new FilterGraph(frame, TimeBase.ofScale(25), Ratio.ONE, chain, 1)) {
            graph.push(frame);
            graph.pull(scaled);
            return new StillPicture.Sdr(fit, picture.hasAlpha(), scaled.readArgb());
        }
    }
}
