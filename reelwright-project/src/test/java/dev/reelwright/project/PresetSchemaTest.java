package dev.reelwright.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPreset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader is the truth; the schema and the page for people are held to it. */
class PresetSchemaTest {
    private static final Path PAGE = Path.of("../docs/presets.md");
    private static final Path SAMPLE = Path.of("../samples/small-square.json");
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);
    private static final JsonNode SCHEMA = parse(PresetDocument.schema());

    /** The schema's objects, each with a document that has room for another of its fields. */
    private static final Map<String, String> ROOM = Map.of(
            "/properties", "{'name': 'x', 'audio': [{'codec': 'pcm'}], %s}",
            "/$defs/video/properties", "{'name': 'x', 'video': {'codec': 'h264', %s}}",
            "/$defs/video/properties/rate/properties", "{'name': 'x', 'video': {'codec': 'h264', 'rate': {%s}}}",
            "/$defs/audio/properties", "{'name': 'x', 'audio': [{'codec': 'pcm', %s}]}");

    @TempDir
    Path folder;

    private static JsonNode parse(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    static Stream<String> objects() {
        return ROOM.keySet().stream().sorted();
    }

    private static List<String> fields(String object) {
        List<String> names = new ArrayList<>();
        SCHEMA.at(object).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> words(JsonNode property) {
        List<String> words = new ArrayList<>();
        property.path("enum").forEach(word -> words.add(word.textValue()));
        return words;
    }

    /** Why the reader refuses a document with this member in this object. */
    private static String refusal(String object, String member) {
        String document = ROOM.get(object).formatted(member).replace('\'', '"');
        MediaException refusal = catchThrowableOfType(MediaException.class, () -> PresetDocument.read(document));
        assertThat(refusal).describedAs(document).isNotNull();
        return refusal.getMessage();
    }

    @ParameterizedTest
    @MethodSource("objects")
    void B9_schemaHasTheFieldsOfTheReader(String object) {
        String refusal = refusal(object, "'unknown': 1");

        assertThat(refusal).endsWith("there is no such field; accepted are " + String.join(", ", fields(object)));
        assertThat(SCHEMA.at(object.replaceAll("/?properties$", ""))
                        .get("additionalProperties")
                        .booleanValue())
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("objects")
    void B9_schemaHasTheRangesOfTheReader(String object) {
        for (String field : fields(object)) {
            JsonNode property = SCHEMA.at(object).get(field);
            if (property.path("type").asText().equals("integer")) {
                String range = "from " + property.get("minimum") + " to " + property.get("maximum");

                assertThat(refusal(object, "'" + field + "': -1")).contains("a whole number " + range + ", found -1");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/properties/copies",
                "/$defs/video/properties/rate/properties/quality",
                "/$defs/video/properties/dynamicRange",
                "/$defs/video/properties/transparency",
            })
    void B9_schemaHasTheWordsOfTheReader(String property) {
        int slash = property.lastIndexOf('/');

        String refusal = refusal(property.substring(0, slash), "'" + property.substring(slash + 1) + "': '?'");

        assertThat(refusal).contains("one of \"" + String.join("\", \"", words(SCHEMA.at(property))) + "\", found");
    }

    @Test
    void B9_schemaHasTheFileTypesCodingsAndProfilesOfTheModel() {
        List<String> types = words(SCHEMA.at("/properties/fileTypes/items"));
        List<String> videos = words(SCHEMA.at("/$defs/video/properties/codec"));
        List<String> audios = words(SCHEMA.at("/$defs/audio/properties/codec"));
        List<String> profiles = words(SCHEMA.at("/$defs/video/properties/profile"));

        assertThat(refusal("/properties", "'fileTypes': ['?']"))
                .contains("one of \"" + String.join("\", \"", types) + "\", found");
        assertThat(refusal("/properties", "'video': {'codec': '?'}")).endsWith("these are: " + sorted(videos));
        assertThat(refusal("/$defs/video/properties", "'profile': '?'")).endsWith("these are: " + sorted(profiles));
        MediaException sound = catchThrowableOfType(
                MediaException.class, () -> PresetDocument.read("{\"name\": \"x\", \"audio\": [{\"codec\": \"?\"}]}"));
        assertThat(sound).hasMessageEndingWith("these are: " + sorted(audios));
    }

    private static String sorted(List<String> words) {
        return String.join(", ", words.stream().sorted().toList());
    }

    // the page

    static Stream<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(PAGE)).results().map(found -> found.group(1));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void B9_examplesOfThePageAreRead(String example) {
        ExportPreset preset = PresetDocument.read(example);

        assertThat(preset.name()).isEqualTo(parse(example).get("name").textValue());
        assertThat(PresetDocument.read(PresetDocument.write(preset))).isEqualTo(preset);
    }

    @Test
    void B9_firstExampleOfThePageIsTheSample() throws IOException {
        assertThat(Files.readString(SAMPLE)).isEqualTo(examples().findFirst().orElseThrow());
        assertThat(PresetDocument.read(SAMPLE).name()).isEqualTo("small-square");
    }

    @Test
    void B9_pageTellsEveryFieldAndEveryWord() throws IOException {
        String page = Files.readString(PAGE);

        for (String object : ROOM.keySet()) {
            for (String field : fields(object)) {
                JsonNode property = SCHEMA.at(object).get(field);
                List<String> words = new ArrayList<>(words(property));
                words.addAll(words(property.path("items")));

                assertThat(page).contains("`" + field + "`");
                assertThat(words).allSatisfy(word -> assertThat(page).contains("`" + word + "`"));
            }
        }
    }

    @Test
    void B9_messagesOfThePageAreReal() throws IOException {
        String page = Files.readString(PAGE);
        String sample = Files.readString(SAMPLE);

        assertThat(page)
                .contains(message(sample.replace("\"medium\"", "\"good\"")))
                .contains(message(sample.replace("\"mov\"", "\"webm\"")));
    }

    private String message(String document) throws IOException {
        Path file = Files.writeString(folder.resolve("small-square.json"), document);
        MediaException refusal = catchThrowableOfType(MediaException.class, () -> PresetDocument.read(file));
        return String.valueOf(refusal.getMessage()).replace(file.toString(), "small-square.json") + "\n";
    }
}
