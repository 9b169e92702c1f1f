package dev.reelwright.internal.isobmff;

import static dev.reelwright.internal.isobmff.Boxes.box;
import static dev.reelwright.internal.isobmff.Boxes.fourCc;
import static dev.reelwright.internal.isobmff.Boxes.fullBox;
import static dev.reelwright.internal.isobmff.Boxes.hdlr;
import static dev.reelwright.internal.isobmff.Boxes.join;
import static dev.reelwright.internal.isobmff.Boxes.mdhd;
import static dev.reelwright.internal.isobmff.Boxes.tkhd;
import static dev.reelwright.internal.isobmff.Boxes.u16;
import static dev.reelwright.internal.isobmff.Boxes.u32;
import static dev.reelwright.internal.isobmff.Boxes.u64;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;

class MovieMetadataTest {
    private static final int ENGLISH = 0x15C7;
    private static final int GERMAN = 0x10B5;
    private static final byte[] HEADER = fullBox("mvhd", 0, 0, u32(0), u32(0), u32(600), u32(600), new byte[80]);
    private static final byte[] TRACK = box("trak", tkhd(7), box("mdia", mdhd(600, 600, ENGLISH), hdlr("soun")));

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] data(int type, long locale, byte[] value) {
        return box("data", u32(type), u32(locale), value);
    }

    private static byte[] keys(String... keys) {
        byte[] entries = {};
        for (String key : keys) {
            entries = join(entries, u32(8 + key.length()), fourCc("mdta"), latin(key));
        }
        return fullBox("keys", 0, 0, u32(keys.length), entries);
    }

    private static byte[] item(int place, byte[]... values) {
        return box(BoxSource.fourCc(place), values);
    }

    private static byte[] itunes(byte[]... items) {
        return box("udta", fullBox("meta", 0, 0, hdlr("mdir"), box("ilst", items)));
    }

    private static MetadataItem of(String identifier, MetadataValue value) {
        return MetadataItem.of(MetadataIdentifier.parse(identifier), value);
    }

    private static MetadataItem with(MetadataItem item, Map<String, String> attributes) {
        return new MetadataItem(item.identifier(), item.value(), item.languageTag(), attributes);
    }

    private static MovieMetadata read(byte[] moov) throws IOException {
        MovieMetadata metadata = MovieMetadataReader.read(new MemoryChannel(join(box("ftyp", fourCc("qt  ")), moov)));
        assertThat(metadata).isNotNull();
        return metadata;
    }

    private static List<MetadataItem> items(byte[]... boxes) throws IOException {
        return read(box("moov", HEADER, join(boxes))).items();
    }

    @Example
    void S44_quickTimeKeysHaveTypedValuesAndLanguages() throws IOException {
        byte[] list = box(
                "ilst",
                item(
                        1,
                        data(1, ENGLISH, utf8("Holiday")),
                        data(1, 'C' << 24 | 'H' << 16 | GERMAN, utf8("Ferien")),
                        data(2, 0, "祝日".getBytes(StandardCharsets.UTF_16BE))),
                item(2, data(23, 0, u32(0x41F00000))),
                item(3, data(21, 0, u64(-5))),
                item(2, data(77, 0, u32(0xFFFFFFFFL))),
                item(4, data(1, 0, utf8("there is no such key"))));
        byte[] meta = box("meta", hdlr("mdta"), keys("com.apple.quicktime.title", "rate", "n"), list);

        assertThat(items(meta))
                .containsExactly(
                        MetadataItem.of("mdta/com.apple.quicktime.title", "Holiday")
                                .inLanguage("en"),
                        MetadataItem.of("mdta/com.apple.quicktime.title", "Ferien")
                                .inLanguage("de-CH"),
                        MetadataItem.of("mdta/com.apple.quicktime.title", "祝日"),
                        of("mdta/rate", new MetadataValue.Real(30, DataType.FLOAT_32)),
                        with(of("mdta/n", new MetadataValue.Whole(-5, DataType.SIGNED_INTEGER)), Map.of("width", "8")),
                        of("mdta/rate", new MetadataValue.Whole(0xFFFFFFFFL, DataType.UNSIGNED_32)));
    }

    @Example
    void S44_userDataHasTextsInMacintoshAndIsoLanguages() throws IOException {
        byte[] french = {'C', 'a', 'f', (byte) 0x8E};
        byte[] name = box(
                "\u00a9nam",
                join(u16(4), u16(1), french),
                join(u16(5), u16(GERMAN), utf8("Käse")),
                join(u16(5), u16(0), utf8("Käse")),
                join(u16(2), u16(0x55C4), utf8("--")));
        byte[] vendor = box("\u00a9xxx", utf8("not a list of texts"));

        assertThat(items(box("udta", name, box("name", utf8("Left")), vendor, box("ABCD", new byte[] {1, 2}), u32(0))))
                .containsExactly(
                        MetadataItem.of("udta/%A9nam", "Café").inLanguage("fr"),
                        MetadataItem.of("udta/%A9nam", "Käse").inLanguage("de"),
                        MetadataItem.of("udta/%A9nam", "Käse").inLanguage("en"),
                        MetadataItem.of("udta/%A9nam", "--"),
                        MetadataItem.of("udta/name", "Left"),
                        of("udta/%A9xxx", new MetadataValue.Data(utf8("not a list of texts"), DataType.RAW)),
                        of("udta/ABCD", new MetadataValue.Data(new byte[] {1, 2}, DataType.RAW)));
    }

    @Example
    void S44_userDataOfIsoFilesHasItsFields() throws IOException {
        byte[] language = u16(GERMAN);
        byte[] wide = join(u16(0xFEFF), "Über".getBytes(StandardCharsets.UTF_16BE), u16(0));
        byte[] place = join(u32(-13 * 0x10000 - 0x8000), u32(51 * 0x10000 + 0x4000), u32(0));
        byte[] udta = box(
                "udta",
                fullBox("titl", 0, 0, language, utf8("Titel\0")),
                fullBox("titl", 0, 0, u16(ENGLISH), utf8("Title\0")),
                fullBox("dscp", 0, 0, language, wide),
                fullBox("albm", 0, 0, language, utf8("Album\0"), new byte[] {9}),
                fullBox("yrrc", 0, 0, u16(1999)),
                fullBox("rtng", 0, 0, fourCc("MPAA"), fourCc("PG13"), language, utf8("ab 13\0")),
                fullBox("clsf", 0, 0, fourCc("ICRA"), u16(3), language, utf8("x\0")),
                fullBox("kywd", 0, 0, language, new byte[] {2, 4}, utf8("eins\4zwei")),
                fullBox("loci", 0, 0, language, utf8("Kew\0"), new byte[] {1}, place, utf8("earth\0\0")),
                box("titl", u16(1)));

        assertThat(items(udta))
                .containsExactly(
                        MetadataItem.of("uiso/titl", "Titel").inLanguage("de"),
                        MetadataItem.of("uiso/titl", "Title").inLanguage("en"),
                        MetadataItem.of("uiso/dscp", "Über").inLanguage("de"),
                        with(MetadataItem.of("uiso/albm", "Album").inLanguage("de"), Map.of("track", "9")),
                        of("uiso/yrrc", new MetadataValue.Whole(1999, DataType.UNSIGNED_16)),
                        with(
                                MetadataItem.of("uiso/rtng", "ab 13").inLanguage("de"),
                                Map.of("entity", "MPAA", "criteria", "PG13")),
                        with(
                                MetadataItem.of("uiso/clsf", "x").inLanguage("de"),
                                Map.of("entity", "ICRA", "table", "3")),
                        MetadataItem.of("uiso/kywd", "eins").inLanguage("de"),
                        MetadataItem.of("uiso/kywd", "zwei").inLanguage("de"),
                        with(
                                MetadataItem.of("uiso/loci", "+51.25000-013.50000/")
                                        .inLanguage("de"),
                                Map.of("name", "Kew", "role", "1", "body", "earth")),
                        of("uiso/titl", new MetadataValue.Data(u16(1), DataType.RAW)));
    }

    @Example
    void S44_listsOfItunesHaveCodesAndFreeFormNames() throws IOException {
        byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 1};
        byte[] udta = itunes(
                box("\u00a9nam", data(1, 0, utf8("Title"))),
                box("covr", data(14, 0, new byte[] {9}), data(0, 0, jpeg)),
                box("trkn", data(0, 0, join(u16(0), u16(2), u16(12), u16(0)))),
                box("disk", data(0, 0, join(u16(0), u16(1), u16(0)))),
                box("gnre", data(0, 0, u16(18))),
                box("tmpo", data(21, 0, u16(120))),
                box("cpil", data(21, 0, new byte[] {1})),
                box(
                        "----",
                        fullBox("mean", 0, 0, utf8("com.apple.iTunes")),
                        fullBox("name", 0, 0, utf8("a.b")),
                        data(1, 0, utf8("one")),
                        data(1, 0, utf8("two"))),
                box("xxxx", data(99, 0, new byte[] {5})));

        MetadataItem freeForm = MetadataItem.of("itsk/com.apple.iTunes.a.b", "one");
        assertThat(items(udta))
                .containsExactly(
                        MetadataItem.of("itsk/%A9nam", "Title"),
                        of("itsk/covr", new MetadataValue.Data(new byte[] {9}, DataType.PNG)),
                        of("itsk/covr", new MetadataValue.Data(jpeg, DataType.JPEG)),
                        MetadataItem.of("itsk/trkn", "2/12"),
                        MetadataItem.of("itsk/disk", "1"),
                        of("itsk/gnre", new MetadataValue.Whole(18, DataType.UNSIGNED_16)),
                        of("itsk/tmpo", new MetadataValue.Whole(120, DataType.SIGNED_INTEGER)),
                        of("itsk/cpil", new MetadataValue.Whole(1, DataType.SIGNED_INTEGER)),
                        with(freeForm, Map.of("mean", "com.apple.iTunes")),
                        with(MetadataItem.of("itsk/com.apple.iTunes.a.b", "two"), Map.of("mean", "com.apple.iTunes")),
                        with(
                                of("itsk/xxxx", new MetadataValue.Data(new byte[] {5}, DataType.RAW)),
                                Map.of("dataType", "99")));
    }

    @Example
    void S44_tracksHaveTheirOwn() throws IOException {
        byte[] meta = box("meta", hdlr("mdta"), keys("k"), box("ilst", item(1, data(1, 0, utf8("v")))));
        byte[] track = box("trak", tkhd(7), meta, box("udta", box("tagc", utf8("public.main-program-content"))));

        MovieMetadata metadata = read(box("moov", HEADER, track));

        assertThat(metadata.items()).isEmpty();
        assertThat(metadata.tracks())
                .isEqualTo(Map.of(
                        7,
                        List.of(
                                MetadataItem.of("mdta/k", "v"),
                                MetadataItem.of("udta/tagc", "public.main-program-content"))));
    }

    @Example
    void E25_timeInTheHeaderIsAnItemWhereNoOtherTells() throws IOException {
        byte[] header = fullBox("mvhd", 0, 0, u32(3_547_558_895L), u32(0), u32(600), u32(600), new byte[80]);
        byte[] day = itunes(box("\u00a9day", data(1, 0, utf8("2024"))));

        List<MetadataItem> untold = read(box("moov", header)).items();
        List<MetadataItem> told = read(box("moov", header, day)).items();

        assertThat(untold).containsExactly(MetadataItem.of("comn/creationDate", "2016-05-31T17:01:35Z"));
        assertThat(told).containsExactly(MetadataItem.of("itsk/%A9day", "2024"));
    }

    @Example
    void E25_damagedItemsAreLeftOutAndTheOthersRead() throws IOException {
        byte[] good = item(1, data(1, 0, utf8("good")));
        byte[] beyondTheEnd = join(u32(5000), u32(1), u32(4000), fourCc("data"), u64(1), utf8("cut"));
        byte[] meta =
                box("meta", hdlr("mdta"), keys("k"), box("ilst", item(1, box("data", u16(1))), good, beyondTheEnd));

        assertThat(items(meta)).containsExactly(MetadataItem.of("mdta/k", "good"));
    }

    @Example
    void E25_itemsBeyondTheLimitAreLeftOut() throws IOException {
        byte[] start = join(box("ftyp", fourCc("qt  ")), u32(200_000_000), fourCc("moov"), HEADER);
        byte[] huge = join(u32(100_000_000), fourCc("udta"), u32(99_999_000), fourCc("XYZ_"));

        MovieMetadata metadata = MovieMetadataReader.read(new MemoryChannel(join(start, huge), 200_000_100));

        assertThat(metadata).isNotNull();
        assertThat(metadata.items()).isEmpty();
    }

    @Example
    void E25_millionsOfItemsEndInTime() throws IOException {
        byte[] list = new byte[8 * 300_000];
        ByteBuffer boxes = ByteBuffer.wrap(list);
        while (boxes.hasRemaining()) {
            boxes.putInt(8).put(fourCc("ABCD"));
        }

        assertThat(items(box("udta", list))).hasSize(20_000);
    }
}
