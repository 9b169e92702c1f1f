package dev.reelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the options for metadata, alternate tracks and interlaced pictures make of files, as {@code ffprobe} finds it. */
class ExportOptionsTest {
    @TempDir
    static Path clips;

    @TempDir
    Path folder;

    private static Path clip;

    @BeforeAll
    static void writeClip() {
        clip = clips.resolve("clip.mp4");
        SampleClip.builder()
                .size(new Size(256, 144))
                .frameRate(new Ratio(50, 1))
                .duration(MediaTime.seconds(1))
                .build()
                .write(clip);
    }

    private Path tagged() {
        Path file = folder.resolve("tagged.mp4");
        Programs.run(
                "ffmpeg",
                "-v error -y -i " + clip
                        + " -c copy -metadata title=Secret -metadata comment=mine -metadata copyright=me"
                        + " -metadata location=+51.5334-000.1255/ " + file);
        return file;
    }

    /** Sound in two languages, of which the first is presented. */
    private Path inTwoLanguages() {
        Path file = folder.resolve("languages.mp4");
        Programs.run(
                "ffmpeg",
                "-v error -y -i " + clip + " -map 0:v -map 0:a -map 0:a -c copy -metadata:s:a:0 language=eng"
                        + " -metadata:s:a:1 language=deu -disposition:a:0 default -disposition:a:1 0 " + file);
        return file;
    }

    private Path interlaced() {
        Path file = folder.resolve("interlaced.mp4");
        Programs.run(
                "ffmpeg",
                "-v error -y -i " + clip + " -vf tinterlace=interleave_top,setfield=tff -c:v libx264 -flags +ildct+ilme"
                        + " -an " + file);
        return file;
    }

    /** Exports to a file of this name, which succeeds. */
    private Path export(Path source, String name, String... options) {
        Path output = folder.resolve(name);
        Object[] words = new Object[options.length + 3];
        words[0] = "export";
        words[1] = source;
        words[2] = output;
        System.arraycopy(options, 0, words, 3, options.length);

        Outcome outcome = Outcome.of(words);

        assertThat(outcome.exitCode()).describedAs(outcome.err()).isZero();
        return output;
    }

    private static Map<String, String> tags(Path file) {
        Map<String, String> tags = new TreeMap<>();
        for (String line : Programs.run("ffprobe", "-v error -of default=nw=1 -show_entries format_tags " + file)
                .lines()
                .toList()) {
            int equals = line.indexOf('=');
            tags.put(line.substring("TAG:".length(), equals), line.substring(equals + 1));
        }
        return tags;
    }

    private static List<String> languagesOfSounds(Path file) {
        return Programs.probe(file, "stream_tags=language -select_streams a");
    }

    @Test
    void E26_cli_metadataReplacesWhatWouldBeCarriedOver() {
        Path output = export(
                tagged(),
                "out.mp4",
                "--preset=passthrough",
                "--metadata=comn/title=Holiday",
                "--metadata=itsk/%A9cmt=a=b, c",
                "--metadata=mdta/com.example.shot=7");

        assertThat(tags(output))
                .containsEntry("title", "Holiday")
                .containsEntry("comment", "a=b, c")
                .containsEntry("com.example.shot", "7")
                .doesNotContainKeys("copyright", "location");
    }

    @ParameterizedTest(name = "E26 {0} into {1}")
    @CsvSource({"passthrough, mp4", "low, mov", "mp3, mp3"})
    void E26_cli_noMetadataLeavesNone(String preset, String type) {
        Path output = export(tagged(), "out." + type, "--preset=" + preset, "--no-metadata");

        assertThat(tags(output)).doesNotContainKeys("title", "comment", "copyright", "location");
        assertThat(tags(output).values()).doesNotContain("Secret", "mine", "me");
    }

    @Test
    void E26_cli_metadataIsCarriedOverUnlessToldOtherwise() {
        assertThat(tags(export(tagged(), "out.mp4", "--preset=passthrough")))
                .containsEntry("title", "Secret")
                .containsEntry("location", "+51.5334-000.1255/");
    }

    @Test
    void S46_cli_shareLeavesOutWhereItWasAndKeepsWhoseItIs() {
        Path output = export(tagged(), "out.mp4", "--preset=passthrough", "--share");

        assertThat(tags(output)).containsEntry("copyright", "me").doesNotContainKeys("title", "comment", "location");
    }

    @Test
    void E27_cli_shareDoesNotFilterWhatIsSet() {
        Path output = export(
                tagged(), "out.mp4", "--preset=passthrough", "--share", "--metadata=comn/location=+10.0000+020.0000/");

        assertThat(tags(output)).containsEntry("location", "+10.0000+020.0000/").doesNotContainKey("copyright");
    }

    @ParameterizedTest(name = "cli {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--metadata=title | 'title' is no metadata; it is an identifier and a value",
                "--metadata=title=Holiday | 'title' is no metadata identifier; one is a key space, a slash and a key",
                "--metadata=comn/=Holiday | 'comn/' is no metadata identifier",
                "--metadata=spaces/title=Holiday | one to four printable ASCII characters",
                "--alternate-tracks=all | 'all' is nothing to do with alternate tracks; accepted are none, preserve",
                "--deinterlace=bob | 'bob' is nothing to do with interlaced pictures; accepted are auto, off",
                "--audio-language=not_a_tag | not_a_tag",
            })
    void cli_valuesThatCannotBeReadAreRefusedWithWhatCould(String option, String message) {
        Path output = folder.resolve("out.mp4");

        Outcome outcome = Outcome.of("export", clip, output, "--preset=passthrough", option);

        assertThat(outcome.exitCode()).describedAs(outcome.err()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).startsWith("reelwright: error [USAGE]: ").contains(message);
        assertThat(output).doesNotExist();
    }

    @Test
    void cli_helpShowsAnIdentifierAsItIsWritten() {
        String help = Outcome.of("export", "--help").out().replaceAll("\\s+", " ");

        assertThat(help).contains("itsk/%A9nam=Holiday");
    }

    @Test
    void cli_metadataAndNoMetadataExcludeEachOther() {
        Outcome outcome = Outcome.of(
                "export", clip, folder.resolve("out.mp4"), "--no-metadata", "--metadata=comn/title=a", "--json");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.error().get("message").textValue())
                .contains("--metadata and --no-metadata exclude each other");
    }

    @Test
    void E35_cli_alternateTracksArePreservedOnRequest() {
        Path source = inTwoLanguages();

        assertThat(languagesOfSounds(export(source, "one.mp4", "--preset=low"))).containsExactly("eng");
        assertThat(languagesOfSounds(export(source, "none.mp4", "--preset=low", "--alternate-tracks=none")))
                .containsExactly("eng");
        assertThat(languagesOfSounds(export(source, "both.mp4", "--preset=low", "--alternate-tracks=preserve")))
                .containsExactly("eng", "deu");
        JsonNode tracks = Outcome.of(
                        "export",
                        source,
                        folder.resolve("x.mp4"),
                        "--preset=low",
                        "--alternate-tracks=preserve",
                        "--plan",
                        "--json")
                .json()
                .get("tracks");
        assertThat(tracks.findValuesAsText("action")).containsExactly("encode", "encode", "preserve");
        assertThat(tracks.findValuesAsText("codec")).containsExactly("h264", "aac", "aac");
    }

    @Test
    void E34_cli_audioIsChosenByTheFirstLanguageThatIsThere() {
        Path source = inTwoLanguages();

        Path german = export(source, "de.mp4", "--preset=low", "--audio-language=fr", "--audio-language=de");
        Path any = export(source, "fr.mp4", "--preset=low", "--audio-language=fr");
        JsonNode plan = Outcome.of(
                        "export",
                        source,
                        folder.resolve("x.mp4"),
                        "--preset=low",
                        "--audio-language=de",
                        "--plan",
                        "--json")
                .json();

        assertThat(languagesOfSounds(german)).containsExactly("deu");
        assertThat(languagesOfSounds(any)).containsExactly("eng");
        assertThat(plan.get("tracks").findValuesAsText("action")).containsExactly("encode", "drop", "encode");
    }

    @Test
    void E60_cli_interlacedPicturesBecomeWholeOnesOrStay() {
        Path source = interlaced();

        Path whole = export(source, "whole.mp4", "--preset=640x480");
        Path told = export(source, "told.mp4", "--preset=640x480", "--deinterlace=auto");
        Path kept = export(source, "kept.mp4", "--preset=640x480", "--deinterlace=off");

        assertThat(fields(whole)).containsOnly("0");
        assertThat(fields(told)).containsOnly("0");
        assertThat(fields(kept)).containsOnly("1");
    }

    private static List<String> fields(Path file) {
        return Programs.probe(file, "frame=interlaced_frame -select_streams v").stream()
                .map(line -> line.replace(",", ""))
                .toList();
    }

    @Test
    void B19_cli_textThatIsConvertedIsToldByItsNewCoding() throws IOException {
        Path text = Files.writeString(folder.resolve("text.srt"), "1\n00:00:00,100 --> 00:00:00,900\nHello\n");
        Path source = folder.resolve("text.mkv");
        Programs.run("ffmpeg", "-v error -i " + clip + " -i " + text + " -map 0 -map 1 -c copy -c:s srt " + source);

        JsonNode planned = Outcome.of("export", source, folder.resolve("out.mp4"), "--preset=low", "--plan", "--json")
                .json();
        JsonNode written = Outcome.of("export", source, folder.resolve("out.mp4"), "--preset=low", "--json")
                .json();
        Outcome words = Outcome.of("export", source, folder.resolve("out.mov"), "--preset=passthrough");

        assertThat(codingOfText(planned)).isEqualTo("encode mov_text");
        assertThat(codingOfText(written)).isEqualTo("encode mov_text");
        assertThat(words.out()).containsPattern("text +encode +mov_text, ").containsPattern("video +copy +h264, ");
        assertThat(Programs.probe(folder.resolve("out.mp4"), "stream=codec_name"))
                .containsExactly("h264", "aac", "mov_text");
    }

    private static String codingOfText(JsonNode result) {
        for (JsonNode track : result.get("tracks")) {
            if (track.get("mediaType").textValue().equals("text")) {
                return track.get("action").textValue() + " "
                        + track.get("codec").textValue();
            }
        }
        throw new AssertionError("no text in " + result);
    }

    @Test
    void B19_cli_infoTellsChapters() throws IOException {
        Path text = Files.writeString(folder.resolve("chapters.txt"), """
                ;FFMETADATA1
                [CHAPTER]
                TIMEBASE=1/1000
                START=0
                END=400
                title=Anfang
                [CHAPTER]
                TIMEBASE=1/1000
                START=400
                END=1000
                title=Größe & 漢字
                """);
        Path file = folder.resolve("chapters.mkv");
        Programs.run("ffmpeg", "-v error -i " + clip + " -i " + text + " -map 0 -map_chapters 1 -c copy " + file);

        JsonNode chapters = Outcome.of("info", file, "--json").json().get("chapters");
        Outcome words = Outcome.of("info", file);

        assertThat(chapters).hasSize(2);
        assertThat(chapters.findValuesAsText("title")).containsExactly("Anfang", "Größe & 漢字");
        JsonNode start = chapters.get(1).get("timeRange").get("start");
        assertThat(start.get("value").doubleValue() / start.get("timescale").doubleValue())
                .isEqualTo(0.4);
        assertThat(words.out())
                .containsPattern("chapter 1 +0:00\\.000 to 0:00\\.400  Anfang")
                .containsPattern("chapter 2 +0:00\\.400 to 0:01\\.000  Größe & 漢字");
        assertThat(Outcome.of("info", clip, "--json").json().get("chapters")).isEmpty();
        assertThat(Outcome.of("info", clip).out()).doesNotContain("chapter");
    }
}
