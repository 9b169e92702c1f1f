package dev.reelwright.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reelwright.asset.Asset;
import dev.reelwright.metadata.CommonKey;
import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.MetadataFilter;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue.Data;
import dev.reelwright.metadata.MetadataValue.Real;
import dev.reelwright.metadata.MetadataValue.Whole;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Media;
import dev.reelwright.testing.Programs;
import dev.reelwright.testing.Readers;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metadata of our files as {@code exiftool} and {@code mediainfo} read it; run by the profile {@code readers}. */
@Tag("readers")
class MetadataReadersTest {
    private static final String PLACE = "+51.5334-000.1255+026.756/";
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+\\.\\d+");
    private static final Pattern DATE =
            Pattern.compile("(\\d{4})[-:](\\d\\d)[-:](\\d\\d)(?:[ T](\\d\\d:\\d\\d:\\d\\d)(\\+01:?00)?(?:Z| UTC)*)?");
    /** What is said of the content, where exiftool has it in groups of its own. */
    private static final Pattern DESCRIPTIVE = Pattern.compile("(Keys|ItemList|UserData|ID3v2_\\d|Vorbis|Matroska):.*");

    private static final Pattern OF_A_PLACE =
            Pattern.compile("(?i).*(gps|location|coordinate|xyz|latitude|longitude).*");

    @TempDir
    Path folder;

    private static Path clip() {
        return Fixtures.clip("tiny.mp4", b -> b.size(new Size(160, 90)).duration(MediaTime.seconds(1)));
    }

    private Path export(Path source, String preset, String name, UnaryOperator<ExportSession.Builder> settings) {
        return settings.apply(ExportSession.builder(
                        Asset.open(source), ExportPreset.named(preset).orElseThrow()))
                .build()
                .export(folder.resolve(name))
                .output();
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(16, 12, BufferedImage.TYPE_INT_RGB), "png", picture);
        return picture.toByteArray();
    }

    private static String one(Map<String, List<String>> said, String name) {
        assertThat(said).containsKey(name);
        return said.get(name).get(0);
    }

    /** A moment of any spelling, in UTC and as ISO 8601 has it; a day alone as the day. */
    private static String moment(String text) {
        Matcher date = DATE.matcher(text);
        assertThat(date.matches()).describedAs(text).isTrue();
        String day = date.group(1) + "-" + date.group(2) + "-" + date.group(3);
        if (date.group(4) == null) {
            return day;
        }
        boolean summer = date.group(5) != null;
        int hour = Integer.parseInt(date.group(4).substring(0, 2)) - (summer ? 1 : 0);
        return day + "T" + hour + date.group(4).substring(2) + "Z";
    }

    /** Latitude and longitude, the first two numbers in any spelling. */
    private static List<Double> place(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(r -> Double.parseDouble(r.group()))
                .limit(2)
                .toList();
    }

    private static void assertPlace(String text) {
        assertThat(place(text).get(0)).isCloseTo(51.5334, within(0.00002));
        assertThat(place(text).get(1)).isCloseTo(-0.1255, within(0.00002));
    }

    @ParameterizedTest(name = "E26 {1} by exiftool")
    @CsvSource({
        "passthrough, mov, Keys:Title, Keys:Artist, Keys:Comment, Keys:CreationDate, Keys:GPSCoordinates, Keys:Artwork",
        "passthrough, mp4, ItemList:Title, ItemList:Artist, ItemList:Comment, ItemList:ContentCreateDate, "
                + "UserData:GPSCoordinates, ItemList:CoverArt",
        "low, mp4, ItemList:Title, ItemList:Artist, ItemList:Comment, ItemList:ContentCreateDate, "
                + "UserData:LocationInformation, ItemList:CoverArt",
        "passthrough, m4v, ItemList:Title, ItemList:Artist, ItemList:Comment, ItemList:ContentCreateDate, "
                + "UserData:GPSCoordinates, ItemList:CoverArt",
        "m4a, m4a, ItemList:Title, ItemList:Artist, ItemList:Comment, ItemList:ContentCreateDate, "
                + "UserData:GPSCoordinates, ItemList:CoverArt",
        "passthrough, 3gp, UserData:Title, UserData:Performer, ItemList:Comment, UserData:DateTimeOriginal, "
                + "UserData:LocationInformation, UserData:UnknownThumbnail",
        "passthrough, mkv, Matroska:Title, Matroska:Artist, Matroska:Comment, Matroska:DateTimeOriginal, "
                + "Matroska:Location, Matroska:AttachedFileData",
        "mp3, mp3, ID3v2_4:Title, ID3v2_4:Artist, ID3v2_4:Comment-xxx, ID3v2_4:RecordingTime, ID3v2_4:UserDefinedText, "
                + "ID3v2_4:Picture",
        "flac, flac, Vorbis:Title, Vorbis:Artist, Vorbis:Comment, Vorbis:Date, Vorbis:Location, FLAC:Picture",
        "opus, ogg, Vorbis:Title, Vorbis:Artist, Vorbis:Comment, Vorbis:Date, Vorbis:Location, FLAC:Picture",
        "wav, wav, RIFF:Title, RIFF:Artist, RIFF:Comment, RIFF:DateCreated, ID3v2_4:UserDefinedText, ID3v2_4:Picture",
        "wav, aiff, ID3v2_4:Title, ID3v2_4:Artist, AIFF:Annotation, ID3v2_4:RecordingTime, ID3v2_4:UserDefinedText, "
                + "ID3v2_4:Picture",
    })
    void E26_itemsThatWereSetAreReadByExiftool(
            String preset,
            String type,
            String title,
            String artist,
            String comment,
            String date,
            String location,
            String picture)
            throws IOException {
        byte[] png = png();

        Map<String, List<String>> said =
                Readers.exiftool(export(clip(), preset, "out." + type, s -> s.metadata(items(png))));

        assertThat(one(said, title)).isEqualTo("Schöne Aussicht 漢字");
        assertThat(one(said, artist)).isEqualTo("Jemand");
        assertThat(one(said, comment)).isEqualTo("Ein Kommentar");
        assertThat(moment(one(said, date))).isEqualTo(type.equals("wav") ? "2023-05-09" : "2023-05-09T11:41:46Z");
        assertPlace(said.get(location).stream()
                .filter(v -> v.contains("."))
                .findFirst()
                .orElse(""));
        assertThat(one(said, picture)).startsWith("(Binary data " + png.length + " bytes");
    }

    @ParameterizedTest(name = "E26 {1} by mediainfo")
    @CsvSource({
        "passthrough, mov, com_apple_quicktime_title, com_apple_quicktime_artist, com_apple_quicktime_creationdate, "
                + "com_apple_quicktime_location_ISO6709, com_apple_quicktime_artwork",
        "passthrough, mp4, Title, Performer, Recorded_Date, xyz, Cover",
        "passthrough, m4v, Title, Performer, Recorded_Date, xyz, Cover",
        "m4a, m4a, Title, Performer, Recorded_Date, xyz, Cover",
        "passthrough, mkv, Title, ARTIST, Recorded_Date, LOCATION, Cover",
        "mp3, mp3, Title, Performer, Recorded_Date, location, Cover",
        "flac, flac, Title, Performer, Recorded_Date, Recorded_Location, Cover",
        "opus, ogg, Title, Performer, Recorded_Date, Recorded_Location, Cover",
    })
    void E26_itemsThatWereSetAreReadByMediainfo(
            String preset, String type, String title, String artist, String date, String location, String picture)
            throws IOException {
        byte[] png = png();

        Map<String, List<String>> said =
                Readers.mediainfo(export(clip(), preset, "out." + type, s -> s.metadata(items(png))));

        assertThat(one(said, "General:" + title)).isEqualTo("Schöne Aussicht 漢字");
        assertThat(one(said, "General:" + artist)).isEqualTo("Jemand");
        assertThat(moment(one(said, "General:" + date))).isEqualTo("2023-05-09T11:41:46Z");
        assertPlace(one(said, "General:" + location));
        assertThat(one(said, "General:" + picture)).isIn("Yes", "(Binary)");
        assertThat(one(said, "General:Comment")).isEqualTo("Ein Kommentar");
    }

    private static List<MetadataItem> items(byte[] png) {
        return List.of(
                MetadataItem.of(CommonKey.TITLE, "Schöne Aussicht 漢字"),
                MetadataItem.of(CommonKey.ARTIST, "Jemand"),
                MetadataItem.of("itsk/%A9cmt", "Ein Kommentar"),
                MetadataItem.of(CommonKey.CREATION_DATE, "2023-05-09T12:41:46+0100"),
                MetadataItem.of(CommonKey.LOCATION, PLACE),
                MetadataItem.of(CommonKey.ARTWORK.identifier(), new Data(png, DataType.PNG)));
    }

    @Test
    void E26_typedValuesOfQuickTimeAreReadAsNumbers() {
        Path output = export(
                clip(),
                "passthrough",
                "out.mov",
                s -> s.metadata(List.of(
                        MetadataItem.of(
                                MetadataIdentifier.parse("mdta/com.android.capture.fps"),
                                new Real(23.5, DataType.FLOAT_32)),
                        MetadataItem.of(
                                MetadataIdentifier.parse("mdta/com.apple.quicktime.rating.user"),
                                new Real(4, DataType.FLOAT_32)),
                        MetadataItem.of(
                                MetadataIdentifier.parse("mdta/com.apple.quicktime.direction.facing"),
                                new Whole(-7, DataType.SIGNED_INTEGER)))));

        assertThat(Readers.exiftool(output))
                .containsEntry("Keys:AndroidCaptureFps", List.of("23.5"))
                .containsEntry("Keys:UserRating", List.of("4"))
                .containsEntry("Keys:CameraDirection", List.of("-7"));
    }

    @ParameterizedTest(name = "E26 nothing in {1}")
    @CsvSource({
        "passthrough, mov",
        "passthrough, mp4",
        "passthrough, 3gp",
        "m4a, m4a",
        "mp3, mp3",
        "flac, flac",
        "opus, ogg"
    })
    void E26_anEmptyListLeavesNothingThatExiftoolFinds(String preset, String type) throws IOException {
        byte[] png = png();
        Path source = export(clip(), "passthrough", "source.mp4", s -> s.metadata(items(png)));

        Path output = export(source, preset, "out." + type, s -> s.metadata(List.of()));

        assertThat(Readers.exiftool(output).keySet())
                .filteredOn(tag -> DESCRIPTIVE.matcher(tag).matches())
                .isSubsetOf("Vorbis:Vendor", "Vorbis:Encoder");
    }

    @ParameterizedTest(name = "E25 {0} as {1}")
    @CsvSource({
        "dolbyVision-hdr.MOV, mov, passthrough",
        "sample_with_metadata.mp4, mp4, passthrough",
        "sample.mp4, mp4, passthrough",
        "sample_av1.mp4, mp4, passthrough",
        "h265_with_metadata_track.mp4, mp4, passthrough",
        "hlg10-color-test.mp4, mp4, passthrough",
        "bear-id3.mp3, mp3, mp3",
    })
    void E25_copiesSayWhatTheirSourceSays(String name, String type, String preset) {
        Path source = Media.file(name);

        Path output = export(source, preset, "out." + type, s -> s);

        assertThat(descriptive(source)).isNotEmpty();
        assertThat(descriptive(output)).containsAllEntriesOf(descriptive(source));
        assertThat(described(output)).containsAllEntriesOf(described(source));
    }

    /** What exiftool says of the content; by names that versions of ID3 have in common. */
    private static Map<String, List<String>> descriptive(Path file) {
        Map<String, List<String>> said = new TreeMap<>();
        Readers.exiftool(file).forEach((tag, values) -> {
            boolean ofTheFile = tag.matches(".*:(Encoder|EncoderSettings|Vendor)");
            if (DESCRIPTIVE.matcher(tag).matches() && !ofTheFile) {
                said.put(tag.replaceFirst("ID3v2_\\d", "ID3"), values);
            }
        });
        return said;
    }

    /** What mediainfo says of the content. */
    private static Map<String, List<String>> described(Path file) {
        return Readers.mediainfo(file).entrySet().stream()
                .filter(e -> e.getKey()
                        .matches("General:(Title|Album.*|Performer.*|Track.*|Part_.*|Genre|Recorded_.*|Cover.*|Comment"
                                + "|com_.*|Compilation|BPM|Rating|Copyright)"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void S45_itemsOfAPhoneAreReadInOtherContainersToo() {
        Path source = Media.file("dolbyVision-hdr.MOV");

        Map<String, List<String>> mp4 = Readers.exiftool(export(source, "passthrough", "out.mp4", s -> s));
        Map<String, List<String>> mkv = Readers.exiftool(export(source, "passthrough", "out.mkv", s -> s));

        assertThat(moment(one(mp4, "ItemList:ContentCreateDate"))).isEqualTo("2023-05-09T11:41:46Z");
        assertThat(moment(one(mp4, "QuickTime:CreateDate"))).isEqualTo("2023-05-09T11:41:46Z");
        assertPlace(one(mp4, "UserData:GPSCoordinates"));
        assertThat(one(mp4, "Keys:Make")).isEqualTo("Apple");
        assertThat(moment(one(mkv, "Matroska:DateTimeOriginal"))).isEqualTo("2023-05-09T11:41:46Z");
        assertPlace(one(mkv, "Matroska:Location"));
    }

    @Test
    void S45_aSongIsReadInEveryContainer() {
        Path source = Media.file("bear-id3.mp3");

        for (String type : List.of("m4a", "flac", "ogg", "wav", "mkv", "aiff")) {
            String preset = Map.of("ogg", "opus", "mkv", "opus", "aiff", "wav").getOrDefault(type, type);
            Map<String, List<String>> said = Readers.mediainfo(export(source, preset, "out." + type, s -> s));

            assertThat(one(said, "General:Title")).describedAs(type).isEqualTo("Test title");
            assertThat(said.values()).describedAs(type).anyMatch(v -> v.contains("Test Artist"));
            assertThat(one(said, "General:Cover")).describedAs(type).isEqualTo("Yes");
        }
    }

    @ParameterizedTest(name = "S44 {0}")
    @CsvSource({
        "mov, mdta/com.apple.quicktime.title, Keys:Title-deu, Keys:Title-fra",
        "mp4, uiso/titl, UserData:Title-deu, UserData:Title-fra",
        "3gp, uiso/titl, UserData:Title-deu, UserData:Title-fra",
        "mkv, mkv/TITLE, Matroska:Title-ger, Matroska:Title-fre",
    })
    void S44_languagesOfItemsAreRead(String type, String identifier, String german, String french) {
        Path output = export(
                clip(),
                "passthrough",
                "out." + type,
                s -> s.metadata(List.of(
                        MetadataItem.of(identifier, "Titel").inLanguage("de"),
                        MetadataItem.of(identifier, "Titre").inLanguage("fr"))));

        Map<String, List<String>> said = Readers.exiftool(output);

        assertThat(said).containsEntry(german, List.of("Titel")).containsEntry(french, List.of("Titre"));
    }

    @Test
    void S44_languagesOfCommentsInSongsAreRead() {
        List<MetadataItem> comments = List.of(
                MetadataItem.of("id3/COMM", "Kommentar").inLanguage("de"),
                MetadataItem.of("id3/COMM", "Commentaire").inLanguage("fr"));

        assertThat(Readers.exiftool(export(clip(), "mp3", "out.mp3", s -> s.metadata(comments))))
                .containsEntry("ID3v2_4:Comment-deu", List.of("Kommentar"))
                .containsEntry("ID3v2_4:Comment-fra", List.of("Commentaire"));
    }

    @ParameterizedTest(name = "S44 {0} in {1}")
    @CsvSource({
        "deu, mp4, de",
        "deu, mov, de",
        "deu, mkv, de",
        "deu, 3gp, de",
        "swe, mov, sv",
        "eng, mov, en",
        "cym, mov, cy",
        "zho, mp4, zh",
        "cym, mkv, cy"
    })
    void S44_languagesOfTracksAreRead(String code, String type, String tag) {
        Path source = folder.resolve("source.mp4");
        Programs.run(
                "ffmpeg",
                List.of(("-v error -i " + clip() + " -c copy -metadata:s:a:0 language=" + code + " " + source)
                        .split(" ")));

        Path output = export(source, "passthrough", "out." + type, s -> s);

        assertThat(Readers.mediainfo(output)).containsEntry("Audio:Language", List.of(tag));
        assertThat(Asset.open(output).audioTrack().orElseThrow().language()).isEqualTo(code);
    }

    @ParameterizedTest(name = "B19 {1}")
    @CsvSource({"passthrough, mov", "passthrough, mp4", "m4a, m4a", "passthrough, mkv", "flac, flac", "opus, ogg"})
    void B19_chaptersAreReadByBoth(String preset, String type) throws IOException {
        Path text = Files.writeString(folder.resolve("chapters.txt"), """
                ;FFMETADATA1
                [CHAPTER]
                TIMEBASE=1/1000
                START=0
                END=400
                title=Anfang
                [CHAPTER]
                TIMEBASE=1/1000
                START=400
                END=1000
                title=Größe & 漢字
                """);
        Path source = folder.resolve("source.mp4");
        Programs.run(
                "ffmpeg",
                List.of(("-v error -i " + clip() + " -i " + text + " -map 0 -map_chapters 1 -c copy " + source)
                        .split(" ")));

        Path output = export(source, preset, "out." + type, s -> s);

        assertThat(Readers.mediainfo(output))
                .hasEntrySatisfying("Menu:_00_00_00_000", v -> assertThat(v).contains("Anfang"))
                .hasEntrySatisfying("Menu:_00_00_00_400", v -> assertThat(v).contains("Größe & 漢字"));
        assertThat(Readers.exiftool(output).values().stream().flatMap(List::stream))
                .anyMatch(v -> v.contains("Anfang"))
                .anyMatch(v -> v.contains("Größe & 漢字"));
    }

    @Test
    void S46_noFileThatIsSharedTellsAPlaceInAnySpelling() throws IOException {
        List<String> sources = new ArrayList<>();
        for (Map<String, String> row : Media.manifest()) {
            Path source = Media.file(row.getOrDefault("file", ""));
            boolean readable = !row.getOrDefault("ffprobe_container", "").equals("UNREADABLE");
            if (!readable
                    || placesIn(source).isEmpty()
                    || Asset.open(source).duration().toSeconds() < 0.09) {
                continue;
            }
            sources.add(source.getFileName().toString());
            for (String type : List.of("mov", "mp4", "mkv")) {
                Path output = export(
                        source,
                        "passthrough",
                        sources.size() + "." + type,
                        s -> s.metadataFilter(MetadataFilter.forSharing()));

                assertThat(placesIn(output)).describedAs(source + " as " + type).isEmpty();
            }
        }
        assertThat(sources).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void E27_aPlaceThatWasSetIsReadThoughTheOthersAreNotShared() {
        Path source = Media.file("sample.mp4");

        Path output = export(
                source, "passthrough", "out.mp4", s -> s.metadata(List.of(MetadataItem.of(CommonKey.LOCATION, PLACE)))
                        .metadataFilter(MetadataFilter.forSharing()));

        assertThat(placesIn(output)).isNotEmpty();
        assertPlace(one(Readers.exiftool(output), "UserData:GPSCoordinates"));
    }

    /** Tags of places by name, or by a value that is one. */
    private static List<String> placesIn(Path file) {
        List<String> places = new ArrayList<>();
        Readers.exiftool(file).forEach((tag, values) -> {
            boolean isOne = values.stream().anyMatch(v -> v.matches(".*[+-]\\d{2,3}\\.\\d+[+-]\\d{2,3}\\.\\d+.*"));
            if (OF_A_PLACE.matcher(tag).matches() || isOne) {
                places.add(tag + values);
            }
        });
        Readers.mediainfo(file).forEach((field, values) -> {
            if (OF_A_PLACE.matcher(field).matches()) {
                places.add(field + values);
            }
        });
        return places;
    }
}
