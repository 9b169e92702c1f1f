package dev.reelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of a clip of 30 frames a second, sync samples every 12, carried over by the preset {@code passthrough}. */
@EnabledOnOs(OS.LINUX)
class TrimCommandTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 90;

    /** Frames 20 to 43: no sync sample is at an end. */
    private static final String START = "--start=20/30";

    private static final String END = "--end=44/30";

    @TempDir
    static Path clips;

    @TempDir
    Path folder;

    private static Path clip;

    @BeforeAll
    static void writeClip() {
        clip = clip("clip.mp4", SampleClip.Codec.H264);
    }

    private static Path clip(String name, SampleClip.Codec codec) {
        Path file = clips.resolve(name);
        SampleClip.builder()
                .size(new Size(WIDTH, HEIGHT))
                .duration(MediaTime.seconds(2))
                .codec(codec)
                .gop(12)
                .build()
                .write(file);
        return file;
    }

    private Outcome trim(Path input, Path output, String... options) {
        Object[] arguments = new Object[6 + options.length];
        List<Object> usual = List.of("export", input, output, "--preset=passthrough", START, END);
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = i < usual.size() ? usual.get(i) : options[i - usual.size()];
        }
        return Outcome.of(arguments);
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    @ParameterizedTest
    @CsvSource({
        "--trim=auto,smart-cut,libx264",
        "--trim=smart,smart-cut,libx264",
        "--trim=edit-list,edit-list,",
        "--trim=encode,encode,libx264"
    })
    void B2_cli_partsAreExactAndTheReportSaysHow(String option, String action, String encoder) throws Exception {
        Path output = folder.resolve("part.mp4");

        JsonNode result = trim(clip, output, option, "--json").json();

        assertThat(Peer.frames(output, WIDTH, HEIGHT)).isEqualTo(numbers(20, 44));
        assertThat(Double.parseDouble(Peer.probe(output, "v", "duration"))).isCloseTo(0.8, within(0.001));
        assertThat(Double.parseDouble(Peer.probe(output, "a", "duration"))).isCloseTo(0.8, within(0.001));
        JsonNode video = result.get("tracks").get(0);
        assertThat(video.get("action").textValue()).isEqualTo(action);
        assertThat(video.get("codec").textValue()).isEqualTo("h264");
        assertThat(video.get("encoder").textValue()).isEqualTo(encoder);
        assertThat(video.get("width").intValue()).isEqualTo(WIDTH);
        assertThat(video.get("reason").textValue()).isNotEmpty();
        JsonNode sound = result.get("tracks").get(1);
        assertThat(sound.get("action").textValue()).isEqualTo("edit-list");
        assertThat(sound.get("codec").textValue()).isEqualTo("aac");
        assertThat(sound.get("encoder").isNull()).isTrue();
    }

    @Test
    void E59_cli_cutsAtKeyFramesBeginThereAndSaySo() throws Exception {
        Path output = folder.resolve("part.mp4");

        Outcome outcome = trim(clip, output, "--trim=keyframe");

        assertThat(outcome.exitCode()).isZero();
        assertThat(Peer.frames(output, WIDTH, HEIGHT)).startsWith(12, 13);
        assertThat(outcome.err()).contains("sync sample");
    }

    @Test
    void B2_cli_planSaysWhatIsCarriedOverAndWhatIsEncoded() {
        Path output = folder.resolve("part.mp4");

        Outcome words = trim(clip, output, "--plan");
        JsonNode plan = trim(clip, output, "--plan", "--json").json();

        assertThat(output).doesNotExist();
        assertThat(words.out())
                .contains("SMART-CUT")
                .contains("h264, frames at the cuts by libx264")
                .contains("only frames at the cuts are encoded");
        JsonNode video = plan.get("tracks").get(0);
        assertThat(video.get("action").textValue()).isEqualTo("smart-cut");
        assertThat(video.get("codec").textValue()).isEqualTo("h264");
        assertThat(video.get("encoder").textValue()).isEqualTo("libx264");
        assertThat(video.get("frames").isNull()).isTrue();
    }

    @Test
    void B2_cli_peopleAreToldInWords() {
        Outcome outcome = trim(clip, folder.resolve("part.mp4"));

        assertThat(outcome.out())
                .containsPattern("video +smart-cut +h264, frames at the cuts by libx264, 24 frames")
                .containsPattern("audio +edit-list +aac, ");
    }

    @Test
    void E59_cli_mediaIsHiddenOnlyWhereItIsAllowed() throws Exception {
        Path mpeg4 = clip("mpeg4.mp4", SampleClip.Codec.MPEG4);
        Path output = folder.resolve("part.mp4");

        JsonNode forbidden = trim(mpeg4, output, "--json").json().get("tracks").get(0);
        JsonNode allowed =
                trim(mpeg4, output, "--allow-hidden", "--overwrite", "--json").json();

        assertThat(forbidden.get("action").textValue()).isEqualTo("encode");
        assertThat(forbidden.get("reason").textValue())
                .contains("no media may be hidden", "mpeg4 is not encoded here, so it becomes h264");
        assertThat(allowed.get("tracks").get(0).get("action").textValue()).isEqualTo("edit-list");
        assertThat(Peer.frames(output, WIDTH, HEIGHT)).isEqualTo(numbers(20, 44));
    }

    @Test
    void B2_cli_unknownWaysToCutAreRefusedWithTheKnownOnes() {
        Outcome outcome = trim(clip, folder.resolve("part.mp4"), "--trim=exact");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("auto, edit-list, smart, keyframe, encode");
    }
}
