package dev.reelwright.project;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPreset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A preset document: an export preset as a JSON object, read and written. {@code docs/presets.md} describes its fields,
 * {@link #schema()} says the same to editors and other programs.
 *
 * <p>Reading is strict: what is not understood to the last field is refused, never passed over, and the message says where
 * ({@code $.audio[0].codec (line 7)}), what would be accepted, and what is there instead. A field that is left out means what
 * {@link dev.reelwright.export.VideoRule#of} and {@link dev.reelwright.export.AudioRule#of} choose for the coding.
 *
 * <p>All methods may be called from any thread, and need no native libraries.
 */
public final class PresetDocument {
    /** Twenty times what a preset with every field takes; it keeps a wrong file from being read to its end. */
    static final int MOST_BYTES = 64 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private PresetDocument() {}

    /**
     * The preset of the document in this file, in UTF-8.
     *
     * @throws MediaException ({@link ErrorCode#SOURCE_NOT_READABLE}) when the file cannot be read,
     *     ({@link ErrorCode#FILE_FAILED_TO_PARSE}) when {@link #read(String)} refuses its content; its message begins with the
     *     file's name
     */
    public static ExportPreset read(Path file) {
        byte[] bytes = bytes(file);
        try {
            return read(text(bytes));
        } catch (MediaException e) {
            throw new MediaException(e.code(), file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The preset of this document.
     *
     * @throws MediaException ({@link ErrorCode#FILE_FAILED_TO_PARSE}) when the text is no JSON, is no preset, is larger than
     *     64 KiB, or gives the name of a ready preset to another one
     */
    public static ExportPreset read(String json) {
        if (json.length() > MOST_BYTES) {
            throw tooLarge();
        }
        return PresetReader.read(JsonText.parse(json));
    }

    /**
     * The document of this preset, in lines. Reading it gives an equal preset.
     *
     * @throws IllegalArgumentException when no document says the same: the preset has an obstacle, its name is a ready
     *     preset's and its rules are not, or a limit lies outside the ranges of documents
     */
    public static String write(ExportPreset preset) {
        String json = PresetWriter.write(preset);
        ExportPreset again;
        try {
            again = read(json);
        } catch (MediaException e) {
            throw new IllegalArgumentException(
                    "preset " + preset.name() + " cannot be written as a document: " + e.getMessage(), e);
        }
        if (!again.equals(preset)) {
            throw new IllegalArgumentException("preset " + preset.name()
                    + " cannot be written as a document, which holds no obstacle and no original name");
        }
        return json;
    }

    /** The JSON Schema (draft 2020-12) of preset documents. What it takes may still contradict itself; reading tells. */
    public static String schema() {
        try (InputStream schema =
                Objects.requireNonNull(PresetDocument.class.getResourceAsStream("preset.schema.json"))) {
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema cannot be read from the module", e);
        }
    }

    private static byte[] bytes(Path file) {
        // A directory can be opened on some systems, and fails with words of the system when it is read.
        if (Files.isDirectory(file)) {
            throw unreadable(file + " is a folder, not a preset document", null);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw unreadable(file + " does not exist", e);
        } catch (IOException e) {
            throw unreadable(file + " cannot be read", e);
        }
    }

    private static MediaException unreadable(String message, @Nullable IOException cause) {
        return new MediaException(ErrorCode.SOURCE_NOT_READABLE, message, cause);
    }

    private static String text(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw tooLarge();
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            // RFC 8259 section 8.1: not to be written, may be ignored when read; editors of Windows write it.
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new MediaException(ErrorCode.FILE_FAILED_TO_PARSE, "not a text in UTF-8, as JSON is", e);
        }
    }

    private static MediaException tooLarge() {
        return new MediaException(
                ErrorCode.FILE_FAILED_TO_PARSE, "larger than " + MOST_BYTES + " bytes, which no preset document is");
    }
}
