package dev.reelwright.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.internal.text.StyledText.Run;
import dev.reelwright.internal.text.StyledText.Style;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextCodingTest {
    private static final StyledText MIXED = new StyledText(List.of(
            new Run("😀 Größe ", Set.of()),
            new Run("wichtig", Set.of(Style.BOLD, Style.ITALIC)),
            new Run("\n漢字 < & >", Set.of()),
            new Run("!", Set.of(Style.UNDERLINE))));

    private static StyledText read(TextCoding coding, String text) {
        return coding.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(
            value = TextCoding.class,
            names = {"MOV_TEXT", "SUBRIP", "WEBVTT"})
    void B19_textAndStylesSurviveACoding(TextCoding coding) {
        assertThat(coding.read(coding.write(MIXED))).isEqualTo(MIXED);
    }

    @Test
    void B19_wideCharactersOfTimedTextAreRead() throws Exception {
        ByteArrayOutputStream sample = new ByteArrayOutputStream();
        byte[] text = "Größe".getBytes(StandardCharsets.UTF_16); // with its mark
        sample.write(new byte[] {0, (byte) text.length});
        sample.write(text);

        assertThat(TextCoding.MOV_TEXT.read(sample.toByteArray()).plain()).isEqualTo("Größe");
        assertThat(TextCoding.MOV_TEXT.read(new byte[] {0, 0}).isEmpty()).isTrue();
    }

    @Test
    void B19_dialogueLosesItsDrawingsAndPositions() {
        StyledText text = read(
                TextCoding.ASS,
                "3,0,Default,,0,0,0,,{\\pos(10,20)\\b1}One{\\b0}, two\\Nthree{\\p1}m 0 0 l 10 10{\\p0}\\h{\\i1}four{\\r} five");

        assertThat(text)
                .isEqualTo(new StyledText(List.of(
                        new Run("One", Set.of(Style.BOLD)),
                        new Run(", two\nthree\u00a0", Set.of()),
                        new Run("four", Set.of(Style.ITALIC)),
                        new Run(" five", Set.of()))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SUBRIP | <font color=\"#ff0000\">red</font> {\\an8}top | red top",
                "SUBRIP | 3 < 4 > 2 <3 | 3 < 4 > 2 <3",
                "SUBRIP | <b>unclosed | unclosed",
                "WEBVTT | <v Fred>Hi &amp; <c.loud>bye</c><00:00:01.000> &lt;now&gt; &unknown; | Hi & bye <now> &unknown;",
                "WEBVTT | <ruby>漢<rt>kan</rt></ruby> | 漢kan",
                "ASS | no fields | ''",
            })
    void B19_whatIsNotTextIsLeftOut(TextCoding coding, String cue, String plain) {
        assertThat(read(coding, cue).plain()).isEqualTo(plain);
    }

    @Test
    void B19_emptyLinesDoNotEndACueOfWebVtt() {
        StyledText text = read(TextCoding.SUBRIP, "one\r\n\r\ntwo\r\n");

        assertThat(text.plain()).isEqualTo("one\n\ntwo");
        assertThat(new String(TextCoding.WEBVTT.write(text), StandardCharsets.UTF_8))
                .isEqualTo("one\ntwo");
    }

    @ParameterizedTest
    @EnumSource(TextCoding.class)
    void B19_damagedSamplesAreReadAsFarAsTheyGo(TextCoding coding) {
        Random random = new Random(7);

        for (int i = 0; i < 2000; i++) {
            byte[] sample = new byte[random.nextInt(60)];
            random.nextBytes(sample);
            assertThat(coding.read(sample)).isNotNull();
        }
    }
}
