package dev.reelwright.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.TestAssets;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoSettings;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.HdrMetadata;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportPlannerTest {
    private static final MediaTime TEN = MediaTime.seconds(10);
    private static final Predicate<String> ALL = encoder -> true;
    private static final Predicate<String> LGPL =
            encoder -> !Set.of("libx264", "libx265").contains(encoder)
                    && !encoder.contains("nvenc")
                    && !encoder.contains("videotoolbox")
                    && !encoder.endsWith("_mf");

    private static Asset movie(Size size) {
        return TestAssets.of(TEN, TestAssets.video(1, "mpeg4", size, TEN), TestAssets.audio(2, "ac3", 48_000, 2, TEN));
    }

    private static ExportPlan plan(Asset asset, ExportPreset preset, FileType type) {
        return new ExportPlanner(new Machine(ALL, 2))
                .plan(ExportSession.builder(asset, preset).build(), type);
    }

    private static VideoSettings videoSettings(ExportPlan plan) {
        return plan.tracks().stream()
                .filter(TrackPlan.EncodeVideo.class::isInstance)
                .map(t -> ((TrackPlan.EncodeVideo) t).settings())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest(name = "E49 {0}x{1} into {2} gives {3}")
    @CsvSource({
        "1920, 1080, 640x480, 640x360",
        "640, 480, 640x480, 640x480",
        "2560, 1080, 1280x720, 1280x540",
        "720, 576, 640x480, 600x480",
        "1001, 751, 640x480, 640x480",
        "1080, 1920, 1280x720, 406x720",
        "3840, 2160, low, 224x126",
        "640, 480, low, 192x144",
        "1920, 1080, medium, 568x320",
        "640, 480, medium, 480x360",
    })
    void E49_pictureKeepsItsShapeInsideTheBox(int width, int height, String preset, String expected) {
        ExportPlan plan =
                plan(movie(new Size(width, height)), ExportPreset.named(preset).orElseThrow(), FileType.MP4);

        assertThat(videoSettings(plan).size()).hasToString(expected);
    }

    @ParameterizedTest(name = "E48 {0}x{1} stays {2}")
    @CsvSource({"320, 180, 320x180", "161, 121, 160x120", "1919, 1079, 1918x1078", "2, 2, 2x2"})
    void E48_smallPicturesAreNotEnlarged(int width, int height, String expected) {
        ExportPlan plan = plan(movie(new Size(width, height)), ExportPreset.H264_1920x1080, FileType.MP4);

        assertThat(videoSettings(plan).size()).hasToString(expected);
    }

    @Test
    void E61_picturesThatTheHevcEncoderCrashesOnAreRefusedWithTheWayOut() {
        Asset tiny = movie(new Size(48, 48));

        assertThatThrownBy(() -> plan(tiny, ExportPreset.HEVC_1920x1080, FileType.MP4))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("64x16 at least");
        assertThat(videoSettings(plan(tiny, ExportPreset.H264_640x480, FileType.MP4))
                        .size())
                .isEqualTo(new Size(48, 48));
    }

    @Test
    void E50_qualityPresetsKeepTheSize() {
        Asset asset = movie(new Size(5000, 3000));

        for (ExportPreset preset : List.of(
                ExportPreset.HIGHEST_QUALITY,
                ExportPreset.HEVC_HIGHEST_QUALITY,
                ExportPreset.PRORES_422,
                ExportPreset.PRORES_4444)) {
            assertThat(videoSettings(plan(asset, preset, FileType.MOV)).size()).isEqualTo(new Size(5000, 3000));
        }
    }

    @Test
    void E47_boxAppliesToTheStoredPictureAndTheMatrixIsKept() {
        PictureTransform portrait = new PictureTransform(1, false);
        Asset asset = TestAssets.of(
                TEN, TestAssets.video(1, TestAssets.videoFormat("mpeg4", new Size(1920, 1080)), TEN, portrait));

        VideoSettings settings = videoSettings(plan(asset, ExportPreset.H264_1280x720, FileType.MP4));

        assertThat(settings.size()).isEqualTo(new Size(1280, 720));
        assertThat(settings.transform()).isEqualTo(portrait);
    }

    @Test
    void E49_pixelsBecomeSquare() {
        FormatDescription.Video anamorphic = new FormatDescription.Video(
                "mpeg4",
                "",
                new Size(720, 576),
                new Ratio(64, 45),
                null,
                "yuv420p",
                8,
                false,
                ColorProperties.BT709,
                HdrMetadata.NONE);
        Asset asset = TestAssets.of(TEN, TestAssets.video(1, anamorphic, TEN, PictureTransform.IDENTITY));

        VideoSettings settings = videoSettings(plan(asset, ExportPreset.H264_1280x720, FileType.MP4));

        assertThat(settings.size()).isEqualTo(new Size(1024, 576));
    }

    @Test
    void E55_m4aKeepsTheSoundAlone() {
        ExportPlan plan = plan(movie(new Size(640, 480)), ExportPreset.M4A_AUDIO, FileType.M4A);

        assertThat(plan.tracks()).extracting(TrackPlan::action).containsExactly("drop", "encode");
        assertThat(plan.writes(MediaType.VIDEO)).isFalse();
    }

    @Test
    void E61_assetsWithOneKindOfMediaGetNoPhantomTrack() {
        Asset audioOnly = TestAssets.of(TEN, TestAssets.audio(1, "flac", 44_100, 2, TEN));
        Asset videoOnly = TestAssets.of(TEN, TestAssets.video(1, "vp9", new Size(640, 360), TEN));

        assertThat(plan(audioOnly, ExportPreset.H264_640x480, FileType.MP4).tracks())
                .singleElement()
                .isInstanceOf(TrackPlan.EncodeAudio.class);
        assertThat(plan(videoOnly, ExportPreset.H264_640x480, FileType.MP4).tracks())
                .singleElement()
                .isInstanceOf(TrackPlan.EncodeVideo.class);
    }

    @Test
    void E1_presetThatDoesNotFitTheAssetIsRefused() {
        Asset videoOnly = TestAssets.of(TEN, TestAssets.video(1, "vp9", new Size(640, 360), TEN));

        assertThatThrownBy(() -> plan(videoOnly, ExportPreset.M4A_AUDIO, FileType.M4A))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NO_SOURCE_TRACK));
    }

    @Test
    void E58_whatTheContainerCannotHoldIsDroppedWithAReason() {
        Asset asset = TestAssets.of(
                TEN,
                TestAssets.video(1, "h264", new Size(640, 360), TEN),
                TestAssets.audio(2, "pcm_s16le", 48_000, 2, TEN),
                TestAssets.other(3, MediaType.TEXT, "subrip", TEN));

        ExportPlan mp4 = plan(asset, ExportPreset.PASSTHROUGH, FileType.MP4);
        ExportPlan mov = plan(asset, ExportPreset.PASSTHROUGH, FileType.MOV);

        assertThat(mp4.tracks()).extracting(TrackPlan::action).containsExactly("copy", "drop", "drop");
        assertThat(mp4.tracks().get(1).reason())
                .isEqualTo(
                        "mp4 cannot hold pcm_s16le; mov, mkv, wav, aifc, caf can, and a preset that encodes can change it");
        assertThat(mov.tracks()).extracting(TrackPlan::action).containsExactly("copy", "copy", "drop");
    }

    @Test
    void E20_rangesAreClampedToTheAssetOrRefused() {
        Asset asset = movie(new Size(640, 480));
        ExportSession tooLong = ExportSession.builder(asset, ExportPreset.H264_640x480)
                .timeRange(TimeRange.between(MediaTime.seconds(8), MediaTime.seconds(100)))
                .build();
        ExportSession outside = tooLong.toBuilder()
                .timeRange(TimeRange.between(MediaTime.seconds(20), MediaTime.seconds(25)))
                .build();

        assertThat(new ExportPlanner(new Machine(ALL, 2))
                        .plan(tooLong, FileType.MP4)
                        .timeRange())
                .isEqualTo(TimeRange.between(MediaTime.seconds(8), TEN));
        assertThatThrownBy(() -> new ExportPlanner(new Machine(ALL, 2)).plan(outside, FileType.MP4))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_TIME_RANGE));
    }

    @Test
    void E18_wholeAssetIsTheDefault() {
        ExportSession session = ExportSession.builder(movie(new Size(640, 480)), ExportPreset.H264_640x480)
                .build();

        assertThat(session.timeRange()).isEqualTo(TimeRange.ALL);
        assertThat(new ExportPlanner(new Machine(ALL, 2))
                        .plan(session, FileType.MP4)
                        .wholeAsset())
                .isTrue();
    }

    @Test
    void E2_presetsWithoutAnEncoderAreNotAvailableAndSayWhatIsMissing() {
        assertThat(PresetRules.unavailability(ExportPreset.HEVC_1920x1080, LGPL))
                .hasValueSatisfying(reason -> assertThat(reason).contains("libx265", "reelwright-natives-gpl"));
        assertThat(PresetRules.unavailability(ExportPreset.H264_1280x720, LGPL)).isEmpty();
        assertThat(PresetRules.unavailability(ExportPreset.PRORES_422, LGPL)).isEmpty();
        assertThat(PresetRules.unavailability(ExportPreset.H264_1280x720, encoder -> false))
                .isPresent();
    }

    @Test
    void E53_E57_alphaAndMultiviewPresetsSayWhyTheyAreNotAvailable() {
        for (ExportPreset preset : ExportPreset.table()) {
            boolean blocked =
                    preset.name().startsWith("mvhevc") || preset.name().endsWith("-alpha");
            assertThat(PresetRules.unavailability(preset, ALL).isPresent())
                    .as(preset.name())
                    .isEqualTo(blocked);
        }
    }

    @Test
    void openH264TakesOverWhereX264IsMissing() {
        ExportPlan plan = new ExportPlanner(new Machine(LGPL, 2))
                .plan(
                        ExportSession.builder(movie(new Size(640, 480)), ExportPreset.H264_640x480)
                                .build(),
                        FileType.MP4);

        assertThat(videoSettings(plan).encoder()).isEqualTo("libopenh264");
        assertThat(videoSettings(plan).options()).containsKey("b");
    }

    @Test
    void highestQualityCopiesWhatAlreadySatisfiesIt() {
        Asset asset = TestAssets.of(
                TEN,
                TestAssets.video(1, "h264", new Size(1920, 1080), TEN),
                TestAssets.audio(2, "aac", 48_000, 6, TEN));
        ExportSession whole =
                ExportSession.builder(asset, ExportPreset.HIGHEST_QUALITY).build();
        ExportSession part = whole.toBuilder()
                .timeRange(TimeRange.between(MediaTime.seconds(1), MediaTime.seconds(2)))
                .build();

        ExportPlan wholePlan = new ExportPlanner(new Machine(ALL, 2)).plan(whole, FileType.MP4);
        ExportPlan partPlan = new ExportPlanner(new Machine(ALL, 2)).plan(part, FileType.MP4);

        assertThat(wholePlan.tracks()).extracting(TrackPlan::action).containsExactly("copy", "encode");
        assertThat(wholePlan.tracks().get(1).reason()).contains("6 channels");
        assertThat(partPlan.tracks()).extracting(TrackPlan::action).containsExactly("encode", "encode");
    }

    @ParameterizedTest(name = "{0} Hz becomes {1} Hz")
    @CsvSource({
        "8000, 8000",
        "11025, 11025",
        "37800, 44100",
        "48000, 48000",
        "80000, 48000",
        "88200, 44100",
        "96000, 48000"
    })
    void sampleRatesAreThoseThatEveryPlayerTakes(int source, int expected) {
        assertThat(Codings.sampleRate("aac", source)).isEqualTo(expected);
    }
}
