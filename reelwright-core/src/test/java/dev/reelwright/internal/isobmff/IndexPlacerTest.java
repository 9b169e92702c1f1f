package dev.reelwright.internal.isobmff;

import static dev.reelwright.internal.isobmff.Boxes.box;
import static dev.reelwright.internal.isobmff.Boxes.fourCc;
import static dev.reelwright.internal.isobmff.Boxes.fullBox;
import static dev.reelwright.internal.isobmff.Boxes.join;
import static dev.reelwright.internal.isobmff.Boxes.largeBox;
import static dev.reelwright.internal.isobmff.Boxes.mvhd;
import static dev.reelwright.internal.isobmff.Boxes.u32;
import static dev.reelwright.internal.isobmff.Boxes.u64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.internal.isobmff.IndexPlacer.Placement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexPlacerTest {
    private static final DoubleConsumer NOBODY = share -> {};
    private static final byte[] FILE_TYPE = box("ftyp", fourCc("isom"), u32(512), fourCc("isom"));
    private static final byte[] GAP = box("free");
    private static final byte[] SAMPLES = samples(5000);

    @TempDir
    Path folder;

    /** Bytes without a pattern that a shift could hide. */
    private static byte[] samples(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + i / 256 + 1);
        }
        return bytes;
    }

    private static byte[] index(byte[]... tables) {
        List<byte[]> tracks = new ArrayList<>();
        for (byte[] table : tables) {
            byte[] stbl = box("stbl", fullBox("stts", 0, 0, u32(0)), table, fullBox("stsz", 0, 0, u32(0), u32(0)));
            tracks.add(box("trak", box("mdia", box("minf", stbl)), box("udta", u32(0))));
        }
        return box("moov", mvhd(1000, 5), join(tracks.toArray(byte[][]::new)));
    }

    private static byte[] narrow(long... offsets) {
        byte[][] entries = Arrays.stream(offsets).mapToObj(Boxes::u32).toArray(byte[][]::new);
        return fullBox("stco", 0, 0, u32(offsets.length), join(entries));
    }

    private static byte[] wide(long... offsets) {
        byte[][] entries = Arrays.stream(offsets).mapToObj(Boxes::u64).toArray(byte[][]::new);
        return fullBox("co64", 0, 0, u32(offsets.length), join(entries));
    }

    /** Where the samples begin in a file that {@link #write} makes. */
    private static long start(long reserved) {
        return reserved + FILE_TYPE.length + GAP.length + 8;
    }

    /** As the muxer leaves it: free bytes, file type, a gap for a longer header, media, index. */
    private Path write(long reserved, byte[] media, byte[] index) throws IOException {
        return Files.write(folder.resolve("movie.mp4"), join(new byte[(int) reserved], FILE_TYPE, GAP, media, index));
    }

    private static List<String> types(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return BoxReader.topLevel(channel).stream().map(Box::type).toList();
        }
    }

    private static Box find(Path file, String type) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            List<Box> boxes = BoxReader.topLevel(channel);
            assertThat(boxes.get(boxes.size() - 1).end()).isEqualTo(channel.size());
            assertThat(boxes).noneMatch(Box::truncated);
            return boxes.stream().filter(b -> b.type().equals(type)).findFirst().orElseThrow();
        }
    }

    private static byte[] bytes(Path file, long from, long length) throws IOException {
        return Arrays.copyOfRange(Files.readAllBytes(file), (int) from, (int) (from + length));
    }

    /** The chunk offsets of all tracks in order, whichever tables hold them. */
    private static List<Long> offsets(byte[] index) {
        List<Long> found = new ArrayList<>();
        String text = new String(index, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < index.length - 4; i++) {
            boolean wide = text.startsWith("co64", i);
            if (wide || text.startsWith("stco", i)) {
                ByteBuffer table = ByteBuffer.wrap(index, i + 8, index.length - i - 8);
                for (int count = table.getInt(); count > 0; count--) {
                    found.add(wide ? table.getLong() : Integer.toUnsignedLong(table.getInt()));
                }
            }
        }
        return found;
    }

    @Test
    void E12_indexMovesIntoTheSpaceAndTheMediaStays() throws IOException {
        byte[] index = index(narrow(start(1000), start(1000) + 4000), wide(start(1000) + 70));
        Path file = write(1000, box("mdat", SAMPLES), index);

        Placement placement = IndexPlacer.place(file, 1000, NOBODY);

        assertThat(types(file)).containsExactly("ftyp", "moov", "free", "mdat");
        assertThat(bytes(file, 0, FILE_TYPE.length)).isEqualTo(FILE_TYPE);
        assertThat(bytes(file, FILE_TYPE.length, index.length)).isEqualTo(index);
        assertThat(bytes(file, start(1000), SAMPLES.length)).isEqualTo(SAMPLES);
        assertThat(Files.size(file)).isEqualTo(start(1000) + SAMPLES.length);
        Box padding = find(file, "free");
        assertThat(placement).isEqualTo(new Placement(padding.size(), 0));
        assertThat(bytes(file, padding.contentOffset(), padding.size() - 8)).containsOnly(0);
    }

    @Test
    void E12_indexThatFillsTheSpaceLeavesNoPadding() throws IOException {
        int size = index(narrow(0)).length;
        long reserved = size - GAP.length;
        Path file = write(reserved, box("mdat", SAMPLES), index(narrow(start(reserved))));

        Placement placement = IndexPlacer.place(file, reserved, NOBODY);

        assertThat(placement).isEqualTo(new Placement(0, 0));
        assertThat(types(file)).containsExactly("ftyp", "moov", "mdat");
        assertThat(bytes(file, start(reserved), SAMPLES.length)).isEqualTo(SAMPLES);
    }

    @ParameterizedTest(name = "E12 {0} bytes too many or too few for a box to fill")
    @ValueSource(ints = {-200, -9, -8, -7, -1, 1, 4, 7})
    void E12_spaceThatDoesNotSuitMovesTheMediaOnce(int room) throws IOException {
        int size = index(narrow(0, 0), wide(0)).length;
        long reserved = size - GAP.length + room;
        long from = start(reserved);
        Path file = write(reserved, box("mdat", SAMPLES), index(narrow(from, from + 4000), wide(from + 70)));

        Placement placement = IndexPlacer.place(file, reserved, NOBODY);

        long by = 8 - room;
        assertThat(placement).isEqualTo(new Placement(8, by));
        assertThat(types(file)).containsExactly("ftyp", "moov", "free", "mdat");
        assertThat(bytes(file, from + by, SAMPLES.length)).isEqualTo(SAMPLES);
        assertThat(Files.size(file)).isEqualTo(from + by + SAMPLES.length);
        assertThat(bytes(file, FILE_TYPE.length, size))
                .isEqualTo(index(narrow(from + by, from + by + 4000), wide(from + by + 70)));
    }

    @Test
    void E12_usualFileWithoutSpaceIsRewritten() throws IOException {
        byte[] media = samples((2 << 20) + 12_345);
        byte[] index = index(narrow(start(0), start(0) + 2_000_000));
        Path file = write(0, box("mdat", media), index);
        List<Double> shares = new ArrayList<>();

        Placement placement = IndexPlacer.place(file, 0, shares::add);

        assertThat(placement.shortBy()).isEqualTo(index.length);
        assertThat(types(file)).containsExactly("ftyp", "moov", "free", "mdat");
        Box moved = find(file, "mdat");
        assertThat(bytes(file, moved.contentOffset(), media.length)).isEqualTo(media);
        assertThat(offsets(bytes(file, FILE_TYPE.length, index.length)))
                .containsExactly(moved.contentOffset(), moved.contentOffset() + 2_000_000);
        assertThat(shares).hasSize(3).isSorted().last().isEqualTo(1.0);
    }

    @Test
    void E12_rewriteStopsWhenItIsToldTo() throws IOException {
        Path file = write(0, box("mdat", samples(2 << 20)), index(narrow(start(0))));
        List<Double> shares = new ArrayList<>();

        assertThatThrownBy(() -> IndexPlacer.place(file, 0, share -> {
                    shares.add(share);
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);

        assertThat(shares).singleElement().satisfies(share -> assertThat(share).isLessThan(1));
    }

    @Test
    void E12_mediaOfMoreThanFourGigabytesKeepsItsLongHeader() throws IOException {
        long reserved = 2000;
        long mediaSize = 5L << 30;
        long mediaStart = reserved + FILE_TYPE.length;
        byte[] index = index(wide(mediaStart + 16, mediaStart + (9L << 29)));
        Path file = folder.resolve("large.mp4");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            byte[] header = join(u32(1), fourCc("mdat"), u64(mediaSize));
            channel.write(ByteBuffer.wrap(join(FILE_TYPE, header, SAMPLES)), reserved);
            channel.write(ByteBuffer.wrap(index), mediaStart + mediaSize);
        }

        Placement placement = IndexPlacer.place(file, reserved, NOBODY);

        assertThat(types(file)).containsExactly("ftyp", "moov", "free", "mdat");
        assertThat(placement.padding()).isEqualTo(reserved - index.length);
        Box media = find(file, "mdat");
        assertThat(media).isEqualTo(new Box("mdat", mediaStart, 16, mediaSize, false));
        assertThat(Files.size(file)).isEqualTo(mediaStart + mediaSize);
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer start = ByteBuffer.allocate(FILE_TYPE.length + index.length);
            channel.read(start, 0);
            assertThat(start.array()).isEqualTo(join(FILE_TYPE, index));
            ByteBuffer samples = ByteBuffer.allocate(SAMPLES.length);
            channel.read(samples, media.contentOffset());
            assertThat(samples.array()).isEqualTo(SAMPLES);
        }
    }

    private void assertRefused(byte[] content, long reserved, String... words) throws IOException {
        Path file = Files.write(folder.resolve("odd.mp4"), content);

        assertThatThrownBy(() -> IndexPlacer.place(file, reserved, NOBODY))
                .isInstanceOf(MalformedBoxException.class)
                .hasMessageContainingAll(words);

        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }

    @Test
    void E12_fragmentedFilesAreRefusedUntouched() throws IOException {
        byte[] fragmented = box("moov", mvhd(1000, 0), box("mvex", box("trex", new byte[24])));

        assertRefused(join(FILE_TYPE, box("mdat", SAMPLES), fragmented), 0, "mvex");
        assertRefused(join(FILE_TYPE, box("moof", new byte[16]), box("mdat", SAMPLES)), 0, "moof", "mdat");
    }

    @Test
    void E12_filesInAnotherOrderAreRefusedUntouched() throws IOException {
        byte[] index = index(narrow(start(0)));
        byte[] media = box("mdat", SAMPLES);

        assertRefused(join(FILE_TYPE, index, media), 0, "moov", "mdat is expected");
        assertRefused(join(media, index), 0, "mdat", "ftyp is expected");
        assertRefused(join(FILE_TYPE, media, media, index), 0, "mdat", "moov is expected");
        assertRefused(join(FILE_TYPE, media, index, GAP), 0, "moov", "8 bytes follow");
        assertRefused(join(FILE_TYPE, media), 0, "no box begins", "moov");
        assertRefused(join(FILE_TYPE, media, Arrays.copyOf(index, index.length - 1)), 0, "moov", "cut off");
        assertRefused(join(FILE_TYPE, Arrays.copyOf(media, 300)), 0, "mdat", "cut off");
    }

    @Test
    void E12_wrongAmountOfSpaceIsRefusedUntouched() throws IOException {
        byte[] movie = join(new byte[1000], FILE_TYPE, box("mdat", SAMPLES), index(narrow(start(1000))));

        assertRefused(movie, 992, "992", "ftyp");
        assertRefused(movie, 100_000, "100000", "ftyp");
    }

    @Test
    void E12_indexesThatCannotBeMovedSafelyAreRefusedUntouched() throws IOException {
        byte[] media = box("mdat", SAMPLES);

        assertRefused(join(FILE_TYPE, GAP, media, index(narrow(start(0) - 1))), 0, "stco", "chunk 1");
        assertRefused(
                join(FILE_TYPE, GAP, media, index(wide(start(0), start(0) + SAMPLES.length))), 0, "co64", "chunk 2");
        assertRefused(join(FILE_TYPE, GAP, media, index(fullBox("saio", 0, 0, u32(1), u32(start(0))))), 0, "saio");
        assertRefused(join(FILE_TYPE, GAP, media, index(fullBox("stco", 0, 0, u32(9)))), 0, "stco", "entries");
        assertRefused(join(FILE_TYPE, GAP, media, box("moov", box("cmov", new byte[20]))), 0, "cmov");
        assertRefused(join(FILE_TYPE, GAP, media, box("moov", box("trak", u32(7), u32(1)))), 0, "no box");
        assertRefused(join(FILE_TYPE, GAP, media, box("moov", largeBox("trak", GAP))), 0, "no box");
    }

    @Test
    void E12_offsetsThatPassFourGigabytesGetWiderFields() throws IOException {
        long edge = 0xFFFFFFFFL;
        byte[] tables = index(narrow(edge - 1000), narrow(50, edge - 10), wide(60));
        MovieIndex index = MovieIndex.of(ByteBuffer.wrap(tables), 50, edge + 1);

        ByteBuffer moved = index.movedBy(100);

        assertThat(index.sizeMovedBy(10)).isEqualTo(tables.length);
        assertThat(index.sizeMovedBy(100)).isEqualTo(tables.length + 2 * 4);
        assertThat(moved.array()).isEqualTo(index(narrow(edge - 900), wide(150, edge + 90), wide(160)));
    }
}
