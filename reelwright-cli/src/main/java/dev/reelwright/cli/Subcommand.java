package dev.reelwright.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What all commands have in common. They return the exit code, and throw what {@link Failures} can tell the user. Their
 * arguments are fields that are made by the methods here, and are shown in their order.
 */
abstract class Subcommand implements Callable<Integer> {
    private final Shell shell;
    private final CommandSpec spec;
    private final Argument<Boolean> json;
    private int parameters;

    Subcommand(Shell shell, String name, String description, String... footer) {
        this.shell = shell;
        spec = Instances.specOf(this).name(name);
        spec.usageMessage().sortOptions(false).description(description).footer(footer);
        json = flag("--json", "Print results and errors as JSON.");
        spec.addOption(help());
    }

    /** The option that shows how a command is used. */
    static OptionSpec help() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .type(boolean.class)
                .description("Show this help and stop.")
                .build();
    }

    final Argument<Boolean> flag(String name, String description) {
        return add(Argument.flag(name, description));
    }

    final <T> Argument<T> option(String name, String label, Class<T> type, String description) {
        return add(Argument.option(name, label, type, description));
    }

    final <T> Argument<T> option(
            String name, String label, Class<T> type, String description, Consumer<OptionSpec.Builder> more) {
        return add(Argument.option(name, label, type, description, more));
    }

    final <T> Argument<List<T>> repeatable(String name, String label, Class<T> type, String description) {
        return add(Argument.repeatable(name, label, type, description));
    }

    final <T> Argument<T> parameter(String label, Class<T> type, String description) {
        return add(Argument.parameter(parameters++, label, type, description));
    }

    /** The last parameters of a command, of which there may be many. */
    final <T> Argument<List<T>> parameters(int least, String label, Class<T> type, String description) {
        return add(Argument.parameters(parameters, least, label, type, description));
    }

    final <T> Argument<T> optionalParameter(String label, Class<T> type, String description) {
        return add(Argument.optionalParameter(parameters++, label, type, description));
    }

    final Argument<Progress.Mode> progressOption() {
        return option(
                        "--progress",
                        "auto|bar|json|none",
                        Progress.Mode.class,
                        "How to show progress on standard error.")
                .or(Progress.Mode.AUTO);
    }

    private <T> Argument<T> add(Argument<T> argument) {
        spec.add(argument.spec());
        return argument;
    }

    /** What picocli reads command lines by. */
    final CommandSpec spec() {
        return spec;
    }

    final Shell shell() {
        return shell;
    }

    /** Whether results and errors are wanted as JSON. */
    final boolean json() {
        return json.get();
    }

    final void print(Json document) {
        shell.out().println(document.text());
    }

    final void print(String text) {
        shell.out().println(text);
    }
}
