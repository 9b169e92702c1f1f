package dev.reelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Clips of 30 frames a second, sync samples every 12, behind each other. */
@EnabledOnOs(OS.LINUX)
class JoinCommandTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;

    @TempDir
    static Path clips;

    @TempDir
    Path folder;

    private static Path clip;

    @BeforeAll
    static void writeClip() {
        clip = clips.resolve("clip.mp4");
        SampleClip.builder()
                .size(new Size(WIDTH, HEIGHT))
                .duration(MediaTime.seconds(2))
                .gop(12)
                .build()
                .write(clip);
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @Test
    void B3_cli_partsAndWholeFilesAreJoined() throws Exception {
        Path output = folder.resolve("joined.mp4");

        JsonNode result = Outcome.of("join", clip + "@40/30-", clip + "@5/30-33/30", clip, output, "--json")
                .json();

        List<Integer> wanted = Stream.of(numbers(40, 60), numbers(5, 33), numbers(0, 60))
                .flatMap(List::stream)
                .toList();
        assertThat(Peer.frames(output, WIDTH, HEIGHT)).isEqualTo(wanted);
        assertThat(result.get("optimizations")).anySatisfy(o -> {
            assertThat(o.get("name").textValue()).isEqualTo("lossless-join");
            assertThat(o.get("applied").booleanValue()).isTrue();
        });
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(output);
        }
    }

    @Test
    void B3_cli_filesWhoseNamesLookLikePartsAreFiles() throws Exception {
        Path named = Files.copy(clip, folder.resolve("me@1-2.mp4"));
        Path output = folder.resolve("joined.mkv");

        assertThat(Outcome.of("join", named, clip, output).exitCode()).isZero();

        assertThat(Peer.frames(output, WIDTH, HEIGHT)).hasSize(120);
    }

    @Test
    void B3_cli_thePlanIsToldAndNothingWritten() {
        Path output = folder.resolve("joined.mp4");

        Outcome outcome = Outcome.of("join", clip + "@0.5-1.2", clip, output, "--plan");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("join of 2 clips to mp4", "clip 1", "SMART-CUT", "clip 2", "COPY");
        assertThat(output).doesNotExist();
    }

    @Test
    void cli_helpOfJoinNamesInputsAndOutputOnce() {
        assertThat(Outcome.of("join", "--help").out()).containsOnlyOnce("<input>... <output>");
    }

    @Test
    void B3_cli_whatIsNoPartIsWrongUsage() {
        Outcome outcome = Outcome.of("join", clip + "@2-1", clip, folder.resolve("joined.mp4"));

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("names no part of a file");
    }
}
