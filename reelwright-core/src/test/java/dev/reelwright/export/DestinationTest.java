package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.NativeMemory;
import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.image.GeneratedImage;
import dev.reelwright.image.ImageFormat;
import dev.reelwright.image.ImageGenerator;
import dev.reelwright.image.SaveOptions;
import dev.reelwright.image.SpriteSheet;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Frames;
import dev.reelwright.testing.MemoryFiles;
import dev.reelwright.testing.OpenNatives;
import dev.reelwright.testing.Probe;
import dev.reelwright.testing.Programs;
import dev.reelwright.testing.WatchedSource;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Destinations that are no files of the machine's own. */
@Timeout(60)
class DestinationTest {
    @TempDir
    Path folder;

    private ExportSession.Builder copy(Path source) {
        return ExportSession.builder(Asset.open(source), ExportPreset.PASSTHROUGH)
                .directoryForTemporaryFiles(folder);
    }

    private static Path large() {
        return Fixtures.clip(
                "large-b8.mov",
                b -> b.codec(SampleClip.Codec.PRORES).size(new Size(640, 360)).duration(MediaTime.seconds(2)));
    }

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private byte[] expected() throws IOException {
        Path file = folder.resolve("expected.mp4");
        copy(Fixtures.small()).build().export(file);
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    private static GeneratedImage image() {
        try (ImageGenerator generator =
                ImageGenerator.builder(Asset.open(Fixtures.small())).build()) {
            return generator.image(MediaTime.ZERO);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MemoryFiles.Lack.class,
            names = {"ATOMIC_MOVES", "MOVES"})
    void B8_anExportGoesToAnyProvider(MemoryFiles.Lack lack) throws IOException {
        byte[] expected = expected();
        Path place = new MemoryFiles(lack).path("out.mp4");
        ExportSession session = copy(Fixtures.small()).build();

        ExportResult result = session.export(place);

        assertThat(Files.readAllBytes(place)).isEqualTo(expected);
        assertThat(result.output()).isEqualTo(place);
        assertThat(result.bytes()).isEqualTo(expected.length);
        assertThat(((MemoryFiles) place.getFileSystem().provider()).names()).containsExactly("/out.mp4");
        assertThat(left()).isEmpty();
    }

    @Test
    void B8_anExistingFileOfAProviderIsReplacedOnlyIfAllowed() throws IOException {
        byte[] expected = expected();
        MemoryFiles files = new MemoryFiles();
        Path place = Files.write(files.path("out.mp4"), new byte[] {1, 2, 3});

        assertThatThrownBy(() -> copy(Fixtures.small()).build().export(place))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_ALREADY_EXISTS));
        assertThat(Files.readAllBytes(place)).containsExactly(1, 2, 3);

        copy(Fixtures.small()).overwrite(true).build().export(place);
        assertThat(Files.readAllBytes(place)).isEqualTo(expected);
    }

    @Test
    void B8_aSourceOfAProviderIsNeverWritten() throws IOException {
        Path place = Files.write(new MemoryFiles().path("in.mp4"), Files.readAllBytes(Fixtures.small()));

        assertThatThrownBy(() -> copy(place).overwrite(true).build().export(place))
                .hasMessageContaining("is the source itself");
        assertThat(Files.readAllBytes(place)).isEqualTo(Files.readAllBytes(Fixtures.small()));
    }

    @Test
    void B8_aProviderThatFailsLeavesNothingOfTheFile() throws IOException {
        MemoryFiles files = new MemoryFiles(MemoryFiles.Lack.SPACE);

        assertThatThrownBy(() -> copy(Fixtures.small()).build().export(files.path("out.mp4")))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRITE_FAILED))
                .hasRootCauseMessage("no space in memory");
        assertThat(files.names()).isEmpty();
        assertThat(left()).isEmpty();
    }

    @Test
    void B8_anExportGoesIntoAZipFile() throws IOException {
        byte[] expected = expected();
        Path archive = folder.resolve("a.zip");
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
            copy(Fixtures.small()).build().export(zip.getPath("out.mp4"));
            image().save(zip.getPath("image.png"));
        }

        try (FileSystem zip = FileSystems.newFileSystem(archive);
                Stream<Path> inside = Files.list(zip.getPath("/"))) {
            assertThat(Files.readAllBytes(zip.getPath("out.mp4"))).isEqualTo(expected);
            assertThat(inside.map(Path::toString)).containsExactlyInAnyOrder("/out.mp4", "/image.png");
        }
    }

    @Test
    void B8_imagesAndThumbnailsAndIndexesGoToAnyProvider() throws IOException {
        MemoryFiles files = new MemoryFiles();
        Asset asset = Asset.open(Fixtures.small());
        Path expected = folder.resolve("image.png");
        image().save(expected);

        image().save(files.path("image.png"));
        SpriteSheet.builder(asset).count(2).build().write(files.path("t.vtt"), SaveOptions.of(ImageFormat.JPEG));
        asset.index(asset.videoTrack().orElseThrow()).save(files.path("index"));

        assertThat(Files.readAllBytes(files.path("image.png"))).isEqualTo(Files.readAllBytes(expected));
        assertThat(files.names()).containsExactly("/image.png", "/index", "/t-001.jpg", "/t.vtt");
        assertThat(Files.readString(files.path("t.vtt"))).contains("t-001.jpg#xywh=");
        assertThat(asset.loadIndex(files.path("index")).frameCount()).isEqualTo(60);
    }

    @Test
    void B8_aFolderForTemporaryFilesMustBeTheMachinesOwn() {
        ExportSession session = copy(Fixtures.small())
                .directoryForTemporaryFiles(new MemoryFiles().path(""))
                .build();

        assertThatThrownBy(() -> session.export(folder.resolve("out.mp4")))
                .isInstanceOfSatisfying(MediaException.class, e -> assertThat(e.code())
                        .isEqualTo(ErrorCode.INVALID_TEMPORARY_DIRECTORY));
    }

    @Test
    void B8_aChannelGetsTheFinishedFileAtItsPosition() throws IOException {
        byte[] expected = expected();
        Path file = folder.resolve("container.bin");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            channel.position(100);

            ExportResult result = copy(Fixtures.small()).build().export(channel, FileType.MP4);

            assertThat(channel.position()).isEqualTo(100L + expected.length);
            assertThat(result.bytes()).isEqualTo(expected.length);
            assertThat(result.destination().name()).isEqualTo("a channel");
        }
        assertThat(Files.readAllBytes(file)).endsWith(expected).hasSize(100 + expected.length);
        assertThat(left()).containsExactly(file);
    }

    private ExportResult stream(Asset asset, ExportPreset preset, FileType type, OutputStream stream) {
        return ExportSession.builder(asset, preset).build().export(stream, type);
    }

    private byte[] streamed(Asset asset, String preset, FileType type) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        ExportResult result = stream(asset, ExportPreset.named(preset).orElseThrow(), type, stream);
        assertThat(result.bytes()).isEqualTo(stream.size());
        return stream.toByteArray();
    }

    @ParameterizedTest(name = "B8 {0} by {1}")
    @CsvSource({
        "MP4, passthrough",
        "MOV, passthrough",
        "M4V, passthrough",
        "MKV, passthrough",
        "TS, passthrough",
        "MP4, low",
        "WEBM, vp9-1920x1080"
    })
    void B8_videoThatIsStreamedHasTheFramesOfTheFile(FileType type, String preset) throws IOException {
        Asset asset = Asset.open(Fixtures.small());
        Path expected = folder.resolve("expected." + type.commandName());
        ExportSession.builder(asset, ExportPreset.named(preset).orElseThrow())
                .build()
                .export(expected);

        byte[] streamed = streamed(asset, preset, type);

        Path file = Files.write(folder.resolve("out." + type.commandName()), streamed);
        assertThat(Frames.of(file)).isEqualTo(Frames.of(expected)).hasSize(60);
        assertThat(Probe.of(file).start("audio")).isEqualTo(Probe.of(expected).start("audio"));
        assertThat(Asset.open(file).duration().toSeconds())
                .isCloseTo(Asset.open(expected).duration().toSeconds(), within(0.03));
    }

    @ParameterizedTest(name = "B8 {0} by {1}")
    @CsvSource({"M4A, m4a", "M4A, alac", "WAV, wav", "FLAC, flac", "OGG, opus", "OGG, flac"})
    void B8_soundThatIsStreamedIsThatOfTheFile(FileType type, String preset) throws IOException {
        Asset asset = Asset.open(Fixtures.small());
        Path expected = folder.resolve("expected." + type.commandName());
        ExportSession.builder(asset, ExportPreset.named(preset).orElseThrow())
                .build()
                .export(expected);

        byte[] streamed = streamed(asset, preset, type);

        Path file = Files.write(folder.resolve("out." + type.commandName()), streamed);
        assertThat(samples(file)).isEqualTo(samples(expected));
    }

    @Test
    void B8_streamedMp3IsWholeThoughItTellsNoDelay() throws IOException {
        byte[] streamed = streamed(Asset.open(Fixtures.small()), "mp3", FileType.MP3);

        Path file = Files.write(folder.resolve("out.mp3"), streamed);
        assertThat(Probe.of(file).stream("audio").get("codec_name")).isEqualTo("mp3");
        assertThat(Probe.of(file).duration("audio")).isCloseTo(2, within(0.1));
    }

    /** What the {@code ffmpeg} program decodes. */
    private static String samples(Path file) {
        return Programs.run("ffmpeg", List.of("-v", "error", "-i", file.toString(), "-map", "0:a:0", "-f", "md5", "-"));
    }

    @Test
    void B8_fragmentsAreWrittenWhileTheExportRuns() throws IOException {
        CountDownLatch written = new CountDownLatch(1);
        WatchedSource source = new WatchedSource(large());
        Asset asset = Asset.open(source);
        source.trap(position -> {
            if (position > 3_000_000 && position < 3_800_000) {
                await(written);
            }
        });
        Pieces stream = new Pieces() {
            @Override
            void add(int count) {
                written.countDown();
            }
        };

        ExportResult result = stream(asset, ExportPreset.PASSTHROUGH, FileType.MOV, stream);

        Path file = Files.write(folder.resolve("out.mov"), stream.toByteArray());
        assertThat(new String(stream.toByteArray(), 4, 4, StandardCharsets.ISO_8859_1))
                .isEqualTo("ftyp");
        assertThat(Frames.of(file)).hasSize(60);
        assertThat(stream.flushed).isTrue();
        assertThat(stream.closed).isFalse();
        assertThat(stream.size() / stream.pieces).isGreaterThan(1 << 16);
        assertThat(result.destination()).isEqualTo(new Destination.Stream(stream));
        assertThatIllegalStateException().isThrownBy(result::output);
    }

    @Test
    void B8_whatCannotBeDoneForAStreamIsTold() {
        ExportSession session = ExportSession.builder(Asset.open(Fixtures.small()), ExportPreset.LOW_QUALITY)
                .optimizeForNetworkUse(true)
                .build();
        OutputStream stream = OutputStream.nullOutputStream();

        ExportResult result = session.export(stream, FileType.MP4);

        assertThat(result.optimizations())
                .filteredOn(o -> o.name().equals("network-optimized"))
                .singleElement()
                .extracting(ExportResult.Optimization::outcome)
                .isEqualTo(ExportResult.Optimization.Outcome.NOT_APPLIED);
        for (ExportSession.Builder sized :
                List.of(session.toBuilder().fit(1000), session.toBuilder().fileLengthLimit(1000))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sized.build().export(stream, FileType.MP4))
                    .withMessageContaining("export to a file or a channel");
        }
    }

    @Test
    void B8_whatTheStreamThrowsEndsTheExport() {
        IOException broken = new IOException("broken pipe");
        Asset asset = Asset.open(large());
        Map<NativeMemory.Kind, Long> before = OpenNatives.settled();
        Pieces stream = new Pieces() {
            @Override
            void add(int count) throws IOException {
                if (size() > 1_000_000) {
                    throw broken;
                }
            }
        };

        assertThatThrownBy(() -> stream(asset, ExportPreset.PASSTHROUGH, FileType.MOV, stream))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WRITE_FAILED))
                .hasMessageContaining("broken pipe")
                .hasCause(broken);

        assertThat(stream.size()).isBetween(1_000_000, 1_500_000);
        assertThat(stream.closed).isFalse();
        assertThat(OpenNatives.settled()).isEqualTo(before);
    }

    @Test
    void B8_anExportThatWaitsForTheStreamIsCancelled() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Asset asset = Asset.open(large());
        Map<NativeMemory.Kind, Long> before = OpenNatives.settled();
        Pieces stream = new Pieces() {
            @Override
            void add(int count) throws IOException {
                blocked.countDown();
                await(never);
            }
        };

        try (Export export =
                ExportSession.builder(asset, ExportPreset.PASSTHROUGH).build().start(stream, FileType.MOV)) {
            blocked.await();
            export.cancel();

            assertThatThrownBy(() -> export.result().toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(MediaException.class)
                    .hasMessageContaining("cancelled");
        }
        assertThat(OpenNatives.settled()).isEqualTo(before);
    }

    @Test
    void B8_aStreamThatHangsIsTold() {
        CountDownLatch never = new CountDownLatch(1);
        Pieces stream = new Pieces() {
            @Override
            void add(int count) throws IOException {
                await(never);
            }
        };
        ExportSession session = ExportSession.builder(Asset.open(large()), ExportPreset.PASSTHROUGH)
                .stallTimeout(Duration.ofMillis(200))
                .build();

        assertThatThrownBy(() -> session.export(stream, FileType.MOV))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STALLED));
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    /** Keeps what it is given, and counts in how many pieces that comes. */
    private static class Pieces extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int pieces;
        volatile boolean flushed;
        volatile boolean closed;

        void add(int count) throws IOException {}

        @Override
        public void write(byte[] block, int from, int count) throws IOException {
            add(count);
            pieces++;
            bytes.write(block, from, count);
        }

        @Override
        public void write(int value) {
            throw new AssertionError("a byte alone");
        }

        int size() {
            return bytes.size();
        }

        byte[] toByteArray() {
            return bytes.toByteArray();
        }

        @Override
        public void flush() {
            flushed = true;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
