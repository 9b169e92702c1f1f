package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.image.GeneratedImage;
import dev.reelwright.image.ImageGenerator;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Media;
import dev.reelwright.testing.MovieBoxes;
import dev.reelwright.testing.MovieBoxes.Box;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What movie files say of tracks that are carried over, box by box. */
class PassthroughKeepsTest {
    /** What the writer tells itself: the rates of the new file, and the coding in the form of the file's type. */
    private static final Set<String> WRITERS_OWN = Set.of("esds", "btrt", "wave", "dac3");
    /** Tables of samples that stay true. */
    private static final Set<String> TABLES = Set.of("sgpd", "sbgp", "sdtp");

    private static final Set<String> UNREADABLE =
            Set.of("sample_malformed_free_box.mp4", "large_stbl_truncated_after_moov.m4b");
    /** Its samples are told in fragments. */
    private static final String FRAGMENTED = "sample_fragmented_seekable_multiple_sidx.mp4";

    @TempDir
    Path folder;

    private Path copy(Path source, String type) throws IOException {
        return ExportSession.builder(Asset.open(source), ExportPreset.PASSTHROUGH)
                .build()
                .export(Files.createTempDirectory(folder, "copy").resolve("out." + type))
                .output();
    }

    @TestFactory
    Stream<DynamicTest> E58_everythingThatIsSaidOfSamplesIsKept() throws IOException {
        Stream<Path> films = Media.manifest().stream()
                .map(row -> row.get("file"))
                .filter(name -> !UNREADABLE.contains(name) && name.matches("(?i).*\\.(mp4|mov|m4a)"))
                .map(Media::file);
        Stream<Path> layers = Stream.of("x_a1.mov", "x_a1.mp4", "x_mv7.mov").map(n -> Media.file("multilayer/" + n));
        return Stream.concat(films, layers).flatMap(film -> Stream.of("mov", "mp4")
                .map(type ->
                        DynamicTest.dynamicTest(film.getFileName() + " into " + type, () -> checkKept(film, type))));
    }

    private void checkKept(Path film, String type) throws IOException {
        ExportSession session = ExportSession.builder(Asset.open(film), ExportPreset.PASSTHROUGH)
                .build();
        FileType target = type.equals("mov") ? FileType.MOV : FileType.MP4;
        if (Asset.open(film).videoTrack().isPresent()
                && session.plan(target).tracks().stream()
                        .noneMatch(t -> t.action().equals("copy"))) {
            return;
        }

        ExportResult result = session.export(folder.resolve(film.getFileName() + "." + type));

        assertThat(Asset.open(result.output()).tracks())
                .hasSizeGreaterThanOrEqualTo(result.tracks().size());
        MovieBoxes from = MovieBoxes.of(film);
        MovieBoxes to = MovieBoxes.of(result.output());
        List<Integer> ids = Asset.open(film).tracks().stream().map(t -> t.id()).toList();
        for (ExportResult.WrittenTrack written : result.tracks()) {
            if (!written.plan().isCarriedOver()) {
                continue;
            }
            Box source = from.tracks().get(ids.indexOf(written.plan().sourceTrack()));
            Box made = to.tracks().get(written.outputTrack() - 1);
            checkTrack(source, made, type.equals("mov"), isQuickTime(film));
            if (!film.endsWith(FRAGMENTED)) {
                assertThat(to.samples(made)).isEqualTo(from.samples(source));
            }
        }
    }

    private static boolean isQuickTime(Path film) throws IOException {
        return new String(Files.readAllBytes(film), 8, 4, java.nio.charset.StandardCharsets.ISO_8859_1).equals("qt  ");
    }

    private static void checkTrack(Box source, Box made, boolean toMov, boolean fromMov) {
        assertThat(MovieBoxes.handler(made)).isEqualTo(MovieBoxes.handler(source));
        for (String type : List.of("tapt", "trgr", "uuid")) {
            assertThat(made.all(type))
                    .as(type)
                    .extracting(Box::hex)
                    .containsAll(source.all(type).stream().map(Box::hex).toList());
        }
        Box entry = MovieBoxes.entries(source).get(0);
        Box madeEntry = MovieBoxes.entries(made).get(0);
        boolean visual = MovieBoxes.handler(source).equals("vide");
        assertThat(madeEntry.type).isEqualTo(entry.type);
        for (Box box : entry.boxes) {
            if (!WRITERS_OWN.contains(box.type) && !box.type.equals("colr")) {
                assertThat(madeEntry.all(box.type))
                        .as(box.type)
                        .extracting(Box::hex)
                        .contains(box.hex());
            }
        }
        for (String told : List.of("st3d", "sv3d", "vexu", "hfov")) {
            assertThat(madeEntry.has(told)).as(told).isEqualTo(entry.has(told));
        }
        assertThat(colors(madeEntry)).containsAll(colors(entry));
        if (visual && toMov == fromMov) {
            assertThat(madeEntry.hex()).isEqualTo(entry.hex());
        }
        for (Box table : MovieBoxes.tables(source).boxes) {
            if (TABLES.contains(table.type) && visual) {
                assertThat(MovieBoxes.tables(made).all(table.type))
                        .as(table.type)
                        .extracting(Box::hex)
                        .contains(table.hex());
            }
        }
    }

    /** Code points, and the range where both families of files tell it. */
    private static List<String> colors(Box entry) {
        return entry.all("colr").stream()
                .map(Box::hex)
                .map(hex -> hex.startsWith("6e636c") ? hex.substring(8, 20) : hex)
                .toList();
    }

    @ParameterizedTest(name = "E58 into {0}")
    @ValueSource(strings = {"mov", "mp4", "ts"})
    void E58_alphaLayersOfHevcDecodeFromTheCopyAsFromTheSource(String type) throws IOException {
        Path source = Media.file("multilayer/x_a1.mov");

        Path made = copy(source, type);

        int[] pixels = pixels(made);
        assertThat(pixels).isEqualTo(pixels(source));
        assertThat(Stream.of(pixels)
                        .flatMapToInt(java.util.Arrays::stream)
                        .map(p -> p >>> 24)
                        .distinct()
                        .count())
                .isGreaterThan(1);
    }

    @Test
    void E58_alphaLayersAreNoSmartCutsAndStayInEditLists() {
        ExportSession strict = ExportSession.builder(
                        Asset.open(Media.file("multilayer/x_a1.mov")), ExportPreset.PASSTHROUGH)
                .timeRange(TimeRange.between(MediaTime.of(1, 5), MediaTime.of(4, 5)))
                .build();

        ExportResult result =
                strict.toBuilder().hiddenMedia(HiddenMedia.ALLOWED).build().export(folder.resolve("hidden.mov"));

        ExportPlan encoded = strict.plan(FileType.MOV);
        assertThat(encoded.tracks().get(0).action()).isEqualTo("encode");
        assertThat(encoded.tracks().get(0).reason()).contains("alpha layer", "transparency is laid over black");
        assertThat(result.tracks().get(0).plan().action()).isEqualTo("edit-list");
        assertThat(pixels(result.output(), MediaTime.of(3, 10)))
                .isEqualTo(pixels(Media.file("multilayer/x_a1.mov"), MediaTime.of(1, 2)));
    }

    private static int[] pixels(Path file) {
        return pixels(file, MediaTime.of(1, 2));
    }

    private static int[] pixels(Path file, MediaTime time) {
        try (ImageGenerator images = ImageGenerator.builder(Asset.open(file)).build()) {
            GeneratedImage image = images.image(time);
            assertThat(image.hasAlpha()).isTrue();
            return image.pixels();
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /** A film that says all that can be said, in boxes of which no reader needs to understand a thing. */
    private Path talkative(String type, List<Box> told) {
        Path clip = Fixtures.clip("keeps.mp4", b -> b.size(new Size(160, 90))
                .duration(MediaTime.seconds(2))
                .gop(10)
                .bFrames(0));
        Path plain = folder.resolve("plain." + type);
        Programs.run("ffmpeg", List.of(("-v error -i " + clip + " -c:v copy -c:a aac -ac 4 " + plain).split(" ")));
        MovieBoxes film = MovieBoxes.of(plain);
        Box video = film.tracks().get(0);
        Box sound = film.tracks().get(1);
        MovieBoxes.entries(video).get(0).boxes.addAll(told);
        MovieBoxes.entries(sound)
                .get(0)
                .boxes
                .add(new Box("SA3D", hex("00000000000100000000000400000000000000010000000200000003")));
        MovieBoxes.entries(sound).get(0).boxes.add(new Box("zzzz", hex("0102")));
        video.boxes.add(new Box("uuid", hex("ffcc8263f8554a938814587a02521fdd3c7264662f3e")));
        video.boxes.add(new Box("trgr", hex("00000014737465720000000000000007000000ff")));
        video.boxes.add(new Box(
                "tapt", hex("00000014636c656600000000009f0000005900000000001470726f660000000000a00000005a0000")));
        // in front of others, and half as loud
        video.first("tkhd").content[33] = 5;
        sound.first("tkhd").content[36] = 0;
        sound.first("tkhd").content[37] = (byte) 0x80;
        return film.to(folder.resolve("told." + type));
    }

    private static final List<Box> TOLD = List.of(
            new Box("clap", hex("0000009e00000001000000580000000100000000000000010000000000000001")),
            new Box("mdcv", hex("2fda894e1af30a28846b3ee33d1240410098968000000000")),
            new Box("clli", hex("044c00b4")),
            new Box("cclv", hex("0102030405")),
            new Box("amve", hex("002fe9a03d134042")),
            new Box("dvvC", hex("010010154000000000000000000000000000000000000000")),
            new Box("st3d", hex("0000000001")),
            new Box(
                    "sv3d",
                    hex(
                            "0000000d7376686400000000000000003c70726f6a0000001870726864000000000000000000000000000000000000001c657175690000000000000000000000000000000000000000")),
            new Box("vexu", hex("0000001870726f6a0000001070726a690000000072656374")),
            new Box("hfov", hex("0000fa00")),
            new Box("zzzz", hex("00ff00ff")));

    @ParameterizedTest(name = "E58 {0} into {1}")
    @CsvSource({"mov, mov", "mov, mp4", "mp4, mp4", "mp4, mov"})
    void E58_boxesThatNoWriterKnowsAreKeptToo(String type, String target) throws IOException {
        Path source = talkative(type, TOLD);

        Path copy = copy(source, target);

        MovieBoxes made = MovieBoxes.of(copy);
        Box video = made.tracks().get(0);
        Box sound = made.tracks().get(1);
        for (Box box : TOLD) {
            assertThat(MovieBoxes.entries(video).get(0).all(box.type))
                    .as(box.type)
                    .extracting(Box::hex)
                    .containsExactly(box.hex());
        }
        assertThat(MovieBoxes.entries(sound).get(0).boxes)
                .extracting(b -> b.type)
                .containsOnlyOnce("SA3D", "zzzz");
        assertThat(video.boxes)
                .extracting(b -> b.type)
                .containsOnlyOnce("uuid", "trgr", "tapt", "tkhd", "edts", "mdia");
        assertThat(video.first("tkhd").content[33]).isEqualTo((byte) 5);
        assertThat(sound.first("tkhd").hex().substring(72, 76)).isEqualTo("0080");
        for (String kind : List.of("v", "a")) {
            assertThat(hashes(copy, kind)).isEqualTo(hashes(source, kind));
        }
    }

    private static List<String> hashes(Path file, String kind) {
        return Probe.of(file).packets(kind).stream()
                .map(p -> p.get("data_hash"))
                .toList();
    }

    @Test
    void E58_aSmartCutKeepsWhatStaysTrueAndTheWritersOwnParameterSets() throws IOException {
        Path source = talkative("mp4", TOLD);
        ExportResult result = ExportSession.builder(Asset.open(source), ExportPreset.PASSTHROUGH)
                .timeRange(TimeRange.between(MediaTime.of(1, 2), MediaTime.of(3, 2)))
                .build()
                .export(folder.resolve("cut.mp4"));

        Box video = MovieBoxes.of(result.output()).tracks().get(0);

        assertThat(result.tracks().get(0).plan().action()).isEqualTo("smart-cut");
        Box entry = MovieBoxes.entries(video).get(0);
        for (Box box : TOLD) {
            assertThat(entry.all(box.type)).as(box.type).extracting(Box::hex).containsExactly(box.hex());
        }
        Box before = MovieBoxes.entries(MovieBoxes.of(source).tracks().get(0)).get(0);
        assertThat(entry.first("avcC").content.length).isGreaterThan(before.first("avcC").content.length);
        assertThat(Integer.parseInt(Probe.of(result.output()).stream("video").get("nb_read_frames")))
                .isEqualTo((int) result.tracks().get(0).samples());
    }

    @Test
    void E58_encodedTracksSayNothingOfTheSourcesCoding() throws IOException {
        Path source = talkative("mp4", TOLD);

        Path made = ExportSession.builder(Asset.open(source), ExportPreset.H264_640x480)
                .build()
                .export(folder.resolve("encoded.mp4"))
                .output();

        Box entry = MovieBoxes.entries(MovieBoxes.of(made).tracks().get(0)).get(0);
        assertThat(entry.boxes).extracting(b -> b.type).doesNotContain("dvvC", "zzzz", "vexu", "clap", "st3d");
    }

    @Test
    void E58_thePlanNamesWhatAFileOfAnotherTypeDoesNotHold() {
        assertThat(warnings("dolbyVision-hdr.MOV", FileType.TS))
                .anySatisfy(
                        w -> assertThat(w).contains("ts files are written without the configuration of Dolby Vision"))
                .anySatisfy(w -> assertThat(w).contains("ts files do not say how pictures are turned"));
        assertThat(warnings("dolbyVision-hdr.MOV", FileType.MKV)).isEmpty();
        assertThat(warnings("dolbyVision-hdr.MOV", FileType.MP4)).isEmpty();
        assertThat(warnings("multilayer/x_a1.mov", FileType.MKV))
                .singleElement()
                .asString()
                .contains("transparency is lost; mov, mp4, m4v and ts files have them");
    }

    private static List<String> warnings(String name, FileType type) {
        return ExportSession.builder(Asset.open(Media.file(name)), ExportPreset.PASSTHROUGH)
                .build()
                .plan(type)
                .warnings();
    }

    @Test
    void E58_whatThePlanDoesNotNameIsHeldByMatroska() throws IOException {
        Path made = copy(Media.file("dolbyVision-hdr.MOV"), "mkv");
        Path light = copy(Media.file("sample_with_colr_mdcv_and_clli.mp4"), "mkv");

        FormatDescription.Video phone = video(made);
        assertThat(phone.hdr().dolbyVisionProfile()).isEqualTo(8);
        assertThat(Asset.open(made).videoTrack().orElseThrow().transform().isIdentity())
                .isFalse();
        assertThat(video(light).hdr())
                .isEqualTo(
                        video(Media.file("sample_with_colr_mdcv_and_clli.mp4")).hdr());
    }

    @Test
    void E58_dolbyVisionGoesFromMatroskaIntoMovies() throws IOException {
        Path matroska = copy(Media.file("dolbyVision-hdr.MOV"), "mkv");

        Path made = copy(matroska, "mp4");

        Box entry = MovieBoxes.entries(MovieBoxes.of(made).tracks().get(0)).get(0);
        assertThat(entry.first("dvvC").hex()).isEqualTo("010010154000000000000000000000000000000000000000");
    }

    private static FormatDescription.Video video(Path file) {
        return (FormatDescription.Video)
                Asset.open(file).videoTrack().orElseThrow().format();
    }
}
