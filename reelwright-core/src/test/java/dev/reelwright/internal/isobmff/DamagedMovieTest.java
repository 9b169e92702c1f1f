package dev.reelwright.internal.isobmff;

import static dev.reelwright.internal.isobmff.Boxes.box;
import static dev.reelwright.internal.isobmff.Boxes.edit;
import static dev.reelwright.internal.isobmff.Boxes.elst;
import static dev.reelwright.internal.isobmff.Boxes.fourCc;
import static dev.reelwright.internal.isobmff.Boxes.fullBox;
import static dev.reelwright.internal.isobmff.Boxes.hdlr;
import static dev.reelwright.internal.isobmff.Boxes.join;
import static dev.reelwright.internal.isobmff.Boxes.mdhd;
import static dev.reelwright.internal.isobmff.Boxes.minf;
import static dev.reelwright.internal.isobmff.Boxes.mvhd;
import static dev.reelwright.internal.isobmff.Boxes.stsd;
import static dev.reelwright.internal.isobmff.Boxes.tkhd;
import static dev.reelwright.internal.isobmff.Boxes.u32;
import static dev.reelwright.internal.isobmff.Boxes.visualEntry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens to a movie's bytes, reading ends, and with a result or an {@link IOException}. */
class DamagedMovieTest {

    private static final byte[] MOVIE = movie();

    /** Overwrites the 32-bit word at an index. */
    record Damage(int index, int word) {}

    @Example
    void undamagedMovieIsRead() throws IOException {
        MovieFacts movie = MovieReader.read(new MemoryChannel(MOVIE));

        assertThat(movie).isNotNull();
        assertThat(movie.tracks()).hasSize(2);
        assertThat(movie.tracks().get(0).pixelAspect()).isEqualTo(new PixelAspect(64, 45));
    }

    @Property(tries = 5000)
    void truncatedMovieIsReadOrRefused(@ForAll("lengths") int length) {
        readAll(Arrays.copyOf(MOVIE, length));
    }

    @Property(tries = 5000)
    void movieWithFlippedBytesIsReadOrRefused(@ForAll Random random, @ForAll @IntRange(min = 1, max = 20) int flips) {
        byte[] damaged = MOVIE.clone();
        for (int i = 0; i < flips; i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        }

        readAll(damaged);
    }

    @Property(tries = 5000)
    void movieWithOddSizesAndCountsIsReadOrRefused(@ForAll("damages") @Size(min = 1, max = 4) List<Damage> damages) {
        byte[] damaged = MOVIE.clone();
        damages.forEach(damage -> ByteBuffer.wrap(damaged).putInt(damage.index(), damage.word()));

        readAll(damaged);
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.integers().between(0, MOVIE.length);
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        Arbitrary<Integer> indexes = Arbitraries.integers().between(0, MOVIE.length - Integer.BYTES);
        Arbitrary<Integer> words = Arbitraries.of(0, 1, 2, 7, 8, 9, 24, 1000, 0x7FFFFFFF, 0x80000000, -8, -1);
        return Combinators.combine(indexes, words).as(Damage::new).list();
    }

    /** A RuntimeException or the memory channel's complaint about endless reading fails the property. */
    private static void readAll(byte[] file) {
        try {
            BoxReader.topLevel(new MemoryChannel(file));
            MovieReader.read(new MemoryChannel(file));
        } catch (IOException refused) {
            assertThat(refused).isInstanceOf(MalformedBoxException.class).hasMessageMatching("(?s).*\\d+.*");
        }
    }

    private static byte[] movie() {
        byte[] clap = box("clap", u32(60), u32(1), u32(40), u32(1), u32(0), u32(1), u32(0), u32(1));
        byte[] size = join(u32(640 << 16), u32(360 << 16));
        byte[] video = box(
                "trak",
                tkhd(1),
                box("tapt", fullBox("clef", 0, 0, size), fullBox("prof", 0, 0, size), fullBox("enof", 0, 0, size)),
                box("edts", elst(edit(44, -1, 0x10000), edit(1001, 2002, 0x10000))),
                box("tref", box("tmcd", u32(2))),
                box(
                        "mdia",
                        mdhd(30_000, 30_030, 0x15C7),
                        hdlr("vide"),
                        fullBox("elng", 0, 0, fourCc("en-GB\0")),
                        minf(stsd(visualEntry("avc1", box("pasp", u32(64), u32(45)), clap)))));
        byte[] timecode = box("trak", tkhd(2), box("mdia", mdhd(600, 600, 0), hdlr("tmcd")));
        return join(
                box("ftyp", fourCc("qt  "), u32(0x200), fourCc("qt  ")),
                box("moov", mvhd(600, 600), video, timecode, box("mvex")),
                box("mdat", new byte[16]));
    }
}
