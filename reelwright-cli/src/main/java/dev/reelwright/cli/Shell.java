package dev.reelwright.cli;

import java.io.PrintStream;

/**
 * What surrounds a command: its streams and the user.
 *
 * @param out for results
 * @param err for progress, warnings and errors
 * @param errIsTerminal whether a person watches {@code err}
 * @param cancellation the user's wish to stop
 */
record Shell(PrintStream out, PrintStream err, boolean errIsTerminal, Cancellation cancellation) {
    void warn(String message) {
        err.println("reelwright: warning: " + Text.oneLine(message));
    }
}
