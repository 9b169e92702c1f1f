package dev.reelwright.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.NativeMemory;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.Export;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportSession;
import dev.reelwright.image.ImageGenerator;
import dev.reelwright.sample.SampleClip;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.MemoryFiles;
import dev.reelwright.testing.OpenNatives;
import dev.reelwright.testing.WatchedSource;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that FFmpeg does not open by itself. */
@Timeout(60)
class MediaSourceTest {
    @TempDir
    Path folder;

    private interface Use {
        void of(MediaSource source) throws IOException;
    }

    private void with(String kind, Path file, Use use) throws IOException {
        switch (kind) {
            case "file" -> use.of(MediaSource.of(file));
            case "watched" -> use.of(new WatchedSource(file));
            case "channel" -> {
                try (FileChannel channel = FileChannel.open(file)) {
                    use.of(MediaSource.of(channel, "channel"));

                    assertThat(channel.isOpen()).isTrue();
                }
            }
            case "memory" -> {
                Path place = new MemoryFiles().path("media.bin");
                Files.write(place, Files.readAllBytes(file));
                use.of(MediaSource.of(place));
            }
            case "zip" -> {
                try (FileSystem zip = FileSystems.newFileSystem(folder.resolve("a.zip"), Map.of("create", "true"))) {
                    use.of(MediaSource.of(Files.copy(file, zip.getPath("media.bin"))));
                }
            }
            case "stream" -> {
                try (InputStream stream = Files.newInputStream(file);
                        SpooledSource spooled = MediaSource.spool(stream)) {
                    use.of(spooled);
                }
            }
            default -> throw new AssertionError(kind);
        }
    }

    /** What tells the written file from others. */
    private String exported(Asset asset, ExportPreset preset, String name) throws IOException {
        Path file = folder.resolve(name);
        ExportSession.builder(asset, preset).overwrite(true).build().export(file);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static int[] picture(Asset asset, String time) {
        try (ImageGenerator generator = ImageGenerator.builder(asset).build()) {
            return generator.image(MediaTime.parse(time)).pixels();
        }
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

    @ParameterizedTest
    @ValueSource(strings = {"watched", "channel", "memory", "zip", "stream"})
    void B8_everySourceGivesWhatTheFileGives(String kind) throws IOException {
        Path file = Fixtures.small();
        Asset expected = Asset.open(file);
        String copied = exported(expected, ExportPreset.PASSTHROUGH, "file.mp4");
        String encoded = exported(expected, ExportPreset.PRORES_422, "file.mov");

        with(kind, file, source -> {
            Asset asset = Asset.open(source);

            assertThat(asset.tracks()).isEqualTo(expected.tracks());
            assertThat(asset.name()).isEqualTo(source.name());
            assertThat(picture(asset, "1.2")).isEqualTo(picture(expected, "1.2"));
            assertThat(asset.index(asset.videoTrack().orElseThrow()).summary())
                    .isEqualTo(
                            expected.index(expected.videoTrack().orElseThrow()).summary());
            assertThat(exported(asset, ExportPreset.PASSTHROUGH, "own.mp4")).isEqualTo(copied);
            assertThat(exported(asset, ExportPreset.PRORES_422, "own.mov")).isEqualTo(encoded);
        });
    }

    @Test
    void B8_anIndexOfAChannelIsKnownAgain() throws IOException {
        MediaSource source = new WatchedSource(Fixtures.small());
        Asset asset = Asset.open(source);
        Path saved = folder.resolve("index");
        asset.index(asset.videoTrack().orElseThrow()).save(saved);

        PacketIndex found = Asset.open(source).loadIndex(saved);

        assertThat(found.frameCount()).isEqualTo(60);
        assertThatThrownBy(() -> Asset.open(Fixtures.portrait()).loadIndex(saved))
                .isInstanceOf(MediaException.class);
    }

    @Test
    void B8_aSequentialCopyReadsOnceAndInLargePieces() throws IOException {
        Path file = large();
        WatchedSource source = new WatchedSource(file);
        Asset asset = Asset.open(source);

        exported(asset, ExportPreset.PASSTHROUGH, "copy.mov");

        assertThat(Files.size(file)).isGreaterThan(2_000_000);
        assertThat(source.bytes()).isBetween(Files.size(file), Files.size(file) * 6 / 5);
        assertThat(source.bytes() / source.reads()).isGreaterThan(1 << 16);
        assertThat(source.openChannels()).isZero();
    }

    @Test
    void B8_slowSequentialReadingIsAheadAndStillReadsOnce() throws IOException {
        Path file = large();
        WatchedSource source = new WatchedSource(file).trap(position -> pause(5));
        Asset asset = Asset.open(source);

        String copy = exported(asset, ExportPreset.PASSTHROUGH, "copy.mov");

        assertThat(copy).isEqualTo(exported(Asset.open(file), ExportPreset.PASSTHROUGH, "expected.mov"));
        assertThat(source.bytes()).isBetween(Files.size(file), Files.size(file) * 6 / 5);
        assertThat(source.bytes() / source.reads()).isGreaterThan(1 << 18);
        assertThat(source.openChannels()).isZero();
    }

    @Test
    void B8_openingAFileWhoseIndexComesFirstReadsLittle() throws IOException {
        Path first = folder.resolve("first.mov");
        ExportSession.builder(Asset.open(large()), ExportPreset.PASSTHROUGH)
                .optimizeForNetworkUse(true)
                .build()
                .export(first);
        WatchedSource source = new WatchedSource(first);

        Asset.open(source);

        assertThat(source.bytes()).isBetween(1L, 2L << 18);
        assertThat(source.openChannels()).isZero();
    }

    @Test
    void B8_partsThatAreReadSideBySideShareWhatWasRead() throws IOException {
        Path file = Fixtures.standard();
        WatchedSource source = new WatchedSource(file);
        Asset asset = Asset.open(source);
        source.reset();

        try (ImageGenerator generator = ImageGenerator.builder(asset).build()) {
            List<MediaTime> times = Stream.of("0", "9.5", "1", "8", "2", "7", "3")
                    .map(MediaTime::parse)
                    .toList();
            assertThat(generator.images(times).filter(r -> r.image() != null)).hasSize(7);
        }

        assertThat(source.bytes()).isLessThanOrEqualTo(Files.size(file));
    }

    @Test
    void B8_whatTheChannelThrowsIsTheCause() throws IOException {
        IOException broken = new IOException("the line is cut");
        WatchedSource source = new WatchedSource(large());
        Asset asset = Asset.open(source);
        Map<NativeMemory.Kind, Long> before = OpenNatives.settled();
        source.trap(position -> {
            if (position > 1_000_000 && position < 1_600_000) {
                throw broken;
            }
        });

        assertThatThrownBy(() -> exported(asset, ExportPreset.PASSTHROUGH, "copy.mov"))
                .isInstanceOfSatisfying(MediaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.FAILED_TO_LOAD_MEDIA_DATA);
                    assertThat(e.getMessage()).contains("watched", "the line is cut");
                })
                .hasCause(broken);

        assertThat(left()).isEmpty();
        assertThat(source.openChannels()).isZero();
        assertThat(OpenNatives.settled()).isEqualTo(before);
    }

    @Test
    void B8_aSourceThatBreaksWhileItIsOpenedIsNotReadable() throws IOException {
        Map<NativeMemory.Kind, Long> before = OpenNatives.settled();
        RuntimeException broken = new UncheckedIOException(new IOException("no credentials"));
        WatchedSource source = new WatchedSource(Fixtures.small()).trap(position -> {
            throw broken;
        });

        assertThatThrownBy(() -> Asset.open(source)).isInstanceOfSatisfying(MediaException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_NOT_READABLE);
            assertThat(e).hasRootCauseMessage("no credentials");
        });
        assertThatThrownBy(() -> Asset.open(new MemoryFiles().path("absent.mp4")))
                .isInstanceOfSatisfying(MediaException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_NOT_READABLE);
                    assertThat(e).hasMessageContaining("/absent.mp4 does not exist");
                });
        assertThat(source.openChannels()).isZero();
        assertThat(NativeMemory.current().live()).isEqualTo(before);
    }

    @Test
    void B8_anIndexIsNotCutOffWhereTheChannelFails() throws IOException {
        Path stream = folder.resolve("large.mkv");
        ExportSession.builder(Asset.open(large()), ExportPreset.PASSTHROUGH)
                .build()
                .export(stream);
        WatchedSource source = new WatchedSource(stream);
        Asset asset = Asset.open(source);
        source.trap(position -> {
            if (position > 1_000_000 && position < 1_600_000) {
                throw new IOException("the line is cut");
            }
        });

        assertThatThrownBy(() -> asset.index(asset.videoTrack().orElseThrow()))
                .isInstanceOf(MediaException.class)
                .hasRootCauseMessage("the line is cut");
    }

    @Test
    void B8_aChannelThatFailedOnceIsReadAgain() {
        WatchedSource source = new WatchedSource(large());
        Asset asset = Asset.open(source);
        source.trap(position -> {
            throw new IOException("come back later");
        });

        assertThatThrownBy(() -> picture(asset, "1")).hasRootCauseMessage("come back later");
        source.trap(position -> {});

        assertThat(picture(asset, "1")).isEqualTo(picture(Asset.open(large()), "1"));
    }

    @Test
    void B8_anExportThatWaitsForTheChannelIsCancelled() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        WatchedSource source = new WatchedSource(large());
        Asset asset = Asset.open(source);
        Map<NativeMemory.Kind, Long> before = OpenNatives.settled();
        source.trap(position -> {
            if (position > 1_000_000 && position < 1_600_000) {
                blocked.countDown();
                pause(60_000);
            }
        });

        try (Export export =
                ExportSession.builder(asset, ExportPreset.PASSTHROUGH).build().start(folder.resolve("copy.mov"))) {
            blocked.await();
            export.cancel();

            assertThatThrownBy(() -> export.result().toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(MediaException.class)
                    .hasMessageContaining("cancelled");
        }

        assertThat(left()).isEmpty();
        assertThat(OpenNatives.settled()).isEqualTo(before);
        awaitClosed(source);
    }

    @Test
    void B8_openingEndsWhenTheThreadIsInterrupted() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        WatchedSource source = new WatchedSource(Fixtures.small()).trap(position -> {
            blocked.countDown();
            pause(60_000);
        });
        Thread waiting = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            try {
                blocked.await();
            } catch (InterruptedException e) {
                return;
            }
            waiting.interrupt();
        });
        interrupter.start();

        assertThatThrownBy(() -> Asset.open(source))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OPERATION_CANCELLED));

        assertThat(Thread.interrupted()).isTrue();
        awaitClosed(source);
    }

    @Test
    void B8_aChannelThatHangsIsTold() {
        WatchedSource source = new WatchedSource(large());
        Asset asset = Asset.open(source);
        source.trap(position -> pause(60_000));
        ExportSession session = ExportSession.builder(asset, ExportPreset.PASSTHROUGH)
                .stallTimeout(Duration.ofMillis(200))
                .build();

        assertThatThrownBy(() -> session.export(folder.resolve("copy.mov")))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STALLED));
    }

    @Test
    void B8_cancellingDoesNotCloseAChannelThatIsShared() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        WatchedSource watched = new WatchedSource(large());
        try (SeekableByteChannel channel = watched.open()) {
            Asset asset = Asset.open(MediaSource.of(channel, "shared"));
            watched.trap(position -> {
                blocked.countDown();
                await(goOn);
            });
            try (Export export = ExportSession.builder(asset, ExportPreset.PASSTHROUGH)
                    .build()
                    .start(folder.resolve("copy.mov"))) {
                blocked.await();
                export.cancel();
                assertThatThrownBy(() -> export.result().toCompletableFuture().join())
                        .isInstanceOf(CompletionException.class);
            }
            goOn.countDown();

            assertThat(channel.isOpen()).isTrue();
            assertThat(picture(asset, "1")).isEqualTo(picture(Asset.open(large()), "1"));
        }
    }

    @Test
    void B8_aStreamOverTheLimitIsRefusedAndLeavesNothing() throws IOException {
        byte[] bytes = Files.readAllBytes(Fixtures.small());
        SpoolOptions options =
                SpoolOptions.DEFAULT.withDirectory(folder).withName("upload").withLimit(bytes.length - 1);

        assertThatThrownBy(() -> MediaSource.spool(new ByteArrayInputStream(bytes), options))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_SOURCE_MEDIA))
                .hasMessageContainingAll("upload", String.valueOf(bytes.length - 1), "SpoolOptions.limit");
        assertThat(left()).isEmpty();

        try (SpooledSource spooled =
                MediaSource.spool(new ByteArrayInputStream(bytes), options.withLimit(bytes.length))) {
            assertThat(Asset.open(spooled).tracks()).hasSize(2);
            assertThat(left()).hasSize(1);
        }
        assertThat(left()).isEmpty();
    }

    @Test
    void B8_aStreamThatBreaksLeavesNothing() throws IOException {
        IOException broken = new IOException("reset by peer");
        InputStream stream = new SequenceInputStream(new ByteArrayInputStream(new byte[500_000]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw broken;
            }
        });

        assertThatThrownBy(() -> MediaSource.spool(stream, SpoolOptions.DEFAULT.withDirectory(folder)))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_NOT_READABLE))
                .hasCause(broken);
        assertThat(left()).isEmpty();
    }

    private static void awaitClosed(WatchedSource source) throws InterruptedException {
        // closed by the thread that was interrupted
        for (int i = 0; i < 500 && source.openChannels() > 0; i++) {
            Thread.sleep(10);
        }
        assertThat(source.openChannels()).isZero();
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }
}
