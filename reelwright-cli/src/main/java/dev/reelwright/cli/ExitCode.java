package dev.reelwright.cli;

/** The exit codes that scripts rely on. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    /** 128 and the number of SIGINT, as shells have it. */
    static final int CANCELLED = 130;

    private ExitCode() {}
}
