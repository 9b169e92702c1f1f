package dev.reelwright.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.internal.engine.Tag;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.time.MediaTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class GaplessInfoTest {
    @Test
    void E55_countsAreWrittenAsPlayersReadThem() {
        MetadataItem item = GaplessInfo.item(1024, 41_261, 723);

        assertThat(item.identifier().key()).isEqualTo("com.apple.iTunes.iTunSMPB");
        assertThat(item.stringValue()).contains(" 00000000 00000400 000002D3 000000000000A12D" + " 00000000".repeat(8));
    }

    @Test
    void E55_whatIsWrittenIsReadBack() {
        String text = GaplessInfo.item(2112, 100_000, 440).stringValue().orElseThrow();

        GaplessInfo read = GaplessInfo.find(List.of(), List.of(new Tag("iTunSMPB", text)), 44_100);

        assertThat(read).isEqualTo(new GaplessInfo(MediaTime.of(2112, 44_100), MediaTime.of(100_000, 44_100)));
    }
}
