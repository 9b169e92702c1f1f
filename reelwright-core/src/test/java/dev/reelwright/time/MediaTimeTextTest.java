package dev.reelwright.time;

import static dev.reelwright.time.MediaTimeTest.assertTicks;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTimeTextTest {

    @ParameterizedTest
    @CsvSource({
        "12.5, 25, 2",
        "12, 12, 1",
        "0.1, 1, 10",
        "12.50, 25, 2",
        "0, 0, 1",
        "-12.5, -25, 2",
        "0.000000001, 1, 1000000000",
        "0.0000000005, 1, 2000000000",
        "1:02:03.5, 7447, 2",
        "02:03, 123, 1",
        "90:00, 5400, 1",
        "100:00:00, 360000, 1",
        "-0:01, -1, 1",
        "125/10, 125, 10",
        "1001/30000, 1001, 30000",
        "-1/2147483647, -1, 2147483647",
        "500ms, 1, 2",
        "2s, 2, 1",
        "1m30s, 90, 1",
        "1h2m, 3720, 1",
        "250us, 1, 4000",
        "1.5h, 5400, 1",
        "1h2m3s4ms5us, 744600801, 200000",
        "1m, 60, 1",
        "' 2s ', 2, 1",
        "9223372036854775807, 9223372036854775807, 1"
    })
    void S5_parsesExactly(String text, long value, int timescale) {
        assertTicks(MediaTime.parse(text), value, timescale, false);
    }

    @Test
    void S5_parsesInfinity() {
        assertThat(MediaTime.parse("inf")).isSameAs(MediaTime.POSITIVE_INFINITY);
        assertThat(MediaTime.parse("-inf")).isEqualTo(MediaTime.NEGATIVE_INFINITY);
    }

    @Test
    void S5_decimalsBelowEveryTimescaleAreRoundedToTheNanosecond() {
        assertTicks(MediaTime.parse("0.30000000000000004"), 300_000_000, 1_000_000_000, true);
        assertTicks(MediaTime.parse("0.0000000015000001"), 2, 1_000_000_000, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "abc",
                "12.",
                ".5",
                "1,5",
                "1e3",
                "+1",
                "--1",
                "12.5.1",
                "NaN",
                "infinity",
                "1:60",
                "1:60:00",
                "1:02:60",
                "1::2",
                ":30",
                "1:2:3:4:5",
                "1/0",
                "1/2147483648",
                "9223372036854775808/1",
                "1/-2",
                "1.5/2",
                "2s1m",
                "1m1m",
                "5 s",
                "2S",
                "5d",
                "9223372036854775808",
                "9223372036854775807.5",
                "\u0661"
            })
    void S5_refusesOtherTextAndSaysWhatIsAccepted(String text) {
        assertThatThrownBy(() -> MediaTime.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"" + text + "\"")
                .hasMessageContainingAll("12.5", "1:02:03.5", "125/10", "1m30s", "500ms", "inf");
    }

    @Test
    void S5_refusesTimecodesAndSaysWhy() {
        assertThatThrownBy(() -> MediaTime.parse("00:00:12;10"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("drop-frame timecode", "frame rate", "accepted are");
        assertThatThrownBy(() -> MediaTime.parse("00:00:12:10"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("timecode", "frame rate")
                .hasMessageNotContaining("drop-frame");
    }

    @Test
    void S5_refusesEndlessTextWithoutRepeatingIt() {
        String endless = "9".repeat(1_000_000);

        assertThatThrownBy(() -> MediaTime.parse(endless))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
    }

    @Test
    void S5_describesSecondsAndRatio() {
        assertThat(MediaTime.of(75, 30)).hasToString("2.5 s (75/30)");
        assertThat(MediaTime.of(1, 3)).hasToString("0.333333 s (1/3)");
        assertThat(MediaTime.of(-5400, 600)).hasToString("-9 s (-5400/600)");
        assertThat(MediaTime.of(0, 600)).hasToString("0 s (0/600)");
        assertThat(MediaTime.seconds(1_000_000_000)).hasToString("1000000000 s (1000000000/1)");
        assertThat(MediaTime.of(1, 2, 3)).hasToString("0.5 s (1/2, epoch 3)");
        assertThat(MediaTime.of(1, 3).convertScale(2, Rounding.AWAY_FROM_ZERO)).hasToString("0.5 s (1/2, rounded)");
    }

    @Test
    void S5_describesSpecialTimes() {
        assertThat(MediaTime.INVALID).hasToString("invalid");
        assertThat(MediaTime.INDEFINITE).hasToString("indefinite");
        assertThat(MediaTime.POSITIVE_INFINITY).hasToString("inf");
        assertThat(MediaTime.NEGATIVE_INFINITY).hasToString("-inf");
    }
}
