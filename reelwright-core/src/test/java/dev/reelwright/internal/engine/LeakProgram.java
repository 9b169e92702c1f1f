package dev.reelwright.internal.engine;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Forgets a frame, closes a packet, and ends when the leak was reported or will not be. */
public final class LeakProgram {
    private static volatile boolean reported;

    private LeakProgram() {}

    public static void main(String[] args) throws InterruptedException {
        Logger logger = Logger.getLogger("dev.reelwright.leaks");
        logger.addHandler(new Reports());
        forget();
        for (int i = 0; i < 100 && !reported; i++) {
            System.gc();
            Thread.sleep(50);
        }
    }

    private static void forget() {
        new Frame().pts(1);
        new Packet().close();
    }

    private static final class Reports extends Handler {
        @Override
        public void publish(LogRecord line) {
            System.out.println(new SimpleFormatter().format(line));
            reported = true;
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
