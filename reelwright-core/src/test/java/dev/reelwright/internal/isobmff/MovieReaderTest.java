package dev.reelwright.internal.isobmff;

import static dev.reelwright.internal.isobmff.Boxes.IDENTITY_ONE;
import static dev.reelwright.internal.isobmff.Boxes.IDENTITY_W;
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
import static dev.reelwright.internal.isobmff.Boxes.tkhdRest;
import static dev.reelwright.internal.isobmff.Boxes.u16;
import static dev.reelwright.internal.isobmff.Boxes.u32;
import static dev.reelwright.internal.isobmff.Boxes.u64;
import static dev.reelwright.internal.isobmff.Boxes.visualEntry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MovieReaderTest {

    private static final int UND = 0x55C4;

    @Test
    void brandsAreListedOnceMajorFirstWithoutPadding() throws IOException {
        byte[] ftyp = box("ftyp", fourCc("mp42"), u32(0x200), fourCc("isom"), fourCc("mp42"), u32(0));

        MovieFacts movie = read(ftyp, moov());

        assertThat(movie.brands()).containsExactly("mp42", "isom");
    }

    @Test
    void quickTimeFileWithoutBrandsIsRead() throws IOException {
        MovieFacts movie = read(box("wide"), box("mdat", new byte[40]), moov());

        assertThat(movie.brands()).isEmpty();
        assertThat(movie.timescale()).isEqualTo(600);
        assertThat(movie.duration()).isEqualTo(1200);
        assertThat(movie.fragmented()).isFalse();
        assertThat(movie.tracks()).isEmpty();
    }

    @Test
    void movieExtendsBoxMeansFragmented() throws IOException {
        MovieFacts movie = read(box("moov", mvhd(600, 0), box("mvex")), box("moof"));

        assertThat(movie.fragmented()).isTrue();
    }

    @Test
    void fileThatIsNoMovieIsNull() throws IOException {
        assertThat(MovieReader.read(new MemoryChannel(new byte[0]))).isNull();
        assertThat(MovieReader.read(new MemoryChannel("RIFF....WAVEfmt ".getBytes(StandardCharsets.US_ASCII))))
                .isNull();
        assertThat(MovieReader.read(new MemoryChannel(join(box("meta"), moov()))))
                .isNull();
    }

    @Test
    void fileWithoutMovieBoxIsNull() throws IOException {
        byte[] file = join(box("ftyp", fourCc("heic"), u32(0)), box("mdat", moov()));

        assertThat(MovieReader.read(new MemoryChannel(file))).isNull();
    }

    @Test
    void movieBoxBehindAnImpossibleBoxIsNotReached() throws IOException {
        byte[] file = join(box("ftyp", fourCc("isom"), u32(0)), u32(3), fourCc("free"), moov());

        assertThat(MovieReader.read(new MemoryChannel(file))).isNull();
    }

    @Test
    void movieBoxLargerThanTheLimitIsRefused() {
        long size = (256L << 20) + 1;
        MemoryChannel file = new MemoryChannel(join(u32(size), fourCc("moov"), mvhd(600, 0)), size);

        assertThatExceptionOfType(MalformedBoxException.class)
                .isThrownBy(() -> MovieReader.read(file))
                .withMessageContainingAll("moov box at byte 0", "268435457", "268435456");
    }

    @Test
    void sampleTablesAreNotRead() throws IOException {
        byte[] table = new byte[1 << 20];
        byte[] stbl = box("stbl", box("stsz", table), stsd(visualEntry("avc1")), box("stco", table));
        byte[] trak = box("trak", tkhd(1), box("mdia", mdhd(600, 0, UND), hdlr("vide"), box("minf", stbl)));
        MemoryChannel file = new MemoryChannel(moov(trak));

        MovieFacts movie = MovieReader.read(file);

        assertThat(movie).isNotNull();
        assertThat(movie.tracks().get(0).sampleEntries()).containsExactly("avc1");
        assertThat(file.bytesRead()).isLessThan(2000);
    }

    @Test
    void headersOfVersion1AreRead() throws IOException {
        long long33Bits = 0x1_2345_6789L;
        byte[] mvhd = fullBox("mvhd", 1, 0, u64(1), u64(2), u32(90_000), u64(long33Bits), new byte[80]);
        byte[] tkhd = fullBox(
                "tkhd", 1, 1, u64(1), u64(2), u32(7), u32(0), u64(long33Bits), tkhdRest(-2, 3, 0x80, 1920, 1080));
        byte[] mdhd = fullBox("mdhd", 1, 0, u64(1), u64(2), u32(48_000), u64(long33Bits), u16(UND), u16(0));
        byte[] trak = box("trak", tkhd, box("mdia", mdhd, hdlr("soun")));

        MovieFacts movie = read(box("moov", mvhd, trak));

        assertThat(movie.timescale()).isEqualTo(90_000);
        assertThat(movie.duration()).isEqualTo(long33Bits);
        TrackFacts track = movie.tracks().get(0);
        assertThat(track.id()).isEqualTo(7);
        assertThat(track.enabled()).isTrue();
        assertThat(track.layer()).isEqualTo(-2);
        assertThat(track.alternateGroup()).isEqualTo(3);
        assertThat(track.volume()).isEqualTo(0.5f);
        assertThat(track.matrix()).containsExactly(IDENTITY_ONE, 0, 0, 0, IDENTITY_ONE, 0, 0, 0, IDENTITY_W);
        assertThat(track.width()).isEqualTo(1920);
        assertThat(track.height()).isEqualTo(1080);
        assertThat(track.handler()).isEqualTo("soun");
        assertThat(track.timescale()).isEqualTo(48_000);
        assertThat(track.duration()).isEqualTo(long33Bits);
    }

    @Test
    void trackWithoutEnabledFlagIsDisabled() throws IOException {
        byte[] tkhd = fullBox("tkhd", 0, 6, u32(1), u32(2), u32(7), u32(0), u32(9), tkhdRest(0, 0, 0, 0, 0));

        TrackFacts track = track(tkhd, mdia());

        assertThat(track.enabled()).isFalse();
    }

    @Test
    void durationOfAllOnesIsUnknown() throws IOException {
        byte[] mdhd = fullBox("mdhd", 1, 0, u64(1), u64(2), u32(48_000), u64(-1), u16(UND), u16(0));
        byte[] trak = box("trak", tkhd(1), box("mdia", mdhd, hdlr("soun")));

        MovieFacts movie = read(box("moov", mvhd(600, 0xFFFFFFFFL), trak));

        assertThat(movie.duration()).isEqualTo(-1);
        assertThat(movie.tracks().get(0).duration()).isEqualTo(-1);
    }

    @Test
    void editListWithEmptyEditIsRead() throws IOException {
        byte[] edts = box("edts", elst(edit(44, -1, 0x10000), edit(0xFFFFFFFEL, 2002, 0x8000), edit(10, 5, 0)));

        TrackFacts track = track(tkhd(1), edts, mdia());

        assertThat(track.edits())
                .containsExactly(
                        new EditEntry(44, -1, 1.0), new EditEntry(0xFFFFFFFEL, 2002, 0.5), new EditEntry(10, 5, 0));
        assertThat(track.edits()).extracting(EditEntry::isEmpty).containsExactly(true, false, false);
    }

    @Test
    void editListOfVersion1IsRead() throws IOException {
        byte[] elst = fullBox(
                "elst", 1, 0, u32(2), u64(1L << 33), u64(-1), u32(0x10000), u64(3), u64(1L << 40), u32(0xFFFF0000));

        TrackFacts track = track(tkhd(1), box("edts", elst), mdia());

        assertThat(track.edits()).containsExactly(new EditEntry(1L << 33, -1, 1.0), new EditEntry(3, 1L << 40, -1.0));
    }

    @Test
    void editCountLargerThanTheBoxIsRefused() {
        byte[] elst = fullBox("elst", 0, 0, u32(0xFFFFFFFFL), edit(44, -1, 0x10000));

        assertRefused("elst box at byte 224: 4294967295 entries", tkhd(1), box("edts", elst), mdia());
    }

    @Test
    void editOfNegativeDurationIsRefused() {
        byte[] elst = fullBox("elst", 1, 0, u32(1), u64(-5), u64(0), u32(0x10000));

        assertRefused("edit 0 is negative: -5", tkhd(1), box("edts", elst), mdia());
    }

    @ParameterizedTest
    @CsvSource({
        "0x55C4, und",
        "0x15C7, eng",
        "0x10B5, deu",
        "0x7FFF, und",
        "0x0400, und",
        "0, eng",
        "2, deu",
        "11, jpn",
        "33, zho",
        "49, aze",
        "50, und",
        "0x3FF, und"
    })
    void languageIsNamedByItsIsoCode(String code, String language) throws IOException {
        byte[] mdia = box("mdia", mdhd(600, 0, Integer.decode(code)), hdlr("soun"));

        TrackFacts track = track(tkhd(1), mdia);

        assertThat(track.language()).isEqualTo(language);
        assertThat(track.extendedLanguage()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zh-Hant-TW", "zh-Hant-TW\0", "zh-Hant-TW\0rest"})
    void extendedLanguageEndsAtZeroOrAtTheBoxEnd(String written) throws IOException {
        byte[] elng = fullBox("elng", 0, 0, written.getBytes(StandardCharsets.UTF_8));

        TrackFacts track = track(tkhd(1), box("mdia", mdhd(600, 0, UND), hdlr("soun"), elng));

        assertThat(track.extendedLanguage()).isEqualTo("zh-Hant-TW");
    }

    @Test
    void cleanApertureAndPixelAspectComeFromTheFirstEntryThatHasThem() throws IOException {
        byte[] clap = box("clap", u32(1934), u32(1), u32(4320), u32(2), u32(-3), u32(2), u32(5), u32(4));
        byte[] stsd = stsd(
                visualEntry("avc1", box("avcC", new byte[7])),
                visualEntry("hvc1", box("pasp", u32(64), u32(45)), clap),
                visualEntry("avc1", box("pasp", u32(1), u32(1))));

        TrackFacts track = track(tkhd(1), mdia("vide", stsd));

        assertThat(track.sampleEntries()).containsExactly("avc1", "hvc1", "avc1");
        assertThat(track.pixelAspect()).isEqualTo(new PixelAspect(64, 45));
        assertThat(track.cleanAperture()).isEqualTo(new CleanAperture(1934, 1, 4320, 2, -3, 2, 5, 4));
    }

    @Test
    void cleanApertureAndPixelAspectWithZeroAreIgnored() throws IOException {
        byte[] clap = box("clap", u32(1), u32(1), u32(1), u32(1), u32(0), u32(0), u32(0), u32(1));
        byte[] stsd = stsd(visualEntry("avc1", box("pasp", u32(0), u32(1)), clap));

        TrackFacts track = track(tkhd(1), mdia("vide", stsd));

        assertThat(track.pixelAspect()).isNull();
        assertThat(track.cleanAperture()).isNull();
    }

    @Test
    void soundSampleEntryIsNotSearchedForPictureBoxes() throws IOException {
        byte[] stsd = stsd(visualEntry("mp4a", box("pasp", u32(64), u32(45))));

        TrackFacts track = track(tkhd(1), mdia("soun", stsd));

        assertThat(track.sampleEntries()).containsExactly("mp4a");
        assertThat(track.pixelAspect()).isNull();
    }

    @Test
    void sampleEntryCountLargerThanTheBoxIsRefused() {
        byte[] stsd = fullBox("stsd", 0, 0, u32(1000), visualEntry("avc1"));

        assertRefused("stsd box at byte", tkhd(1), mdia("vide", stsd));
    }

    @Test
    void trackAperturesAreRead() throws IOException {
        byte[] clef = fullBox("clef", 0, 0, u32(1934 << 16), u32(2160 << 16 | 0x8000));
        byte[] enof = fullBox("enof", 0, 0, u32(1920 << 16), u32(1080 << 16));

        TrackFacts track = track(tkhd(1), box("tapt", clef, enof), mdia());

        assertThat(track.trackApertures())
                .isEqualTo(new TrackApertures(
                        new TrackApertures.Size(1934, 2160.5), null, new TrackApertures.Size(1920, 1080)));
    }

    @Test
    void trackReferencesKeepTheirOrder() throws IOException {
        byte[] tref =
                box("tref", box("tmcd", u32(4)), box("chap", u32(3), u32(2)), box("aaaa"), box("tmcd", u32(9), u16(1)));

        TrackFacts track = track(tkhd(1), tref, mdia());

        assertThat(track.references())
                .containsExactly(entry("tmcd", List.of(4, 9)), entry("chap", List.of(3, 2)), entry("aaaa", List.of()));
    }

    @Test
    void optionalBoxesMayBeAbsent() throws IOException {
        TrackFacts track = track(tkhd(1), mdia());

        assertThat(track.edits()).isEmpty();
        assertThat(track.trackApertures()).isNull();
        assertThat(track.references()).isEmpty();
        assertThat(track.sampleEntries()).isEmpty();
    }

    @Test
    void childOfSizeZeroEndsItsParent() throws IOException {
        MovieFacts movie = read(box("moov", mvhd(600, 0), new byte[8], box("mvex")));

        assertThat(movie.fragmented()).isFalse();
    }

    @Test
    void missingMandatoryBoxIsNamed() {
        assertRefused("trak box at byte 116: it has no tkhd box", mdia());
        assertRefused("trak box at byte 116: it has no mdia box", tkhd(1));
        assertRefused("it has no mdhd box", tkhd(1), box("mdia", hdlr("vide")));
        assertRefused("it has no hdlr box", tkhd(1), box("mdia", mdhd(600, 0, UND)));
        assertThatExceptionOfType(MalformedBoxException.class)
                .isThrownBy(() -> read(box("moov")))
                .withMessage("moov box at byte 0: it has no mvhd box, which is mandatory");
    }

    @Test
    void boxTooShortForItsFieldsIsNamed() {
        assertRefused("tkhd box at byte 124: it ends after 12 bytes of content", box("tkhd", new byte[12]), mdia());
    }

    @Test
    void timescaleOfZeroIsRefused() {
        assertRefused("the timescale is 0", tkhd(1), box("mdia", mdhd(0, 0, UND), hdlr("vide")));
    }

    @Test
    void unknownVersionIsRefused() {
        assertRefused("version 2 is unknown", fullBox("tkhd", 2, 0, new byte[100]), mdia());
    }

    @Test
    void contentAboveTheReadLimitIsRefused() {
        long size = 100L << 20;
        byte[] head = join(box("free"), u32(size), fourCc("moov"), u32(size - 8), fourCc("mvhd"));

        assertThatExceptionOfType(MalformedBoxException.class)
                .isThrownBy(() -> MovieReader.read(new MemoryChannel(head, size + 8)))
                .withMessageContainingAll("mvhd box at byte 16", "exceed the limit of 16777216");
    }

    private static byte[] moov(byte[]... traks) {
        return box("moov", mvhd(600, 1200), join(traks));
    }

    private static byte[] mdia() {
        return box("mdia", mdhd(30_000, 60_000, UND), hdlr("vide"));
    }

    private static byte[] mdia(String handler, byte[] stsd) {
        return box("mdia", mdhd(30_000, 60_000, UND), hdlr(handler), minf(stsd));
    }

    private static MovieFacts read(byte[]... boxes) throws IOException {
        MovieFacts movie = MovieReader.read(new MemoryChannel(join(boxes)));
        assertThat(movie).isNotNull();
        return movie;
    }

    private static TrackFacts track(byte[]... trackBoxes) throws IOException {
        return read(moov(box("trak", trackBoxes))).tracks().get(0);
    }

    private static void assertRefused(String message, byte[]... trackBoxes) {
        assertThatExceptionOfType(MalformedBoxException.class)
                .isThrownBy(() -> track(trackBoxes))
                .withMessageContaining(message);
    }
}
