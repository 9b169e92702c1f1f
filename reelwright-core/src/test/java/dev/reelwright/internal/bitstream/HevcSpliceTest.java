package dev.reelwright.internal.bitstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.internal.bitstream.Splice.Seams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HevcSpliceTest {
    private static final String CLOSED =
            "log-level=none:keyint=12:min-keyint=12:scenecut=0:bframes=3:b-adapt=0:b-pyramid=1:open-gop=0";
    private static final String OPEN = CLOSED.replace("open-gop=0", "open-gop=1");

    @TempDir
    Path folder;

    private SplicedClip clip(String name, String pixelFormat, String parameters, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "-pix_fmt", pixelFormat, "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", parameters));
        arguments.addAll(List.of(more));
        return SplicedClip.read(folder, SplicedClip.clip(folder, name, 48, arguments.toArray(String[]::new)));
    }

    @ParameterizedTest
    @CsvSource({
        "mp4, yuv420p, ref=3",
        "mkv, yuv420p10le, ref=3",
        "mp4, yuv422p10le, ref=2",
        "mp4, yuv420p, slices=2",
        "mp4, yuv444p, wpp=0",
    })
    void B2_encodedPicturesOfHevcJoinCopiedOnes(String container, String pixelFormat, String parameters) {
        SplicedClip clip = clip("a." + container, pixelFormat, CLOSED + ":" + parameters, "-tag:v", "hvc1");

        clip.cutAndCheck(5, 41, "libx265", Seams.CLOSED, container);

        assertThat(clip.copiedFrom).isEqualTo(12);
        assertThat(clip.copiedTo).isEqualTo(36);
    }

    @ParameterizedTest
    @CsvSource({"mp4, yuv420p", "mkv, yuv420p10le"})
    void B2_openGroupsOfHevcStartAnew(String container, String pixelFormat) {
        SplicedClip clip = clip("a." + container, pixelFormat, OPEN);

        clip.cutAndCheck(5, 41, "libx265", Seams.OPEN, container);

        assertThat(clip.copiedTo - clip.copiedFrom).isGreaterThan(20);
    }

    @Test
    void B2_streamsOfHevcWithStartCodesKeepTheirParametersInPackets() {
        SplicedClip clip = clip("a.ts", "yuv420p", OPEN + ":aud=1:repeat-headers=1");

        clip.cutAndCheck(5, 41, "libx265", Seams.OPEN, "mpegts");
    }

    @Test
    void B2_packetsOfHevcTellWhatTheyAre() {
        SplicedClip closed = clip("a.mp4", "yuv420p", CLOSED);
        SplicedClip open = clip("b.mp4", "yuv420p", OPEN);

        assertThat(closed.access(0)).isEqualTo(RandomAccess.CLOSED);
        assertThat(open.source.stream().map(packet -> open.format.randomAccess(packet.bytes())))
                .contains(RandomAccess.OPEN);
        assertThat(open.source.stream().map(packet -> open.format.leading(packet.bytes())))
                .contains(LeadingPicture.SKIPPED, LeadingPicture.NONE);
    }
}
