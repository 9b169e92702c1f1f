package dev.reelwright.internal.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.FileType;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.plan.ContainerRules;
import dev.reelwright.internal.plan.ContainerRules.Content;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

        Set<String> held = new TreeSet<>();
        for (Content content : List.of(Content.VIDEO, Content.AUDIO, Content.TEXT)) {
            held.addAll(ContainerRules.codecs(type, content));
        }

        assertThat(held).isNotEmpty().allMatch(codec -> Muxer.canHold(format, codec));
    }

    @ParameterizedTest
    @EnumSource(FileType.class)
    void E7_containersOfSoundHoldNoPictures(FileType type) {
        assertThat(ContainerRules.holds(type, "h264")).isEqualTo(!type.isAudioOnly() && type != FileType.WEBM);
    }
}
