package dev.reelwright.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.video.Size;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CanvasTest {
    private static final int BLACK = 0xFF000000;
    private static final int WHITE = 0xFFFFFFFF;

    private static long inked(int[] pixels) {
        return Arrays.stream(pixels).filter(p -> p != BLACK).count();
    }

    private static int[] written(String text) {
        Canvas canvas = new Canvas(new Size(400, 40), BLACK);
        canvas.text(text, 4, 4, 20, 380, WHITE);
        return canvas.finish();
    }

    @Test
    void B11_rectanglesAndPicturesLieWhereTheyWerePut() {
        Canvas canvas = new Canvas(new Size(4, 3), BLACK);
        canvas.fill(1, 1, new Size(2, 2), 0xFF112233);
        canvas.picture(0, 0, new Size(2, 1), new int[] {0x00FFFFFF, 0x80FF0000});

        int[] pixels = canvas.finish();

        assertThat(pixels).hasSize(12);
        assertThat(pixels[0]).isEqualTo(BLACK);
        assertThat(pixels[1]).isEqualTo(0xFF800000);
        assertThat(pixels[5]).isEqualTo(0xFF112233);
        assertThat(pixels[10]).isEqualTo(0xFF112233);
        assertThat(pixels[11]).isEqualTo(BLACK);
    }

    @Test
    void B11_specialCharactersAreDrawnAsThemselves() {
        // more ink with the characters than without: none ends the text early or is taken for an option
        for (String special : new String[] {":", "'", "\\", ",", ";", "[", "]", "%", "=", "%{pts}", "%%"}) {
            assertThat(inked(written("x" + special + "y")))
                    .as(special)
                    .isGreaterThan(inked(written("x")) + inked(written("y")));
        }
        assertThat(inked(written("%{pts}"))).isNotEqualTo(inked(written("0.000000")));
    }

    @Test
    void B11_textWithoutAnythingToDrawIsNoError() {
        assertThat(inked(written(""))).isZero();
        assertThat(inked(written("  "))).isZero();
    }
}
