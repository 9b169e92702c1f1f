package dev.reelwright.internal.render;

import dev.reelwright.internal.engine.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@link ToneMapping} tabulated at {@value #SIDE} values of each component, laid out as FFmpeg's filter {@code haldclut}
 * wants it: a picture whose pixels count through red first, then green, then blue. A picture needs no file, as cubes in
 * other formats would. It is one of floats, for of whole numbers the filter mistakes the order of the planes.
 */
public final class ColorCube {
    static final String FORMAT = "gbrpf32le";

    /** Hald pictures exist for squares: 36 values make a picture of 216x216, and a table that caches hold. */
    private static final int SIDE = 36;

    private static final int PICTURE_SIDE = 216;

    /** What different sources need at one time; the tables take half a megabyte each. */
    private static final int MOST_KEPT = 8;

    private static final Map<ToneMapping.Source, ColorCube> KEPT = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ToneMapping.Source, ColorCube> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** Green, blue and red, the order of the format's planes. */
    private final byte[][] planes = new byte[3][];

    private ColorCube(ToneMapping mapping) {
        int pixels = SIDE * SIDE * SIDE;
        ByteBuffer[] samples = new ByteBuffer[3];
        for (int plane = 0; plane < 3; plane++) {
            planes[plane] = new byte[Float.BYTES * pixels];
            samples[plane] = ByteBuffer.wrap(planes[plane]).order(ByteOrder.LITTLE_ENDIAN);
        }
        for (int i = 0; i < pixels; i++) {
            double[] mapped = mapping.map(value(i % SIDE), value(i / SIDE % SIDE), value(i / SIDE / SIDE));
            for (int plane = 0; plane < 3; plane++) {
                samples[plane].putFloat((float) mapped[(plane + 1) % 3]);
            }
        }
    }

    /** The table for this kind of source; the same ones come again and again, so they are kept. */
    static ColorCube of(ToneMapping.Source source) {
        synchronized (KEPT) {
            return KEPT.computeIfAbsent(source, s -> new ColorCube(new ToneMapping(s)));
        }
    }

    private static double value(int step) {
        return (double) step / (SIDE - 1);
    }

    /** A new picture of the table. */
    Frame picture() {
        Frame frame = new Frame();
        try {
            frame.allocatePicture(PICTURE_SIDE, PICTURE_SIDE, FORMAT);
            for (int plane = 0; plane < 3; plane++) {
                frame.putPlane(plane, planes[plane], Float.BYTES * PICTURE_SIDE, PICTURE_SIDE);
            }
            frame.pts(0);
            return frame;
        } catch (RuntimeException | Error e) {
            frame.close();
            throw e;
        }
    }
}
