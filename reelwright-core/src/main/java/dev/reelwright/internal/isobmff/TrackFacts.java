package dev.reelwright.internal.isobmff;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one {@code trak} box states (ISO/IEC 14496-12 §8.3 to §8.6, §12.1.4; QuickTime File Format, "Track Atoms").
 *
 * @param id the track's identifier, unique in its movie
 * @param enabled whether the track takes part in the presentation
 * @param alternateGroup the group of tracks of which one is played at a time; 0 for none
 * @param layer the front-to-back order of visual tracks; lower is nearer to the viewer
 * @param volume the track's relative loudness, 1 for full
 * @param matrix the display matrix as written: nine fixed-point numbers a b u c d v x y w, of which u, v, w are 2.30
 *     and the others 16.16
 * @param width the displayed width in pixels before the matrix; 0 for tracks without a picture
 * @param height the displayed height in pixels before the matrix
 * @param handler the media's kind: {@code vide}, {@code soun}, {@code text}, {@code meta} …
 * @param timescale media ticks per second, at least 1
 * @param duration the media's duration in media ticks, edits not applied, or -1 if unknown
 * @param language an ISO 639-2/T code, or {@code und}
 * @param extendedLanguage a BCP 47 tag ({@code elng}), or null if the track has none
 * @param edits the edit list in order; empty if the track has none
 * @param cleanAperture the clean aperture of the first visual sample entry that has one, or null
 * @param pixelAspect the pixel aspect ratio of the first visual sample entry that has one, or null
 * @param trackApertures QuickTime's track aperture dimensions, or null
 * @param references the tracks that this one refers to, by reference type ({@code cdsc}, {@code tmcd} …)
 * @param sampleEntries the sample entries' four-character codes in order
 */
public record TrackFacts(
        int id,
        boolean enabled,
        int alternateGroup,
        int layer,
        float volume,
        List<Integer> matrix,
        double width,
        double height,
        String handler,
        long timescale,
        long duration,
        String language,
        @Nullable String extendedLanguage,
        List<EditEntry> edits,
        @Nullable CleanAperture cleanAperture,
        @Nullable PixelAspect pixelAspect,
        @Nullable TrackApertures trackApertures,
        Map<String, List<Integer>> references,
        List<String> sampleEntries) {

    public TrackFacts {
        matrix = List.copyOf(matrix);
        edits = List.copyOf(edits);
        sampleEntries = List.copyOf(sampleEntries);
        // Map.copyOf would lose the file's order.
        Map<String, List<Integer>> inOrder = new LinkedHashMap<>();
        references.forEach((type, ids) -> inOrder.put(type, List.copyOf(ids)));
        references = Collections.unmodifiableMap(inOrder);
    }
}
