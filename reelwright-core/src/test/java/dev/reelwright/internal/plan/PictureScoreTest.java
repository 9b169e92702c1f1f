package dev.reelwright.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PictureScoreTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;

    private static int[] flat(int argb) {
        int[] pixels = new int[WIDTH * HEIGHT];
        Arrays.fill(pixels, argb);
        return pixels;
    }

    /** Rectangles of many colours, the same each time. */
    private static int[] scene() {
        Random random = new Random(7);
        int[] pixels = flat(0xFF406080);
        for (int i = 0; i < 60; i++) {
            int color = 0xFF000000 | random.nextInt(1 << 24);
            int x = random.nextInt(WIDTH - 30);
            int y = random.nextInt(HEIGHT - 20);
            for (int row = y; row < y + 20; row++) {
                Arrays.fill(pixels, row * WIDTH + x, row * WIDTH + x + 30, color);
            }
        }
        return pixels;
    }

    private static int[] blurred(int[] pixels, int radius) {
        int[] blurred = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int[] sums = new int[3];
            int count = 0;
            for (int y = Math.max(0, i / WIDTH - radius); y <= Math.min(HEIGHT - 1, i / WIDTH + radius); y++) {
                for (int x = Math.max(0, i % WIDTH - radius); x <= Math.min(WIDTH - 1, i % WIDTH + radius); x++) {
                    for (int c = 0; c < 3; c++) {
                        sums[c] += pixels[y * WIDTH + x] >> 8 * c & 255;
                    }
                    count++;
                }
            }
            blurred[i] = 0xFF000000 | sums[2] / count << 16 | sums[1] / count << 8 | sums[0] / count;
        }
        return blurred;
    }

    private static int[] darkened(int[] pixels, int divisor) {
        return Arrays.stream(pixels)
                .map(p -> 0xFF000000
                        | (p >> 16 & 255) / divisor << 16
                        | (p >> 8 & 255) / divisor << 8
                        | (p & 255) / divisor)
                .toArray();
    }

    private static double score(int[] pixels) {
        return PictureScore.of(WIDTH, HEIGHT, pixels).value();
    }

    @Test
    void B11_scoresOrderPicturesAsPeopleWould() {
        double sharp = score(scene());
        double soft = score(blurred(scene(), 1));
        double blurred = score(blurred(scene(), 5));
        double dark = score(darkened(scene(), 12));
        double flat = score(flat(0xFF3366AA));
        double black = score(flat(0xFF000000));
        double white = score(flat(0xFFFFFFFF));

        assertThat(sharp).isGreaterThan(0.5).isLessThanOrEqualTo(1);
        assertThat(sharp).isGreaterThan(soft);
        assertThat(soft).isGreaterThan(2 * blurred);
        assertThat(blurred).isGreaterThan(dark);
        assertThat(dark).isGreaterThan(black);
        assertThat(blurred).isGreaterThan(10 * flat);
        assertThat(flat).isGreaterThan(black).isGreaterThan(white);
    }

    @Test
    void B11_partsAreZeroWhereThereIsNothing() {
        PictureScore black = PictureScore.of(WIDTH, HEIGHT, flat(0xFF000000));

        assertThat(black).isEqualTo(new PictureScore(0, 0, 0, 0));
        assertThat(PictureScore.of(WIDTH, HEIGHT, flat(0xFF3366AA)).exposure()).isEqualTo(1);
    }

    @Test
    void B11_aSharpObjectBeforeASoftBackgroundIsSharp() {
        int[] portrait = blurred(scene(), 5);
        int[] sharp = scene();
        for (int y = 20; y < 75; y++) {
            System.arraycopy(sharp, y * WIDTH + 40, portrait, y * WIDTH + 40, 80);
        }

        assertThat(PictureScore.of(WIDTH, HEIGHT, portrait).sharpness())
                .isGreaterThan(0.6 * PictureScore.of(WIDTH, HEIGHT, sharp).sharpness());
    }

    @Test
    void B11_differencesGoFromNoneToAll() {
        assertThat(PictureScore.difference(scene(), scene())).isZero();
        assertThat(PictureScore.difference(flat(0xFF000000), flat(0xFFFFFFFF))).isCloseTo(1, within(0.01));
    }

    @Test
    void B11_tinyPicturesHaveAScore() {
        assertThat(PictureScore.of(1, 1, new int[] {0xFF808080}).value()).isPositive();
        assertThat(PictureScore.of(2, 3, new int[6]).value()).isPositive();
    }
}
