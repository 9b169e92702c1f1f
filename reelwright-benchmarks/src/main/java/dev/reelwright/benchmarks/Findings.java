package dev.reelwright.benchmarks;

import java.util.Optional;

/** What a benchmark found, for people and for programs. */
interface Findings {
    /** As a table. */
    String text();

    /** As a chart in SVG, where there is one. */
    Optional<String> chart();
}
