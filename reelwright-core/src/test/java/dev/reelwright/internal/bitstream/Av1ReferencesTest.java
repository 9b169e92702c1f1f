package dev.reelwright.internal.bitstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.internal.engine.PacketBytes.Coded;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Av1ReferencesTest {
    @TempDir
    Path folder;

    private SplicedClip clip(String name, String... encoding) {
        return SplicedClip.read(folder, SplicedClip.clip(folder, name, 40, encoding));
    }

    /** Which packets leave nothing, by the headers that come before them. */
    private static List<Boolean> leaving(Av1References references, SplicedClip clip) {
        return clip.source.stream()
                .map(Coded::bytes)
                .map(references::leavesNothing)
                .toList();
    }

    @Test
    void I21_framesAreReadByTheSequenceHeaderBeforeThem() {
        SplicedClip unordered =
                clip("a.mkv", "-c:v", "libaom-av1", "-cpu-used", "8", "-aom-params", "enable-order-hint=0");
        SplicedClip ordered = clip("b.mkv", "-c:v", "libsvtav1", "-preset", "12");
        Av1References references = Av1References.of(unordered.extradata);

        leaving(references, unordered);
        List<Boolean> behind = leaving(references, ordered);

        assertThat(behind).contains(true, false);
        assertThat(behind).isEqualTo(leaving(Av1References.of(ordered.extradata), ordered));
    }

    @Test
    void I21_whereParametersChangedNothingIsLeftOut() {
        SplicedClip clip = clip("b.mkv", "-c:v", "libsvtav1", "-preset", "12");
        Av1References references = Av1References.of(clip.extradata);

        references.change();

        assertThat(leaving(references, clip)).doesNotContain(true);
    }

    @Test
    void I21_damagedPacketsEndIt() {
        SplicedClip clip = clip("b.mkv", "-c:v", "libsvtav1", "-preset", "12");
        Av1References references = Av1References.of(clip.extradata);

        assertThat(references.leavesNothing(new byte[] {(byte) 0x32, (byte) 0x7f, 0}))
                .isFalse();

        assertThat(leaving(references, clip)).doesNotContain(true);
    }

    @Test
    void I21_headersThatAreNotUnderstoodAreNone() {
        assertThat(Av1References.of(new byte[0])).isNull();
        assertThat(Av1References.of(new byte[] {(byte) 0x81, 0, 0, 0})).isNull();
    }
}
