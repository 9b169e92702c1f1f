package dev.reelwright.internal.sample;

/**
 * A picture being painted: 8-bit planes without row padding, chroma halved in both directions and rounded up. The
 * arrays belong to the caller; a chroma sample is centred between its four luma samples.
 */
@SuppressWarnings("ArrayRecordComponent") // a bundle of the caller's arrays, never compared
record Planes(int width, int height, byte[] y, byte[] u, byte[] v) {
    /** Full coverage. */
    static final int OPAQUE = 256;

    Planes {
        requireLength("y", y, width * height);
        requireLength("u", u, half(width) * half(height));
        requireLength("v", v, half(width) * half(height));
    }

    int chromaWidth() {
        return half(width);
    }

    int chromaHeight() {
        return half(height);
    }

    void blendLuma(int index, int luma, int coverage) {
        y[index] = mix(y[index], luma, coverage);
    }

    void blendChroma(int index, int cb, int cr, int coverage) {
        u[index] = mix(u[index], cb, coverage);
        v[index] = mix(v[index], cr, coverage);
    }

    static int half(int size) {
        return (size + 1) / 2;
    }

    /** The nearest even number, so that a shape's luma and chroma begin at the same place. */
    static int even(double position) {
        return 2 * (int) Math.round(position / 2);
    }

    static byte mix(byte from, int to, int coverage) {
        int old = from & 0xff;
        return (byte) (old + (((to - old) * coverage + 128) >> 8));
    }

    static void requireLength(String plane, byte[] samples, int needed) {
        if (samples.length < needed) {
            throw new IllegalArgumentException(
                    "plane " + plane + " holds " + samples.length + " samples; the picture needs " + needed);
        }
    }
}
