package dev.reelwright.cli;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * An option or a parameter of a command, and its value once the command line was read. It is told to picocli in picocli's own
 * model, because reading annotations takes longer than all the rest of a start.
 *
 * @param <T> type of the value; {@link Values} knows how it is read, or picocli does
 */
final class Argument<T> {
    private final ArgSpec spec;
    private final Cell cell;
    private @Nullable T otherwise;

    private Argument(ArgSpec spec, Cell cell) {
        this.spec = spec;
        this.cell = cell;
    }

    /** Where picocli puts a value, and null where the user gave none. */
    private static final class Cell implements IGetter, ISetter {
        private @Nullable Object value;

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // picocli asks for any type
        public <V> @Nullable V get() {
            return (V) value;
        }

        @Override
        public <V> @Nullable V set(@Nullable V next) {
            V previous = get();
            value = next;
            return previous;
        }
    }

    /** An option that is there or not. */
    static Argument<Boolean> flag(String name, String description) {
        return Argument.<Boolean>of(OptionSpec.builder(name).type(boolean.class).description(description))
                .or(false);
    }

    /** An option with a value. */
    static <T> Argument<T> option(String name, String label, Class<T> type, String description) {
        return of(withValue(name, label, type, description));
    }

    /** The same, with more that picocli has to know. */
    static <T> Argument<T> option(
            String name, String label, Class<T> type, String description, Consumer<OptionSpec.Builder> more) {
        OptionSpec.Builder spec = withValue(name, label, type, description);
        more.accept(spec);
        return of(spec);
    }

    /** An option that may be given many times. */
    static <T> Argument<List<T>> repeatable(String name, String label, Class<T> type, String description) {
        return Argument.<List<T>>of(
                        withValue(name, label, List.class, description).auxiliaryTypes(type))
                .or(List.of());
    }

    /** What stands at this place among the arguments that are no options. */
    static <T> Argument<T> parameter(int place, String label, Class<T> type, String description) {
        return of(at(place, label, type, description).arity("1").required(true));
    }

    /** The same, where it may be left out. */
    static <T> Argument<T> optionalParameter(int place, String label, Class<T> type, String description) {
        return of(at(place, label, type, description).arity("0..1"));
    }

    /** All that stands from this place on among the arguments that are no options, so many at least. */
    static <T> Argument<List<T>> parameters(int place, int least, String label, Class<T> type, String description) {
        return of(PositionalParamSpec.builder()
                .index(place + "..*")
                .arity(least + "..*")
                .required(true)
                .paramLabel(label)
                // the label tells that there may be many
                .hideParamSyntax(true)
                .type(List.class)
                .auxiliaryTypes(type)
                .description(description));
    }

    private static PositionalParamSpec.Builder at(int place, String label, Class<?> type, String description) {
        return PositionalParamSpec.builder()
                .index(Integer.toString(place))
                .paramLabel(label)
                .type(type)
                .description(description);
    }

    private static OptionSpec.Builder withValue(String name, String label, Class<?> type, String description) {
        return OptionSpec.builder(name).arity("1").paramLabel(label).type(type).description(description);
    }

    private static <T> Argument<T> of(OptionSpec.Builder spec) {
        Cell cell = new Cell();
        return new Argument<>(spec.getter(cell).setter(cell).build(), cell);
    }

    private static <T> Argument<T> of(PositionalParamSpec.Builder spec) {
        Cell cell = new Cell();
        return new Argument<>(spec.getter(cell).setter(cell).build(), cell);
    }

    /** Has this value unless the user gives another. */
    Argument<T> or(T otherwise) {
        this.otherwise = otherwise;
        return this;
    }

    ArgSpec spec() {
        return spec;
    }

    /** The value of an argument that has to be given, or of which it was {@linkplain #or said} what holds otherwise. */
    T get() {
        T value = orNull();
        if (value == null) {
            throw new NoSuchElementException(spec + " has no value");
        }
        return value;
    }

    /** The value, null where there is none. */
    @Nullable
    T orNull() {
        T given = cell.get();
        return given == null ? otherwise : given;
    }

    /** Whether the user gave it. */
    boolean isGiven() {
        return cell.value != null;
    }

    void ifGiven(Consumer<? super T> use) {
        if (isGiven()) {
            use.accept(get());
        }
    }
}
