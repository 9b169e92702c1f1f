package dev.reelwright.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalDouble;

/** Progress for people: one line of a terminal, drawn again and again. */
final class ProgressBar implements Progress {
    private static final int CELLS = 28;
    private static final int EIGHTHS = 8;
    /** A cell filled by one eighth to all eight. */
    private static final String BLOCKS = "▏▎▍▌▋▊▉█";

    private static final String START_OF_LINE = "\r";
    private static final String CLEAR_TO_END = "\u001b[K";

    private final PrintStream stream;
    private final boolean blocks;
    private Tick last = new Tick("", 0, 0, "", OptionalDouble.empty());
    private String drawn = "";
    private boolean ended;

    ProgressBar(PrintStream stream) {
        this(stream, terminalKnowsBlocks());
    }

    ProgressBar(PrintStream stream, boolean blocks) {
        this.stream = stream;
        this.blocks = blocks;
    }

    private static boolean terminalKnowsBlocks() {
        String charset = System.getProperty("native.encoding", "");
        return charset.replace("-", "").equalsIgnoreCase("utf8");
    }

    @Override
    public synchronized void show(Tick tick) {
        if (!ended) {
            last = tick;
            draw(line(tick));
        }
    }

    @Override
    public synchronized void complete() {
        if (ended) {
            return;
        }
        ended = true;
        draw(line(new Tick("done", 1, last.speed(), last.pace(), OptionalDouble.empty())));
        stream.println();
    }

    @Override
    public synchronized void abandon() {
        if (!ended) {
            ended = true;
            draw("");
        }
    }

    private void draw(String line) {
        if (!line.equals(drawn)) {
            stream.print(START_OF_LINE + line + CLEAR_TO_END);
            stream.flush();
            drawn = line;
        }
    }

    private String line(Tick tick) {
        // Rounded down, so that 100 % is shown at the end only.
        int percent = (int) Math.floor(tick.fraction() * 100);
        double seconds = Math.ceil(tick.secondsLeft().orElse(0));
        String left = seconds > 0 ? Text.timeLeft(seconds) + " left" : "";
        return String.format(
                        Locale.ROOT,
                        "%-7s %s %3d %%  %s  %s",
                        tick.phase(),
                        bar(tick.fraction()),
                        percent,
                        tick.pace(),
                        left)
                .stripTrailing();
    }

    private String bar(double fraction) {
        double clamped = Math.max(0, Math.min(1, fraction));
        if (!blocks) {
            int full = (int) Math.floor(clamped * CELLS);
            return "[" + "#".repeat(full) + "-".repeat(CELLS - full) + "]";
        }
        int eighths = (int) Math.floor(clamped * CELLS * EIGHTHS);
        StringBuilder bar = new StringBuilder("█".repeat(eighths / EIGHTHS));
        if (eighths % EIGHTHS > 0) {
            bar.append(BLOCKS.charAt(eighths % EIGHTHS - 1));
        }
        bar.append(" ".repeat(CELLS - bar.length()));
        return "▕" + bar + "▏";
    }
}
