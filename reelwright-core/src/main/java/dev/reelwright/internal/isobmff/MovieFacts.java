package dev.reelwright.internal.isobmff;

import java.util.List;

/**
 * What a file's {@code ftyp} and {@code moov} boxes state (ISO/IEC 14496-12 §4.3, §8.2).
 *
 * @param brands the brands, major brand first, each once; empty for a QuickTime file without {@code ftyp}
 * @param timescale movie ticks per second, at least 1
 * @param duration the movie's duration in movie ticks, or -1 if unknown; 0 is common in fragmented files
 * @param fragmented whether the movie goes on in fragments ({@code mvex})
 * @param tracks the tracks in file order
 */
public record MovieFacts(
        List<String> brands, long timescale, long duration, boolean fragmented, List<TrackFacts> tracks) {

    public MovieFacts {
        brands = List.copyOf(brands);
        tracks = List.copyOf(tracks);
    }
}
