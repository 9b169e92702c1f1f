package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.TestAssets;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.export.Compatibility.Compatible;
import dev.reelwright.export.Compatibility.Incompatible;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.Size;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompatibilityTest {
    private static final MediaTime TEN = MediaTime.seconds(10);
    private static final Size VGA = new Size(640, 480);
    private static final Asset F1 =
            TestAssets.of(TEN, TestAssets.video(1, "h264", VGA, TEN), TestAssets.audio(2, "aac", 48_000, 2, TEN));
    private static final Asset F5 = TestAssets.of(TEN, TestAssets.audio(1, "aac", 48_000, 2, TEN));
    private static final Asset F6 = TestAssets.of(TEN, TestAssets.video(1, "h264", VGA, TEN));
    private static final Map<String, Asset> ASSETS = Map.of("F1", F1, "F5", F5, "F6", F6);

    private static <T> T wait(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static ExportPreset preset(String name) {
        return ExportPreset.named(name).orElseThrow();
    }

    @Test
    void E1_unknownOrUnfitPresetGivesNoSession() {
        assertThat(ExportSession.named(F1, "foo")).isEmpty();
        assertThat(ExportSession.named(F6, "m4a")).isEmpty();
        assertThat(ExportSession.named(F1, "mvhevc-960x960")).isEmpty();
    }

    @Test
    void E1_sessionGivesBackAssetAndPreset() {
        ExportSession session =
                ExportSession.named(F1, "AVAssetExportPreset640x480").orElseThrow();

        assertThat(session.asset()).isSameAs(F1);
        assertThat(session.preset()).isSameAs(ExportPreset.H264_640x480);
        assertThat(ExportSession.named(F1, "passthrough")).isPresent();
    }

    @Test
    void E3_presetsThatFitAreAPartOfAllAndNeverPassthrough() {
        Set<String> all = names(ExportPreset.all());
        Set<String> sound = names(ExportPreset.compatibleWith(F5));
        Set<String> pictures = names(ExportPreset.compatibleWith(F6));

        assertThat(names(ExportPreset.compatibleWith(F1))).isEqualTo(all);
        assertThat(sound).isSubsetOf(all).contains("m4a", "640x480", "m4v-ipod", "flac");
        assertThat(pictures)
                .isSubsetOf(all)
                .contains("640x480", "prores-422", "m4v-ipod")
                .doesNotContain("m4a", "opus", "flac", "alac", "mp3", "wav", "passthrough");
    }

    private static Set<String> names(List<ExportPreset> presets) {
        return presets.stream().map(ExportPreset::name).collect(Collectors.toSet());
    }

    @ParameterizedTest(name = "E4 {0} of {1} into {2}: {3}")
    @CsvSource({
        "highest, F1, MOV, true",
        "highest, F1, WAV, false",
        "640x480, F5, MP4, true",
        "640x480, F6, MP4, true",
        "m4a, F1, M4A, true",
        "m4a, F6, M4A, false",
        "m4a, F1, MOV, false",
        "passthrough, F1, MP4, true",
        "passthrough, F1, MKV, true",
        "passthrough, F1, TS, true",
        "passthrough, F1, M4A, true",
        "passthrough, F1, WEBM, false",
        "passthrough, F1, WAV, false",
        "passthrough, F5, WAV, false",
        "passthrough, F5, FLAC, false",
        "passthrough, F6, M4A, false",
        "hevc-highest-alpha, F1, MOV, false",
        "av1-1920x1080, F1, WEBM, true",
    })
    void E4_answersForPresetAssetAndFileType(String preset, String asset, FileType type, boolean expected) {
        Compatibility answer = preset(preset).compatibility(ASSETS.get(asset), type);

        assertThat(answer.isCompatible()).as(answer.reason()).isEqualTo(expected);
        assertThat(answer.reason()).isNotBlank();
        assertThat(wait(preset(preset).determineCompatibility(ASSETS.get(asset), type))
                        .isCompatible())
                .isEqualTo(expected);
    }

    @Test
    void E4_everyNoSaysWhy() {
        assertThat(ExportPreset.PASSTHROUGH.compatibility(F5, FileType.WAV))
                .isInstanceOfSatisfying(
                        Incompatible.class, no -> assertThat(no.reason()).contains("wav cannot hold aac"));
        assertThat(ExportPreset.M4A_AUDIO.compatibility(F1, FileType.MOV))
                .isEqualTo(new Incompatible(
                        ErrorCode.UNSUPPORTED_FILE_TYPE, "preset m4a cannot go into mov; it can go into m4a"));
        assertThat(ExportPreset.MVHEVC_960x960.compatibility(F1).reason()).contains("no encoder for multiview HEVC");
    }

    @Test
    void E4_answersComeFromThePlanItself() {
        Compatibility answer = ExportPreset.PASSTHROUGH.compatibility(F1, FileType.M4A);

        assertThat(answer).isInstanceOfSatisfying(Compatible.class, yes -> assertThat(
                        yes.plan().tracks())
                .extracting(TrackPlan::action)
                .containsExactly("drop", "copy"));
    }

    @Test
    void E4_mediaThatNothingDecodesFitsPassthroughAlone() {
        Asset strange = TestAssets.of(TEN, TestAssets.audio(1, "no_such_coding", 48_000, 2, TEN));
        Asset nothing = TestAssets.of(TEN, TestAssets.other(1, MediaType.DATA, "gpmd", TEN));

        assertThat(ExportPreset.M4A_AUDIO.compatibility(strange))
                .isInstanceOfSatisfying(
                        Incompatible.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.DECODER_NOT_FOUND));
        assertThat(ExportPreset.compatibleWith(strange)).isEmpty();
        assertThat(ExportPreset.compatibleWith(nothing)).isEmpty();
        assertThat(ExportPreset.PASSTHROUGH.compatibility(nothing).isCompatible())
                .isFalse();
    }

    @Test
    void E5_anyFileTypeAtAll() {
        assertThat(ExportPreset.M4A_AUDIO.compatibility(F5).isCompatible()).isTrue();
        assertThat(ExportPreset.M4A_AUDIO.compatibility(F6).isCompatible()).isFalse();
        assertThat(ExportPreset.PASSTHROUGH.compatibility(F6).isCompatible()).isTrue();
        assertThat(wait(ExportPreset.M4A_AUDIO.determineCompatibility(F6)).reason())
                .contains("has no audio");
    }

    @Test
    void E6_supportedFileTypesAreThePresetsAlone() {
        for (ExportPreset preset : ExportPreset.table()) {
            assertThat(ExportSession.builder(F1, preset).build().supportedFileTypes())
                    .isEqualTo(ExportSession.builder(F5, preset).build().supportedFileTypes())
                    .isNotEmpty();
        }
    }

    @Test
    void E7_compatibleFileTypesLookAtTheAsset() {
        ExportSession copy = ExportSession.builder(F1, ExportPreset.PASSTHROUGH).build();
        ExportSession unfit = ExportSession.builder(F6, ExportPreset.M4A_AUDIO).build();

        assertThat(wait(copy.determineCompatibleFileTypes()))
                .containsExactly(
                        FileType.MOV,
                        FileType.MP4,
                        FileType.M4V,
                        FileType.M4A,
                        FileType.MOBILE_3GPP,
                        FileType.MOBILE_3GPP2,
                        FileType.MKV,
                        FileType.TS);
        assertThat(wait(unfit.determineCompatibleFileTypes())).isEmpty();
        assertThat(copy.compatibilities()).containsOnlyKeys(ExportPreset.PASSTHROUGH.fileTypes());
        assertThat(copy.compatibilities().get(FileType.WEBM).reason()).contains("webm cannot hold h264");
    }

    @Test
    void E7_answersLookAtTheTimeRange() {
        ExportSession outside = ExportSession.builder(F1, ExportPreset.H264_640x480)
                .timeRange(TimeRange.between(MediaTime.seconds(20), MediaTime.seconds(30)))
                .build();

        assertThat(outside.compatibleFileTypes()).isEmpty();
        assertThat(outside.compatibility().reason()).contains("does not meet the asset");
    }

    @Test
    void E8_typeOutsideOfThePresetsIsAnExceptionAtOnce() {
        ExportSession session =
                ExportSession.builder(F1, ExportPreset.HIGHEST_QUALITY).build();

        assertThatThrownBy(() -> session.plan(FileType.WAV))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("highest cannot go into wav; it can go into mov, mp4, m4v");
        assertThatThrownBy(() -> session.start(Path.of("out.wav"), FileType.WAV))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void E56_devicePresetsWriteM4vOrForSoundAloneM4a() {
        for (ExportPreset preset : ExportPreset.all()) {
            if (preset.name().startsWith("m4v-")) {
                assertThat(ExportSession.builder(F1, preset).build().compatibleFileTypes())
                        .containsExactly(FileType.M4V);
                assertThat(ExportSession.builder(F5, preset).build().compatibleFileTypes())
                        .containsExactly(FileType.M4A);
            }
        }
    }
}
