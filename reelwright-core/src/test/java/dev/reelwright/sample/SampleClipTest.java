package dev.reelwright.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.sample.SampleClip.Codec;
import dev.reelwright.sample.SampleClip.Hdr;
import dev.reelwright.testing.BarCodeReader;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleClipTest {
    private static final Ratio NTSC = new Ratio(30_000, 1001);

    @TempDir
    Path folder;

    private static SampleClip.Builder small() {
        return SampleClip.builder().size(new Size(320, 180)).duration(MediaTime.seconds(1));
    }

    private ReadClip written(SampleClip clip, String extension) {
        Path file = folder.resolve("clip." + extension);
        clip.write(file);
        return ReadClip.read(file);
    }

    private static List<Long> numbers(ReadClip clip) {
        return clip.pictures().stream().map(ReadClip.Picture::number).toList();
    }

    private static List<MediaTime> starts(SampleClip clip) {
        return LongStream.range(0, clip.frames()).mapToObj(clip::frameStart).toList();
    }

    private static List<MediaTime> startsFromFirst(ReadClip clip) {
        MediaTime first = clip.pictures().get(0).start();
        return clip.pictures().stream().map(p -> p.start().minus(first)).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "H264, mp4",
        "H264, m4v",
        "H264, ts",
        "HEVC, mov",
        "HEVC, ts",
        "PRORES, mov",
        "MPEG4, mp4",
        "MPEG4, avi",
        "MPEG2, ts",
        "MPEG2, mp4",
        "MJPEG, mov",
        "MJPEG, avi",
        "H264, avi",
        "VP9, mp4",
        "AV1, mp4"
    })
    void frameCarriesItsNumberAtItsExactStart(Codec codec, String extension) {
        SampleClip clip = small().codec(codec).build();

        ReadClip read = written(clip, extension);

        assertThat(read.videoFormat().codec()).startsWith(codec.commandName());
        assertThat(numbers(read)).isEqualTo(LongStream.range(0, 30).boxed().toList());
        assertThat(startsFromFirst(read)).isEqualTo(starts(clip));
    }

    @ParameterizedTest
    @CsvSource({"H264, mkv", "PRORES, mkv", "VP8, webm", "VP9, webm", "AV1, webm"})
    void frameCarriesItsNumberAtItsStartToTheMillisecond(Codec codec, String extension) {
        SampleClip clip = small().codec(codec).build();

        ReadClip read = written(clip, extension);

        assertThat(numbers(read)).isEqualTo(LongStream.range(0, 30).boxed().toList());
        List<MediaTime> starts = startsFromFirst(read);
        assertThat(IntStream.range(0, 30))
                .allMatch(n -> !starts.get(n).minus(clip.frameStart(n)).abs().isAfter(MediaTime.of(1, 2000)));
    }

    @ParameterizedTest
    @EnumSource(
            value = Codec.class,
            names = {"H264", "HEVC"},
            mode = EnumSource.Mode.EXCLUDE)
    void oddSizesAreKept(Codec codec) {
        SampleClip clip = small().size(new Size(321, 181))
                .duration(MediaTime.of(1, 10))
                .codec(codec)
                .build();

        ReadClip read = written(clip, "mkv");

        assertThat(read.videoFormat().codedSize()).isEqualTo(new Size(321, 181));
        assertThat(numbers(read)).containsExactly(0L, 1L, 2L);
    }

    @ParameterizedTest
    @CsvSource({"0, mp4", "90, mp4", "180, mov", "270, mp4", "90, mkv"})
    void rotationTurnsThePictureUpright(int degrees, String extension) {
        SampleClip clip = small().size(new Size(200, 320))
                .duration(MediaTime.of(1, 10))
                .rotation(degrees)
                .build();

        ReadClip read = written(clip, extension);

        PictureTransform matrix = new PictureTransform(degrees / 90, false);
        assertThat(read.video().transform()).isEqualTo(matrix);
        assertThat(read.videoFormat().codedSize()).isEqualTo(matrix.apply(new Size(200, 320)));
        assertThat(read.pictures())
                .extracting(p -> BarCodeReader.readAnyRotation(p.width(), p.height(), p.argb()))
                .containsExactly(
                        new BarCodeReader.Reading(0, degrees / 90, false),
                        new BarCodeReader.Reading(1, degrees / 90, false),
                        new BarCodeReader.Reading(2, degrees / 90, false));
    }

    @ParameterizedTest
    @CsvSource({"H264, mp4", "HEVC, mov", "MPEG4, mp4", "PRORES, mov", "H264, ts"})
    void variableFrameRateFollowsItsPattern(Codec codec, String extension) {
        SampleClip clip = small().codec(codec).variableFrameRate(true).build();

        ReadClip read = written(clip, extension);

        assertThat(starts(clip).subList(0, 7))
                .containsExactly(
                        MediaTime.of(0, 30),
                        MediaTime.of(1, 30),
                        MediaTime.of(2, 30),
                        MediaTime.of(4, 30),
                        MediaTime.of(7, 30),
                        MediaTime.of(8, 30),
                        MediaTime.of(9, 30));
        assertThat(clip.frames()).isEqualTo(19);
        assertThat(numbers(read)).isEqualTo(LongStream.range(0, 19).boxed().toList());
        assertThat(startsFromFirst(read)).isEqualTo(starts(clip));
    }

    @ParameterizedTest
    @CsvSource({"H264, mp4", "MPEG4, mp4", "HEVC, mov", "PRORES, mov"})
    void pictureAndSoundEndTogetherAtTheDuration(Codec codec, String extension) {
        MediaTime duration = MediaTime.of(1234, 1000);
        SampleClip clip =
                small().codec(codec).frameRate(NTSC).duration(duration).build();

        ReadClip read = written(clip, extension);

        assertThat(clip.frames()).isEqualTo(37);
        assertThat(clip.frameStart(36)).isEqualTo(MediaTime.of(36 * 1001, 30_000));
        assertThat(startsFromFirst(read)).isEqualTo(starts(clip));
        assertThat(read.duration(read.video())).isEqualTo(duration);
        assertThat(read.duration(read.audio())).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"H264, mp4", "HEVC, mov", "MPEG4, mp4", "MPEG2, ts", "VP8, webm", "VP9, webm", "AV1, mp4"})
    void keyFramesComeEveryGroupOfPictures(Codec codec, String extension) {
        SampleClip clip = small().codec(codec).gop(10).build();

        List<ReadClip.Sample> packets = written(clip, extension).packets();

        assertThat(IntStream.range(0, 30).filter(i -> packets.get(i).isKey())).containsExactly(0, 10, 20);
    }

    @ParameterizedTest
    @CsvSource({"H264, mp4", "HEVC, mov", "MPEG4, mp4", "MPEG2, ts"})
    void bFramesAreStoredOutOfOrder(Codec codec, String extension) {
        ReadClip with = written(small().codec(codec).build(), extension);
        ReadClip without =
                written(small().codec(codec).bFrames(0).overwrite(true).build(), extension);

        assertThat(with.packets()).extracting(ReadClip.Sample::start).isNotEqualTo(sorted(with));
        assertThat(without.packets()).extracting(ReadClip.Sample::start).isEqualTo(sorted(without));
    }

    private static List<MediaTime> sorted(ReadClip clip) {
        return clip.packets().stream().map(ReadClip.Sample::start).sorted().toList();
    }

    @ParameterizedTest
    @CsvSource({"H264, mp4, false", "H264, mp4, true", "HEVC, mov, false", "HEVC, mov, true"})
    void openGroupsOfPicturesHaveFramesThatFollowTheirKeyAndAreShownBeforeIt(
            Codec codec, String extension, boolean open) {
        SampleClip clip = small().codec(codec).gop(12).openGop(open).build();

        List<ReadClip.Sample> packets = written(clip, extension).packets();

        boolean leading = IntStream.range(1, packets.size())
                .anyMatch(i -> packets.get(i - 1).isKey()
                        && packets.get(i).start().isBefore(packets.get(i - 1).start()));
        assertThat(leading).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({"H264, mp4", "H264, mkv", "PRORES, mov", "MPEG4, avi", "MPEG2, ts", "VP9, webm"})
    void pixelAspectIsStored(Codec codec, String extension) {
        SampleClip clip = small().size(new Size(360, 288))
                .duration(MediaTime.of(1, 10))
                .codec(codec)
                .pixelAspect(new Ratio(16, 15))
                .build();

        assertThat(written(clip, extension).videoFormat().pixelAspect()).isEqualTo(new Ratio(16, 15));
    }

    @ParameterizedTest
    @CsvSource({"HEVC, HLG, mp4", "HEVC, PQ, mov", "PRORES, PQ, mov", "AV1, HLG, mp4"})
    void hdrIsTaggedAndItsWhiteIsGraphicsWhite(Codec codec, Hdr hdr, String extension) {
        SampleClip clip =
                small().duration(MediaTime.of(1, 10)).codec(codec).hdr(hdr).build();

        ReadClip read = written(clip, extension);

        ColorProperties color = read.videoFormat().color();
        assertThat(color.isHlg()).isEqualTo(hdr == Hdr.HLG);
        assertThat(color.isPq()).isEqualTo(hdr == Hdr.PQ);
        assertThat(color.primaries()).isEqualTo("bt2020");
        assertThat(color.matrix()).isEqualTo("bt2020nc");
        assertThat(read.videoFormat().bitDepth()).isEqualTo(10);
        assertThat(numbers(read)).containsExactly(0L, 1L, 2L);
        // ITU-R BT.2408 table 1: graphics white is at 75 % of HLG and at 58 % of PQ.
        ReadClip.Picture picture = read.pictures().get(0);
        int whiteCell = picture.argb()[picture.width() * (int) (0.735 * 180) + (int) ((0.10 + 0.80 * 0.5 / 32) * 320)];
        assertThat((whiteCell >> 8 & 0xff) / 255.0)
                .isBetween(hdr == Hdr.HLG ? 0.73 : 0.56, hdr == Hdr.HLG ? 0.77 : 0.60);
    }

    @ParameterizedTest
    @CsvSource({"PRORES, mov", "VP8, webm", "VP9, webm"})
    void alphaMakesTheBackgroundHalfTransparent(Codec codec, String extension) {
        SampleClip clip =
                small().duration(MediaTime.of(1, 10)).codec(codec).alpha(true).build();

        ReadClip read = written(clip, extension);

        assertThat(read.videoFormat().hasAlpha()).isTrue();
        assertThat(numbers(read)).containsExactly(0L, 1L, 2L);
        ReadClip.Picture picture = read.pictures().get(2);
        assertThat(picture.argb()[180 * 320 - 1] >>> 24).isBetween(124, 132);
        assertThat(picture.argb()[(int) (0.77 * 180) * 320 + 160] >>> 24).isBetween(250, 255);
    }

    @ParameterizedTest
    @CsvSource({
        "H264, mp4, aac",
        "H264, mkv, aac",
        "H264, ts, aac",
        "VP9, webm, opus",
        "MPEG4, avi, pcm_s16le",
        "H264, mov, aac",
        "PRORES, mov, pcm_s16le"
    })
    void soundIsWhatTheContainerUsuallyHolds(Codec codec, String extension, String sound) {
        ReadClip read = written(small().codec(codec).build(), extension);

        assertThat(read.audio().format().codec()).isEqualTo(sound);
    }

    @Test
    void clickIsAtTheSecondsSample() {
        Path file = folder.resolve("clip.mov");

        small().codec(Codec.PRORES).duration(MediaTime.of(3, 2)).build().write(file);

        float[] samples = ReadClip.readPcm(file);
        assertThat(samples).hasSize(72_000);
        assertThat(samples[0]).isGreaterThan(0.49f);
        assertThat(samples[47_999]).isZero();
        assertThat(samples[48_000]).isGreaterThan(0.49f);
    }

    @Test
    void silentClipHasOneTrack() {
        assertThat(written(small().audio(false).build(), "mp4").streams()).hasSize(1);
    }

    @Test
    void defaultsAreTenSecondsOfThirtyFrames() {
        SampleClip clip = SampleClip.builder().build();

        assertThat(clip.frames()).isEqualTo(300);
        assertThat(clip.frameStart(299)).isEqualTo(MediaTime.of(299, 30));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clip.frameStart(300))
                .withMessageContaining("0 to 299");
    }

    @Test
    void impossibleClipsAreRefusedWithWhatIsPossible() {
        refused(small().size(new Size(321, 180)), "h264 takes no odd sizes such as 321x180; prores, mpeg4");
        refused(small().size(new Size(62, 180)), "64x64 is the least");
        refused(small().duration(MediaTime.ZERO), "the duration is positive");
        refused(small().duration(MediaTime.POSITIVE_INFINITY), "the duration is positive");
        refused(small().duration(MediaTime.seconds(1_000_000)), "at most 16777216 frames");
        refused(small().frameRate(Ratio.UNKNOWN), "the frame rate is positive");
        refused(small().gop(0), "at least 1 frame");
        refused(small().codec(Codec.PRORES).bFrames(2), "prores has no B-frames; h264, hevc, mpeg4, mpeg2 have");
        refused(small().codec(Codec.VP9).openGop(true), "h264, hevc are");
        refused(small().bFrames(0).openGop(true), "open by its B-frames");
        refused(small().gop(10).openGop(true), "leaves none to lead the next key frame; 11 frames do");
        refused(small().hdr(Hdr.PQ), "hevc, prores, av1 are");
        refused(small().size(new Size(321, 180)).codec(Codec.PRORES).hdr(Hdr.PQ), "HDR takes no odd sizes");
        refused(small().alpha(true), "prores, vp8, vp9 are");
        refused(small().pixelAspect(new Ratio(11, 1)), "at most 10:1");
        refused(small().codec(Codec.MPEG2).frameRate(new Ratio(12, 1)), "mpeg2 has no frame rate of 12:1");
        refused(small().codec(Codec.MPEG2).pixelAspect(new Ratio(3, 2)), "mpeg2 has square pixels or");
        refused(small().codec(Codec.MPEG2).variableFrameRate(true), "mpeg2 has one frame rate");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleClip.builder().rotation(45))
                .withMessageContaining("0, 90, 180 or 270");
    }

    private static void refused(SampleClip.Builder builder, String message) {
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining(message);
    }

    @Test
    void containersRefuseWhatTheyCannotHold() {
        refusedAs("webm", small(), "h264 cannot go into webm; it can go into mp4, mov, m4v, mkv, avi, ts");
        refusedAs("avi", small().codec(Codec.MPEG4).rotation(90), "mp4, mov, m4v and mkv can");
        refusedAs("avi", small().openGop(true), "avi has no open groups");
        refusedAs("avi", small().codec(Codec.MPEG4).variableFrameRate(true), "avi has one frame rate");
    }

    private void refusedAs(String extension, SampleClip.Builder builder, String message) {
        SampleClip clip = builder.build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clip.write(folder.resolve("clip." + extension)))
                .withMessageContaining(message);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.xyz", "mp4", "clip."})
    void unknownExtensionIsRefused(String name) {
        assertThatThrownBy(() -> small().build().write(folder.resolve(name)))
                .isInstanceOfSatisfying(MediaException.class, e -> assertThat(e.code())
                        .isEqualTo(ErrorCode.INVALID_OUTPUT_PATH_EXTENSION))
                .hasMessageContaining("mp4, mov, m4v, mkv, webm, avi, ts");
    }

    @Test
    void existingFileStaysUnlessItMayBeReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("clip.mp4"), "precious");

        assertThatThrownBy(() -> small().build().write(file))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_ALREADY_EXISTS));
        assertThat(file).hasContent("precious");

        small().overwrite(true).build().write(file);

        assertThat(ReadClip.read(file).pictures()).hasSize(30);
        assertThat(folder).isDirectoryContaining(file::equals);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void namesAreThoseOfTheCommandLine() {
        assertThat(Codec.ofName("ProRes")).contains(Codec.PRORES);
        assertThat(Codec.ofName("theora")).isEmpty();
        assertThat(Codec.MPEG2.commandName()).isEqualTo("mpeg2");
        assertThat(Hdr.ofName("hlg")).contains(Hdr.HLG);
        assertThat(Hdr.PQ.commandName()).isEqualTo("pq");
    }
}
