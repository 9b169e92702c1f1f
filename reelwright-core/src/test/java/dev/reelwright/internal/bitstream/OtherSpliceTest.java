package dev.reelwright.internal.bitstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.internal.bitstream.Splice.Seams;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherSpliceTest {
    @TempDir
    Path folder;

    private SplicedClip clip(String name, int frames, String arguments) {
        return SplicedClip.read(folder, SplicedClip.clip(folder, name, frames, arguments.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "webm, -pix_fmt yuv420p -g 12 -deadline realtime -cpu-used 8",
        "mp4, -pix_fmt yuv444p -g 12 -deadline good -cpu-used 5 -lag-in-frames 8 -auto-alt-ref 1",
    })
    void B2_encodedPicturesOfVp9JoinCopiedOnes(String container, String arguments) {
        SplicedClip clip = clip("a." + container, 36, "-c:v libvpx-vp9 -keyint_min 12 -crf 30 -b:v 0 " + arguments);

        clip.cutAndCheck(5, 30, "libvpx-vp9", Seams.CLOSED, container);

        assertThat(clip.copiedFrom).isEqualTo(12);
        assertThat(clip.copiedTo).isEqualTo(24);
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, libaom-av1, yuv420p, libaom-av1",
        "mkv, libsvtav1, yuv420p10le, libaom-av1",
    })
    void B2_encodedPicturesOfAv1JoinCopiedOnes(String container, String made, String pixelFormat, String encoder) {
        String options = made.equals("libaom-av1")
                ? "-usage realtime -cpu-used 8 -crf 35"
                : "-preset 12 -crf 40 -svtav1-params irefresh-type=2";
        SplicedClip clip = clip(
                "a." + container, 24, "-c:v " + made + " -g 8 -keyint_min 8 -pix_fmt " + pixelFormat + " " + options);

        clip.cutAndCheck(6, 18, encoder, Seams.CLOSED, container);

        assertThat(clip.copiedTo - clip.copiedFrom).isGreaterThan(5);
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, mpeg2video, -pix_fmt yuv420p -bf 2 -flags +cgop -sc_threshold 1000000000, CLOSED",
        "mp4, mpeg2video, -pix_fmt yuv420p -bf 2, OPEN",
        "mpegts, mpeg2video, -pix_fmt yuv420p -bf 2, OPEN",
        "mkv, mpeg2video, -pix_fmt yuv422p -bf 0 -aspect 16:9, OPEN",
        "mp4, mpeg2video, -pix_fmt yuv420p -bf 2 -flags +ilme+ildct, OPEN",
        "mkv, mpeg1video, -pix_fmt yuv420p -bf 2, OPEN",
    })
    void B2_encodedPicturesOfMpegJoinCopiedOnes(String container, String codec, String arguments, Seams seams) {
        SplicedClip clip = clip(
                "a." + (container.equals("mpegts") ? "ts" : container),
                48,
                "-c:v " + codec + " -g 12 -qscale:v 4 " + arguments);

        clip.cutAndCheck(5, 41, codec, seams, container);

        assertThat(clip.copiedTo - clip.copiedFrom).isGreaterThan(20);
    }
}
