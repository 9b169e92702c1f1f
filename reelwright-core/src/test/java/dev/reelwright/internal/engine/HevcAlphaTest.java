package dev.reelwright.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HevcAlphaTest {
    private static final String WITH_ALPHA =
            "40010c11ffff01600000030090000003000003003c95941b3c08000830285380a000785007159690";
    private static final String WITH_TWO_VIEWS =
            "40010c11ffff01600000030090000003000003003c959415bf3c2000083165c1808000"
                    + "002fe000000300000f234050003c280314acbd20";

    private static HevcAlpha of(String... units) {
        return HevcAlpha.of(HexFormat.of().parseHex("00000001" + String.join("00000001", units)));
    }

    @Test
    void I17_alphaIsTheAuxiliaryLayer() {
        assertThat(of(WITH_ALPHA).isPresent()).isTrue();
        assertThat(of(WITH_TWO_VIEWS).isPresent()).isFalse();
        assertThat(HevcAlpha.of(new byte[0]).isPresent()).isFalse();
    }

    @ParameterizedTest(name = "I17 {0}: {1}")
    @CsvSource({"4e01a50400007f9080, false", "4e01a50410007f9080, true", "4e01b004040d0020 80, false"})
    void I17_messageTellsWhetherColoursAreMultiplied(String message, boolean multiplied) {
        assertThat(of(WITH_ALPHA, message.replace(" ", "")).isPremultiplied()).isEqualTo(multiplied);
    }

    @Test
    void I17_configurationBoxIsRead() {
        String head = "01" + "00".repeat(20) + "03" + "02";
        String parameters = "a0" + "0001" + String.format("%04x", WITH_ALPHA.length() / 2) + WITH_ALPHA;
        String messages = "a7" + "0001" + "0009" + "4e01a50410007f9080";

        HevcAlpha alpha = HevcAlpha.of(HexFormat.of().parseHex(head + parameters + messages));

        assertThat(alpha.isPresent()).isTrue();
        assertThat(alpha.isPremultiplied()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 12, 20})
    void I17_parametersCutOffBeforeTheMaskHaveNoAlpha(int length) {
        assertThat(of(WITH_ALPHA.substring(0, 2 * length)).isPresent()).isFalse();
    }
}
