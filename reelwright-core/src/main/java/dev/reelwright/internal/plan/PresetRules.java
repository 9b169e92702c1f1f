package dev.reelwright.internal.plan;

import dev.reelwright.asset.Asset;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.internal.engine.Natives;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether a preset can run on a machine, and whether it fits an asset. */
public final class PresetRules {
    private PresetRules() {}

    public static Optional<String> unavailability(ExportPreset preset) {
        return unavailability(preset, Natives::canEncode);
    }

    public static Optional<String> encoder(ExportPreset preset) {
        return preset.video() == null || !preset.obstacle().isEmpty()
                ? Optional.empty()
                : EncoderTable.choose(preset.video().codec(), Natives::canEncode);
    }

    static Optional<String> unavailability(ExportPreset preset, Predicate<String> canEncode) {
        if (!preset.obstacle().isEmpty()) {
            return Optional.of(preset.obstacle());
        }
        if (preset.video() != null
                && EncoderTable.choose(preset.video().codec(), canEncode).isEmpty()) {
            return Optional.of(EncoderTable.missing(preset.video().codec()));
        }
        return Optional.empty();
    }

    public static Optional<String> incompatibility(ExportPreset preset, Asset asset) {
        Optional<String> unavailable = unavailability(preset);
        if (unavailable.isPresent()) {
            return unavailable;
        }
        if (asset.videoTrack().isEmpty() && asset.audioTrack().isEmpty()) {
            return Optional.of("the asset has neither video nor audio");
        }
        boolean audioOnly = preset.video() == null && preset.copies() != ExportPreset.Copies.EVERYTHING;
        if (audioOnly && asset.audioTrack().isEmpty()) {
            return Optional.of("the asset has no audio, and the preset writes audio alone");
        }
        return Optional.empty();
    }
}
