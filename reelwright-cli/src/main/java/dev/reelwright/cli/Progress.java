package dev.reelwright.cli;

import java.util.Locale;
import java.util.OptionalDouble;

/** Where progress is shown. Safe for use from any thread; after one of the ends nothing more is shown. */
interface Progress {
    /** How progress is shown, by the user's choice. */
    enum Mode {
        /** A bar on a terminal, else nothing. */
        AUTO,
        BAR,
        JSON,
        NONE
    }

    /**
     * How far the work has come.
     *
     * @param phase what is being done, in one word
     * @param fraction of all the work, from 0 to 1
     * @param speed media seconds, or pictures, done in a second; 0 while unknown
     * @param pace the speed, or the number of pictures done, for people; empty while unknown
     * @param secondsLeft until the end at this speed
     */
    record Tick(String phase, double fraction, double speed, String pace, OptionalDouble secondsLeft) {}

    void show(Tick tick);

    /** All is done. */
    void complete();

    /** The work ended early; what is shown gives way to the error's message. */
    void abandon();

    /** What the user chose, on this shell. */
    static Progress of(Mode mode, Shell shell) {
        return switch (mode) {
            case AUTO -> shell.errIsTerminal() ? new ProgressBar(shell.err()) : new Silence();
            case BAR -> new ProgressBar(shell.err());
            case JSON -> new JsonLines(shell);
            case NONE -> new Silence();
        };
    }

    /** Shows nothing. */
    final class Silence implements Progress {
        @Override
        public void show(Tick tick) {}

        @Override
        public void complete() {}

        @Override
        public void abandon() {}
    }

    /** One line a tick, for programs. */
    final class JsonLines implements Progress {
        private final Shell shell;
        private Tick last = new Tick("finish", 0, 0, "", OptionalDouble.empty());
        private boolean ended;

        JsonLines(Shell shell) {
            this.shell = shell;
        }

        @Override
        public synchronized void show(Tick tick) {
            if (ended) {
                return;
            }
            last = tick;
            Json.Builder line = Json.object()
                    .put("phase", tick.phase())
                    .put("fraction", rounded(tick.fraction(), 10_000))
                    .put("speed", rounded(tick.speed(), 100));
            if (tick.secondsLeft().isPresent()) {
                line.put("etaSeconds", rounded(tick.secondsLeft().getAsDouble(), 10));
            } else {
                line.putNull("etaSeconds");
            }
            shell.err().println(line.build().text());
        }

        private static double rounded(double value, int parts) {
            return Math.rint(value * parts) / parts;
        }

        @Override
        public synchronized void complete() {
            show(new Tick(last.phase().toLowerCase(Locale.ROOT), 1, last.speed(), "", OptionalDouble.of(0)));
            ended = true;
        }

        @Override
        public synchronized void abandon() {
            ended = true;
        }
    }
}
