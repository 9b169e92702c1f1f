package dev.reelwright.internal.isobmff;

import static dev.reelwright.internal.isobmff.Boxes.box;
import static dev.reelwright.internal.isobmff.Boxes.fourCc;
import static dev.reelwright.internal.isobmff.Boxes.fullBox;
import static dev.reelwright.internal.isobmff.Boxes.hdlr;
import static dev.reelwright.internal.isobmff.Boxes.join;
import static dev.reelwright.internal.isobmff.Boxes.mdhd;
import static dev.reelwright.internal.isobmff.Boxes.mvhd;
import static dev.reelwright.internal.isobmff.Boxes.stsd;
import static dev.reelwright.internal.isobmff.Boxes.tkhd;
import static dev.reelwright.internal.isobmff.Boxes.u16;
import static dev.reelwright.internal.isobmff.Boxes.u32;
import static dev.reelwright.internal.isobmff.Boxes.visualEntry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.internal.isobmff.CarriedBoxes.Level;
import dev.reelwright.internal.isobmff.CarriedBoxes.Rule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a source says of a track, put into the track that a muxer wrote. */
class TrackFormTest {
    private static final byte[] QUICKTIME = box("ftyp", fourCc("qt  "), u32(0));
    private static final byte[] ISO = box("ftyp", fourCc("isom"), u32(0));

    private static byte[] media(String handler, byte[] header, byte[] description, byte[]... tables) {
        byte[] stbl = box("stbl", description, box("stts", new byte[8]), join(tables));
        return box("mdia", mdhd(600, 600, 0x15C7), hdlr(handler), box("minf", header, stbl));
    }

    private static byte[] video(byte[] description, byte[]... tables) {
        return box("trak", tkhd(1), media("vide", fullBox("vmhd", 0, 1, new byte[8]), description, tables));
    }

    private static byte[] sound(byte[]... entries) {
        return box("trak", tkhd(1), media("soun", fullBox("smhd", 0, 0, u32(0)), stsd(entries)));
    }

    private static byte[] soundEntry(int version, byte[]... boxes) {
        int more = new int[] {0, 16, 36}[version];
        return box("mp4a", new byte[6], u16(1), u16(version), new byte[18 + more], join(boxes));
    }

    private static byte[] sizes(int... sizes) {
        byte[][] each = new byte[sizes.length][];
        for (int i = 0; i < sizes.length; i++) {
            each[i] = u32(sizes[i]);
        }
        return fullBox("stsz", 0, 0, u32(0), u32(sizes.length), join(each));
    }

    private static TrackForm form(byte[] fileType, byte[] track) throws IOException {
        Map<Integer, TrackForm> forms =
                TrackForm.read(new MemoryChannel(join(fileType, box("moov", mvhd(600, 600), track))));
        return Optional.ofNullable(forms.get(1)).orElseThrow();
    }

    private static BoxTree put(TrackForm form, byte[] written, boolean quickTime) throws IOException {
        BoxTree track = BoxTree.read(ByteBuffer.wrap(written));
        form.put(track, quickTime);
        return track;
    }

    private static BoxTree tables(BoxTree track) throws IOException {
        return track.require("mdia").require("minf").require("stbl");
    }

    private static SampleEntry entry(BoxTree track, String handler) throws IOException {
        return SampleEntry.only(tables(track).require("stsd").content(), handler)
                .orElseThrow();
    }

    private static List<String> types(SampleEntry entry) {
        return entry.boxes().stream().map(BoxTree::type).toList();
    }

    private static byte[] bytes(BoxTree box) {
        byte[] bytes = new byte[box.content().remaining()];
        box.content().get(bytes);
        return bytes;
    }

    @Test
    void E58_boxesOfTheSourceReplaceAndCompleteThoseOfTheWriterInTheSourcesOrder() throws IOException {
        TrackForm source = form(
                ISO,
                video(stsd(visualEntry(
                        "hvc1",
                        box("hvcC", u32(7)),
                        box("almo", u32(256)),
                        box("btrt", u32(99)),
                        box("sinf", u32(1)),
                        box("pasp", u32(4), u32(3))))));

        BoxTree made = put(
                source,
                video(stsd(visualEntry("hev1", box("hvcC", u32(1)), box("st3d", u32(0)), box("btrt", u32(5))))),
                false);

        SampleEntry entry = entry(made, "vide");
        assertThat(entry.type()).isEqualTo("hvc1");
        assertThat(types(entry)).containsExactly("hvcC", "almo", "pasp", "btrt");
        assertThat(bytes(entry.boxes().get(0))).isEqualTo(u32(7));
        assertThat(bytes(entry.boxes().get(3))).isEqualTo(u32(5));
    }

    @Test
    void E58_whereSomeSamplesAreEncodedTheWritersParameterSetsStand() throws IOException {
        TrackForm source =
                form(ISO, video(stsd(visualEntry("hvc1", box("hvcC", u32(7)), box("lhvC", u32(8)), box("amve")))));

        BoxTree made = put(source.withOtherSamples(), video(stsd(visualEntry("hev1", box("hvcC", u32(1))))), false);

        SampleEntry entry = entry(made, "vide");
        assertThat(entry.type()).isEqualTo("hev1");
        assertThat(types(entry)).containsExactly("hvcC", "amve");
        assertThat(bytes(entry.boxes().get(0))).isEqualTo(u32(1));
    }

    @Test
    void E58_severalDescriptionsOfSamplesAreLeftAsTheWriterWroteThem() throws IOException {
        byte[] written = video(stsd(visualEntry("avc1", box("avcC", u32(1)))));
        TrackForm source = form(
                ISO, video(stsd(visualEntry("avc1", box("avcC", u32(2))), visualEntry("avc1", box("avcC", u32(3))))));

        BoxTree made = put(source, written, false);

        assertThat(bytes(entry(made, "vide").boxes().get(0))).isEqualTo(u32(1));
    }

    @Test
    void E58_aTableOfColoursBehindTheFieldsIsNoRowOfBoxes() {
        byte[] palette = join(u32(0), u16(0x8000), u16(1), new byte[16]);
        byte[] table = stsd(box("rle ", new byte[78], palette));

        assertThat(SampleEntry.only(ByteBuffer.wrap(table, 8, table.length - 8).slice(), "vide"))
                .isEmpty();
    }

    @Test
    void E58_fieldsOfQuickTimeAreLeftBehindAndColoursConverted() throws IOException {
        byte[] fields = new byte[78];
        java.util.Arrays.fill(fields, (byte) 9);
        byte[] nclc = box("colr", fourCc("nclc"), u16(9), u16(18), u16(9));
        byte[] profile = box("colr", fourCc("prof"), u32(5));
        TrackForm source = form(QUICKTIME, video(stsd(box("avc1", fields, nclc, profile))));
        byte[] full = box("colr", fourCc("nclx"), u16(1), u16(1), u16(1), new byte[] {(byte) 0x80});
        byte[] written = video(stsd(visualEntry("avc1", full)));

        SampleEntry iso = entry(put(source, written, false), "vide");
        SampleEntry quickTime = entry(put(source, written, true), "vide");

        assertThat(iso.boxes()).hasSize(2);
        assertThat(bytes(iso.boxes().get(0)))
                .isEqualTo(join(fourCc("nclx"), u16(9), u16(18), u16(9), new byte[] {(byte) 0x80}));
        assertThat(bytes(iso.boxes().get(1))).isEqualTo(join(fourCc("prof"), u32(5)));
        assertThat(iso.fields()).startsWith(0, 0, 0, 0, 0, 0, 0, 1, 0, 0).endsWith(9, 9);
        assertThat(iso.fields()[23]).isZero();
        assertThat(iso.fields()[24]).isEqualTo((byte) 9);
        assertThat(quickTime.fields()[23]).isEqualTo((byte) 9);
        assertThat(bytes(quickTime.boxes().get(0))).isEqualTo(join(fourCc("nclc"), u16(9), u16(18), u16(9)));
    }

    @Test
    void E58_soundKeepsItsPlacesInSpaceInEveryFormOfDescription() throws IOException {
        byte[] spatial = join(box("SA3D", u32(1)), box("chnl", u32(2)), box("dac3", u32(3)), box("esds", u32(4)));
        for (int version = 0; version <= 2; version++) {
            TrackForm source = form(ISO, sound(soundEntry(0, spatial)));
            byte[] written = sound(soundEntry(version, box("wave", u32(0))));

            SampleEntry made = entry(put(source, written, version > 0), "soun");

            assertThat(types(made)).containsExactly("wave", "SA3D", "chnl");
            assertThat(made.fields()).hasSize(new int[] {28, 44, 64}[version]);
            assertThat(made.fields()[9]).isEqualTo((byte) version);
        }
    }

    @Test
    void E58_tablesOfSamplesGoAlongWhereTheSamplesAreTheSame() throws IOException {
        byte[] entries = stsd(visualEntry("avc1"));
        byte[] tables = join(
                sizes(5, 6, 7),
                fullBox("sdtp", 0, 0, new byte[] {1, 2, 3}),
                fullBox("sgpd", 1, 0, fourCc("rap "), u32(9)),
                fullBox("cslg", 0, 0, u32(9)),
                fullBox("saio", 0, 0, u32(1), u32(4711)));
        TrackForm source = form(ISO, video(entries, tables));
        byte[] roll = fullBox("sgpd", 1, 0, fourCc("roll"), u32(8));
        byte[] old = fullBox("sdtp", 0, 0, new byte[] {0, 0, 0});

        BoxTree same = tables(put(source, video(entries, sizes(5, 6, 7), roll, old), false));
        BoxTree other = tables(put(source, video(entries, sizes(5, 6, 8), roll, old), false));
        BoxTree fewer = tables(put(source, video(entries, sizes(5, 6), roll, old), false));

        assertThat(same.boxes())
                .extracting(BoxTree::type)
                .containsExactly("stsd", "stts", "stsz", "sgpd", "sdtp", "sgpd");
        assertThat(bytes(same.require("sdtp"))).endsWith(1, 2, 3);
        assertThat(bytes(other.require("sdtp"))).endsWith(0, 0, 0);
        assertThat(other.all("sgpd")).hasSize(1);
        assertThat(bytes(fewer.require("sdtp"))).endsWith(0, 0, 0);
    }

    @Test
    void E58_sizesAreTheSameBeTheyToldOnceOrEachTime() throws IOException {
        byte[] each = sizes(5, 5, 5);
        byte[] once = fullBox("stsz", 0, 0, u32(5), u32(3));
        byte[] others = sizes(5, 5, 4);

        assertThat(SampleSizes.of(ByteBuffer.wrap(each, 8, each.length - 8)))
                .isEqualTo(SampleSizes.of(ByteBuffer.wrap(once, 8, once.length - 8)))
                .isNotEqualTo(SampleSizes.of(ByteBuffer.wrap(others, 8, others.length - 8)));
        assertThatThrownBy(() -> SampleSizes.of(ByteBuffer.wrap(join(u32(0), u32(0), u32(1_000_000_000), u32(5)))))
                .isInstanceOf(MalformedBoxException.class);
    }

    @Test
    void E58_manySizesAreReadBlockByBlock() throws IOException {
        int[] many = new int[40_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = i % 977;
        }
        byte[] box = sizes(many);
        BoxSource source = new BoxSource(new MemoryChannel(box), 1000);

        long read = SampleSizes.read(source, new Box("stsz", 0, 8, box.length, false));

        assertThat(read).isEqualTo(SampleSizes.of(ByteBuffer.wrap(box, 8, box.length - 8)));
    }

    @Test
    void E58_boxesOfTheTrackGoAlongButForThoseThatTheWriterRules() throws IOException {
        byte[] sphere = box("uuid", new byte[16], fourCc("<x/>"));
        byte[] header = tkhd(1);
        ByteBuffer.wrap(header).putShort(8 + 32, (short) -3).putShort(8 + 36, (short) 0x80);
        byte[] track = box(
                "trak",
                header,
                box("tref", box("chap", u32(9))),
                sphere,
                box("trgr", u32(1)),
                box("tapt", u32(2)),
                box("edts", u32(3)),
                media("vide", fullBox("vmhd", 0, 0, u16(0x100), new byte[6]), stsd(visualEntry("avc1"))));
        TrackForm source = form(ISO, track);

        BoxTree made = put(source, video(stsd(visualEntry("avc1"))), false);

        assertThat(made.boxes()).extracting(BoxTree::type).containsExactly("tkhd", "uuid", "trgr", "tapt", "mdia");
        assertThat(bytes(made.require("uuid"))).hasSize(20).endsWith(fourCc("<x/>"));
        assertThat(bytes(made.require("tkhd"))[33]).isEqualTo((byte) -3);
        assertThat(bytes(made.require("tkhd"))[37]).isEqualTo((byte) 0x80);
        // how the picture is laid over others, with the writer's flags
        assertThat(bytes(made.require("mdia").require("minf").require("vmhd")))
                .isEqualTo(join(u32(1), u16(0x100), new byte[6]));
    }

    @Test
    void E58_aTrackThatCannotBeReadLeavesTheOthersAlone() throws IOException {
        byte[] bad = box("trak", tkhd(2), media("vide", box("vmhd"), box("none")));
        byte[] moov = box("moov", mvhd(600, 600), bad, video(stsd(visualEntry("avc1"))));

        assertThat(TrackForm.read(new MemoryChannel(join(ISO, moov)))).containsOnlyKeys(1);
    }

    @Test
    void E58_handlersHaveTheirNamesInTheFormOfTheFile() throws IOException {
        byte[] content = join(u32(0), fourCc("mhlrvide"), new byte[12], new byte[] {4}, fourCc("Abcd"));
        HandlerName quickTime = HandlerName.read(content);
        BoxTree box = BoxTree.of("hdlr", new byte[0]);

        quickTime.put(box, false);
        assertThat(bytes(box))
                .isEqualTo(join(u32(0), u32(0), fourCc("vide"), new byte[12], fourCc("Abcd"), new byte[1]));
        HandlerName.read(bytes(box)).put(box, true);
        assertThat(bytes(box)).isEqualTo(content);
        assertThat(quickTime.type()).isEqualTo("vide");
    }

    @Test
    void E58_dataWithoutTheFieldsOfADescriptionStaysAsItIs() throws IOException {
        byte[] strange = box("mett", fourCc("application/meta"), new byte[1]);
        byte[] usual = box("mebx", new byte[6], u16(3), fourCc("keys"));
        for (byte[] entry : List.of(strange, usual)) {
            byte[] track = box("trak", tkhd(1), media("meta", fullBox("nmhd", 0, 0), stsd(entry)));
            byte[] written = box("trak", tkhd(1), media("data", fullBox("gmhd", 0, 0), stsd(box("gpmd", new byte[8]))));

            BoxTree made = put(form(ISO, track), written, false);

            byte[] expected = entry.clone();
            if (entry == usual) {
                expected[15] = 1;
            }
            byte[] table = bytes(tables(made).require("stsd"));
            assertThat(java.util.Arrays.copyOfRange(table, 8, table.length)).isEqualTo(expected);
            assertThat(made.require("mdia").require("minf").boxes())
                    .extracting(BoxTree::type)
                    .containsExactly("nmhd", "stbl");
        }
    }

    @Test
    void E58_theListOfBoxesGivesAReasonForEach() {
        assertThat(CarriedBoxes.rule(Level.ENTRY, "sinf")).isEqualTo(Rule.OWN);
        assertThat(CarriedBoxes.rule(Level.ENTRY, "what")).isEqualTo(Rule.KEEP);
        assertThat(CarriedBoxes.rule(Level.TABLE, "what")).isEqualTo(Rule.OWN);
        List<String> bad =
                new ArrayList<>(List.of("entry\tabcd\tkeep\t", "entry\tabc\tkeep\twhy", "entry\tabcd\tkeep"));
        for (String line : bad) {
            assertThatThrownBy(() -> CarriedBoxes.parse(List.of(line))).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> CarriedBoxes.parse(List.of("entry\tabcd\tkeep\twhy", "entry\tabcd\town\twhy")))
                .hasMessageContaining("twice");
    }
}
