package dev.reelwright.internal.sample;

/** A colour as BT.709 limited-range luma and chroma, 8 bits each. */
record Ink(int y, int u, int v) {
    static final Ink BLACK = new Ink(16, 128, 128);
    static final Ink WHITE = new Ink(235, 128, 128);

    /** The colour of a gamma-encoded {@code 0xRRGGBB} value (ITU-R BT.709 §3.2 to §3.4). */
    static Ink rgb(int rgb) {
        double r = (rgb >> 16 & 0xff) / 255.0;
        double g = (rgb >> 8 & 0xff) / 255.0;
        double b = (rgb & 0xff) / 255.0;
        double luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
        return new Ink((int) Math.round(16 + 219 * luma), (int) Math.round(128 + 224 * (b - luma) / 1.8556), (int)
                Math.round(128 + 224 * (r - luma) / 1.5748));
    }

    /** The colour {@code fraction} of the way from this one to another, as {y, u, v}, not rounded. */
    double[] towards(Ink other, double fraction) {
        return new double[] {y + (other.y - y) * fraction, u + (other.u - u) * fraction, v + (other.v - v) * fraction};
    }
}
