package dev.reelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelwright.asset.Asset;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnPresetTest {
    private static final Path SAMPLE = Path.of("../samples/small-square.json");

    @TempDir
    static Path clips;

    @TempDir
    Path folder;

    private static Path clip;

    @BeforeAll
    static void writeClip() {
        clip = clips.resolve("clip.mp4");
        SampleClip.builder()
                .size(new Size(160, 90))
                .duration(MediaTime.seconds(1))
                .build()
                .write(clip);
    }

    private Path document(String text) throws IOException {
        return Files.writeString(folder.resolve("own.json"), text.replace('\'', '"'));
    }

    @Test
    void B9_presetOfAFileIsExportedBy() throws IOException {
        Path document = document("{'name': 'tiny', 'video': {'codec': 'h264', 'width': 128, 'maxFrameRate': 15}}");
        Path output = folder.resolve("out.mp4");

        JsonNode result = Outcome.of("export", clip, output, "--preset=@" + document, "--json")
                .json();

        assertThat(result.get("preset").textValue()).isEqualTo("tiny");
        assertThat(result.get("tracks").get(0).get("frames").intValue()).isEqualTo(15);
        assertThat(result.get("tracks").get(1).get("action").textValue()).isEqualTo("drop");
        Asset written = Asset.open(output);
        assertThat(written.videoTrack().orElseThrow().naturalSize()).isEqualTo(new Size(128, 72));
        assertThat(written.tracks()).hasSize(1);
    }

    @Test
    void B9_samplePresetIsPlanned() {
        Outcome plan = Outcome.of("export", clip, folder.resolve("out.mp4"), "--preset", "@" + SAMPLE, "--plan");

        assertThat(plan.exitCode()).describedAs(plan.err()).isZero();
        assertThat(plan.out()).startsWith("preset small-square to mp4");
    }

    @Test
    void B9_presetOfAFileIsHeldToItsFileTypes() {
        Outcome outcome = Outcome.of("export", clip, folder.resolve("out.mkv"), "--preset=@" + SAMPLE);

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(outcome.err())
                .startsWith(
                        "reelwright: error [UNSUPPORTED_FILE_TYPE]: preset small-square cannot go into mkv; it can go"
                                + " into mp4, mov\n");
    }

    @Test
    void B9_fileThatIsNoPresetIsWrongUsageInOneLine() throws IOException {
        Path wrong = document("{'name': 'x',\n'video': {'codec': 'h265\\n'}}");
        Path none = folder.resolve("none.json");

        assertRefused("@" + wrong, wrong + ": $.video.codec (line 2): 'h265?' is no video coding");
        assertRefused("@" + none, none + " does not exist");
        assertRefused("@" + folder, folder + " is a folder");
        assertRefused("@", "comes after the @");
    }

    private void assertRefused(String preset, String reason) {
        Path output = folder.resolve("x.mp4");

        Outcome outcome = Outcome.of("export", clip, output, "--preset=" + preset);
        Outcome asJson = Outcome.of("export", clip, output, "--preset=" + preset, "--json");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("reelwright: error [USAGE]: ").contains(reason, "export --help`");
        assertThat(outcome.err().lines()).hasSize(2);
        assertThat(asJson.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(asJson.error().get("message").textValue()).contains(reason);
        assertThat(output).doesNotExist();
    }

    /** Classes that every start would load cost every start. */
    @Test
    void B9_documentsCostNothingWhereNoneIsNamed() throws IOException, InterruptedException {
        List<String> named = classesOf("export", "none.mp4", "out.mp4", "--preset=@" + SAMPLE);
        List<String> ready = classesOf("export", "none.mp4", "out.mp4", "--preset=low");

        assertThat(named)
                .anyMatch(line -> line.contains(" com.fasterxml.jackson."))
                .anyMatch(line -> line.contains(" dev.reelwright.project."));
        assertThat(ready)
                .anyMatch(line -> line.contains(" dev.reelwright.cli.PresetNames "))
                .noneMatch(line -> line.contains(" com.fasterxml."))
                .noneMatch(line -> line.contains(" dev.reelwright.project."));
    }

    /** The log of the classes that a process loads for this command line. */
    private List<String> classesOf(String... args) throws IOException, InterruptedException {
        Path log = Files.createTempFile(folder, "classes", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log + ":none",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));

        int exitCode = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start()
                .waitFor();

        assertThat(exitCode).isEqualTo(ExitCode.FAILED);
        return Files.readAllLines(log).stream().map(line -> " " + line).toList();
    }
}
