package dev.reelwright.internal.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.NativeMemory;
import dev.reelwright.NativeMemory.Kind;
import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.error.MediaException;
import dev.reelwright.image.ApertureMode;
import dev.reelwright.image.DynamicRangePolicy;
import dev.reelwright.image.ImageGenerator;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.index.PacketIndexer;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.OpenNatives;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureMakerTest {
    @TempDir
    Path folder;

    @Test
    void B20_nothingIsLeftOpenWhenTheFileIsGone() throws IOException {
        Asset asset = Asset.open(Files.copy(Fixtures.small(), folder.resolve("gone.mp4")));
        Track track = asset.videoTrack().orElseThrow();
        TrackIndex index;
        try (Demuxer demuxer = Demuxer.open(asset.source(), asset.options())) {
            index = PacketIndexer.index(demuxer, asset, track);
        }
        Files.delete(asset.source().path().orElseThrow());
        Map<NativeMemory.Kind, Long> before = OpenNatives.settled();

        assertThatThrownBy(() -> new PictureMaker(asset, track, index, settings()))
                .isInstanceOf(MediaException.class);

        assertThat(NativeMemory.current().live()).isEqualTo(before);
    }

    @Test
    void B12_fileOpenedForTheIndexServesTheFirstDecoderToo() {
        Asset asset = Asset.open(Fixtures.small());
        long before = OpenNatives.settled().get(Kind.DEMUXER);
        long afterIndex;
        long afterImage;

        try (ImageGenerator generator = ImageGenerator.builder(asset).build()) {
            assertThatThrownBy(() -> generator.image(MediaTime.seconds(999))).isInstanceOf(MediaException.class);
            afterIndex = NativeMemory.current().live().get(Kind.DEMUXER);
            generator.image(MediaTime.ZERO);
            afterImage = NativeMemory.current().live().get(Kind.DEMUXER);
        }

        assertThat(afterIndex).isEqualTo(before + 1);
        assertThat(afterImage).isEqualTo(before + 1);
        assertThat(NativeMemory.current().live()).containsEntry(Kind.DEMUXER, before);
    }

    private static ImageSettings settings() {
        return new ImageSettings(
                new Size(320, 180),
                ApertureMode.CLEAN,
                DynamicRangePolicy.FORCE_SDR,
                true,
                MediaTime.ZERO,
                MediaTime.ZERO,
                null,
                null);
    }
}
