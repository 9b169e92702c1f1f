package dev.reelwright.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.video.Size;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LetteringTest {
    private static final Lettering LETTERING = Lettering.embedded();

    @ParameterizedTest
    @ValueSource(strings = {"Ärger über ß", "Ελλάδα", "Москва", "Tiếng Việt", "Łódź", "a – b — c…", "½ × 2 €"})
    void B11_theFontHasEuropeanLetters(String text) {
        assertThat(text.codePoints()).allMatch(LETTERING.face()::has);
        assertThat(LETTERING.drawable(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        // letters with their accents apart, as some systems name files
        "cafe\u0301, caf\u00e9",
        // letters in the styles of mathematics, and wide ones
        "\uD835\uDC07\uD835\uDC1E\uD835\uDC25\uD835\uDC25\uD835\uDC28, Hello",
        "\uFF26\uFF35\uFF2C\uFF2C, FULL",
        // joiners, skin tones and variants are not drawn by themselves
        "x\u200By, xy",
        "\uD83D\uDC4D\uD83C\uDFFD, \uD83D\uDC4D",
        "\u270C\uFE0F, \u270C",
        // what ends lines
        "a\tb, a b",
    })
    void B11_whatTheFontLacksIsReplacedWhereThatKeepsItReadable(String text, String drawable) {
        assertThat(LETTERING.drawable(text)).isEqualTo(drawable);
    }

    @Test
    void B11_halfALetterIsDrawnAsMissing() {
        assertThat(LETTERING.drawable("a\uD83Db")).isEqualTo("a\uFFFDb");
    }

    @Test
    void B11_missingLettersAreDrawnAsSignsOfTheirOwn() {
        Canvas canvas = new Canvas(new Size(100, 40), 0xFF000000);
        canvas.text("日本", 4, 4, 20, 90, 0xFFFFFFFF);

        assertThat(Arrays.stream(canvas.finish()).filter(p -> p != 0xFF000000).count())
                .isGreaterThan(20);
        assertThat(LETTERING.width("日本", 20))
                .isEqualTo(2 * LETTERING.width("日", 20))
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"f12.mp4", "WWWWWWWWWW", "iiiiiiiiiiiii", "AVAVA To Yo", "00:12.345"})
    void B11_measuredWidthIsTheDrawnWidth(String text) {
        Canvas canvas = new Canvas(new Size(600, 60), 0xFF000000);
        canvas.text(text, 10, 4, 40, 580, 0xFFFFFFFF);
        int[] pixels = canvas.finish();

        int last = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] != 0xFF000000) {
                last = Math.max(last, i % 600);
            }
        }
        // kerning draws letters nearer together, and a letter ends a little before its width
        assertThat((double) last - 10).isBetween(0.9 * LETTERING.width(text, 40) - 6, LETTERING.width(text, 40) + 1);
    }

    @Test
    void B11_linesAreShortenedInTheirMiddle() {
        String text = "beginning and end";

        assertThat(LETTERING.shortened(text, 20, 1000)).isEqualTo(text);
        assertThat(LETTERING.shortened(text, 20, 100)).matches("beg.*….*end");
        assertThat(LETTERING.shortened(text, 20, 3)).isEqualTo("…");
    }
}
