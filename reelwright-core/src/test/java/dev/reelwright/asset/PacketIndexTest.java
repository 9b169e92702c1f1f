package dev.reelwright.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.image.ImageGenerator;
import dev.reelwright.testing.BarCodeReader;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.time.MediaTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacketIndexTest {
    @TempDir
    Path folder;

    private final Asset asset = Asset.open(Fixtures.standard());
    private final PacketIndex index = asset.index(asset.videoTrack().orElseThrow());

    private Path saved() {
        Path file = folder.resolve("clip.index");
        index.save(file);
        return file;
    }

    @Test
    void I3_indexThatWasSavedAndReadIsTheSame() {
        PacketIndex again = asset.loadIndex(saved());

        assertThat(again.summary()).isEqualTo(index.summary());
        assertThat(again.trackId()).isEqualTo(index.trackId());
        for (int i = 0; i < index.frameCount(); i++) {
            assertThat(again.start(i)).isEqualTo(index.start(i));
            assertThat(again.end(i)).isEqualTo(index.end(i));
            assertThat(again.isSync(i)).isEqualTo(index.isSync(i));
        }
    }

    @Test
    void I3_imagesAreTakenByAnIndexThatIsGivenBack() {
        PacketIndex again = asset.loadIndex(saved());

        try (ImageGenerator images = ImageGenerator.builder(asset).index(again).build()) {
            assertThat(BarCodeReader.read(images.image(MediaTime.parse("5.05")).toBufferedImage()))
                    .isEqualTo(151);
        }
    }

    @Test
    void I3_indexOfAnotherFileIsRefused() throws IOException {
        Path file = saved();
        Asset other = Asset.open(Fixtures.portrait());

        assertThatThrownBy(() -> other.loadIndex(file))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_FAILED_TO_PARSE))
                .hasMessageContaining("another file");
        assertThatThrownBy(() -> ImageGenerator.builder(other).index(index).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another");
    }

    @Test
    void I3_damagedAndForeignIndexFilesAreRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(saved());
        Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length / 2));
        Path foreign = Files.writeString(folder.resolve("foreign"), "this is no index at all");

        assertThatThrownBy(() -> asset.loadIndex(cut))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_FAILED_TO_PARSE));
        assertThatThrownBy(() -> asset.loadIndex(foreign))
                .isInstanceOfSatisfying(MediaException.class, e -> assertThat(e.code())
                        .isEqualTo(ErrorCode.FILE_FORMAT_NOT_RECOGNIZED));
    }

    @Test
    void I3_indexOfAFileThatWasChangedIsRefused() throws IOException {
        Path copy = Files.copy(asset.source().path().orElseThrow(), folder.resolve("copy.mp4"));
        Path file = saved();
        assertThat(Asset.open(copy).loadIndex(file).frameCount()).isEqualTo(300);

        byte[] bytes = Files.readAllBytes(copy);
        bytes[bytes.length - 1]++;
        Files.write(copy, bytes);

        assertThatThrownBy(() -> Asset.open(copy).loadIndex(file)).hasMessageContaining("was changed");
    }
}
