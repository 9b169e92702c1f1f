package dev.reelwright.benchmarks;

import dev.reelwright.asset.Asset;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoSettings.Conversion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of source that presets are tried on.
 *
 * @param name heading of its table
 * @param probed what {@code ffprobe} says of it
 * @param thumbnails what its first picture is after a conversion; none for conversions whose result is not known
 * @param size how much is tried
 */
record OutcomeSource(
        String name, String about, Asset asset, Probed probed, Map<Conversion, Thumbnail> thumbnails, Extent size) {

    /** Which presets and file types are tried. */
    enum Extent {
        ALL(""),
        /** For large pictures, which take long. */
        PICTURES_ONCE("presets without pictures, and file types other than the first of each preset: sizes are "
                + "what this table is about, and neither changes them");

        private final String left;

        Extent(String left) {
            this.left = left;
        }

        /** What is left out and why, empty when nothing is. */
        String left() {
            return left;
        }

        boolean includes(ExportPreset preset, boolean firstType) {
            return this == ALL || (firstType && preset.video() != null);
        }
    }

    static OutcomeSource of(Recipe recipe, Path file, Programs programs) throws IOException, InterruptedException {
        Probed probed = new Prober(programs).probe(file);
        Map<Conversion, Thumbnail> thumbnails = new EnumMap<>(Conversion.class);
        if (probed.video().isPresent()) {
            // FFmpeg's own decoder of VP9 leaves transparency out
            boolean vp9 = probed.video().get().codec().equals("vp9");
            List<String> decoding = vp9 ? List.of("-c:v", "libvpx-vp9") : List.of();
            thumbnails.put(Conversion.NONE, Thumbnail.of(programs, file, decoding, ""));
            thumbnails.put(
                    Conversion.FLATTEN, Thumbnail.of(programs, file, decoding, "format=gbrap,premultiply=inplace=1,"));
        }
        return new OutcomeSource(recipe.name(), recipe.about(), Asset.open(file), probed, thumbnails, recipe.extent());
    }

    /** How one is made. */
    record Recipe(String name, String about, String file, Maker maker, Extent extent) {}

    /** Writes a file that is not there yet. */
    @FunctionalInterface
    interface Maker {
        void make(Path file) throws IOException, InterruptedException;
    }

    /** What the first picture of an output should be like, where that is known. */
    Optional<Thumbnail> expected(List<TrackPlan> tracks) {
        return tracks.stream()
                .filter(TrackPlan.EncodeVideo.class::isInstance)
                .map(track -> ((TrackPlan.EncodeVideo) track).settings().conversion())
                .findFirst()
                .flatMap(conversion -> Optional.ofNullable(thumbnails.get(conversion)));
    }

    /** A message without the place where the source happens to lie. */
    String neutral(String message) {
        return message.replace(asset.name(), "the source");
    }
}
