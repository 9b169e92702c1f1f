package dev.reelwright.project;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A rule on its way from a document: begun by its coding, then changed field by field. The check sees the rule after each
 * change, so that what does not go together is told at the field that broke it.
 */
final class RuleReader<R> {
    private final JsonValue.Members given;
    private final Consumer<R> check;
    private R rule;

    /** @param check throws {@link IllegalArgumentException} when a rule contradicts itself */
    RuleReader(JsonValue.Members given, Function<String, R> ofCodec, Consumer<R> check) {
        this.given = given;
        this.check = check;
        JsonValue codec = given.require("codec");
        String name = codec.text();
        this.rule = checked(codec, () -> ofCodec.apply(name));
    }

    /** Changes the rule by this field where the document has it. */
    RuleReader<R> field(String name, BiFunction<R, JsonValue, R> change) {
        given.find(name).ifPresent(value -> rule = checked(value, () -> change.apply(rule, value)));
        return this;
    }

    private R checked(JsonValue value, Supplier<R> maker) {
        return value.place().made(() -> {
            R made = maker.get();
            check.accept(made);
            return made;
        });
    }

    R rule() {
        return rule;
    }
}
