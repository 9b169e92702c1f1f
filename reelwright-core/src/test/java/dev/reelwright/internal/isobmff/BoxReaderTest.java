package dev.reelwright.internal.isobmff;

import static dev.reelwright.internal.isobmff.Boxes.box;
import static dev.reelwright.internal.isobmff.Boxes.fourCc;
import static dev.reelwright.internal.isobmff.Boxes.join;
import static dev.reelwright.internal.isobmff.Boxes.largeBox;
import static dev.reelwright.internal.isobmff.Boxes.u32;
import static dev.reelwright.internal.isobmff.Boxes.u64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoxReaderTest {

    @Test
    void boxesAreListedInFileOrder() throws IOException {
        byte[] file = join(box("ftyp", new byte[12]), box("free"), box("mdat", new byte[100]));

        List<Box> boxes = topLevel(file);

        assertThat(boxes)
                .containsExactly(
                        new Box("ftyp", 0, 8, 20, false),
                        new Box("free", 20, 8, 8, false),
                        new Box("mdat", 28, 8, 108, false));
    }

    @Test
    void sizeOf64BitsIsRead() throws IOException {
        byte[] file = join(largeBox("mdat", new byte[100]), box("free"));

        List<Box> boxes = topLevel(file);

        assertThat(boxes).containsExactly(new Box("mdat", 0, 16, 116, false), new Box("free", 116, 8, 8, false));
    }

    @Test
    void boxBeyond4GiBIsPassedOver() throws IOException {
        long size = 5L << 30;
        byte[] head = join(u32(1), fourCc("mdat"), u64(size));

        List<Box> boxes = BoxReader.topLevel(new MemoryChannel(head, size));

        assertThat(boxes).containsExactly(new Box("mdat", 0, 16, size, false));
    }

    @Test
    void sizeZeroReachesToTheEndOfTheFile() throws IOException {
        byte[] file = join(box("free"), u32(0), fourCc("mdat"), new byte[50]);

        List<Box> boxes = topLevel(file);

        assertThat(boxes).containsExactly(new Box("free", 0, 8, 8, false), new Box("mdat", 8, 8, 58, false));
    }

    @Test
    void extendedTypeBelongsToTheHeader() throws IOException {
        byte[] file = join(box("uuid", new byte[16], new byte[4]), largeBox("uuid", new byte[16]));

        List<Box> boxes = topLevel(file);

        assertThat(boxes).containsExactly(new Box("uuid", 0, 24, 28, false), new Box("uuid", 28, 32, 32, false));
    }

    @Test
    void boxPastTheEndOfTheFileIsClamped() throws IOException {
        byte[] file = join(box("free"), u32(1000), fourCc("mdat"), new byte[50]);

        List<Box> boxes = topLevel(file);

        assertThat(boxes).containsExactly(new Box("free", 0, 8, 8, false), new Box("mdat", 8, 8, 58, true));
    }

    @Test
    void hugeSizeOf64BitsIsClamped() throws IOException {
        byte[] file = join(u32(1), fourCc("mdat"), u64(-1), new byte[50]);

        List<Box> boxes = topLevel(file);

        assertThat(boxes).containsExactly(new Box("mdat", 0, 16, 66, true));
    }

    @Test
    void sizeSmallerThanTheHeaderEndsTheWalk() throws IOException {
        assertThat(topLevel(join(box("free"), u32(7), fourCc("free"), box("mdat"))))
                .containsExactly(new Box("free", 0, 8, 8, false));
        assertThat(topLevel(join(u32(1), fourCc("free"), u64(15), box("mdat")))).isEmpty();
        assertThat(topLevel(join(u32(23), fourCc("uuid"), new byte[30]))).isEmpty();
    }

    @Test
    void headerCutOffAtTheEndOfTheFileIsNoBox() throws IOException {
        assertThat(topLevel(new byte[0])).isEmpty();
        assertThat(topLevel(join(u32(8), new byte[3]))).isEmpty();
        assertThat(topLevel(join(u32(1), fourCc("mdat"), new byte[7]))).isEmpty();
    }

    @Test
    void endlessRowOfBoxesIsRefused() {
        byte[] emptyBox = box("free");
        byte[] file = new byte[10 << 20];
        for (int i = 0; i < file.length; i++) {
            file[i] = emptyBox[i % emptyBox.length];
        }

        assertThatExceptionOfType(MalformedBoxException.class)
                .isThrownBy(() -> topLevel(file))
                .withMessageContaining("limit of 16777216 bytes");
    }

    private static List<Box> topLevel(byte[] file) throws IOException {
        return BoxReader.topLevel(new MemoryChannel(file));
    }
}
