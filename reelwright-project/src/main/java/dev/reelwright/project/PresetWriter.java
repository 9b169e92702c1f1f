package dev.reelwright.project;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import dev.reelwright.asset.FileType;
import dev.reelwright.export.AudioRule;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.VideoRate;
import dev.reelwright.export.VideoRule;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes a preset as a document: everything it says, without the limits that it does not set. */
final class PresetWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private PresetWriter(JsonGenerator json) {
        this.json = json;
    }

    static String write(ExportPreset preset) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.setPrettyPrinter(layout());
            new PresetWriter(json).preset(preset);
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be written", e);
        }
        return text.append('\n').toString();
    }

    /** Two spaces a level and the same line ends on every system. */
    private static DefaultPrettyPrinter layout() {
        Separators separators =
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
        return new DefaultPrettyPrinter(separators).withObjectIndenter(new DefaultIndenter("  ", "\n"));
    }

    private void preset(ExportPreset preset) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", preset.name());
        VideoRule video = preset.video();
        if (video != null) {
            video(video);
        }
        if (!preset.audioRules().isEmpty()) {
            json.writeArrayFieldStart("audio");
            for (AudioRule rule : preset.audioRules()) {
                audio(rule);
            }
            json.writeEndArray();
        }
        json.writeStringField("copies", PresetReader.wordOf(preset.copies()));
        json.writeArrayFieldStart("fileTypes");
        for (FileType type : preset.fileTypes()) {
            json.writeString(type.commandName());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void video(VideoRule rule) throws IOException {
        json.writeObjectFieldStart("video");
        json.writeStringField("codec", rule.codec());
        limit("width", rule.box().width(), 0);
        limit("height", rule.box().height(), 0);
        rate(rule.rate());
        limit("maxBitRate", rule.maxBitRate(), 0);
        limit("maxFrameRate", rule.maxFrameRate(), 0);
        seconds(rule.keySeconds());
        if (!rule.profile().isEmpty()) {
            json.writeStringField("profile", rule.profile());
        }
        json.writeStringField("dynamicRange", PresetReader.wordOf(rule.range()));
        json.writeStringField("transparency", PresetReader.wordOf(rule.transparency()));
        json.writeEndObject();
    }

    private void seconds(double seconds) throws IOException {
        if (seconds == Math.rint(seconds)) {
            json.writeNumberField("keySeconds", (long) seconds);
        } else {
            json.writeNumberField("keySeconds", seconds);
        }
    }

    private void rate(VideoRate rate) throws IOException {
        json.writeObjectFieldStart("rate");
        if (rate instanceof VideoRate.Quality quality) {
            json.writeStringField("quality", PresetReader.wordOf(quality.tier()));
        } else if (rate instanceof VideoRate.ConstantQuality constant) {
            json.writeNumberField("factor", constant.factor());
        } else if (rate instanceof VideoRate.BitRate average) {
            json.writeNumberField("bitRate", average.bitsPerSecond());
        }
        json.writeEndObject();
    }

    private void audio(AudioRule rule) throws IOException {
        AudioRule usual = AudioRule.of(rule.codec());
        json.writeStartObject();
        json.writeStringField("codec", rule.codec());
        limit("bitRate", rule.bitRate(), usual.bitRate());
        limit("sampleRate", rule.sampleRate(), usual.sampleRate());
        limit("maxChannels", rule.maxChannels(), usual.maxChannels());
        json.writeEndObject();
    }

    /** Writes a limit, but for 0, which sets none, where leaving the field out means that as well. */
    private void limit(String field, long value, long ifLeftOut) throws IOException {
        if (value != 0 || ifLeftOut != 0) {
            json.writeNumberField(field, value);
        }
    }
}
