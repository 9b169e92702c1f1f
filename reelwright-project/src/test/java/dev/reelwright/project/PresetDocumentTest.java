package dev.reelwright.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.AudioRule;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportPreset.Copies;
import dev.reelwright.export.ExportPreset.DynamicRange;
import dev.reelwright.export.ExportPreset.Transparency;
import dev.reelwright.export.QualityTier;
import dev.reelwright.export.VideoRate;
import dev.reelwright.export.VideoRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresetDocumentTest {
    @TempDir
    Path folder;

    /** Single quotes in the tests' documents stand for double ones. */
    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static ExportPreset read(String text) {
        return PresetDocument.read(json(text));
    }

    private static MediaException refusal(String text) {
        MediaException refusal = catchThrowableOfType(MediaException.class, () -> read(text));
        assertThat(refusal).describedAs(text).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.FILE_FAILED_TO_PARSE);
        return refusal;
    }

    @Test
    void B9_everyFieldIsRead() {
        ExportPreset preset = read("""
                {'$schema': 'preset.schema.json', 'name': 'all-of-it',
                 'video': {'codec': 'h264', 'width': 640, 'height': 360, 'rate': {'bitRate': 500000},
                           'maxBitRate': 900000, 'maxFrameRate': 15, 'keySeconds': 0.5, 'profile': 'main',
                           'dynamicRange': 'standard', 'transparency': 'flattened'},
                 'audio': [{'codec': 'aac', 'bitRate': 64000, 'sampleRate': 44100, 'maxChannels': 1},
                           {'codec': 'opus'}],
                 'copies': 'what_fits', 'fileTypes': ['mkv', 'mp4']}
                """);

        assertThat(preset)
                .isEqualTo(ExportPreset.builder("all-of-it")
                        .video(VideoRule.of("h264")
                                .withBox(640, 360)
                                .withRate(VideoRate.bitRate(500_000))
                                .withMaxBitRate(900_000)
                                .withMaxFrameRate(15)
                                .withKeySeconds(0.5)
                                .withProfile("main"))
                        .audio(
                                AudioRule.of("aac")
                                        .withBitRate(64_000)
                                        .withSampleRate(44_100)
                                        .withMaxChannels(1),
                                AudioRule.of("opus"))
                        .copies(Copies.WHAT_FITS)
                        .fileTypes(FileType.MKV, FileType.MP4)
                        .build());
    }

    @Test
    void B9_everyKindOfRateAndTheChoicesThatNeedACodingAreRead() {
        VideoRule quality = read("{'name': 'x', 'video': {'codec': 'prores', 'transparency': 'kept',"
                        + " 'dynamicRange': 'as_source', 'rate': {'quality': 'highest'}}}")
                .video();
        VideoRule factor = read("{'name': 'x', 'video': {'codec': 'av1', 'rate': {'factor': 63}}}")
                .video();

        assertThat(quality.rate()).isEqualTo(VideoRate.quality(QualityTier.HIGHEST));
        assertThat(quality.transparency()).isEqualTo(Transparency.KEPT);
        assertThat(quality.range()).isEqualTo(DynamicRange.AS_SOURCE);
        assertThat(factor.rate()).isEqualTo(VideoRate.constantQuality(63));
    }

    @Test
    void B9_whatIsLeftOutIsAsTheBuilderHasIt() {
        assertThat(read("{'name': 'x', 'video': {'codec': 'hevc'}, 'audio': [{'codec': 'aac'}]}"))
                .isEqualTo(ExportPreset.builder("x")
                        .video(VideoRule.of("hevc"))
                        .audio(AudioRule.of("aac"))
                        .build());
        assertThat(read("{'name': 'x', 'copies': 'everything'}"))
                .isEqualTo(ExportPreset.builder("x").copies(Copies.EVERYTHING).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "30.0", "3e1", "300E-1"})
    void B9_wholeNumbersMayBeWrittenInAnyWay(String written) {
        ExportPreset preset = read("{'name': 'x', 'video': {'codec': 'h264', 'maxFrameRate': " + written + "}}");

        assertThat(preset.video().maxFrameRate()).isEqualTo(30);
    }

    @ParameterizedTest(name = "B9 {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # types and fields
            []                                          | $ (line 1)       | expected an object with the fields $schema, name, video, audio, copies, fileTypes, found an empty array
            'low'                                       | $ (line 1)       | found "low"
            {}                                          | $ (line 1)       | the field "name" is missing
            {'name': 7}                                 | $.name (line 1)  | expected a text, found 7
            {'name': ''}                                | $.name (line 1)  | expected a text, found ""
            {'name': 'x', 'vidoe': {}}                  | $.vidoe (line 1) | there is no such field; accepted are $schema, name, video
            {'name': 'x', 'name': 'x'}                  | $.name (line 1)  | twice
            {'name': 'x', '$schema': 1}                 | $.$schema        | expected a text
            {'name': 'x', 'copies': true}               | $.copies         | expected one of "nothing", "what_fits", "everything", found true
            {'name': 'x', 'copies': 'NOTHING'}          | $.copies         | found "NOTHING"
            {'name': 'x', 'video': []}                  | $.video          | expected an object with the fields codec, width
            {'name': 'x', 'video': {}}                  | $.video          | the field "codec" is missing
            {'name': 'x', 'video': {'codec': null}}     | $.video.codec    | expected a text, found null
            {'name': 'x', 'audio': {'codec': 'aac'}}    | $.audio          | expected an array of objects that say what is done with audio, found an object
            {'name': 'x', 'audio': []}                  | $.audio          | found an empty array
            {'name': 'x', 'audio': ['aac']}             | $.audio[0]       | expected an object with the fields codec, bitRate, sampleRate, maxChannels, found "aac"
            {'name': 'x', 'audio': [{'codec': 'aac'}, {'codec': 'aac', 'volume': 2}]} | $.audio[1].volume | accepted are codec, bitRate
            {'name': 'x', 'audio': [{'codec': 'aac'}], 'fileTypes': 'mp4'}    | $.fileTypes     | expected an array of file types
            {'name': 'x', 'audio': [{'codec': 'aac'}], 'fileTypes': ['avi']}  | $.fileTypes[0]  | expected one of "mov", "mp4"
            # rules that contradict each other
            {'name': 'a b', 'audio': [{'codec': 'aac'}]} | $.name    | letters, digits
            {'name': 'x'}                                | $ (line 1) | writes neither video nor audio
            {'name': 'x', 'copies': 'everything', 'audio': [{'codec': 'aac'}]} | $.copies | so it has no rules
            {'name': 'x', 'audio': [{'codec': 'vorbis'}]}                      | $.audio[0].codec | no audio coding that is written here; these are: aac
            {'name': 'x', 'audio': [{'codec': 'flac', 'bitRate': 9000}]}       | $.audio[0].bitRate | no bit rate to choose
            {'name': 'x', 'audio': [{'codec': 'opus', 'sampleRate': 44100}]}   | $.audio[0].sampleRate | it has [48000]
            {'name': 'x', 'audio': [{'codec': 'mp3', 'maxChannels': 6}]}       | $.audio[0].maxChannels | 2 channels at most
            {'name': 'x', 'audio': [{'codec': 'aac'}], 'fileTypes': ['mp4', 'wav']} | $.fileTypes[1] | wav cannot hold aac
            {'name': 'x', 'audio': [{'codec': 'aac'}], 'fileTypes': ['mp4', 'mp4']} | $.fileTypes[1] | twice
            {'name': 'low', 'audio': [{'codec': 'aac'}]}                       | $.name | the preset low is there already
            {'name': 'LowQuality', 'audio': [{'codec': 'aac'}]}                | $.name | choose another name
            # text that is no JSON
            ``                          | $ (line 1) | the document is empty
            {'name': 'x'} {}            | $ (line 1) | something follows
            {'name': 'x',}              | $ (line 1) | not JSON, column 14
            {'name': 'x' // comment}    | $ (line 1) | not JSON
            {'name': 'x                 | $ (line 1) | not JSON
            {name: 'x'}                 | $ (line 1) | not JSON
            [[[[[[[[[1]]]]]]]]]         | $[0][0][0][0][0][0][0][0] | nested more than 8 deep
            """)
    void B9_whatIsNotUnderstoodIsRefusedWithItsPlaceAndWhatWouldBeAccepted(String text, String place, String reason) {
        MediaException refusal = refusal(text);

        assertThat(refusal).hasMessageStartingWith(place).hasMessageContaining(reason);
    }

    @ParameterizedTest(name = "B9 {0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            h264   | 'codec': 'h265'                          | .codec        | these are: av1, h264, hevc, prores, vp9
            h264   | 'width': -1                              | .width        | expected a whole number from 0 to 65536, found -1
            h264   | 'height': 65537                          | .height       | found 65537
            h264   | 'width': 640.5                           | .width        | found 640.5
            h264   | 'width': '640'                           | .width        | expected a whole number from 0 to 65536, found "640"
            h264   | 'width': 1e999999999                     | .width        | expected a whole number
            h264   | 'width': 1e-999999999                    | .width        | expected a whole number
            h264   | 'width': 1e99999999999                   | .width        | out of range
            h264   | 'width': 10000000000000000000000000000000000000001 | .width | more than 40 characters
            h264   | 'rate': 'high'                           | .rate         | expected an object with the fields quality, factor, bitRate
            h264   | 'rate': {}                               | .rate         | expected exactly one of
            h264   | 'rate': {'factor': 20, 'bitRate': 5000}  | .rate         | expected exactly one of
            h264   | 'rate': {'quality': 'good'}              | .rate.quality | "low", "medium", "standard", "high", "highest", found "good"
            h264   | 'rate': {'factor': 52}                   | .rate         | at most 51, not 52
            av1    | 'rate': {'factor': 64}                   | .rate.factor  | from 0 to 63
            h264   | 'rate': {'bitRate': 999}                 | .rate.bitRate | from 1000 to
            prores | 'rate': {'bitRate': 9000000}             | .rate         | fixed rates
            h264   | 'maxBitRate': 1000000000001              | .maxBitRate   | from 0 to 1000000000000
            h264   | 'maxFrameRate': 29.97                    | .maxFrameRate | expected a whole number
            h264   | 'keySeconds': 0                          | .keySeconds   | more than 0 and at most 60
            h264   | 'keySeconds': 1e999                      | .keySeconds   | not Infinity
            h264   | 'keySeconds': '2s'                       | .keySeconds   | expected a number, found "2s"
            h264   | 'profile': 'high422'                     | .profile      | these are: baseline, high, main
            h264   | 'profile': ''                            | .profile      | expected a text
            hevc   | 'profile': 'main'                        | .profile      | none to choose
            h264   | 'dynamicRange': 'as_source'              | .dynamicRange | 8 bits
            hevc   | 'dynamicRange': 'hdr'                    | .dynamicRange | "standard", "as_source", found "hdr"
            prores | 'transparency': 'kept'                   | .transparency | highest quality
            """)
    void B9_videoThatIsNotUnderstoodIsRefused(String codec, String field, String place, String reason) {
        String codecField = field.startsWith("'codec'") ? "" : "'codec': '" + codec + "', ";

        MediaException refusal = refusal("{'name': 'x',\n 'video': {" + codecField + "\n" + field + "}}");

        assertThat(refusal)
                .hasMessageStartingWith("$.video" + place + " (line 3): ")
                .hasMessageContaining(reason);
    }

    @Test
    void B9_messagesAreShortAndOnOneLineWhateverTheDocumentSays() {
        String long_ = "y".repeat(5000) + "\\n\\u001b[2J";

        assertThat(refusal("{'name': 'x', '" + long_ + "': 1}").getMessage()).hasSizeLessThan(300);
        assertThat(refusal("{'name': 'x', 'copies': '" + long_ + "'}").getMessage())
                .hasSizeLessThan(300);
        assertThat(refusal("{'name': '" + long_ + "'}")).hasMessageContaining("at most 100 characters");
        assertThat(refusal("{'name': 'x', 'video': {'codec': 'a\\nb\\u2028\\u001b'}}"))
                .hasMessageContaining("'a?b??' is no video coding");
    }

    @Test
    void B9_filesAreReadWithOrWithoutAByteOrderMark() throws IOException {
        String text = json("{'name': 'x', 'audio': [{'codec': 'flac'}]}");
        Path plain = Files.writeString(folder.resolve("plain.json"), text);
        Path marked = Files.writeString(folder.resolve("marked.json"), "\uFEFF" + text);

        assertThat(PresetDocument.read(plain)).isEqualTo(PresetDocument.read(text));
        assertThat(PresetDocument.read(marked)).isEqualTo(PresetDocument.read(text));
    }

    @Test
    void B9_filesThatCannotBeReadAreRefusedByName() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.json"), "{}");
        Path latin =
                Files.write(folder.resolve("latin.json"), "{\"name\": \"ü\"}".getBytes(StandardCharsets.ISO_8859_1));
        Path large = Files.writeString(folder.resolve("large.json"), " ".repeat(PresetDocument.MOST_BYTES + 1));

        assertThat(refusal(folder.resolve("none.json"), ErrorCode.SOURCE_NOT_READABLE))
                .endsWith(" does not exist");
        assertThat(refusal(folder, ErrorCode.SOURCE_NOT_READABLE)).contains("is a folder");
        assertThat(refusal(wrong, ErrorCode.FILE_FAILED_TO_PARSE)).contains("wrong.json: $ (line 1): ");
        assertThat(refusal(latin, ErrorCode.FILE_FAILED_TO_PARSE)).contains("latin.json: not a text in UTF-8");
        assertThat(refusal(large, ErrorCode.FILE_FAILED_TO_PARSE)).contains("larger than 65536 bytes");
    }

    private static String refusal(Path file, ErrorCode code) {
        MediaException refusal = catchThrowableOfType(MediaException.class, () -> PresetDocument.read(file));
        assertThat(refusal.code()).isEqualTo(code);
        return refusal.getMessage();
    }

    @Test
    void B9_documentsAreWrittenInLinesForPeople() {
        ExportPreset preset = ExportPreset.builder("small")
                .video(VideoRule.of("h264").withBox(0, 360).withRate(VideoRate.constantQuality(23)))
                .audio(AudioRule.of("aac").withMaxChannels(0), AudioRule.of("flac"))
                .fileTypes(FileType.MP4, FileType.MKV)
                .build();

        assertThat(PresetDocument.write(preset)).isEqualTo(json("""
                {
                  'name': 'small',
                  'video': {
                    'codec': 'h264',
                    'height': 360,
                    'rate': {
                      'factor': 23
                    },
                    'keySeconds': 2,
                    'dynamicRange': 'standard',
                    'transparency': 'flattened'
                  },
                  'audio': [ {
                    'codec': 'aac',
                    'bitRate': 192000,
                    'maxChannels': 0
                  }, {
                    'codec': 'flac'
                  } ],
                  'copies': 'nothing',
                  'fileTypes': [ 'mp4', 'mkv' ]
                }
                """));
    }
}
