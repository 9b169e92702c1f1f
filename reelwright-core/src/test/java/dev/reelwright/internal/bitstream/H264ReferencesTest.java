package dev.reelwright.internal.bitstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H264ReferencesTest {
    @TempDir
    Path folder;

    private SplicedClip clip(String name, String parameters) {
        return SplicedClip.read(
                folder,
                SplicedClip.clip(
                        folder, name, 20, "-c:v", "libx264", "-preset", "veryfast", "-x264-params", parameters));
    }

    private static byte[] behindSetsOf(SplicedClip other, SplicedClip clip, int packet) {
        NalFormat format = (NalFormat) clip.format;
        List<NalUnit> units = new ArrayList<>(((NalFormat) other.format).describedUnits());
        units.addAll(format.framing().units(clip.source.get(packet).bytes()));
        return format.framing().packet(units);
    }

    /** Adds a packet without a key picture, which is not understood, and then a group that begins with one. */
    private static boolean understandsGroupBehind(H264References references, byte[] packet, SplicedClip clip) {
        references.begin();
        references.add(packet);
        assertThat(references.isUnderstood()).isFalse();
        references.begin();
        references.add(clip.source.get(0).bytes());
        references.add(clip.source.get(1).bytes());
        return references.isUnderstood();
    }

    @Test
    void I21_decodersKeepParameterSetsThatPacketsBring() {
        SplicedClip clip = clip("a.mp4", "ref=1:bframes=3");
        SplicedClip other = clip("b.mp4", "ref=4:cabac=0:bframes=0");

        boolean ownSets = understandsGroupBehind(H264References.of(clip.extradata), behindSetsOf(clip, clip, 1), clip);
        boolean foreignSets =
                understandsGroupBehind(H264References.of(clip.extradata), behindSetsOf(other, clip, 1), clip);

        assertThat(ownSets).isTrue();
        assertThat(foreignSets).isFalse();
    }
}
