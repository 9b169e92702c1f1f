package dev.reelwright.internal.isobmff;

import static dev.reelwright.internal.isobmff.Boxes.box;
import static dev.reelwright.internal.isobmff.Boxes.fourCc;
import static dev.reelwright.internal.isobmff.Boxes.fullBox;
import static dev.reelwright.internal.isobmff.Boxes.hdlr;
import static dev.reelwright.internal.isobmff.Boxes.join;
import static dev.reelwright.internal.isobmff.Boxes.largeBox;
import static dev.reelwright.internal.isobmff.Boxes.mvhd;
import static dev.reelwright.internal.isobmff.Boxes.tkhd;
import static dev.reelwright.internal.isobmff.Boxes.u32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.testing.Media;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoxTreeTest {
    private static byte[] writtenAgain(byte[] box) throws MalformedBoxException {
        ByteBuffer bytes = BoxTree.read(ByteBuffer.wrap(box)).bytes();
        return Arrays.copyOfRange(bytes.array(), 0, bytes.remaining());
    }

    static Stream<byte[]> odd() {
        return Stream.of(
                box("moov"),
                box("moov", mvhd(600, 600), box("zzzz", new byte[5]), new byte[3]),
                largeBox("moov", largeBox("trak", tkhd(1)), largeBox("free", new byte[9])),
                box("moov", box("udta", box("\u00a9nam", fourCc("abc")), u32(0))),
                box("moov", box("udta", u32(0))),
                box("moov", box("meta", hdlr("mdta"), box("ilst", box("\0\0\0\1", new byte[4])))),
                box("moov", fullBox("meta", 0, 0, hdlr("mdta"), box("ilst", box("udta", u32(77))))),
                box("moov", fullBox("meta", 0, 0, hdlr("pict"), box("iprp", box("ipco", box("zzzz")), box("ipma")))),
                box("moov", fullBox("meta", 0, 0, hdlr("pict"), box("iprp", u32(5), u32(6)))),
                box("moov", box("udta", fourCc("no boxes at all, but longer"))),
                box("moov", box("meta", u32(0))),
                box("moov", box("meta")));
    }

    @ParameterizedTest
    @MethodSource("odd")
    void E25_whatIsNotChangedIsWrittenBitByBit(byte[] moov) throws IOException {
        assertThat(writtenAgain(moov)).isEqualTo(moov);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample_with_metadata.mp4", "dolbyVision-hdr.MOV", "cursed-vfr.mp4"})
    void E25_realIndexesAreWrittenBitByBit(String name) throws IOException {
        byte[] moov = moov(Media.file(name));

        assertThat(writtenAgain(moov)).isEqualTo(moov);
    }

    private static byte[] moov(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            Box box = BoxReader.topLevel(channel).stream()
                    .filter(b -> b.type().equals("moov"))
                    .findFirst()
                    .orElseThrow();
            ByteBuffer bytes = ByteBuffer.allocate((int) box.size());
            channel.read(bytes, box.offset());
            return bytes.array();
        }
    }

    static Stream<byte[]> damaged() {
        return Stream.of(
                new byte[0],
                u32(8),
                join(u32(7), fourCc("moov")),
                join(u32(9), fourCc("moov")),
                join(box("moov"), new byte[1]),
                join(u32(1), fourCc("moov"), new byte[8]),
                join(u32(1), fourCc("moov"), u32(-1), u32(-1)),
                box("moov", u32(100), fourCc("trak")),
                box("moov", u32(0), fourCc("trak")));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void E25_impossibleSizesAreRefused(byte[] box) {
        assertThatThrownBy(() -> BoxTree.read(ByteBuffer.wrap(box))).isInstanceOf(MalformedBoxException.class);
    }

    @Test
    void E25_boxesNestedTooDeepAreRefused() {
        byte[] box = box("trak");
        for (int i = 0; i < 1000; i++) {
            box = box("trak", box);
        }
        byte[] deep = box;

        assertThatThrownBy(() -> BoxTree.read(ByteBuffer.wrap(deep)))
                .isInstanceOf(MalformedBoxException.class)
                .hasMessageContaining("deeper than 16");
    }

    @Test
    void E25_addedAndRemovedBoxesChangeAllSizes() throws IOException {
        BoxTree movie = BoxTree.read(ByteBuffer.wrap(box("moov", box("trak", tkhd(1), box("free")), box("free"))));

        movie.require("trak").addAfter("tkhd", BoxTree.of("tref", new byte[3]));
        movie.require("trak").removeIf(box -> box.type().equals("free"));

        byte[] expected = box("moov", box("trak", tkhd(1), box("tref", new byte[3])), box("free"));
        assertThat(movie.size()).isEqualTo(expected.length);
        assertThat(movie.bytes().array()).isEqualTo(expected);
    }
}
