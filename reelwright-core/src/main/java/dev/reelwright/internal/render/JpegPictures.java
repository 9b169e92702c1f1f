package dev.reelwright.internal.render;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.image.ImageFormat;
import dev.reelwright.image.SaveOptions;
import dev.reelwright.internal.engine.FilterGraph;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pictures that stay in the colours of JPEG files on their way there, which spares them a way through RGB and back. */
final class JpegPictures {
    /** ITU-R BT.601 is all that JFIF knows. */
    static final ColorProperties COLOR =
            new ColorProperties(ColorProperties.SRGB.primaries(), ColorProperties.SRGB.transfer(), "smpte170m", true);

    private static final String TO_RGB = "[in]scale=flags=" + FilterChains.EXACT
            + ":in_range=pc:in_color_matrix=smpte170m:in_chroma_loc=center,format=" + FilterChains.FLAT + "[out]";

    private static final TimeBase CLOCK = TimeBase.ofScale(25);

    private JpegPictures() {}

    /** The pixel format of files of this quality. */
    static String pixelFormat(int quality) {
        return quality < StillCoding.FULL_CHROMA ? "yuvj420p" : "yuvj444p";
    }

    /** The format of pictures that are going to be written so, null where they are no JPEG files. */
    static @Nullable String pixelFormat(@Nullable SaveOptions saving) {
        return saving == null || saving.format() != ImageFormat.JPEG ? null : pixelFormat(saving.quality());
    }

    /**
     * From decoded frames to pictures of this pixel format, scaled and turned. Null where they have to be made from those of
     * {@link FilterChains#forImage}.
     */
    static @Nullable PictureFilters filters(
            FilterChains.Layout layout, FilterChains.Look look, FilterChains.Decoded decoded, String pixelFormat) {
        boolean direct = !look.alpha()
                && !decoded.color().isHdr()
                && !WideColors.areIn(decoded.color())
                && Zimg.isEven(layout.stored())
                && Zimg.converts(layout, decoded);
        if (!direct) {
            return null;
        }
        List<String> filters = new ArrayList<>();
        FilterChains.crop(filters, layout.crop());
        filters.add(Zimg.AS_A_WHOLE);
        // halved chroma of still pictures lies amid the pixels, JFIF 1.02 says
        filters.add(Zimg.scale(layout.stored()) + ":matrix=170m:range=full:chromal=center");
        filters.add("format=" + pixelFormat);
        FilterChains.turn(filters, layout.transform());
        return new PictureFilters(FilterChains.joined(filters), null);
    }

    /** Takes over what is in a frame of one of these formats. */
    static StillPicture.Jpeg of(Frame frame) {
        return new StillPicture.Jpeg(new Size(frame.width(), frame.height()), frame.pixelFormat(), frame.readPlanes());
    }

    static boolean isOne(Frame frame) {
        return frame.pixelFormat().startsWith("yuvj");
    }

    /** Fills an empty frame. */
    static void write(StillPicture.Jpeg picture, Frame into) {
        into.allocatePicture(picture.size().width(), picture.size().height(), picture.pixelFormat());
        into.writePlanes(picture.planes());
        into.color(COLOR);
    }

    static StillPicture.Sdr toSdr(StillPicture.Jpeg picture) {
        try (Frame frame = StillToneMapping.frame(picture);
                Frame rgb = new Frame();
                FilterGraph graph = new FilterGraph(frame, CLOCK, Ratio.ONE, TO_RGB, 1)) {
            graph.push(frame);
            graph.pull(rgb);
            return new StillPicture.Sdr(picture.size(), false, rgb.readArgb());
        }
    }
}
