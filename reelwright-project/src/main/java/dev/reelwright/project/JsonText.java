package dev.reelwright.project;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON (RFC 8259) into {@link JsonValue}s: no comments, no field twice, nothing after the end, bounded in depth. */
final class JsonText {
    /** Twice as deep as any document here. */
    private static final int DEEPEST = 8;

    /** Every double can be written in fewer, and longer ones take long to compute with. */
    private static final int LONGEST_NUMBER = 40;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(2 * DEEPEST).build())
            .build();

    private final JsonParser parser;

    private JsonText(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * The document's value.
     *
     * @throws MediaException ({@link ErrorCode#FILE_FAILED_TO_PARSE}) when the text is no JSON document
     */
    static JsonValue parse(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new JsonText(parser).document();
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            String reason = "not JSON, column " + column + ": " + Place.excerpt(e.getOriginalMessage());
            throw new MediaException(ErrorCode.FILE_FAILED_TO_PARSE, new Place("$", line).told(reason), e);
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to be read", e);
        }
    }

    private JsonValue document() throws IOException {
        if (parser.nextToken() == null) {
            throw new Place("$", 1).refusal("the document is empty");
        }
        JsonValue value = value(new Place("$", line()), 1);
        if (parser.nextToken() != null) {
            throw new Place("$", line()).refusal("something follows the end of the document");
        }
        return value;
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    private JsonValue value(Place place, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw place.refusal("nested more than " + DEEPEST + " deep");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(place, depth);
            case START_ARRAY -> array(place, depth);
            case VALUE_STRING -> new JsonValue.Text(place, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(place);
            default -> new JsonValue.Literal(place, parser.getText());
        };
    }

    private JsonValue object(Place place, int depth) throws IOException {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Place member = place.member(name, line());
            parser.nextToken();
            if (fields.put(name, value(member, depth + 1)) != null) {
                throw member.refusal("the field is there twice");
            }
        }
        return new JsonValue.Members(place, fields);
    }

    private JsonValue array(Place place, int depth) throws IOException {
        List<JsonValue> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(place.item(values.size(), line()), depth + 1));
        }
        return new JsonValue.Items(place, values);
    }

    private JsonValue number(Place place) throws IOException {
        String written = parser.getText();
        if (written.length() > LONGEST_NUMBER) {
            throw place.refusal("a number of more than " + LONGEST_NUMBER + " characters");
        }
        try {
            return new JsonValue.Numeral(place, new BigDecimal(written));
        } catch (NumberFormatException e) {
            throw place.refusal(written + " is out of range");
        }
    }
}
