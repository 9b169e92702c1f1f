package dev.reelwright.testing;

import dev.reelwright.video.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A clip of one frame whose every sample is known: H.264 without loss, by the {@code ffmpeg} program. */
public final class YuvClip {
    private YuvClip() {}

    /**
     * How samples stand for colours.
     *
     * @param matrix by FFmpeg's name, as primaries and transfer characteristics are
     * @param chroma {@code 420}, {@code 422} or {@code 444}
     * @param location where the samples of halved planes lie: {@code left}, {@code topleft} or {@code center}
     */
    public record Coding(
            String matrix,
            String primaries,
            String transfer,
            boolean fullRange,
            int bits,
            String chroma,
            String location) {
        /** With the primaries that belong to the matrix. */
        public Coding(String matrix, String transfer, boolean fullRange, int bits, String chroma, String location) {
            this(matrix, matrix.equals("bt2020nc") ? "bt2020" : matrix, transfer, fullRange, bits, chroma, location);
        }

        public int peak() {
            return (1 << bits) - 1;
        }

        /** Red, green and blue from 0 to 1 by ITU-T H.273 §8.3. */
        public double[] toRgb(double y, double cb, double cr) {
            double unit = 1 << (bits - 8);
            double luma = fullRange ? y / peak() : (y - 16 * unit) / (219 * unit);
            double span = fullRange ? peak() : 224 * unit;
            double pb = (cb - 128 * unit) / span;
            double pr = (cr - 128 * unit) / span;
            double kr = matrix.equals("bt709") ? 0.2126 : matrix.startsWith("bt2020") ? 0.2627 : 0.299;
            double kb = matrix.equals("bt709") ? 0.0722 : matrix.startsWith("bt2020") ? 0.0593 : 0.114;
            double red = luma + 2 * (1 - kr) * pr;
            double blue = luma + 2 * (1 - kb) * pb;
            return new double[] {red, (luma - kr * red - kb * blue) / (1 - kr - kb), blue};
        }

        private String pixelFormat() {
            return "yuv" + chroma + "p" + (bits == 8 ? "" : bits + "le");
        }
    }

    /** Gives the sample of a plane, 0 for luma, whose middle is at this place in pixels from the first pixel's middle. */
    @FunctionalInterface
    public interface Samples {
        int at(int plane, double x, double y);
    }

    public static Path write(Path folder, Size size, Coding coding, Samples samples) {
        Path raw = folder.resolve("clip.yuv");
        Path file = folder.resolve("clip.mp4");
        try {
            Files.write(raw, planes(size, coding, samples));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String tags = "setparams=colorspace=" + coding.matrix() + ":color_primaries=" + coding.primaries()
                + ":color_trc=" + coding.transfer() + ":range=" + (coding.fullRange() ? "pc" : "tv")
                + ":chroma_location=" + coding.location();
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-y",
                        "-f",
                        "rawvideo",
                        "-video_size",
                        size.width() + "x" + size.height(),
                        "-pixel_format",
                        coding.pixelFormat(),
                        "-i",
                        raw.toString(),
                        "-vf",
                        tags,
                        "-c:v",
                        "libx264",
                        "-qp",
                        "0",
                        "-preset",
                        "ultrafast",
                        "-chroma_sample_location",
                        coding.location(),
                        file.toString()));
        return file;
    }

    private static byte[] planes(Size size, Coding coding, Samples samples) {
        ByteBuffer bytes = ByteBuffer.allocate(6 * size.width() * size.height()).order(ByteOrder.LITTLE_ENDIAN);
        for (int plane = 0; plane < 3; plane++) {
            int across = plane == 0 || coding.chroma().equals("444") ? 1 : 2;
            int down = plane == 0 || !coding.chroma().equals("420") ? 1 : 2;
            double left = across == 2 && coding.location().equals("center") ? 0.5 : 0;
            double top = down == 2 && !coding.location().startsWith("top") ? 0.5 : 0;
            for (int y = 0; y < size.height() / down; y++) {
                for (int x = 0; x < size.width() / across; x++) {
                    int sample = samples.at(plane, x * across + left, y * down + top);
                    if (coding.bits() == 8) {
                        bytes.put((byte) sample);
                    } else {
                        bytes.putShort((short) sample);
                    }
                }
            }
        }
        byte[] written = new byte[bytes.position()];
        bytes.get(0, written);
        return written;
    }
}
