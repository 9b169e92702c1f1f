package dev.reelwright.internal.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.testing.BarCodeReader;
import dev.reelwright.testing.BarCodeReader.Reading;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarCodeTest {
    private static final long NUMBER = 0x5A_C3_17;

    @Test
    void startAndEndCellsEncloseNumberAndCheckCells() {
        assertThat(text(BarCode.encode(0))).isEqualTo("10" + "0".repeat(24) + check(0) + "11");
        assertThat(text(BarCode.encode(1))).isEqualTo("10" + "0".repeat(23) + "1" + check(1) + "11");
        assertThat(text(BarCode.encode(0xABCDEF)))
                .isEqualTo("10" + "101010111100110111101111" + check(0xABCDEF) + "11");
    }

    @Property
    void everySingleWrongNumberCellChangesTheCheckCells(
            @ForAll @LongRange(max = BarCode.MAXIMUM_FRAME_NUMBER) long number) {
        for (int bit = 0; bit < 24; bit++) {
            assertThat(checkCells(number)).isNotEqualTo(checkCells(number ^ 1L << bit));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, BarCode.MAXIMUM_FRAME_NUMBER + 1})
    void numbersOutOfRangeAreRefused(long number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarCode.encode(number))
                .withMessageContaining(Long.toString(number));
    }

    @ParameterizedTest
    @CsvSource({"1920,1080", "1280,720", "640,360", "320,180", "161,121", "160,90", "128,72", "720,1280", "2048,858"})
    void numbersAreReadBackAtEverySize(int width, int height) {
        for (long number : numbers(12)) {
            Picture picture = Picture.painted(width, height, number, number / 29.97);

            assertThat(read(picture)).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @CsvSource({"1920,1080,160,90", "1280,720,160,90", "640,360,161,91", "720,1280,160,284", "1920,800,160,67"})
    void picturesScaledDownToACellOfFourPixelsAreRead(int width, int height, int smallWidth, int smallHeight) {
        for (long number : numbers(8)) {
            Picture picture = Picture.painted(width, height, number, 3.3).scaledTo(smallWidth, smallHeight);

            assertThat(read(picture)).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @CsvSource({"640,360", "320,180", "160,90"})
    void noisyAndBlurredPicturesAreRead(int width, int height) {
        for (long number : numbers(12)) {
            Picture picture =
                    Picture.painted(width, height, number, 1.5).blurred().withNoise(20, number);

            assertThat(read(picture)).isEqualTo(number);
        }
    }

    @Test
    void rangeMistakesAndToneCurvesDoNotMatter() {
        for (long number : numbers(8)) {
            Picture picture = Picture.painted(320, 180, number, 2);

            assertThat(read(picture.mapped(c -> 16 + c * 219 / 255))).isEqualTo(number);
            assertThat(read(picture.mapped(c -> (c - 16) * 255 / 219))).isEqualTo(number);
            assertThat(read(picture.mapped(c -> (int) (255 * Math.pow(c / 255.0, 2.4)))))
                    .isEqualTo(number);
            assertThat(read(picture.mapped(c -> 80 + c / 3))).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.04,0.04,0.04,0.04",
        "0.05,0.05,0.05,0.05",
        "0.05,0,0,0",
        "0,0,0.05,0",
        "0,0.05,0,0",
        "0,0,0,0.05",
        "0.05,0.05,0,0"
    })
    void croppedPicturesAreRead(double left, double top, double right, double bottom) {
        for (long number : numbers(8)) {
            Picture picture = Picture.painted(640, 360, number, 7).cropped(left, top, right, bottom);

            assertThat(read(picture)).isEqualTo(number);
            assertThat(read(picture.scaledTo(160, 90))).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @CsvSource({"640,480", "640,360", "840,360", "640,427"})
    void letterboxedAndPillarboxedPicturesAreRead(int boxWidth, int boxHeight) {
        for (long number : numbers(8)) {
            Picture picture = Picture.painted(640, 360, number, 7).boxed(boxWidth, boxHeight);

            assertThat(read(picture)).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @CsvSource({"640,360", "360,640", "320,320", "160,90"})
    void everyOrientationIsReadAndNamed(int width, int height) {
        for (long number : numbers(6)) {
            Picture upright = Picture.painted(width, height, number, 5);
            for (boolean mirrored : new boolean[] {false, true}) {
                Picture picture = mirrored ? upright.mirrored() : upright;
                for (int turns = 0; turns < 4; turns++) {
                    assertThat(BarCodeReader.readAnyRotation(picture.width(), picture.height(), picture.argb()))
                            .isEqualTo(new Reading(number, turns, mirrored));
                    picture = picture.turnedCounterclockwise();
                }
            }
        }
    }

    @Test
    void turnedAndMirroredPicturesAreNotTakenForUprightOnes() {
        for (long number : numbers(60)) {
            Picture upright = Picture.painted(320, 180, number, 5);
            Picture turned = upright.turnedCounterclockwise();

            assertThat(tryRead(upright.mirrored())).isEmpty();
            assertThat(tryRead(upright.upsideDown())).isEmpty();
            assertThat(tryRead(upright.upsideDown().mirrored())).isEmpty();
            assertThat(tryRead(turned)).isEmpty();
            assertThat(tryRead(turned.upsideDown().mirrored())).isEmpty();
        }
    }

    @Test
    void blendsOfTwoFramesAreNotRead() {
        for (long number = 0; number < 60; number++) {
            Picture blend = Picture.painted(320, 180, number, 5).blendedWith(Picture.painted(320, 180, number + 1, 5));

            assertThat(tryRead(blend)).isEmpty();
        }
    }

    @Test
    void noiseIsNotRead() {
        for (int seed = 0; seed < 1000; seed++) {
            assertThat(tryRead(Picture.noise(160, 90, seed)))
                    .as("noise %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void randomBlocksAreNotRead() {
        for (int seed = 0; seed < 1000; seed++) {
            assertThat(tryRead(Picture.blocks(160, 90, 4, 6, seed)))
                    .as("blocks %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void unreadablePictureSaysWhatWasSeen() {
        Picture picture = Picture.painted(64, 64, 1, 0).scaledTo(640, 360);

        assertThatThrownBy(() -> read(picture))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("640x360")
                .hasMessageContaining("contrast");
    }

    private static long read(Picture picture) {
        return BarCodeReader.read(picture.width(), picture.height(), picture.argb());
    }

    private static OptionalLong tryRead(Picture picture) {
        return BarCodeReader.tryRead(picture.width(), picture.height(), picture.argb());
    }

    /** The numbers whose cells are the most alike, then random ones. */
    private static long[] numbers(int count) {
        LongStream extremes = LongStream.of(0, BarCode.MAXIMUM_FRAME_NUMBER, 0xAAAAAA, 0x555555, NUMBER);
        return LongStream.concat(extremes, new Random(count).longs(0, BarCode.MAXIMUM_FRAME_NUMBER + 1))
                .limit(count)
                .toArray();
    }

    /** The remainder of the number, preceded by the seed's effect, as the standard's long division gives it. */
    private static String check(long number) {
        long rest = number << 4 ^ 0b1111L << 24;
        for (int bit = 27; bit >= 4; bit--) {
            if ((rest >> bit & 1) != 0) {
                rest ^= 0b10011L << bit - 4;
            }
        }
        return String.format("%4s", Long.toBinaryString(rest)).replace(' ', '0');
    }

    private static String checkCells(long number) {
        return text(BarCode.encode(number)).substring(26, 30);
    }

    private static String text(boolean[] cells) {
        StringBuilder text = new StringBuilder();
        for (boolean cell : cells) {
            text.append(cell ? '1' : '0');
        }
        return text.toString();
    }
}
