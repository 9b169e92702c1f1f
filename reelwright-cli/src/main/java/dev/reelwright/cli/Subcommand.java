package dev.reelwright.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What all commands have in common. They return the exit code, and throw what {@link Failures} can tell the user. */
abstract class Subcommand implements Callable<Integer> {
    private final Shell shell;

    @Option(names = "--json", description = "Print results and errors as JSON.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and stop.")
    @SuppressWarnings("UnusedVariable") // picocli reads it to tell that help was asked for
    private boolean help;

    Subcommand(Shell shell) {
        this.shell = shell;
    }

    final Shell shell() {
        return shell;
    }

    /** Whether results and errors are wanted as JSON. */
    final boolean json() {
        return json;
    }

    final void print(Json document) {
        shell.out().println(document.text());
    }

    final void print(String text) {
        shell.out().println(text);
    }
}
