package dev.reelwright.internal.isobmff;

import static dev.reelwright.internal.isobmff.Boxes.box;
import static dev.reelwright.internal.isobmff.Boxes.fourCc;
import static dev.reelwright.internal.isobmff.Boxes.fullBox;
import static dev.reelwright.internal.isobmff.Boxes.hdlr;
import static dev.reelwright.internal.isobmff.Boxes.join;
import static dev.reelwright.internal.isobmff.Boxes.mdhd;
import static dev.reelwright.internal.isobmff.Boxes.minf;
import static dev.reelwright.internal.isobmff.Boxes.mvhd;
import static dev.reelwright.internal.isobmff.Boxes.stsd;
import static dev.reelwright.internal.isobmff.Boxes.tkhd;
import static dev.reelwright.internal.isobmff.Boxes.tkhdRest;
import static dev.reelwright.internal.isobmff.Boxes.u32;
import static dev.reelwright.internal.isobmff.Boxes.u64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MovieFinisherTest {
    private static final TrackChanges PLAIN = new TrackChanges(true, 0, "", Map.of(), List.of());

    @TempDir
    Path folder;

    private static byte[] track(byte[] header, byte[]... more) {
        byte[] media = box("mdia", mdhd(600, 600, 0x15C7), hdlr("soun"), minf(stsd()));
        return box("trak", header, join(more), media);
    }

    /** The header of a file of more than 2^32 ticks. */
    private static byte[] wideTkhd(int id) {
        return fullBox("tkhd", 1, 3, u64(1), u64(2), u32(id), u32(0), u64(1000), tkhdRest(0, 7, 0, 0, 0));
    }

    private Path file(byte[]... parts) throws IOException {
        return Files.write(folder.resolve("file.mov"), join(parts));
    }

    private static MovieFacts finished(Path file, long reserved, TrackChanges... tracks) throws IOException {
        MovieFinisher.apply(file, reserved, new MovieChanges(List.of(), List.of(tracks)));
        MovieFacts facts = MovieReader.read(file);
        assertThat(facts).isNotNull();
        return facts;
    }

    @Test
    void E25_tracksGetTheirFlagsLanguagesAndReferences() throws IOException {
        byte[] media = box("mdat", new byte[100]);
        byte[] index = box(
                "moov",
                mvhd(600, 600),
                track(tkhd(5)),
                track(wideTkhd(9)),
                track(tkhd(12), box("tref", box("hint", u32(5)))));
        Path file = file(box("ftyp", fourCc("qt  "), u32(0)), media, index);

        MovieFacts movie = finished(
                file,
                0,
                new TrackChanges(false, 2, "pt-BR", Map.of("fall", List.of(1)), List.of()),
                new TrackChanges(true, 3, "", Map.of("tmcd", List.of(0, 2)), List.of()),
                PLAIN);

        TrackFacts first = movie.tracks().get(0);
        assertThat(first.enabled()).isFalse();
        assertThat(first.alternateGroup()).isEqualTo(2);
        assertThat(first.extendedLanguage()).isEqualTo("pt-BR");
        assertThat(first.language()).isEqualTo("eng");
        assertThat(first.references()).isEqualTo(Map.of("fall", List.of(9)));
        assertThat(first.width()).isEqualTo(640);
        TrackFacts second = movie.tracks().get(1);
        assertThat(second.enabled()).isTrue();
        assertThat(second.alternateGroup()).isEqualTo(3);
        assertThat(second.references()).isEqualTo(Map.of("tmcd", List.of(5, 12)));
        TrackFacts third = movie.tracks().get(2);
        assertThat(third.references()).isEqualTo(Map.of("hint", List.of(5)));
    }

    @Test
    void E25_nothingButTheIndexIsTouchedBehindReservedBytesAndMediaOf5GiB() throws IOException {
        Path file = folder.resolve("large.mp4");
        long mediaBytes = 5L << 30;
        byte[] start =
                join(new byte[1000], box("ftyp", fourCc("isom"), u32(0)), u32(1), fourCc("mdat"), u64(mediaBytes));
        long indexAt = start.length - 16 + mediaBytes;
        byte[] index = box("moov", mvhd(600, 600), track(tkhd(1), box("co64", u64(indexAt - 1))));
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(start), 0);
            channel.write(ByteBuffer.wrap(index), indexAt);
        }

        MovieFinisher.apply(
                file,
                1000,
                new MovieChanges(List.of(), List.of(new TrackChanges(true, 0, "de-CH", Map.of(), List.of()))));

        byte[] elng = fullBox("elng", 0, 0, fourCc("de-CH\0"));
        assertThat(Files.size(file)).isEqualTo(indexAt + index.length + elng.length);
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer head = ByteBuffer.allocate(start.length);
            channel.read(head, 0);
            assertThat(head.array()).isEqualTo(start);
        }
    }

    @Test
    void E25_aFileThatDoesNotEndWithItsIndexStaysAsItIs() throws IOException {
        byte[] index = box("moov", mvhd(600, 600), track(tkhd(1)));
        byte[] bytes = join(box("ftyp", fourCc("isom"), u32(0)), index, box("mdat", new byte[9]));
        Path file = file(bytes);

        assertThatThrownBy(() -> finished(file, 0, PLAIN)).isInstanceOf(MalformedBoxException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void E25_aTrackThatIsNotThereIsRefused() throws IOException {
        byte[] bytes = join(box("ftyp", fourCc("isom"), u32(0)), box("moov", mvhd(600, 600), track(tkhd(1))));
        Path file = file(bytes);

        assertThatThrownBy(() -> finished(file, 0, PLAIN, PLAIN))
                .isInstanceOf(MalformedBoxException.class)
                .hasMessageContaining("1 tracks, 2 were written");
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }
}
