package dev.reelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    private static Progress.Tick at(double fraction) {
        return new Progress.Tick("encode", fraction, 2, "2.0×", OptionalDouble.of(61.2));
    }

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void cli_barGrowsByEighthsOfACell() {
        new ProgressBar(stream, true).show(at(0.5 + 1 / 28.0 / 8));

        assertThat(shown())
                .contains("█".repeat(14) + "▏")
                .contains(" 50 %")
                .contains("2.0×")
                .contains("1:02 left");
    }

    @Test
    void cli_barEndsAtAHundredPercentWithALineOfItsOwn() {
        ProgressBar bar = new ProgressBar(stream, false);

        bar.show(at(0.999));
        bar.complete();
        bar.show(at(0.1));
        bar.abandon();

        assertThat(shown()).contains(" 99 %").endsWith("\u001b[K" + System.lineSeparator());
        assertThat(shown().substring(shown().lastIndexOf('\r'))).contains("100 %");
    }

    @Test
    void cli_barFitsIntoAnOrdinaryTerminal() {
        new ProgressBar(stream, true)
                .show(new Progress.Tick("prepare", 0.123, 1, "1234.5×", OptionalDouble.of(360_000)));

        assertThat(shown().replace("\r", "").replace("\u001b[K", "").length()).isLessThan(80);
    }

    @Test
    void cli_abandonedBarLeavesAnEmptyLine() {
        ProgressBar bar = new ProgressBar(stream, true);

        bar.show(at(0.3));
        bar.abandon();

        assertThat(shown()).endsWith("\r\u001b[K");
    }

    @Test
    void cli_jsonProgressIsOneDocumentALine() {
        Progress progress = Progress.of(Progress.Mode.JSON, new Shell(stream, stream, false, new Cancellation()));

        progress.show(new Progress.Tick("encode", 0.42, 3.1, "", OptionalDouble.empty()));
        progress.complete();

        JsonNode[] lines = shown().lines().map(Outcome::parse).toArray(JsonNode[]::new);
        assertThat(lines).hasSize(2);
        assertThat(lines[0].get("fraction").doubleValue()).isEqualTo(0.42);
        assertThat(lines[0].get("etaSeconds").isNull()).isTrue();
        assertThat(lines[1].get("fraction").intValue()).isEqualTo(1);
    }

    @Test
    void cli_automaticProgressIsSilentWithoutATerminal() {
        Progress progress = Progress.of(Progress.Mode.AUTO, new Shell(stream, stream, false, new Cancellation()));

        progress.show(at(0.5));
        progress.complete();

        assertThat(shown()).isEmpty();
    }
}
