package dev.reelwright.internal.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramePainterTest {
    private record Frame(byte[] y, byte[] u, byte[] v) {
        static Frame painted(FramePainter painter, int width, int height, long number, double seconds) {
            int chroma = ((width + 1) / 2) * ((height + 1) / 2);
            Frame frame = new Frame(new byte[width * height], new byte[chroma], new byte[chroma]);
            painter.paint(number, seconds, frame.y, frame.u, frame.v);
            return frame;
        }

        boolean looksLike(Frame other) {
            return Arrays.equals(y, other.y) && Arrays.equals(u, other.u) && Arrays.equals(v, other.v);
        }
    }

    @Test
    void framesOfDifferentNumbersDiffer() {
        FramePainter painter = new FramePainter(320, 180);

        Frame first = Frame.painted(painter, 320, 180, 41, 1);
        Frame second = Frame.painted(painter, 320, 180, 42, 1);

        assertThat(first.looksLike(second)).isFalse();
    }

    @Test
    void framesAtDifferentTimesDiffer() {
        FramePainter painter = new FramePainter(64, 64);

        Frame first = Frame.painted(painter, 64, 64, 0, 1);
        Frame second = Frame.painted(painter, 64, 64, 0, 1 + 1 / 30.0);

        assertThat(first.looksLike(second)).isFalse();
    }

    @Test
    void aFrameDoesNotDependOnWhatWasPaintedBefore() {
        FramePainter painter = new FramePainter(320, 180);
        Frame used = Frame.painted(painter, 320, 180, 7, 3.4);

        painter.paint(42, 1.4, used.y(), used.u(), used.v());

        assertThat(used.looksLike(Frame.painted(new FramePainter(320, 180), 320, 180, 42, 1.4)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"64,64", "65,67", "127,64", "128,64", "161,121", "64,1000", "1000,64", "641,361", "361,641", "1080,1080"
    })
    void everySizePaintsWithinTheLimitedRange(int width, int height) {
        FramePainter painter = new FramePainter(width, height);

        for (double seconds : new double[] {-1, 0, 0.999, 4.5, 61.3, 559_240.5, 1e12}) {
            Frame frame = Frame.painted(painter, width, height, BarCode.MAXIMUM_FRAME_NUMBER, seconds);

            assertRange(frame.y(), 16, 235);
            assertRange(frame.u(), 16, 240);
            assertRange(frame.v(), 16, 240);
        }
    }

    @Test
    void barCodeHasNoColour() {
        Frame frame = Frame.painted(new FramePainter(320, 180), 320, 180, 0x123456, 2);

        for (int row = 64; row < 75; row++) {
            for (int column = 12; column < 148; column++) {
                assertThat(frame.u()[row * 160 + column] & 0xff).isEqualTo(128);
                assertThat(frame.v()[row * 160 + column] & 0xff).isEqualTo(128);
            }
        }
    }

    @Test
    void alphaIsHalfInTheBackgroundAndFullInTheBarCodeAndDigitsAndBall() {
        byte[] alpha = new byte[640 * 360];

        new FramePainter(640, 360).paintAlpha(5, 0, alpha);

        assertThat(alpha[0] & 0xff).isEqualTo(128);
        assertThat(alpha[359 * 640 + 639] & 0xff).isEqualTo(128);
        for (int column = 64; column < 576; column++) {
            assertThat(alpha[260 * 640 + column] & 0xff).isEqualTo(255);
        }
        for (int column = 70; column < 380; column++) {
            assertThat(alpha[100 * 640 + column] & 0xff).isEqualTo(255);
        }
        assertThat(alpha[52 * 640 + 46] & 0xff).isEqualTo(255);
    }

    @Test
    void alphaOfTheBallMovesWithTime() {
        FramePainter painter = new FramePainter(640, 360);
        byte[] first = new byte[640 * 360];
        byte[] second = new byte[640 * 360];

        painter.paintAlpha(5, 0, first);
        painter.paintAlpha(5, 4, second);

        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void tooSmallPicturesAndPlanesAndNumbersOutOfRangeAreRefused() {
        FramePainter painter = new FramePainter(64, 64);
        byte[] y = new byte[64 * 64];
        byte[] chroma = new byte[32 * 32];

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FramePainter(63, 64))
                .withMessageContaining("63x64");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> painter.paint(0, 0, y, new byte[5], chroma))
                .withMessageContaining("plane u holds 5 samples");
        assertThatIllegalArgumentException().isThrownBy(() -> painter.paint(1L << 24, 0, y, chroma, chroma));
        assertThatIllegalArgumentException().isThrownBy(() -> painter.paintAlpha(-1, 0, y));
    }

    private static void assertRange(byte[] plane, int least, int most) {
        int darkest = 255;
        int lightest = 0;
        for (byte sample : plane) {
            darkest = Math.min(darkest, sample & 0xff);
            lightest = Math.max(lightest, sample & 0xff);
        }
        assertThat(darkest).isGreaterThanOrEqualTo(least);
        assertThat(lightest).isLessThanOrEqualTo(most);
    }
}
