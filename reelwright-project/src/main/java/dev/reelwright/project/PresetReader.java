package dev.reelwright.project;

import static java.util.Arrays.stream;
import static java.util.stream.Collectors.toMap;

import dev.reelwright.asset.FileType;
import dev.reelwright.export.AudioRule;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportPreset.Copies;
import dev.reelwright.export.ExportPreset.DynamicRange;
import dev.reelwright.export.ExportPreset.Transparency;
import dev.reelwright.export.QualityTier;
import dev.reelwright.export.VideoRate;
import dev.reelwright.export.VideoRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes a preset from a document. The model alone knows what goes together, so it is asked after every field: what it
 * refuses then is told at that field.
 */
final class PresetReader {
    private static final int LONGEST_NAME = 100;
    private static final int LARGEST_SIDE = 65_536;
    private static final int WORST_FACTOR = 63;
    private static final int LOWEST_VIDEO_RATE = 1000;
    private static final long HIGHEST_VIDEO_RATE = 1_000_000_000_000L;
    private static final int HIGHEST_FRAME_RATE = 1000;
    private static final int LOWEST_AUDIO_RATE = 8000;
    private static final int HIGHEST_AUDIO_RATE = 10_000_000;
    private static final int HIGHEST_SAMPLE_RATE = 1_000_000;
    private static final int MOST_CHANNELS = 64;

    /** Stands in for a ready preset's name, which no other preset may have. */
    private static final String SUBSTITUTE = "own";

    private static final Map<String, QualityTier> TIERS = words(QualityTier.values(), PresetReader::wordOf);
    private static final Map<String, DynamicRange> RANGES = words(DynamicRange.values(), PresetReader::wordOf);
    private static final Map<String, Transparency> TRANSPARENCIES = words(Transparency.values(), PresetReader::wordOf);
    private static final Map<String, Copies> COPIES = words(Copies.values(), PresetReader::wordOf);
    private static final Map<String, FileType> FILE_TYPES = words(FileType.values(), FileType::commandName);

    private final JsonValue.Members document;

    private PresetReader(JsonValue document) {
        this.document = document.object("$schema", "name", "video", "audio", "copies", "fileTypes");
    }

    static ExportPreset read(JsonValue document) {
        return new PresetReader(document).preset();
    }

    /** The word for a constant in documents. */
    static String wordOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <T> Map<String, T> words(T[] values, Function<T, String> word) {
        return stream(values).collect(toMap(word, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    }

    private ExportPreset preset() {
        // Editors look there for the schema; which one it names is their business.
        document.find("$schema").ifPresent(JsonValue::text);
        JsonValue name = document.require("name");
        Optional<ExportPreset> ready = ExportPreset.named(name.text());
        ExportPreset preset = own(ready.isPresent() ? SUBSTITUTE : name(name));
        if (ready.isEmpty()) {
            return preset;
        }
        return ready.filter(r -> r.name().equals(name.text()) && isAlike(preset, r))
                .orElseThrow(() -> name.place()
                        .refusal("the preset " + name.text()
                                + " is there already and makes something else; choose another name"));
    }

    private static String name(JsonValue given) {
        String name = given.text();
        if (name.length() > LONGEST_NAME) {
            throw given.place().refusal("a preset's name has at most " + LONGEST_NAME + " characters");
        }
        AudioRule any = AudioRule.of("pcm");
        return given.place()
                .made(() -> ExportPreset.builder(name).audio(any).build())
                .name();
    }

    private static boolean isAlike(ExportPreset own, ExportPreset ready) {
        return new ExportPreset(
                        ready.name(),
                        ready.originalName(),
                        own.video(),
                        own.audioRules(),
                        own.copies(),
                        own.fileTypes(),
                        ready.obstacle())
                .equals(ready);
    }

    private ExportPreset own(String name) {
        ExportPreset.Builder builder = ExportPreset.builder(name);
        document.find("video").ifPresent(given -> builder.video(video(given)));
        document.find("audio")
                .ifPresent(given -> builder.audio(given.items("objects that say what is done with audio").stream()
                        .map(PresetReader::audio)
                        .toArray(AudioRule[]::new)));
        Optional<JsonValue> copies = document.find("copies");
        copies.ifPresent(given -> builder.copies(given.word(COPIES)));
        ExportPreset preset = copies.orElse(document).place().made(builder::build);
        return document.find("fileTypes")
                .map(given -> intoTypes(builder, given))
                .orElse(preset);
    }

    private static ExportPreset intoTypes(ExportPreset.Builder builder, JsonValue given) {
        List<FileType> types = new ArrayList<>();
        for (JsonValue item : given.items("file types")) {
            types.add(item.word(FILE_TYPES));
            item.place().made(() -> builder.fileTypes(types.toArray(FileType[]::new))
                    .build());
        }
        return builder.build();
    }

    private static VideoRule video(JsonValue given) {
        JsonValue.Members fields = given.object(
                "codec",
                "width",
                "height",
                "rate",
                "maxBitRate",
                "maxFrameRate",
                "keySeconds",
                "profile",
                "dynamicRange",
                "transparency");
        // Transparency comes after the rate, which decides for ProRes whether there is any.
        return new RuleReader<>(fields, VideoRule::of, PresetReader::requireSound)
                .field("width", (r, v) -> r.withBox(side(v), r.box().height()))
                .field("height", (r, v) -> r.withBox(r.box().width(), side(v)))
                .field("rate", (r, v) -> r.withRate(rate(v)))
                .field("maxBitRate", (r, v) -> r.withMaxBitRate(v.whole(0, HIGHEST_VIDEO_RATE)))
                .field("maxFrameRate", (r, v) -> r.withMaxFrameRate((int) v.whole(0, HIGHEST_FRAME_RATE)))
                .field("keySeconds", (r, v) -> r.withKeySeconds(v.number()))
                .field("profile", (r, v) -> r.withProfile(v.text()))
                .field("dynamicRange", (r, v) -> r.withDynamicRange(v.word(RANGES)))
                .field("transparency", (r, v) -> r.withTransparency(v.word(TRANSPARENCIES)))
                .rule();
    }

    private static void requireSound(VideoRule rule) {
        ExportPreset.builder(SUBSTITUTE).video(rule).build();
    }

    private static int side(JsonValue given) {
        return (int) given.whole(0, LARGEST_SIDE);
    }

    private static VideoRate rate(JsonValue given) {
        JsonValue.Members fields = given.object("quality", "factor", "bitRate");
        if (fields.fields().size() != 1) {
            throw given.place().refusal("expected exactly one of quality, factor, bitRate");
        }
        return fields.find("quality")
                .map(v -> VideoRate.quality(v.word(TIERS)))
                .or(() -> fields.find("factor").map(v -> VideoRate.constantQuality((int) v.whole(0, WORST_FACTOR))))
                .orElseGet(() ->
                        VideoRate.bitRate(fields.require("bitRate").whole(LOWEST_VIDEO_RATE, HIGHEST_VIDEO_RATE)));
    }

    private static AudioRule audio(JsonValue given) {
        JsonValue.Members fields = given.object("codec", "bitRate", "sampleRate", "maxChannels");
        return new RuleReader<>(fields, AudioRule::of, PresetReader::requireSound)
                .field("bitRate", (r, v) -> r.withBitRate((int) v.whole(LOWEST_AUDIO_RATE, HIGHEST_AUDIO_RATE)))
                .field("sampleRate", (r, v) -> r.withSampleRate((int) v.whole(0, HIGHEST_SAMPLE_RATE)))
                .field("maxChannels", (r, v) -> r.withMaxChannels((int) v.whole(0, MOST_CHANNELS)))
                .rule();
    }

    private static void requireSound(AudioRule rule) {
        ExportPreset.builder(SUBSTITUTE).audio(rule).build();
    }
}
