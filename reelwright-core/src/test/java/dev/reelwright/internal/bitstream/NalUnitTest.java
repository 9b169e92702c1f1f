package dev.reelwright.internal.bitstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NalUnitTest {
    @Property(tries = 300)
    void B2_bytesAgainstStartCodesComeAndGo(@ForAll @Size(min = 1, max = 60) List<@IntRange(max = 4) Integer> values) {
        byte[] raw = new byte[values.size() + 1];
        for (int i = 0; i < values.size(); i++) {
            raw[i] = values.get(i).byteValue();
        }
        raw[values.size()] = 5;

        byte[] escaped = NalUnit.escaped(raw);

        assertThat(HexFormat.of().formatHex(escaped).replaceAll("..", "$0 "))
                .doesNotContain("00 00 00", "00 00 01", "00 00 02");
        assertThat(NalUnit.of(escaped).raw()).isEqualTo(raw);
    }

    @Property(tries = 200)
    void B2_numbersAreReadAsTheyWereWritten(@ForAll @IntRange(max = Integer.MAX_VALUE - 1) int value) {
        BitWriter bits = new BitWriter();
        bits.write(3, 5);
        bits.exponential(value);
        bits.trail();

        BitReader read = new BitReader(bits.toBytes(), 0);
        read.skip(3);

        assertThat(read.exponential()).isEqualTo(value);
        assertThat(read.position()).isEqualTo(3 + BitWriter.lengthOf(value));
    }

    @ParameterizedTest
    @CsvSource({"0, 000000016742000000000165880000, 2", "4, 000000026742000000036588ff, 2", "2, 00026742, 1"})
    void B2_unitsArePartedByCodesOrLengths(int lengthSize, String packet, int count) {
        NalFraming framing = new NalFraming(lengthSize);

        List<NalUnit> units = framing.units(HexFormat.of().parseHex(packet));

        assertThat(units).hasSize(count);
        assertThat(units.get(0).copy()).isEqualTo(new byte[] {0x67, 0x42});
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000005674200", "ffffffff67", "000000"})
    void B2_unitsThatAreCutOffAreRefused(String packet) {
        NalFraming framing = new NalFraming(4);
        byte[] bytes = HexFormat.of().parseHex(packet);

        assertThatThrownBy(() -> framing.units(bytes)).isInstanceOf(BitstreamException.class);
        assertThat(framing.unitsOfBeginning(bytes)).hasSizeLessThan(2);
    }
}
