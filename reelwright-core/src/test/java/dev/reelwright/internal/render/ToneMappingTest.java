package dev.reelwright.internal.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.testing.ToneReference;
import dev.reelwright.video.ColorProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arithmetic of tone mapping, held against printed figures and a second writing of it. */
class ToneMappingTest {
    private static final ColorProperties HLG = new ColorProperties("bt2020", "arib-std-b67", "bt2020nc", false);
    private static final ColorProperties PQ = new ColorProperties("bt2020", "smpte2084", "bt2020nc", false);

    @ParameterizedTest
    @CsvSource({"0, 0", "0.1, 0.0623", "1, 0.1499", "100, 0.5081", "203, 0.5807", "1000, 0.7518", "10000, 1"})
    void D8_pqIsThatOfTheStandard(double light, double value) {
        assertThat(ToneCurve.toPq(light)).isCloseTo(value, within(6e-5));
        assertThat(ToneCurve.fromPq(ToneCurve.toPq(light))).isCloseTo(light, within(1e-6 * (1 + light)));
    }

    @Test
    void D8_primariesAreConvertedByTheMatrixOfBt2407() {
        double[] matrix = Gamut.BT2020.to(Gamut.BT709);

        double[] printed = {1.6605, -0.5876, -0.0728, -0.1246, 1.1329, -0.0083, -0.0182, -0.1006, 1.1187};
        for (int i = 0; i < 9; i++) {
            assertThat(matrix[i]).isCloseTo(printed[i], within(6e-5));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {203, 600, 1000, 4000, 10_000})
    void D8_curveLeavesDarkLightAloneAndEndsAtWhite(int peak) {
        ToneCurve curve = new ToneCurve(peak, 203);

        assertThat(curve.apply(0)).isZero();
        assertThat(curve.apply(10)).isCloseTo(10, within(1e-9));
        assertThat(curve.apply(peak)).isCloseTo(203, within(1e-6));
        assertThat(curve.apply(2.0 * peak)).isCloseTo(203, within(1e-6));
        double last = 0;
        for (int light = 1; light <= peak; light++) {
            double bent = curve.apply(light);
            assertThat(bent).isBetween(last, light + 1e-9);
            last = bent;
        }
    }

    @Test
    void D8_middleGreyIsAsBrightAsItWas() {
        // a grey card of 18 % in both codings, ITU-R BT.2408 table 1
        double sdr = Math.pow(26.0 / 203, 1 / 2.4);

        double[] pq = ToneMapping.of(PQ, 1000).map(0.38, 0.38, 0.38);
        double[] hlg = ToneMapping.of(HLG, 1000).map(0.38, 0.38, 0.38);

        assertThat(pq[1]).isCloseTo(sdr, within(0.012));
        assertThat(hlg[1]).isCloseTo(sdr, within(0.012));
    }

    @Test
    void D8_graphicsWhiteLeavesRoomForHighlights() {
        double[] pq = ToneMapping.of(PQ, 1000).map(0.5807, 0.5807, 0.5807);
        double[] hlg = ToneMapping.of(HLG, 1000).map(0.75, 0.75, 0.75);
        double[] dim = ToneMapping.of(PQ, 203).map(0.5807, 0.5807, 0.5807);

        assertThat(pq[1]).isBetween(0.87, 0.94);
        assertThat(hlg[1]).isCloseTo(pq[1], within(0.002));
        assertThat(dim[1]).isCloseTo(1, within(0.001));
    }

    @Test
    void D8_greysStayGrey() {
        for (ColorProperties source : new ColorProperties[] {PQ, HLG}) {
            for (double v = 0; v <= 1; v += 0.05) {
                double[] mapped = ToneMapping.of(source, 1000).map(v, v, v);
                assertThat(mapped[0]).isCloseTo(mapped[1], within(1e-3));
                assertThat(mapped[2]).isCloseTo(mapped[1], within(1e-3));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1000", "false, 1000", "false, 4000", "false, 300"})
    void D8_everyColorIsThatOfTheReference(boolean hlg, int peak) {
        ToneMapping mapping = ToneMapping.of(hlg ? HLG : PQ, peak);

        for (int i = 0; i < 9 * 9 * 9; i++) {
            double[] coded = {i % 9 / 8.0, i / 9 % 9 / 8.0, i / 81 / 8.0};
            double[] mapped = mapping.map(coded[0], coded[1], coded[2]);
            double[] expected = ToneReference.map(hlg, peak, coded);
            for (int c = 0; c < 3; c++) {
                assertThat(mapped[c]).isBetween(0.0, 1.0).isCloseTo(expected[c], within(0.004));
            }
        }
    }
}
