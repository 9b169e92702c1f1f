package dev.reelwright.project;

import dev.reelwright.error.MediaException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of a JSON document with its place. Its methods read it as what is expected there, and refuse everything else with
 * what would be accepted.
 */
sealed interface JsonValue {
    Place place();

    /** What it is, in a few words, for messages. */
    String description();

    /** The value as an object that has some of these fields and no others. */
    default Members object(String... accepted) {
        throw expected("an object with the fields " + String.join(", ", accepted));
    }

    /** The value as an array of at least one of these. */
    default List<JsonValue> items(String noun) {
        throw expected("an array of " + noun);
    }

    /** The value as a text that is not empty. */
    default String text() {
        throw expected("a text");
    }

    /** The value as one of these words. */
    default <T> T word(Map<String, T> words) {
        T meant = this instanceof Text text ? words.get(text.value()) : null;
        if (meant == null) {
            throw expected((words.size() == 1 ? "" : "one of ") + "\"" + String.join("\", \"", words.keySet()) + "\"");
        }
        return meant;
    }

    /** The value as a whole number of this range, however it is written: 30, 30.0 and 3e1 are the same. */
    default long whole(long least, long most) {
        throw expected("a whole number from " + least + " to " + most);
    }

    /** The value as a number, rounded to the nearest double. */
    default double number() {
        throw expected("a number");
    }

    private MediaException expected(String what) {
        return place().refusal("expected " + what + ", found " + description());
    }

    /** An object, by the names of its fields. */
    record Members(Place place, Map<String, JsonValue> fields) implements JsonValue {
        @Override
        public String description() {
            return "an object";
        }

        @Override
        public Members object(String... accepted) {
            for (Map.Entry<String, JsonValue> field : fields.entrySet()) {
                if (!List.of(accepted).contains(field.getKey())) {
                    throw field.getValue()
                            .place()
                            .refusal("there is no such field; accepted are " + String.join(", ", accepted));
                }
            }
            return this;
        }

        Optional<JsonValue> find(String name) {
            return Optional.ofNullable(fields.get(name));
        }

        JsonValue require(String name) {
            return find(name).orElseThrow(() -> place.refusal("the field \"" + name + "\" is missing"));
        }
    }

    /** An array. */
    record Items(Place place, List<JsonValue> values) implements JsonValue {
        @Override
        public String description() {
            return values.isEmpty() ? "an empty array" : "an array";
        }

        @Override
        public List<JsonValue> items(String noun) {
            if (values.isEmpty()) {
                return JsonValue.super.items(noun);
            }
            return values;
        }
    }

    /** A string. */
    record Text(Place place, String value) implements JsonValue {
        @Override
        public String description() {
            return "\"" + Place.excerpt(value) + "\"";
        }

        @Override
        public String text() {
            return value.isEmpty() ? JsonValue.super.text() : value;
        }
    }

    /** A number. */
    record Numeral(Place place, BigDecimal value) implements JsonValue {
        @Override
        public String description() {
            return Place.excerpt(value.toString());
        }

        @Override
        public long whole(long least, long most) {
            boolean inRange =
                    value.compareTo(BigDecimal.valueOf(least)) >= 0 && value.compareTo(BigDecimal.valueOf(most)) <= 0;
            // Stripping first: asking a number of many decimals for its remainder would write all of them out.
            if (!inRange || value.stripTrailingZeros().scale() > 0) {
                return JsonValue.super.whole(least, most);
            }
            return value.longValueExact();
        }

        @Override
        public double number() {
            return value.doubleValue();
        }
    }

    /** {@code true}, {@code false} or {@code null}: nothing in these documents is any of them. */
    record Literal(Place place, String description) implements JsonValue {}
}
