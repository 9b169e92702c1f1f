package dev.reelwright.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The first picture of a clip in a few pixels: enough to tell one that is black, turned or of the wrong colours. */
final class Thumbnail {
    private static final int WIDTH = 16;
    private static final int HEIGHT = 9;
    private static final int BYTES = WIDTH * HEIGHT * 3;

    private final byte[] rgb;

    private Thumbnail(byte[] rgb) {
        this.rgb = rgb;
    }

    /**
     * The first picture of a clip.
     *
     * @param decoding options of its decoder
     * @param preparation filters that come first, each followed by a comma
     */
    static Thumbnail of(Programs programs, Path clip, List<String> decoding, String preparation)
            throws IOException, InterruptedException {
        // all chroma planes in full size before anything is scaled, for they are scaled in other ways than small ones
        String filters =
                preparation + "format=yuva444p|yuv444p,scale=" + WIDTH + ":" + HEIGHT + ":flags=area,format=rgb24";
        List<String> arguments = new ArrayList<>(decoding);
        arguments.addAll(List.of("-i", clip.toString(), "-frames:v", "1", "-vf", filters, "-f", "rawvideo", "-"));
        Process process = programs.ffmpeg(arguments)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        byte[] rgb = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0 || rgb.length != BYTES) {
            throw new IOException("no first picture in " + clip);
        }
        return new Thumbnail(rgb);
    }

    /** How far the values of two lie apart on average, of 255. */
    double distance(Thumbnail other) {
        double sum = 0;
        for (int i = 0; i < BYTES; i++) {
            sum += Math.abs((rgb[i] & 0xff) - (other.rgb[i] & 0xff));
        }
        return sum / BYTES;
    }

    /** How far the values lie from their mean on average, of 255: 0 for a picture of one grey. */
    double contrast() {
        double mean = 0;
        for (byte value : rgb) {
            mean += (value & 0xff) / (double) BYTES;
        }
        double sum = 0;
        for (byte value : rgb) {
            sum += Math.abs((value & 0xff) - mean);
        }
        return sum / BYTES;
    }
}
