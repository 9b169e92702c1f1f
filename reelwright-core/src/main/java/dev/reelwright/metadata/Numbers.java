package dev.reelwright.metadata;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what texts say in numbers. */
final class Numbers {
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][+-]?\\d{1,3})?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");

    private Numbers() {}

    static Optional<Number> parse(String text) {
        String plain = text.strip();
        if (WHOLE.matcher(plain).matches()) {
            return Optional.of(Long.parseLong(plain));
        }
        return DECIMAL.matcher(plain).matches() ? Optional.of(Double.parseDouble(plain)) : Optional.empty();
    }
}
