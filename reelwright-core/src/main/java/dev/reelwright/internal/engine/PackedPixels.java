package dev.reelwright.internal.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Copies pictures of one number a pixel from and into arrays. */
final class PackedPixels {
    private PackedPixels() {}

    static int[] read(AVFrame picture) {
        int[] pixels = new int[picture.width() * picture.height()];
        IntBuffer data = data(picture).asIntBuffer();
        int run = run(picture, Integer.BYTES);
        int stride = picture.linesize(0) / Integer.BYTES;
        for (int at = 0, row = 0; at < pixels.length; at += run, row++) {
            data.position(row * stride);
            data.get(pixels, at, run);
        }
        return pixels;
    }

    static void write(AVFrame picture, int[] pixels) {
        IntBuffer data = data(picture).asIntBuffer();
        int run = run(picture, Integer.BYTES);
        int stride = picture.linesize(0) / Integer.BYTES;
        for (int at = 0, row = 0; at < pixels.length; at += run, row++) {
            data.position(row * stride);
            data.put(pixels, at, run);
        }
    }

    static long[] readDeep(AVFrame picture) {
        long[] pixels = new long[picture.width() * picture.height()];
        LongBuffer data = data(picture).asLongBuffer();
        int run = run(picture, Long.BYTES);
        int stride = picture.linesize(0) / Long.BYTES;
        for (int at = 0, row = 0; at < pixels.length; at += run, row++) {
            data.position(row * stride);
            data.get(pixels, at, run);
        }
        return pixels;
    }

    static void write(AVFrame picture, long[] pixels) {
        LongBuffer data = data(picture).asLongBuffer();
        int run = run(picture, Long.BYTES);
        int stride = picture.linesize(0) / Long.BYTES;
        for (int at = 0, row = 0; at < pixels.length; at += run, row++) {
            data.position(row * stride);
            data.put(pixels, at, run);
        }
    }

    /** Pixels that lie one behind the other: all where rows have no padding, for a step a row takes long in a start. */
    private static int run(AVFrame picture, int pixelBytes) {
        int width = picture.width();
        return picture.linesize(0) == width * pixelBytes ? width * picture.height() : width;
    }

    private static ByteBuffer data(AVFrame picture) {
        return picture.data(0)
                .position(0)
                .capacity((long) picture.linesize(0) * picture.height())
                .asByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
