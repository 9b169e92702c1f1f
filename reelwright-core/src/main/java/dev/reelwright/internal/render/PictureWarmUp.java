package dev.reelwright.internal.render;

import dev.reelwright.image.DynamicRangePolicy;
import dev.reelwright.image.ImageFormat;
import dev.reelwright.image.SaveOptions;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;

/** Takes a picture the size of a stamp along the way of decoded frames to JPEG files, so that its code is loaded by then. */
public final class PictureWarmUp {
    private static final Size STAMP = new Size(64, 64);
    private static final String DECODED = "yuv420p";
    private static final SaveOptions SAVING = new SaveOptions(ImageFormat.JPEG, SaveOptions.DEFAULT_QUALITY, false);

    private PictureWarmUp() {}

    public static void run() {
        FilterChains.Layout layout = new FilterChains.Layout(null, STAMP, PictureTransform.IDENTITY);
        FilterChains.Look look = new FilterChains.Look(false, DynamicRangePolicy.FORCE_SDR, 0);
        try (Frame decoded = new Frame();
                Frame rendered = new Frame();
                VideoRenderer renderer = new VideoRenderer(
                        TimeBase.ofScale(25),
                        ColorProperties.BT709,
                        frame -> PictureMaker.filters(
                                layout, look, FilterChains.Decoded.of(frame), JpegPictures.pixelFormat(SAVING)),
                        1)) {
            decoded.allocatePicture(STAMP.width(), STAMP.height(), DECODED);
            decoded.writePlanes(new byte[STAMP.width() * STAMP.height() * 3 / 2]);
            decoded.pts(0);
            renderer.render(decoded, rendered);
            StillPicture picture = JpegPictures.isOne(rendered)
                    ? JpegPictures.of(rendered)
                    : new StillPicture.Sdr(STAMP, false, rendered.readArgb());
            StillWriter.bytes(ImageFormat.JPEG, StillCoding.of(SAVING, picture), picture);
        }
    }
}
