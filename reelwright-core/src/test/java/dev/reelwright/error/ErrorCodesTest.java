package dev.reelwright.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetOptions;
import dev.reelwright.asset.FileType;
import dev.reelwright.export.AudioRule;
import dev.reelwright.export.Export;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportSession;
import dev.reelwright.image.ImageGenerator;
import dev.reelwright.testing.FailingProgram;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.VideoComposition;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** S48: every code is provoked as users meet it, and its message names the way out. One method a code, named after it. */
@Timeout(120)
class ErrorCodesTest {
    private static final Path PAGE = Path.of("../docs/errors.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z_]+)` \\| (.+) \\| (.+) \\| (.+) \\|$");

    @TempDir
    Path folder;

    private static MediaException failure(ThrowingCallable work) {
        return catchThrowableOfType(MediaException.class, work);
    }

    private static MediaException failureOf(Export export) {
        return failure(() -> {
            try {
                export.result().toCompletableFuture().join();
            } catch (CompletionException wrapped) {
                throw wrapped.getCause();
            }
        });
    }

    private static void assertTold(MediaException e, ErrorCode code, Phase phase, String word, String... more) {
        assertThat(e).isNotNull();
        assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
        assertThat(e.phase()).isEqualTo(phase);
        assertThat(e.getMessage()).contains(word);
        for (String other : more) {
            assertThat(e.getMessage()).contains(other);
        }
    }

    private static ExportSession.Builder session(Path source, ExportPreset preset) {
        return ExportSession.builder(Asset.open(source), preset);
    }

    private MediaException export(ExportSession.Builder session, String name) {
        return failure(() -> session.build().export(folder.resolve(name)));
    }

    private Path ffmpeg(String name, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-v", "error", "-y"));
        all.addAll(List.of(arguments));
        all.add(folder.resolve(name).toString());
        Programs.run("ffmpeg", all);
        return folder.resolve(name);
    }

    private Path changed(Path source, UnaryOperator<byte[]> change) {
        try {
            return Files.write(
                    folder.resolve("changed-" + source.getFileName()), change.apply(Files.readAllBytes(source)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void S48_SOURCE_NOT_READABLE() {
        MediaException e = failure(() -> Asset.open(folder.resolve("missing.mp4")));

        assertTold(e, ErrorCode.SOURCE_NOT_READABLE, Phase.OPEN, "missing.mp4", "does not exist");
    }

    @Test
    void S48_FILE_FORMAT_NOT_RECOGNIZED() throws IOException {
        Path raw = ffmpeg("raw.h264", "-i", Fixtures.small().toString(), "-c:v", "copy", "-an");

        assertTold(
                failure(() -> Asset.open(Files.writeString(folder.resolve("text.mp4"), "just words"))),
                ErrorCode.FILE_FORMAT_NOT_RECOGNIZED,
                Phase.OPEN,
                "text.mp4");
        assertTold(
                failure(() -> Asset.open(raw)),
                ErrorCode.FILE_FORMAT_NOT_RECOGNIZED,
                Phase.OPEN,
                "put it into a container first");
    }

    @Test
    void S48_FILE_FAILED_TO_PARSE() {
        Path indexLast = ffmpeg("last.mp4", "-i", Fixtures.small().toString(), "-c", "copy");
        Path cut = changed(indexLast, bytes -> Arrays.copyOf(bytes, bytes.length / 2));

        MediaException e = failure(() -> Asset.open(cut));

        assertTold(e, ErrorCode.FILE_FAILED_TO_PARSE, Phase.OPEN, "changed-last.mp4");
        assertThat(e.nativeCode()).isPresent();
        assertThat(e.logTail()).anySatisfy(line -> assertThat(line).contains("moov atom not found"));
    }

    @Test
    void S48_REFERENCE_FORBIDDEN() throws IOException {
        Path script = Files.writeString(
                folder.resolve("list.mp4"), "ffconcat version 1.0\nfile '" + Fixtures.small() + "'\n");

        MediaException e = failure(() -> Asset.open(script));

        assertTold(e, ErrorCode.REFERENCE_FORBIDDEN, Phase.OPEN, "only self-contained media files are");
    }

    @Test
    void S48_INVALID_SOURCE_MEDIA() {
        MediaException e = failure(() -> Asset.open(Fixtures.small(), new AssetOptions(256, 1000)));

        assertTold(e, ErrorCode.INVALID_SOURCE_MEDIA, Phase.OPEN, "320x180", "raise AssetOptions.maxPixels");
    }

    @Test
    void S48_FAILED_TO_LOAD_MEDIA_DATA() {
        Path indexFirst =
                ffmpeg("first.mp4", "-i", Fixtures.small().toString(), "-c", "copy", "-movflags", "faststart");
        Path cut = changed(indexFirst, bytes -> Arrays.copyOf(bytes, bytes.length / 2));

        MediaException e = export(session(cut, ExportPreset.LOW_QUALITY), "out.mp4");

        assertTold(e, ErrorCode.FAILED_TO_LOAD_MEDIA_DATA, Phase.ENCODE, "changed-first.mp4");
    }

    @Test
    void S48_CONTENT_IS_PROTECTED() {
        Path encrypted = ffmpeg(
                "encrypted.mp4",
                "-i",
                Fixtures.small().toString(),
                "-c",
                "copy",
                "-encryption_scheme",
                "cenc-aes-ctr",
                "-encryption_key",
                "76a6c65c5ea762046bd749a2e632ccbb",
                "-encryption_kid",
                "a7e61c373e219033c21091fa607bf3b8");
        Asset asset = Asset.open(encrypted);

        MediaException exported = export(session(encrypted, ExportPreset.PASSTHROUGH), "out.mp4");
        MediaException shown = failure(() -> {
            try (ImageGenerator images = ImageGenerator.builder(asset).build()) {
                images.image(MediaTime.ZERO);
            }
        });

        assertThat(asset.hasProtectedContent()).isTrue();
        assertThat(Asset.open(Fixtures.small()).hasProtectedContent()).isFalse();
        assertThat(ExportPreset.H264_640x480.compatibility(asset).isCompatible())
                .isFalse();
        assertTold(exported, ErrorCode.CONTENT_IS_PROTECTED, Phase.PREPARE, "use a copy without protection");
        assertTold(shown, ErrorCode.CONTENT_IS_PROTECTED, Phase.IMAGE, "use a copy without protection");
        assertThat(exported.trackId()).isPresent();
    }

    @Test
    void S48_DECODER_NOT_FOUND() {
        Path sound = ffmpeg("sound.m4a", "-i", Fixtures.small().toString(), "-vn", "-c:a", "alac");
        Path foreign = changed(sound, bytes -> replaced(bytes, "alac", "mhm1"));

        MediaException e = export(session(foreign, ExportPreset.M4A_AUDIO), "out.m4a");

        assertTold(e, ErrorCode.DECODER_NOT_FOUND, Phase.PREPARE, "mpegh_3d_audio", "passthrough");
        assertThat(e.trackId()).isPresent();
    }

    /** The first of these four letters after the sample descriptions begin. */
    private static byte[] replaced(byte[] bytes, String type, String by) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.indexOf(type, text.indexOf("stsd"));
        System.arraycopy(by.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, 4);
        return bytes;
    }

    @Test
    void S48_DECODE_FAILED() {
        Path broken = changed(Fixtures.small(), bytes -> {
            int from = bytes.length / 3;
            Arrays.fill(bytes, from, from + bytes.length / 4, (byte) 0xff);
            return bytes;
        });

        MediaException e = export(session(broken, ExportPreset.LOW_QUALITY), "out.mp4");

        assertTold(e, ErrorCode.DECODE_FAILED, Phase.ENCODE, "cannot be decoded");
        assertThat(e.trackId()).isPresent();
        assertThat(e.nativeCode()).isPresent();
    }

    @Test
    void S48_ENCODER_NOT_FOUND() throws Exception {
        String free = classPath(entry -> entry.replace("-gpl.jar", ".jar"));
        Assumptions.assumeTrue(
                Arrays.stream(free.split(File.pathSeparator))
                        .filter(entry -> entry.endsWith(".jar"))
                        .allMatch(entry -> Files.exists(Path.of(entry))),
                "skipped: the LGPL natives are not beside the GPL ones");

        List<String> told = run(List.of(), free, "hevc-1920x1080", Fixtures.small(), folder.resolve("out.mp4"));

        assertThat(told.get(0)).isEqualTo("ENCODER_NOT_FOUND");
        assertThat(told.get(1)).isEqualTo("PREPARE");
        assertThat(told.get(2)).contains("libx265", "reelwright-natives-gpl");
    }

    @Test
    void S48_ENCODE_FAILED() {
        ExportPreset impossible = ExportPreset.builder("impossible")
                .audio(AudioRule.of("opus").withBitRate(6_000_000))
                .build();

        MediaException e = export(session(Fixtures.small(), impossible), "out.ogg");

        assertTold(e, ErrorCode.ENCODE_FAILED, Phase.PREPARE, "libopus", "does not open");
        assertThat(e.nativeCode()).isPresent();
        assertThat(e.logTail()).isNotEmpty();
    }

    @Test
    void S48_OPERATION_NOT_SUPPORTED_FOR_PRESET() {
        MediaException e =
                export(session(Fixtures.small(), ExportPreset.PASSTHROUGH).speed(2), "out.mp4");

        assertTold(
                e,
                ErrorCode.OPERATION_NOT_SUPPORTED_FOR_PRESET,
                Phase.PREPARE,
                "passthrough",
                "choose a preset that encodes");
    }

    @Test
    void S48_UNSUPPORTED_FILE_TYPE() {
        MediaException e = export(session(Fixtures.small(), ExportPreset.M4V_IPOD), "out.m4a");

        assertTold(e, ErrorCode.UNSUPPORTED_FILE_TYPE, Phase.PREPARE, "m4a", "choose another file type");
    }

    @Test
    void S48_INVALID_TIME_RANGE() {
        TimeRange beyond = TimeRange.of(MediaTime.seconds(9), MediaTime.seconds(1));

        MediaException e =
                export(session(Fixtures.small(), ExportPreset.LOW_QUALITY).timeRange(beyond), "out.mp4");

        assertTold(e, ErrorCode.INVALID_TIME_RANGE, Phase.PREPARE, "which lasts from 0 to 2 s");
    }

    @Test
    void S48_FILE_ALREADY_EXISTS() throws IOException {
        Files.writeString(folder.resolve("out.mp4"), "old");

        MediaException e = export(session(Fixtures.small(), ExportPreset.LOW_QUALITY), "out.mp4");

        assertTold(e, ErrorCode.FILE_ALREADY_EXISTS, Phase.PREPARE, "delete it first, or allow overwriting");
        assertThat(folder.resolve("out.mp4")).hasContent("old");
    }

    @Test
    void S48_CANNOT_CREATE_FILE() {
        MediaException e = export(session(Fixtures.small(), ExportPreset.LOW_QUALITY), "missing/out.mp4");

        assertTold(e, ErrorCode.CANNOT_CREATE_FILE, Phase.PREPARE, "missing", "does not exist");
    }

    @Test
    void S48_INVALID_OUTPUT_PATH_EXTENSION() {
        MediaException e = export(session(Fixtures.small(), ExportPreset.LOW_QUALITY), "out.xyz");
        MediaException other = failure(() -> session(Fixtures.small(), ExportPreset.LOW_QUALITY)
                .build()
                .export(folder.resolve("out.mkv"), FileType.MP4));

        assertTold(e, ErrorCode.INVALID_OUTPUT_PATH_EXTENSION, null, "low can go into mov, mp4");
        assertTold(other, ErrorCode.INVALID_OUTPUT_PATH_EXTENSION, Phase.PREPARE, "out.mkv", "mp4");
    }

    @Test
    void S48_INVALID_TEMPORARY_DIRECTORY() {
        ExportSession.Builder session = session(Fixtures.small(), ExportPreset.LOW_QUALITY)
                .directoryForTemporaryFiles(folder.resolve("missing"));

        assertTold(export(session, "out.mp4"), ErrorCode.INVALID_TEMPORARY_DIRECTORY, Phase.PREPARE, "missing");
    }

    @Test
    void S48_CANNOT_FIT() {
        MediaException e =
                export(session(Fixtures.small(), ExportPreset.LOW_QUALITY).fit(1000), "out.mp4");

        assertTold(e, ErrorCode.CANNOT_FIT, Phase.PREPARE, "1000 bytes");
        assertThat(e.getMessage()).containsAnyOf("allow", "choose");
    }

    @Test
    void S48_STALLED() {
        ExportSession.Builder session =
                session(Fixtures.standard(), ExportPreset.LOW_QUALITY).stallTimeout(Duration.ofNanos(1));

        MediaException e = export(session, "out.mp4");

        assertThat(e.code()).isEqualTo(ErrorCode.STALLED);
        assertThat(e).hasMessageContaining("stallTimeout");
    }

    @Test
    void S48_WRITE_FAILED() throws Exception {
        Path place = Files.createDirectory(folder.resolve("place"));
        ExportSession session =
                session(Fixtures.standard(), ExportPreset.H264_640x480).build();

        MediaException e;
        try (Export export = session.start(place.resolve("out.mp4"))) {
            boolean taken = false;
            while (!taken && !export.state().isTerminal()) {
                taken = takeAway(place);
                Thread.sleep(1);
            }
            e = failureOf(export);
        }

        assertTold(e, ErrorCode.WRITE_FAILED, Phase.FINISH, "cannot");
        assertThat(e.getCause()).isInstanceOf(IOException.class);
    }

    /** Deletes what is being written. */
    private static boolean takeAway(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.toList()) {
                Files.delete(file);
                return true;
            }
        }
        return false;
    }

    @Test
    void S48_DISK_FULL() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                command("mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", disk.toString()),
                "skipped: this user may not mount a small disk");
        try {
            ExportSession.Builder session = session(Fixtures.small(), ExportPreset.PRORES_422);

            MediaException direct = failure(() -> session.build().export(disk.resolve("out.mov")));
            MediaException moved = failure(
                    () -> session.directoryForTemporaryFiles(folder).build().export(disk.resolve("out.mov")));

            assertTold(direct, ErrorCode.DISK_FULL, Phase.ENCODE, "No space left");
            assertTold(moved, ErrorCode.DISK_FULL, Phase.FINISH, "out.mov");
            try (Stream<Path> left = Files.list(disk)) {
                assertThat(left).isEmpty();
            }
        } finally {
            command("umount", disk.toString());
        }
    }

    private static boolean command(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    @Test
    void S48_NO_IMAGE_AT_TIME() {
        MediaException e = failure(() -> {
            try (ImageGenerator images =
                    ImageGenerator.builder(Asset.open(Fixtures.small())).build()) {
                images.image(MediaTime.seconds(3));
            }
        });

        assertTold(e, ErrorCode.NO_IMAGE_AT_TIME, Phase.IMAGE, "3 s", "is shown from 0 s to 2 s");
    }

    @Test
    void S48_VIDEO_COMPOSITOR_FAILED() {
        IllegalStateException thrown = new IllegalStateException("not today");
        VideoComposition composition = VideoComposition.builder(request -> {
                    throw thrown;
                })
                .build();

        MediaException e = failure(() -> {
            try (ImageGenerator images = ImageGenerator.builder(Asset.open(Fixtures.small()))
                    .videoComposition(composition)
                    .build()) {
                images.image(MediaTime.ZERO);
            }
        });

        assertTold(e, ErrorCode.VIDEO_COMPOSITOR_FAILED, Phase.IMAGE, "not today");
        assertThat(e).hasCause(thrown);
    }

    @Test
    void S48_NO_SOURCE_TRACK() {
        Asset sound = Asset.open(Fixtures.audioOnly());

        MediaException shown = failure(() -> {
            try (ImageGenerator images = ImageGenerator.builder(sound).build()) {
                images.image(MediaTime.ZERO);
            }
        });
        MediaException heard = export(session(Fixtures.videoOnly(), ExportPreset.M4A_AUDIO), "out.m4a");

        assertTold(shown, ErrorCode.NO_SOURCE_TRACK, Phase.IMAGE, "has no video", "cover art");
        assertTold(heard, ErrorCode.NO_SOURCE_TRACK, Phase.PREPARE, "has no audio");
    }

    @Test
    void S48_OPERATION_CANCELLED() {
        ExportSession session =
                session(Fixtures.standard(), ExportPreset.H264_640x480).build();

        MediaException e;
        try (Export export = session.start(folder.resolve("out.mp4"))) {
            export.cancel();
            e = failureOf(export);
        }

        assertThat(e.code()).isEqualTo(ErrorCode.OPERATION_CANCELLED);
        assertThat(folder).isEmptyDirectory();
    }

    private static String classPath(UnaryOperator<String> change) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(change)
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What {@link FailingProgram} prints in a JVM of its own. */
    private List<String> run(List<String> options, String classPath, Object... arguments) throws Exception {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true", "-cp", classPath));
        words.add(FailingProgram.class.getName());
        Arrays.stream(arguments).map(Object::toString).forEach(words::add);
        Path errors = folder.resolve("errors.txt");
        Process program =
                new ProcessBuilder(words).redirectError(errors.toFile()).start();
        program.getOutputStream().close();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        List<String> lines = output.lines().toList();
        assertThat(lines).as(Files.readString(errors)).hasSizeGreaterThan(2);
        return lines;
    }

    @Test
    void S48_NATIVES_NOT_AVAILABLE() throws Exception {
        String without = classPath(entry -> entry.matches(".*-(linux|macosx|windows)-.*\\.jar") ? "" : entry);

        List<String> told = run(List.of(), without, "low", Fixtures.small(), folder.resolve("out.mp4"));

        assertThat(told.get(0)).isEqualTo("NATIVES_NOT_AVAILABLE");
        assertThat(told.get(2)).contains("reelwright-natives");
    }

    @Test
    void S48_OUT_OF_MEMORY() throws Exception {
        Path large = ffmpeg("large.png", "-f", "lavfi", "-i", "color=gray:s=6000x4000", "-frames:v", "1");

        List<String> told = run(List.of("-Xmx40m"), classPath(entry -> entry), "image", large);

        assertThat(told.get(0)).isEqualTo("OUT_OF_MEMORY");
        assertThat(told.get(1)).isEqualTo("IMAGE");
        assertThat(told.get(2)).contains("-Xmx");
    }

    /** As when an installation is broken: a class is damaged. */
    @Test
    void S48_UNKNOWN() throws Exception {
        Path damaged = folder.resolve("damaged/dev/reelwright/internal/pipeline/ExportRun.class");
        Files.createDirectories(damaged.getParent());
        Files.writeString(damaged, "no class");
        String first = folder.resolve("damaged") + File.pathSeparator + classPath(entry -> entry);

        List<String> told = run(List.of(), first, "low", Fixtures.small(), folder.resolve("out.mp4"));

        assertThat(told.get(0)).isEqualTo("UNKNOWN");
        assertThat(told.get(2)).contains("the export failed", "ClassFormatError");
    }

    @Test
    void S48_everyCodeIsProvokedHere() {
        List<String> methods = Arrays.stream(ErrorCodesTest.class.getDeclaredMethods())
                .map(Method::getName)
                .toList();

        for (ErrorCode code : ErrorCode.values()) {
            assertThat(methods).contains("S48_" + code);
        }
    }

    @Test
    void S48_thePageHasEveryCodeAndWhatToDo() throws IOException {
        List<String> codes = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                codes.add(row.group(1));
                assertThat(row.group(3)).as(row.group(1)).hasSizeGreaterThan(10);
                assertThat(row.group(4)).as(row.group(1)).matches("–|−118\\d\\d(, −118\\d\\d)*");
            }
        }

        assertThat(codes)
                .containsExactlyElementsOf(
                        Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
    }
}
