package dev.reelwright.internal.engine;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** Copies the planes of pictures of 8 bits a sample from and into memory where rows have no padding. */
final class Planes {
    private Planes() {}

    /**
     * Bytes that lie one behind the other: rows, or a whole plane where rows have no padding, for a step a row takes long
     * in a start.
     *
     * @param stride from one to the next
     */
    private record Runs(ByteBuffer data, int stride, int length, int count) {}

    static byte[] read(AVFrame picture) {
        byte[] bytes =
                new byte[avutil.av_image_get_buffer_size(picture.format(), picture.width(), picture.height(), 1)];
        int at = 0;
        for (Runs runs : runs(picture)) {
            for (int run = 0; run < runs.count(); run++) {
                runs.data().position(run * runs.stride()).get(bytes, at, runs.length());
                at += runs.length();
            }
        }
        return bytes;
    }

    static void write(AVFrame picture, byte[] bytes) {
        int at = 0;
        for (Runs runs : runs(picture)) {
            for (int run = 0; run < runs.count(); run++) {
                runs.data().position(run * runs.stride()).put(bytes, at, runs.length());
                at += runs.length();
            }
        }
    }

    private static List<Runs> runs(AVFrame picture) {
        int format = picture.format();
        int chromaShift = avutil.av_pix_fmt_desc_get(format).log2_chroma_h();
        List<Runs> planes = new ArrayList<>();
        for (int plane = 0; plane < avutil.av_pix_fmt_count_planes(format); plane++) {
            boolean chroma = plane == 1 || plane == 2;
            int rows = chroma ? -(-picture.height() >> chromaShift) : picture.height();
            int stride = picture.linesize(plane);
            int length = avutil.av_image_get_linesize(format, picture.width(), plane);
            ByteBuffer data = picture.data(plane)
                    .position(0)
                    .capacity((long) stride * rows)
                    .asByteBuffer();
            boolean unpadded = stride == length;
            planes.add(unpadded ? new Runs(data, 0, length * rows, 1) : new Runs(data, stride, length, rows));
        }
        return planes;
    }
}
