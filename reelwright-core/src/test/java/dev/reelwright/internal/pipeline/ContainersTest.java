package dev.reelwright.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.FileType;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.plan.ContainerRules;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContainersTest {
    @ParameterizedTest
    // the other two cannot be asked: they know only while writing
    @EnumSource(
            value = FileType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TS", "OGG"})
    void E4_muxersTakeWhatTheContainersAreSaidToHold(FileType type) {
        String format = Containers.format(type);

        List<String> refused = ContainerRules.codecs(type).stream()
                .filter(codec -> !Muxer.canHold(format, codec))
                .toList();

        assertThat(refused).isEmpty();
        assertThat(ContainerRules.codecs(type)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(FileType.class)
    void E7_containersOfSoundHoldNoPictures(FileType type) {
        assertThat(ContainerRules.holds(type, "h264")).isEqualTo(!type.isAudioOnly() && type != FileType.WEBM);
    }
}
