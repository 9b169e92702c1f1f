package dev.reelwright.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.QualityTier;
import dev.reelwright.export.VideoRate;
import dev.reelwright.video.Size;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTableTest {
    private static final String LINE = "h264\tstandard\tany\tany\t21\t0.3\t0.1\t0.01";

    @Test
    void D10_theTableThatIsShippedIsWellFormed() {
        assertThat(RateTable.shared()).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(QualityTier.class)
    void D10_everyCodingHasEveryTierForAnySizeAndFrameRate(QualityTier tier) {
        for (String codec : List.of("h264", "hevc", "av1", "vp9", "prores")) {
            assertThat(RateTable.shared().find(codec, tier, new Size(16, 16), 1).codec())
                    .isEqualTo(codec);
            assertThat(RateTable.shared()
                            .find(codec, tier, new Size(16384, 16384), 1000)
                            .tier())
                    .isEqualTo(tier);
        }
    }

    @Test
    void D10_everyReadyPresetNamesATier() {
        assertThat(ExportPreset.table())
                .filteredOn(p -> p.video() != null)
                .allSatisfy(p -> assertThat(p.video().rate()).isInstanceOf(VideoRate.Quality.class));
    }

    @Test
    void D10_betterTiersHaveBetterFactorsAndMoreRoom() {
        for (String codec : List.of("h264", "hevc", "av1", "vp9")) {
            for (Size size : List.of(new Size(640, 360), new Size(1920, 1080), new Size(3840, 2160))) {
                RateTable.Row worse = null;
                for (QualityTier tier : QualityTier.values()) {
                    RateTable.Row row = RateTable.shared().find(codec, tier, size, 30);
                    if (worse != null && tier.compareTo(QualityTier.MEDIUM) > 0) {
                        assertThat(row.factor()).as(row.toString()).isLessThanOrEqualTo(worse.factor());
                        assertThat(row.cap()).as(row.toString()).isGreaterThanOrEqualTo(worse.cap());
                    }
                    worse = row;
                }
            }
        }
    }

    @ParameterizedTest(name = "D10 {0}x{1} at {2}: factor {3}")
    @CsvSource({
        "320, 180, 30, 20",
        "640, 480, 30, 20",
        "480, 640, 30, 20",
        "640, 482, 30, 22",
        "640, 480, 30.5, 21",
        "1920, 1080, 60, 22",
    })
    void D10_theFirstRowThatCoversTheRealOutputIsChosen(int width, int height, double rate, int factor) {
        RateTable table = RateTable.parse(List.of(
                "# a comment",
                "",
                "h264\tstandard\t640x480\t30\t20\t0.3\t0.1\t0.01",
                "h264\tstandard\t640x480\tany\t21\t0.3\t0.1\t0.01",
                "h264\tstandard\tany\tany\t22\t0.3\t0.1\t0.01"));

        assertThat(table.find("h264", QualityTier.STANDARD, new Size(width, height), rate)
                        .factor())
                .isEqualTo(factor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "h264\tstandard\tany\tany\t21\t0.3\t0.1",
                "h264 standard any any 21 0.3 0.1 0.01",
                "\tstandard\tany\tany\t21\t0.3\t0.1\t0.01",
                "h264\tsplendid\tany\tany\t21\t0.3\t0.1\t0.01",
                "h264\tstandard\t640\tany\t21\t0.3\t0.1\t0.01",
                "h264\tstandard\t640x\tany\t21\t0.3\t0.1\t0.01",
                "h264\tstandard\tany\t0\t21\t0.3\t0.1\t0.01",
                "h264\tstandard\tany\tany\t21.5\t0.3\t0.1\t0.01",
                "h264\tstandard\tany\tany\t64\t0.3\t0.1\t0.01",
                "h264\tstandard\tany\tany\t21\t-0.3\t0.1\t0.01",
                "h264\tstandard\tany\tany\t21\tNaN\t0.1\t0.01",
                "h264\tstandard\tany\tany\t21\t0.1\t0.3\t0.01",
                "h264\tstandard\tany\tany\t21\t0.3\t0.1\t0.2",
            })
    void D10_malformedLinesFailLoudlyWithTheirNumber(String line) {
        assertThatThrownBy(() -> RateTable.parse(List.of("# comment", line)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void D10_linesThatCanNeverBeChosenAndOpenEndsFailLoudly() {
        assertThatThrownBy(() -> RateTable.parse(List.of(LINE, "h264\tstandard\t640x480\tany\t21\t0.3\t0.1\t0.01")))
                .hasMessageContaining("never be chosen");
        assertThatThrownBy(() -> RateTable.parse(List.of(LINE.replace("any\tany", "640x480\tany"))))
                .hasMessageContaining("no row for any size");
    }
}
