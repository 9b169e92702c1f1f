package dev.reelwright.internal.render;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.internal.engine.FilterGraph;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.plan.ColorRules;

/** Tone-maps a picture that was taken in high dynamic range, just as if it had been taken in SDR. */
final class StillToneMapping {
    private static final TimeBase CLOCK = TimeBase.ofScale(25);

    private StillToneMapping() {}

    static StillPicture.Sdr map(StillPicture.Hdr picture) {
        int peak = ColorRules.peakLuminance(picture.color(), picture.metadata());
        PictureFilters filters = FilterChains.forToneMapping(picture.hasAlpha(), picture.color(), peak);
        ColorCube cube = ColorCube.of(ToneMapping.source(picture.color(), peak));
        try (Frame frame = frame(picture);
                Frame table = cube.picture();
                Frame mapped = new Frame();
                FilterGraph graph = new FilterGraph(frame, CLOCK, Ratio.ONE, filters.chain(), 1, table)) {
            graph.push(frame);
            graph.pull(mapped);
            return new StillPicture.Sdr(picture.size(), picture.hasAlpha(), mapped.readArgb());
        }
    }

    /** A new frame of the picture. */
    static Frame frame(StillPicture picture) {
        Frame frame = new Frame();
        try {
            int width = picture.size().width();
            int height = picture.size().height();
            if (picture instanceof StillPicture.Hdr hdr) {
                frame.allocatePicture(width, height, "bgra64le");
                frame.writeArgb16(hdr.pixels());
                frame.color(picture.color());
            } else if (picture instanceof StillPicture.Jpeg jpeg) {
                JpegPictures.write(jpeg, frame);
            } else {
                frame.allocatePicture(width, height, "bgra");
                frame.writeArgb(picture.toSdr().pixels());
                frame.color(picture.color());
            }
            frame.pts(0);
            return frame;
        } catch (RuntimeException | Error e) {
            frame.close();
            throw e;
        }
    }
}
