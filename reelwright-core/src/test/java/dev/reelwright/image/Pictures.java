package dev.reelwright.image;

import dev.reelwright.testing.BarCodeReader;
import dev.reelwright.testing.Programs;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;

/** Pixels as {@code 0xAARRGGBB}: read by other programs, compared, turned. */
final class Pictures {
    private static final double SAME = 99;

    private Pictures() {}

    static long number(GeneratedImage image) {
        return BarCodeReader.read(image.width(), image.height(), image.pixels());
    }

    /** Peak signal-to-noise ratio of red, green and blue in decibels; 99 for equal pictures. */
    static double psnr(int[] a, int[] b) {
        return psnr(a, b, i -> true);
    }

    /** The same over the pixels that are chosen by their place. */
    static double psnr(int[] a, int[] b, IntPredicate chosen) {
        if (a.length != b.length) {
            throw new AssertionError(a.length + " and " + b.length + " pixels");
        }
        double sum = 0;
        long count = 0;
        for (int i = 0; i < a.length; i++) {
            if (chosen.test(i)) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    double difference = (a[i] >> shift & 255) - (b[i] >> shift & 255);
                    sum += difference * difference;
                }
                count += 3;
            }
        }
        return sum == 0 ? SAME : Math.min(SAME, 10 * Math.log10(255 * 255 * count / sum));
    }

    static int[] argb(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    /** The pictures that the {@code ffmpeg} program gives for a file, one after the other. */
    static int[] decodedByProgram(Path file, int width, int height, Path folder) {
        Path raw = folder.resolve("decoded.raw");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-y",
                        "-i",
                        file.toString(),
                        "-vf",
                        "scale=" + width + ":" + height + ":flags=bicubic+accurate_rnd+full_chroma_int",
                        "-f",
                        "rawvideo",
                        "-pix_fmt",
                        "bgra",
                        raw.toString()));
        return readRaw(raw);
    }

    /** The picture that the program gives for a file with colours in one stream and alpha in another. */
    static int[] decodedWithAlpha(Path file, int width, int height, Path folder) {
        int[] colors = decodedByProgram(file, width, height, folder);
        Path raw = folder.resolve("decoded.raw");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-y",
                        "-i",
                        file.toString(),
                        "-map",
                        "0:1",
                        "-f",
                        "rawvideo",
                        "-pix_fmt",
                        "gray",
                        raw.toString()));
        try {
            byte[] alpha = Files.readAllBytes(raw);
            for (int i = 0; i < colors.length; i++) {
                colors[i] = colors[i] & 0xFFFFFF | alpha[i] << 24;
            }
            return colors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Packed pixels of 16 bits a component, {@code 0xAAAARRRRGGGGBBBB}, that the program gives for a file. */
    static long[] decodedDeep(Path file, Path folder, String filters) {
        Path raw = folder.resolve("decoded.raw");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-y",
                        "-i",
                        file.toString(),
                        "-frames:v",
                        "1",
                        "-vf",
                        filters + "format=bgra64le",
                        "-f",
                        "rawvideo",
                        raw.toString()));
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
            long[] pixels = new long[bytes.remaining() / 8];
            bytes.asLongBuffer().get(pixels);
            return pixels;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #psnr(int[], int[])}, of pixels with 16 bits a component. */
    static double psnr(long[] a, long[] b) {
        if (a.length != b.length) {
            throw new AssertionError(a.length + " and " + b.length + " pixels");
        }
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int shift = 0; shift <= 32; shift += 16) {
                double difference = (a[i] >> shift & 0xFFFF) - (b[i] >> shift & 0xFFFF);
                sum += difference * difference;
            }
        }
        return sum == 0 ? SAME : Math.min(SAME, 10 * Math.log10(65535.0 * 65535 * 3 * a.length / sum));
    }

    /** Packed pixels of a raw file. */
    static int[] readRaw(Path raw) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
            int[] pixels = new int[bytes.remaining() / 4];
            bytes.asIntBuffer().get(pixels);
            return pixels;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves each pixel to where the matrix sends it: (x, y) to (a·x + c·y, b·x + d·y), y pointing down. */
    static int[] moved(int[] pixels, int width, int height, int a, int b, int c, int d) {
        int newWidth = a != 0 ? width : height;
        int newHeight = a != 0 ? height : width;
        int[] moved = new int[pixels.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int toX = a * x + c * y + (a + c < 0 ? newWidth - 1 : 0);
                int toY = b * x + d * y + (b + d < 0 ? newHeight - 1 : 0);
                moved[toY * newWidth + toX] = pixels[y * width + x];
            }
        }
        return moved;
    }
}
