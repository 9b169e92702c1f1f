package dev.reelwright.export;

/** How good pictures are to be, in words. */
public enum QualityTier {
    /** For previews and slow lines: losses are seen. */
    LOW,
    /** For sharing: losses are seen when looked for. */
    MEDIUM,
    /** For watching: hardly told from the source (structural similarity of 0.97 or more on ordinary footage). */
    STANDARD,
    /** For watching on good screens. */
    HIGH,
    /** For keeping and working on. */
    HIGHEST
}
