package dev.reelwright.internal.render;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.internal.engine.FilterGraph;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.video.Size;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A picture to draw rectangles, pictures and lines of text on. Needs no display and no fonts of the machine. */
public final class Canvas {
    private final Size size;
    private final int background;
    private final int[] pixels;
    private final Lettering lettering;
    private final List<String> texts = new ArrayList<>();

    /** With letters of the font inside of the library. */
    public Canvas(Size size, int background) {
        this(size, background, Lettering.embedded());
    }

    Canvas(Size size, int background, Lettering lettering) {
        this.lettering = lettering;
        this.size = size;
        this.background = background;
        this.pixels = new int[size.width() * size.height()];
        Arrays.fill(pixels, background);
    }

    public void fill(int x, int y, Size area, int color) {
        for (int row = y; row < y + area.height(); row++) {
            int from = row * size.width() + x;
            Arrays.fill(pixels, from, from + area.width(), color);
        }
    }

    /** Puts a picture at a place; transparent parts show what is below. */
    public void picture(int x, int y, Size area, int[] argb) {
        for (int row = 0; row < area.height(); row++) {
            int to = (y + row) * size.width() + x;
            for (int column = 0; column < area.width(); column++) {
                pixels[to + column] = over(argb[row * area.width() + column], pixels[to + column]);
            }
        }
    }

    /** A copy of the pixels drawn so far inside of a rectangle; without the lines of text. */
    int[] part(int x, int y, Size area) {
        int[] part = new int[area.width() * area.height()];
        for (int row = 0; row < area.height(); row++) {
            System.arraycopy(pixels, (y + row) * size.width() + x, part, row * area.width(), area.width());
        }
        return part;
    }

    private static int over(int top, int below) {
        int alpha = top >>> 24;
        if (alpha == 255) {
            return top;
        }
        int result = 0xFF;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int mixed = ((top >> shift & 255) * alpha + (below >> shift & 255) * (255 - alpha) + 127) / 255;
            result = result << 8 | mixed;
        }
        return result;
    }

    /** Writes a line of text from its top left corner on; shortened where it does not fit into {@code room} pixels. */
    public void text(String text, int x, int y, int fontSize, int room, int color) {
        String drawable = lettering.drawable(text);
        add(lettering.shortened(drawable, fontSize, room), Integer.toString(x), y, fontSize, color);
        // kerning and joined letters may reach farther than the letters one by one
        texts.add("drawbox=x=" + (x + room) + ":y=" + y + ":w=iw:h=" + 3 * fontSize / 2 + ":t=fill:color="
                + String.format(Locale.ROOT, "0x%06X", background & 0xFFFFFF));
    }

    /** Writes a line of text whose middle is at {@code x}. */
    public void centeredText(String text, int x, int y, int fontSize, int color) {
        add(lettering.drawable(text), x + "-text_w/2", y, fontSize, color);
    }

    private void add(String text, String x, int y, int fontSize, int color) {
        texts.add("drawtext=expansion=none:fontfile="
                + escape(lettering.face().file().toString()) + ":text=" + escape(text) + ":x="
                + escape(x) + ":y=" + y + ":y_align=font:fontsize=" + fontSize + ":fontcolor="
                + String.format(Locale.ROOT, "0x%06X", color & 0xFFFFFF));
    }

    /** Text inside a filter's option inside a chain of filters: two levels of FFmpeg's quoting. */
    static String escape(String text) {
        String option = text.replaceAll("([\\\\':])", "\\\\$1");
        return option.replaceAll("([\\\\'\\[\\],;])", "\\\\$1");
    }

    /** The finished picture as packed pixels. */
    public int[] finish() {
        if (texts.isEmpty()) {
            return pixels;
        }
        try (Frame frame = new Frame();
                Frame drawn = new Frame()) {
            frame.allocatePicture(size.width(), size.height(), "bgra");
            frame.writeArgb(pixels);
            String chain = String.join(",", texts) + ",format=bgra";
            try (FilterGraph graph = new FilterGraph(frame, TimeBase.ofScale(25), Ratio.ONE, chain, 1)) {
                graph.push(frame);
                graph.pull(drawn);
            }
            return drawn.readArgb();
        }
    }
}
