package dev.reelwright.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.TestAssets;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportSession;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexSizeTest {
    private static final Size FULL_HD = new Size(1920, 1080);

    private static Asset movie(MediaTime length) {
        return TestAssets.of(
                length, TestAssets.video(1, "h264", FULL_HD, length), TestAssets.audio(2, "aac", 48_000, 2, length));
    }

    private static long reserve(Asset asset, ExportPreset preset, FileType type) {
        return reserve(ExportSession.builder(asset, preset), type);
    }

    private static long reserve(ExportSession.Builder builder, FileType type) {
        ExportSession session = builder.build();
        return IndexSize.of(session.asset(), new ExportPlanner(new Machine(encoder -> true, 2)).plan(session, type));
    }

    @ParameterizedTest(name = "E12 {0} s of {1}")
    @CsvSource({
        // 30 pictures a second: sizes 4, composition offsets 8, chunk offsets 4; 47 packets of sound: sizes 4, and
        // 30 chunks with offsets 4 and most of their counts 12 bytes. At rates unknown offsets may need 8 bytes
        "60, h264, 66_000, 100_000",
        "600, h264, 660_000, 1_000_000",
        // no picture is out of order
        "60, prores, 52_000, 82_000",
    })
    void E12_spaceIsWhatTheTablesNeedAndLittleMore(long seconds, String codec, String least, String most) {
        MediaTime length = MediaTime.seconds(seconds);
        Asset asset = TestAssets.of(
                length, TestAssets.video(1, codec, FULL_HD, length), TestAssets.audio(2, "aac", 48_000, 2, length));

        long reserved = reserve(asset, ExportPreset.PASSTHROUGH, FileType.MOV);

        assertThat(reserved).isBetween(Long.parseLong(least.replace("_", "")), Long.parseLong(most.replace("_", "")));
    }

    @Test
    void E12_spaceForTheShortestFileIsSmall() {
        assertThat(reserve(movie(MediaTime.of(1, 10)), ExportPreset.PASSTHROUGH, FileType.MP4))
                .isBetween(2500L, 4096L);
    }

    @Test
    void E12_onlyTheRangeCounts() {
        Asset asset = movie(MediaTime.seconds(600));
        TimeRange minute = TimeRange.of(MediaTime.seconds(100), MediaTime.seconds(60));

        long part =
                reserve(ExportSession.builder(asset, ExportPreset.H264_640x480).timeRange(minute), FileType.MP4);

        assertThat(part).isEqualTo(reserve(movie(MediaTime.seconds(60)), ExportPreset.H264_640x480, FileType.MP4));
    }

    @Test
    void E12_copiesMayBeginEarlierThanAsked() {
        Asset asset = movie(MediaTime.seconds(600));
        TimeRange minute = TimeRange.of(MediaTime.seconds(100), MediaTime.seconds(60));

        long part =
                reserve(ExportSession.builder(asset, ExportPreset.PASSTHROUGH).timeRange(minute), FileType.MP4);

        assertThat(part).isGreaterThan(reserve(movie(MediaTime.seconds(62)), ExportPreset.PASSTHROUGH, FileType.MP4));
    }

    @Test
    void E12_droppedTracksTakeNoSpace() {
        MediaTime length = MediaTime.seconds(60);
        Asset asset = TestAssets.of(
                length,
                TestAssets.video(1, "h264", FULL_HD, length),
                TestAssets.audio(2, "aac", 48_000, 2, length),
                TestAssets.other(3, MediaType.DATA, "bin_data", length));

        assertThat(reserve(asset, ExportPreset.H264_640x480, FileType.MP4))
                .isEqualTo(reserve(movie(length), ExportPreset.H264_640x480, FileType.MP4));
    }

    @Test
    void E12_soundAloneHasFewChunks() {
        MediaTime length = MediaTime.seconds(60);
        Asset sound = TestAssets.of(length, TestAssets.audio(1, "aac", 48_000, 2, length));

        assertThat(reserve(sound, ExportPreset.M4A_AUDIO, FileType.M4A)).isBetween(12_000L, 18_000L);
    }

    @Test
    void E12_headerThatClaimsYearsDoesNotReserveTheDisk() {
        assertThat(reserve(movie(MediaTime.seconds(1_000_000_000)), ExportPreset.PASSTHROUGH, FileType.MP4))
                .isEqualTo(256L << 20);
    }

    @ParameterizedTest(name = "E12 of whole numbers with the mean {0}, {1} differ from the one before")
    @CsvSource({"33, 0", "33.25, 0.5", "1501.5, 1", "41.75, 0.5", "NaN, 1"})
    void E12_roundedTimesMakeNewLengths(double mean, double share) {
        assertThat(SampleRun.changes(mean)).isEqualTo(share);
    }
}
