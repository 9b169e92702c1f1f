package dev.reelwright.testing;

import dev.reelwright.asset.FormatDescription.Aperture;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A short clip of red pictures with an inner rectangle whose corners have colours of their own: blue, green, white and black,
 * from the upper left one clockwise. Who shows red shows what lies outside of the rectangle.
 */
public final class FramedClip {
    private FramedClip() {}

    /** The colours of a picture's corners as letters, from the upper left one clockwise. */
    public static String corners(int width, int height, int[] argb) {
        int[] corners = {0, width - 1, width * height - 1, width * (height - 1)};
        StringBuilder letters = new StringBuilder();
        for (int at : corners) {
            letters.append(letter(argb[at]));
        }
        return letters.toString();
    }

    /** How many pixels are as red as the outside; where the other colours meet they mix to other reds. */
    public static long red(int[] argb) {
        return Arrays.stream(argb)
                .filter(pixel -> (pixel >> 16 & 255) > 192 && (pixel >> 8 & 255) < 64 && (pixel & 255) < 64)
                .count();
    }

    /** Whether red, green and blue are more on than off tells these colours apart. */
    private static char letter(int argb) {
        int bits = (argb >> 16 & 128) >> 5 | (argb >> 8 & 128) >> 6 | (argb & 128) >> 7;
        return "KBG?R??W".charAt(bits);
    }

    /**
     * A film of 0.6 s at 5 frames a second, in H.264 unless told otherwise, its movie box last; made once and kept in the
     * build folder.
     *
     * @param inside the rectangle with colours of its own
     * @param more for the {@code ffmpeg} program, a word a blank
     */
    public static synchronized Path film(String extension, Size size, Aperture inside, String more) {
        String name = "framed-" + Integer.toHexString((size + " " + inside + " " + more).hashCode());
        Path file = Path.of("target", "fixtures", name + "." + extension).toAbsolutePath();
        if (Files.exists(file)) {
            return file;
        }
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-f", "lavfi", "-i", picture(size, inside)));
        arguments.addAll(List.of("-pix_fmt", "yuv420p", "-c:v", "libx264", "-qp", "4"));
        if (!more.isEmpty()) {
            arguments.addAll(List.of(more.split(" ")));
        }
        arguments.add(file.toString());
        Programs.run("ffmpeg", arguments);
        return file;
    }

    private static String picture(Size size, Aperture inside) {
        int x = inside.x();
        int y = inside.y();
        int w = inside.width() / 2;
        int h = inside.height() / 2;
        int restWidth = inside.width() - w;
        int restHeight = inside.height() - h;
        return "color=red:s=" + size + ":r=5:d=0.6,format=yuv444p," + fill("blue", x, y, w, h) + ","
                + fill("lime", x + w, y, restWidth, h) + "," + fill("white", x + w, y + h, restWidth, restHeight) + ","
                + fill("black", x, y + h, w, restHeight);
    }

    private static String fill(String color, int x, int y, int width, int height) {
        return "drawbox=x=" + x + ":y=" + y + ":w=" + width + ":h=" + height + ":color=" + color + ":t=fill";
    }
}
