package dev.reelwright.benchmarks;

/**
 * One who does the work.
 *
 * @param command does it once
 */
record Contender(String name, Side side, ProcessBuilder command) {
    enum Side {
        OURS,
        PEER
    }

    static Contender ours(ProcessBuilder command) {
        return new Contender("Reelwright", Side.OURS, command);
    }

    static Contender peer(String name, ProcessBuilder command) {
        return new Contender(name, Side.PEER, command);
    }
}
