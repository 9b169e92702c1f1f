package dev.reelwright.internal.render;

/** The colours that three lights and a white point span, as matrices between linear RGB and CIE XYZ. */
enum Gamut {
    BT709(0.640, 0.330, 0.300, 0.600, 0.150, 0.060),
    BT2020(0.708, 0.292, 0.170, 0.797, 0.131, 0.046),
    P3_D65(0.680, 0.320, 0.265, 0.690, 0.150, 0.060);

    private static final double[] D65 = xyz(0.3127, 0.3290);

    private final double[] chromaticities;

    Gamut(double... chromaticities) {
        this.chromaticities = chromaticities;
    }

    /** By the name of the primaries in {@link dev.reelwright.video.ColorProperties}; HDR that does not say is BT.2020. */
    static Gamut ofPrimaries(String name) {
        return switch (name) {
            case "bt709" -> BT709;
            case "smpte432" -> P3_D65;
            default -> BT2020;
        };
    }

    /** The matrix, row by row, from linear RGB of this gamut to that of another; both have the white D65. */
    double[] to(Gamut other) {
        return multiply(invert(other.toXyz()), toXyz());
    }

    private double[] toXyz() {
        double[] m = new double[9];
        for (int light = 0; light < 3; light++) {
            double[] xyz = xyz(chromaticities[2 * light], chromaticities[2 * light + 1]);
            for (int row = 0; row < 3; row++) {
                m[3 * row + light] = xyz[row];
            }
        }
        double[] amounts = apply(invert(m), D65[0], D65[1], D65[2]);
        for (int i = 0; i < 9; i++) {
            m[i] *= amounts[i % 3];
        }
        return m;
    }

    private static double[] xyz(double x, double y) {
        return new double[] {x / y, 1, (1 - x - y) / y};
    }

    static double[] apply(double[] m, double a, double b, double c) {
        return new double[] {
            m[0] * a + m[1] * b + m[2] * c, m[3] * a + m[4] * b + m[5] * c, m[6] * a + m[7] * b + m[8] * c
        };
    }

    private static double[] multiply(double[] a, double[] b) {
        double[] product = new double[9];
        for (int i = 0; i < 9; i++) {
            for (int k = 0; k < 3; k++) {
                product[i] += a[i / 3 * 3 + k] * b[3 * k + i % 3];
            }
        }
        return product;
    }

    /** By cofactors: those of the transposed matrix over the determinant. */
    private static double[] invert(double[] m) {
        double[] inverse = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                int r1 = (column + 1) % 3 * 3;
                int r2 = (column + 2) % 3 * 3;
                int c1 = (row + 1) % 3;
                int c2 = (row + 2) % 3;
                inverse[3 * row + column] = m[r1 + c1] * m[r2 + c2] - m[r1 + c2] * m[r2 + c1];
            }
        }
        double determinant = m[0] * inverse[0] + m[1] * inverse[3] + m[2] * inverse[6];
        for (int i = 0; i < 9; i++) {
            inverse[i] /= determinant;
        }
        return inverse;
    }
}
