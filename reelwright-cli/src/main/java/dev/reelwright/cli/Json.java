package dev.reelwright.cli;

import dev.reelwright.time.MediaTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value in its written form (RFC 8259), on one line. Members keep the order in which they were put.
 *
 * @param text the value as written
 */
record Json(String text) {
    static final Json NULL = new Json("null");

    static Json string(@Nullable String value) {
        return value == null ? NULL : new Json(quoted(value));
    }

    /** An enum constant by its name in small letters. */
    static Json name(Enum<?> constant) {
        return string(constant.name().toLowerCase(Locale.ROOT));
    }

    static Json number(long value) {
        return new Json(Long.toString(value));
    }

    /** A number; JSON has none for infinity and "not a number", which become null. */
    static Json number(double value) {
        if (!Double.isFinite(value)) {
            return NULL;
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return new Json(whole ? Long.toString((long) value) : Double.toString(value));
    }

    static Json bool(boolean value) {
        return new Json(Boolean.toString(value));
    }

    /** An exact time as value and timescale; null for one that is no number. */
    static Json time(MediaTime time) {
        if (!time.isNumeric()) {
            return NULL;
        }
        return object().put("value", time.value())
                .put("timescale", time.timescale())
                .build();
    }

    static Json array(List<Json> items) {
        return new Json(items.stream().map(Json::text).collect(Collectors.joining(",", "[", "]")));
    }

    static Json strings(List<String> items) {
        return array(items.stream().map(Json::string).toList());
    }

    static Builder object() {
        return new Builder();
    }

    /** Collects the members of an object. */
    static final class Builder {
        private final List<String> members = new ArrayList<>();

        Builder put(String key, Json value) {
            members.add(quoted(key) + ":" + value.text());
            return this;
        }

        Builder put(String key, @Nullable String value) {
            return put(key, string(value));
        }

        Builder put(String key, long value) {
            return put(key, number(value));
        }

        Builder put(String key, double value) {
            return put(key, number(value));
        }

        Builder put(String key, boolean value) {
            return put(key, bool(value));
        }

        Builder put(String key, MediaTime value) {
            return put(key, time(value));
        }

        Builder putNull(String key) {
            return put(key, NULL);
        }

        Json build() {
            return new Json("{" + String.join(",", members) + "}");
        }
    }

    private static String quoted(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            appendEscaped(text, value, i);
        }
        return text.append('"').toString();
    }

    private static void appendEscaped(StringBuilder text, String value, int at) {
        char c = value.charAt(at);
        switch (c) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                if (c < ' ' || c == 0x7f || isLoneSurrogate(value, at)) {
                    text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                } else {
                    text.append(c);
                }
            }
        }
    }

    /** Half a pair cannot be written as UTF-8; broken file names hold some. */
    private static boolean isLoneSurrogate(String value, int at) {
        char c = value.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 >= value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
    }
}
