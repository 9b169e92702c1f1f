package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.TestAssets;
import dev.reelwright.export.ExportPreset.Copies;
import dev.reelwright.export.ExportPreset.DynamicRange;
import dev.reelwright.export.ExportPreset.Transparency;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExportPresetTest {
    private static final MediaTime TEN = MediaTime.seconds(10);
    private static final Asset MOVIE = TestAssets.of(
            TEN, TestAssets.video(1, "mpeg4", new Size(1280, 720), TEN), TestAssets.audio(2, "ac3", 48_000, 6, TEN));

    private static ExportPlan plan(ExportPreset preset, FileType type) {
        return ExportSession.builder(MOVIE, preset).build().plan(type);
    }

    private static VideoSettings video(ExportPlan plan) {
        return ((TrackPlan.EncodeVideo) plan.tracks().get(0)).settings();
    }

    private static AudioSettings audio(ExportPlan plan) {
        return ((TrackPlan.EncodeAudio) plan.tracks().get(1)).settings();
    }

    @Test
    void E2_allPresetsAreKnownOnesWithoutPassthrough() {
        assertThat(ExportPreset.all())
                .extracting(ExportPreset::name)
                .contains(
                        "low", "medium", "highest", "1280x720", "m4a", "prores-422", "m4v-ipod", "av1-1920x1080", "wav")
                .doesNotContain("passthrough", "mvhevc-960x960")
                .doesNotHaveDuplicates();
        assertThat(ExportPreset.table()).contains(ExportPreset.PASSTHROUGH, ExportPreset.MVHEVC_960x960);
    }

    @ParameterizedTest
    @CsvSource({
        "1280x720, AVAssetExportPreset1280x720",
        "highest, AVAssetExportPresetHighestQuality",
        "hevc-highest-alpha, AVAssetExportPresetHEVCHighestQualityWithAlpha",
        "m4a, AVAssetExportPresetAppleM4A",
        "m4v-720p, AVAssetExportPresetAppleM4V720pHD",
        "passthrough, AVAssetExportPresetPassthrough",
        "prores-422, AVAssetExportPresetAppleProRes422LPCM",
    })
    void D11_originalNamesAreAliases(String name, String original) {
        assertThat(ExportPreset.named(original))
                .contains(ExportPreset.named(name).orElseThrow());
        assertThat(ExportPreset.named(name.toUpperCase(java.util.Locale.ROOT)).orElseThrow())
                .hasToString(name);
    }

    @Test
    void E1_unknownNamesNameNoPreset() {
        assertThat(ExportPreset.named("foo")).isEmpty();
        assertThat(ExportPreset.named("")).isEmpty();
        assertThat(ExportPreset.named("AVAssetExportPreset")).isEmpty();
    }

    @Test
    void B9_ownPresetDecidesCodecBoxRateAndSound() {
        ExportPreset preset = ExportPreset.builder("web-small")
                .video(VideoRule.of("h264")
                        .withBox(640, 360)
                        .withRate(VideoRate.bitRate(500_000))
                        .withMaxFrameRate(15)
                        .withKeySeconds(1)
                        .withProfile("main"))
                .audio(AudioRule.of("aac")
                        .withBitRate(64_000)
                        .withSampleRate(44_100)
                        .withMaxChannels(1))
                .fileTypes(FileType.MP4, FileType.MKV)
                .build();

        ExportPlan plan = plan(preset, FileType.MKV);

        assertThat(plan.preset()).isEqualTo("web-small");
        assertThat(video(plan).size()).isEqualTo(new Size(640, 360));
        assertThat(video(plan).maxFrameRate()).isEqualTo(15);
        assertThat(video(plan).keyInterval()).isEqualTo(15);
        assertThat(video(plan).options())
                .containsEntry("b", "500000")
                .containsEntry("profile", "main")
                .doesNotContainKey("crf");
        assertThat(audio(plan).sampleRate()).isEqualTo(44_100);
        assertThat(audio(plan).channelLayout()).isEqualTo("mono");
        assertThat(audio(plan).bitRate()).isEqualTo(32_000);
    }

    @Test
    void B9_constantQualityHasNoCapUnlessItIsAskedFor() {
        VideoRule rule = VideoRule.of("hevc").withRate(VideoRate.constantQuality(30));
        ExportPreset free = ExportPreset.builder("free").video(rule).build();
        ExportPreset limited = ExportPreset.builder("limited")
                .video(rule.withMaxBitRate(300_000))
                .build();

        assertThat(video(plan(free, FileType.MP4)).options())
                .containsEntry("crf", "30")
                .doesNotContainKey("maxrate");
        assertThat(video(plan(limited, FileType.MP4)).options())
                .containsEntry("crf", "30")
                .containsEntry("maxrate", "300000");
        assertThat(free.fileTypes()).containsExactly(FileType.MOV, FileType.MP4, FileType.MKV, FileType.TS);
    }

    @Test
    void B9_soundFollowsTheFileType() {
        assertThat(audio(plan(ExportPreset.AV1_1920x1080, FileType.MP4)).codec())
                .isEqualTo("aac");
        assertThat(audio(plan(ExportPreset.AV1_1920x1080, FileType.WEBM)).codec())
                .isEqualTo("opus");
        assertThat(audio(plan(ExportPreset.AV1_1920x1080, FileType.WEBM)).sampleRate())
                .isEqualTo(48_000);
    }

    @Test
    void B9_soundWithoutLossKeepsChannelsAndDepth() {
        dev.reelwright.asset.FormatDescription.Audio deep =
                new dev.reelwright.asset.FormatDescription.Audio("flac", "", 96_000, 6, "5.1", 24);
        Asset asset = TestAssets.of(TEN, TestAssets.audio(1, deep, TEN));

        for (ExportPreset preset : List.of(ExportPreset.FLAC_AUDIO, ExportPreset.ALAC_AUDIO, ExportPreset.WAV_AUDIO)) {
            AudioSettings settings = ((TrackPlan.EncodeAudio) ExportSession.builder(asset, preset)
                            .build()
                            .plan(preset.fileTypes().get(0))
                            .tracks()
                            .get(0))
                    .settings();
            assertThat(settings.sampleFormat()).startsWith("s32");
            assertThat(settings.sampleRate()).isEqualTo(96_000);
            assertThat(settings.channels()).isEqualTo(6);
            assertThat(settings.bitRate()).isZero();
        }
    }

    @Test
    void B9_ownPresetCopiesWhatFitsInsideItsLimits() {
        Asset small = TestAssets.of(TEN, TestAssets.video(1, "h264", new Size(640, 360), TEN));
        Asset large = TestAssets.of(TEN, TestAssets.video(1, "h264", new Size(1280, 720), TEN));
        ExportPreset preset = ExportPreset.builder("at-most-360")
                .video(VideoRule.of("h264").withBox(640, 360))
                .copies(Copies.WHAT_FITS)
                .fileTypes(FileType.MP4)
                .build();

        assertThat(action(small, preset)).isEqualTo("copy");
        assertThat(action(large, preset)).isEqualTo("encode");
        assertThat(action(small, limitedTo25FramesASecond(preset))).isEqualTo("encode");
    }

    private static ExportPreset limitedTo25FramesASecond(ExportPreset preset) {
        return ExportPreset.builder("at-most-25")
                .video(preset.video().withMaxFrameRate(25))
                .copies(Copies.WHAT_FITS)
                .fileTypes(FileType.MP4)
                .build();
    }

    private static String action(Asset asset, ExportPreset preset) {
        return ExportSession.builder(asset, preset)
                .build()
                .plan(FileType.MP4)
                .tracks()
                .get(0)
                .action();
    }

    static Stream<Arguments> contradictions() {
        VideoRule h264 = VideoRule.of("h264");
        AudioRule aac = AudioRule.of("aac");
        return Stream.of(
                wrong(
                        "is there already",
                        () -> ExportPreset.builder("m4a").audio(aac).build()),
                wrong("name", () -> ExportPreset.builder("a b").audio(aac).build()),
                wrong("neither video nor audio", () -> ExportPreset.builder("x").build()),
                wrong("'h265' is no video coding", () -> own(VideoRule.of("h265"))),
                wrong("'vorbis' is no audio coding", () -> own(AudioRule.of("vorbis"))),
                wrong("webm cannot hold h264; these can: mov, mp4, m4v, 3gp, 3g2, mkv, ts", () -> ExportPreset.builder(
                                "x")
                        .video(h264)
                        .fileTypes(FileType.WEBM)
                        .build()),
                wrong("wav cannot hold aac", () -> ExportPreset.builder("x")
                        .audio(aac)
                        .fileTypes(FileType.WAV)
                        .build()),
                wrong("flac holds audio alone", () -> ExportPreset.builder("x")
                        .video(h264)
                        .fileTypes(FileType.FLAC)
                        .build()),
                wrong(
                        "has no file type",
                        () -> new ExportPreset("x", "", h264, List.of(), Copies.NOTHING, List.of(), "")),
                wrong("names a file type twice", () -> ExportPreset.builder("x")
                        .audio(aac)
                        .fileTypes(FileType.MP4, FileType.MP4)
                        .build()),
                wrong("so it has no rules", () -> ExportPreset.builder("x")
                        .video(h264)
                        .copies(Copies.EVERYTHING)
                        .build()),
                wrong("at most 51", () -> own(h264.withRate(VideoRate.constantQuality(52)))),
                wrong("between 0 and 63", () -> VideoRate.constantQuality(64)),
                wrong("1000 bits a second", () -> VideoRate.bitRate(999)),
                wrong("'high422' is no profile", () -> own(h264.withProfile("high422"))),
                wrong("fixed rates", () -> own(VideoRule.of("prores").withRate(VideoRate.bitRate(9_000_000)))),
                wrong("transparency", () -> own(h264.withTransparency(Transparency.KEPT))),
                wrong("8 bits", () -> own(h264.withDynamicRange(DynamicRange.AS_SOURCE))),
                wrong("apart", () -> h264.withKeySeconds(0)),
                wrong("limits", () -> h264.withMaxFrameRate(-1)),
                wrong("no bit rate to choose", () -> own(AudioRule.of("flac").withBitRate(1_000_000))),
                wrong("needs a bit rate", () -> own(aac.withBitRate(0))),
                wrong("no sample rate of 44100", () -> own(AudioRule.of("opus").withSampleRate(44_100))),
                wrong("2 channels at most", () -> own(AudioRule.of("mp3").withMaxChannels(6))));
    }

    private static Arguments wrong(String message, Supplier<?> act) {
        return Arguments.of(message, act);
    }

    private static ExportPreset own(VideoRule rule) {
        return ExportPreset.builder("own").video(rule).build();
    }

    private static ExportPreset own(AudioRule rule) {
        return ExportPreset.builder("own").audio(rule).build();
    }

    @ParameterizedTest(name = "B9 {0}")
    @MethodSource("contradictions")
    void B9_contradictionsAreRefusedAtOnceAndSayWhatIsWrong(String message, Supplier<?> act) {
        assertThatThrownBy(act::get)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
