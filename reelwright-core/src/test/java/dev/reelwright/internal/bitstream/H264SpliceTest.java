package dev.reelwright.internal.bitstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.internal.bitstream.Splice.Seams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class H264SpliceTest {
    private static final String CLOSED = "keyint=12:min-keyint=12:scenecut=0:bframes=3:b-adapt=0";
    private static final String OPEN = CLOSED + ":open-gop=1";

    @TempDir
    Path folder;

    private SplicedClip clip(String name, String pixelFormat, String parameters, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("-pix_fmt", pixelFormat, "-c:v", "libx264", "-preset", "veryfast", "-x264-params", parameters));
        arguments.addAll(List.of(more));
        return SplicedClip.read(folder, SplicedClip.clip(folder, name, 48, arguments.toArray(String[]::new)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp4", "mkv"})
    void B2_encodedPicturesOfH264JoinCopiedOnes(String container) {
        SplicedClip clip = clip("a." + container, "yuv420p", CLOSED);

        clip.cutAndCheck(5, 41, "libx264", Seams.CLOSED, container);

        assertThat(clip.copiedFrom).isEqualTo(12);
        assertThat(clip.copiedTo).isEqualTo(36);
    }

    @ParameterizedTest
    @CsvSource({
        "yuv420p, cabac=0:ref=4:weightp=2",
        "yuv420p, cabac=0:8x8dct=0:bframes=0:weightp=0",
        "yuv420p10le, ref=2",
        "yuv422p10le, slices=2",
        "yuv444p, ref=1",
        "gray, ref=1",
    })
    void B2_everyKindOfH264Joins(String pixelFormat, String parameters) {
        SplicedClip clip = clip("a.mp4", pixelFormat, CLOSED + ":" + parameters);

        clip.cutAndCheck(7, 45, "libx264", Seams.CLOSED, "mp4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"baseline", "main"})
    void B2_lowProfilesOfH264StayLow(String profile) {
        String groups = profile.equals("baseline") ? "keyint=12:min-keyint=12:scenecut=0" : CLOSED;
        SplicedClip clip = clip("a.mp4", "yuv420p", groups, "-profile:v", profile);

        clip.cutAndCheck(7, 45, "libx264", Seams.CLOSED, "mp4");

        assertThat(clip.written[1]).as("profile").isEqualTo(clip.extradata[1]);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 8, 11, 14})
    void B2_openGroupsOfH264ContinueEncodedPictures(int in) {
        SplicedClip clip = clip("a.mp4", "yuv420p", OPEN + ":ref=4");

        clip.cutAndCheck(in, 41, "libx264", Seams.OPEN, "mp4");
    }

    @ParameterizedTest
    @CsvSource({"yuv420p, cabac=0", "yuv420p, slices=3", "yuv422p10le, bframes=2"})
    void B2_openGroupsOfEveryKindContinueEncodedPictures(String pixelFormat, String parameters) {
        SplicedClip clip = clip("a.mkv", pixelFormat, OPEN + ":" + parameters);

        clip.cutAndCheck(3, 41, "libx264", Seams.OPEN, "mkv");
    }

    @ParameterizedTest
    @ValueSource(strings = {CLOSED, OPEN})
    void B2_streamsWithStartCodesKeepTheirParametersInPackets(String groups) {
        SplicedClip clip = clip("a.ts", "yuv420p", groups, "-bsf:v", "h264_metadata=aud=insert");

        clip.cutAndCheck(5, 41, "libx264", groups.equals(OPEN) ? Seams.OPEN : Seams.CLOSED, "mpegts");
    }

    @ParameterizedTest
    @ValueSource(strings = {CLOSED, OPEN})
    void B2_parametersThatPacketsRepeatAreNotForgotten(String groups) {
        SplicedClip clip = clip("a.mp4", "yuv420p", groups, "-bsf:v", "dump_extra=freq=keyframe");

        clip.cutAndCheck(5, 41, "libx264", groups.equals(OPEN) ? Seams.OPEN : Seams.CLOSED, "mp4");
    }

    @Test
    void B2_openGroupsAreNoPlaceForCutsBetweenClosedOnes() {
        SplicedClip clip = clip("a.mp4", "yuv420p", OPEN);

        assertThatThrownBy(() -> clip.cutAndCheck(5, 41, "libx264", Seams.CLOSED, "mp4"))
                .isInstanceOf(BitstreamException.class)
                .hasMessageContaining("continues what came before it");
    }

    @Test
    void B2_interlacedPicturesJoinAtClosedGroups() {
        SplicedClip clip = clip("a.mp4", "yuv420p", CLOSED + ":tff=1", "-flags", "+ilme+ildct");

        clip.cutAndCheck(5, 41, "libx264", Seams.CLOSED, "mp4");
    }

    @Test
    void B2_interlacedPicturesOfOpenGroupsAreRefused() {
        SplicedClip clip = clip("a.mp4", "yuv420p", OPEN + ":tff=1", "-flags", "+ilme+ildct");

        assertThatThrownBy(() -> clip.cutAndCheck(5, 41, "libx264", Seams.OPEN, "mp4"))
                .isInstanceOf(BitstreamException.class);
    }
}
