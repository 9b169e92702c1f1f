package dev.reelwright.internal.isobmff;

import static dev.reelwright.internal.isobmff.Boxes.box;
import static dev.reelwright.internal.isobmff.Boxes.fourCc;
import static dev.reelwright.internal.isobmff.Boxes.fullBox;
import static dev.reelwright.internal.isobmff.Boxes.hdlr;
import static dev.reelwright.internal.isobmff.Boxes.join;
import static dev.reelwright.internal.isobmff.Boxes.mdhd;
import static dev.reelwright.internal.isobmff.Boxes.mvhd;
import static dev.reelwright.internal.isobmff.Boxes.tkhd;
import static dev.reelwright.internal.isobmff.Boxes.u32;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Items go into an index and come back. */
class MovieMetadataWriterTest {
    private static final int ENGLISH = 0x15C7;
    private static final byte[] HEADER = fullBox("mvhd", 0, 0, u32(0), u32(0), u32(600), u32(600), new byte[80]);
    private static final byte[] TRACK = box("trak", tkhd(7), box("mdia", mdhd(600, 600, ENGLISH), hdlr("soun")));

    private static MetadataItem of(String identifier, MetadataValue value) {
        return MetadataItem.of(MetadataIdentifier.parse(identifier), value);
    }

    private static MovieMetadata read(byte[] moov) throws IOException {
        MovieMetadata metadata = MovieMetadataReader.read(new MemoryChannel(join(box("ftyp", fourCc("qt  ")), moov)));
        assertThat(metadata).isNotNull();
        return metadata;
    }

    /** Items as they come back from an index that they were written into. */
    private static MovieMetadata written(boolean quickTime, List<MetadataItem> movie, List<MetadataItem> track)
            throws IOException {
        TrackChanges changes = new TrackChanges(true, 0, "", Map.of(), track);
        ByteBuffer index = MovieFinisher.changed(
                ByteBuffer.wrap(box("moov", HEADER, TRACK)), quickTime, new MovieChanges(movie, List.of(changes)));
        return read(Arrays.copyOf(index.array(), index.remaining()));
    }

    @Example
    void E25_creationTimeGoesIntoTheHeaders() throws IOException {
        List<MetadataItem> created = List.of(MetadataItem.of("comn/creationDate", "2016-05-31T17:01:35Z"));

        assertThat(written(true, created, List.of()).items()).isEqualTo(created);
    }

    @Example
    void E25_datesOfOtherItemsGoIntoTheHeadersAsWell() throws IOException {
        MetadataItem phone = MetadataItem.of("mdta/com.apple.quicktime.creationdate", "2023-05-09T12:41:46+0100");
        MetadataItem year = MetadataItem.of("itsk/%A9day", "2024");

        ByteBuffer told = finished(box("moov", HEADER), List.of(year, phone))
                .require("mvhd")
                .content();
        ByteBuffer untold =
                finished(box("moov", HEADER), List.of(year)).require("mvhd").content();

        assertThat(Integer.toUnsignedLong(told.getInt(4)) - 2_082_844_800L)
                .isEqualTo(java.time.Instant.parse("2023-05-09T11:41:46Z").getEpochSecond());
        assertThat(untold.getInt(4)).isZero();
    }

    @Example
    void E25_coversAndChaptersOfTheMuxerStayWhereTheItemsHaveNone() throws IOException {
        byte[] ilst = box("ilst", box("covr", box("data", u32(13), u32(0), new byte[] {7})), box("\u00a9too"));
        byte[] chapters = box("chpl", new byte[9]);
        byte[] udta = box("udta", chapters, fullBox("meta", 0, 0, hdlr("mdir"), ilst));
        byte[] index = box("moov", HEADER, udta);
        List<MetadataItem> title = List.of(MetadataItem.of("itsk/%A9nam", "Title"));
        MetadataItem cover = of("itsk/covr", new MetadataValue.Data(new byte[] {1}, DataType.PNG));

        BoxTree kept = finished(index, title);
        BoxTree replaced = finished(index, List.of(cover));

        assertThat(kept.require("udta").first("chpl")).isNotNull();
        assertThat(read(bytes(kept)).items())
                .containsExactly(title.get(0), of("itsk/covr", new MetadataValue.Data(new byte[] {7}, DataType.JPEG)));
        assertThat(read(bytes(replaced)).items()).containsExactly(cover);
    }

    private static BoxTree finished(byte[] index, List<MetadataItem> items) throws IOException {
        return BoxTree.read(MovieFinisher.changed(ByteBuffer.wrap(index), false, new MovieChanges(items, List.of())));
    }

    private static byte[] bytes(BoxTree tree) {
        return Arrays.copyOf(tree.bytes().array(), (int) tree.size());
    }

    @Example
    void E25_sizeIsKnownBeforeItIsWritten() throws IOException {
        List<MetadataItem> items = List.of(
                MetadataItem.of("mdta/title", "Title"),
                MetadataItem.of("uiso/titl", "Titel"),
                MetadataItem.of("itsk/mean.name", "free"));
        byte[] index = box("moov", HEADER, TRACK);
        TrackChanges track = new TrackChanges(true, 0, "de-CH", Map.of("fall", List.of(0)), items);
        MovieChanges changes = new MovieChanges(items, List.of(track));

        int added =
                MovieFinisher.changed(ByteBuffer.wrap(index), false, changes).remaining() - index.length;

        assertThat(MovieFinisher.mostAdded(changes)).isEqualTo(added);
    }

    @Property(tries = 300)
    void E25_whatIsWrittenIsReadAgain(@ForAll("itemLists") List<MetadataItem> items, @ForAll boolean quickTime)
            throws IOException {
        List<MetadataItem> inOrder = inFileOrder(items);

        MovieMetadata metadata = written(quickTime, inOrder, inOrder);

        assertThat(metadata.items()).isEqualTo(inOrder);
        assertThat(metadata.track(7)).isEqualTo(inOrder);
    }

    private static List<MetadataItem> inFileOrder(List<MetadataItem> items) {
        List<String> spaces = List.of("mdta", "udta uiso", "itsk");
        return spaces.stream()
                .flatMap(space -> items.stream()
                        .filter(item ->
                                space.contains(item.identifier().keySpace().code())))
                .toList();
    }

    @Provide
    Arbitrary<List<MetadataItem>> itemLists() {
        return Arbitraries.frequencyOf(
                        net.jqwik.api.Tuple.of(3, keyed()),
                        net.jqwik.api.Tuple.of(2, listed()),
                        net.jqwik.api.Tuple.of(3, userData()))
                .list()
                .ofMaxSize(12);
    }

    private static Arbitrary<String> languages() {
        return Arbitraries.of("en", "de", "ja", "haw", "pt").injectNull(0.4);
    }

    private static Arbitrary<MetadataValue> typed() {
        Arbitrary<MetadataValue> text =
                Arbitraries.of("", "a", "ä ö", "祝日", "\uD83C\uDFAC…").map(MetadataValue.Text::new);
        Arbitrary<MetadataValue> whole = Combinators.combine(
                        Arbitraries.of(DataType.SIGNED_INTEGER, DataType.UNSIGNED_INTEGER, DataType.SIGNED_64),
                        Arbitraries.longs())
                .as((type, value) -> new MetadataValue.Whole(value, type));
        Arbitrary<MetadataValue> real =
                Arbitraries.floats().map(value -> new MetadataValue.Real(value, DataType.FLOAT_32));
        Arbitrary<MetadataValue> bytes = Combinators.combine(
                        Arbitraries.of(DataType.PNG, DataType.JPEG, DataType.RAW, DataType.RECTANGLE_F32),
                        Arbitraries.bytes().array(byte[].class).ofMaxSize(20))
                .as((type, value) -> new MetadataValue.Data(value, type));
        return Arbitraries.oneOf(text, whole, real, bytes);
    }

    private static Arbitrary<MetadataItem> keyed() {
        Arbitrary<String> languages =
                Arbitraries.of("en", "en-US", "de-CH", "und-FR", "ja").injectNull(0.4);
        return Combinators.combine(Arbitraries.of("a", "com.apple.quicktime.title", "ключ"), typed(), languages)
                .as((key, value, language) -> {
                    MetadataItem item = of("mdta/" + key, value);
                    return language == null ? item : item.inLanguage(language);
                });
    }

    private static Arbitrary<MetadataItem> listed() {
        return Combinators.combine(Arbitraries.of("©nam", "covr", "org.mean.name", "tmpo"), typed())
                .as((key, value) -> of("itsk/" + key, value));
    }

    private static Arbitrary<MetadataItem> userData() {
        return Combinators.combine(
                        Arbitraries.of("udta/©nam", "udta/©day", "uiso/titl", "uiso/kywd", "uiso/cprt"),
                        Arbitraries.of("", "a", "Ä", "\uD83C\uDFAC…"),
                        languages())
                .as((identifier, text, language) -> {
                    MetadataItem item = MetadataItem.of(identifier, text);
                    return language == null ? item : item.inLanguage(language);
                });
    }

    @Property(tries = 3000)
    void E25_damagedMetadataIsReadOrLeftOut(@ForAll java.util.Random random) {
        byte[] damaged = rich();
        for (int i = 0; i < 1 + random.nextInt(10); i++) {
            int at = random.nextInt(damaged.length - 4);
            if (random.nextBoolean()) {
                damaged[at] = (byte) random.nextInt();
            } else {
                int[] words = {0, 1, 7, 8, 9, 1000, 0x7FFFFFFF, 0x80000000, -1};
                ByteBuffer.wrap(damaged).putInt(at, words[random.nextInt(words.length)]);
            }
        }
        byte[] cut = random.nextInt(4) == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged;

        try {
            MovieMetadataReader.read(new MemoryChannel(cut));
        } catch (IOException refused) {
            assertThat(refused).isInstanceOf(MalformedBoxException.class);
        }
    }

    private static byte[] rich() {
        List<MetadataItem> items = List.of(
                MetadataItem.of("mdta/title", "Title").inLanguage("en-US"),
                of("mdta/n", new MetadataValue.Whole(300, DataType.SIGNED_INTEGER)),
                MetadataItem.of("udta/%A9nam", "a").inLanguage("de"),
                MetadataItem.of("udta/%A9nam", "b"),
                MetadataItem.of("uiso/titl", "Titel"),
                MetadataItem.of("uiso/kywd", "word"),
                MetadataItem.of("uiso/loci", "+10.00000+020.00000/"),
                MetadataItem.of("itsk/trkn", "2/12"),
                MetadataItem.of("itsk/mean.name", "free"));
        try {
            ByteBuffer index = MovieFinisher.changed(
                    ByteBuffer.wrap(box("moov", mvhd(600, 600), TRACK)),
                    true,
                    new MovieChanges(items, List.of(new TrackChanges(true, 0, "", Map.of(), items))));
            return Arrays.copyOf(index.array(), index.remaining());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
