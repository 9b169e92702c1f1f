package dev.reelwright.export;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.internal.plan.PresetRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A named recipe for an export: codings, a box that the picture is scaled down into, quality, and the file types it can be
 * written to. {@link #table()} holds the ready ones; {@link #builder} makes one's own.
 *
 * <p>Ready presets do not fix rates: pictures are encoded at a constant quality under a cap that grows with size and frame
 * rate.
 *
 * @param name the vendor-neutral name, as on the command line
 * @param originalName the name that users of the original know, accepted as an alias; empty where the original has none
 * @param video what is done with video, null when it is left out
 * @param audioRules what is done with audio, by preference: the first that the file type can hold; empty when it is left out
 * @param copies whether tracks are carried over as they are
 * @param fileTypes what it can be written to, the usual one first
 * @param obstacle why no machine can run it yet, empty when nothing stands in the way
 */
public record ExportPreset(
        String name,
        String originalName,
        @Nullable VideoRule video,
        List<AudioRule> audioRules,
        Copies copies,
        List<FileType> fileTypes,
        String obstacle) {

    /** When a track's packets are carried over as they are. */
    public enum Copies {
        /** Never: everything is encoded. */
        NOTHING,
        /** Where the source already is what the preset would make. */
        WHAT_FITS,
        /** Always: nothing is encoded. */
        EVERYTHING
    }

    /** What becomes of high dynamic range. */
    public enum DynamicRange {
        /** Tone-mapped to BT.709. */
        STANDARD,
        /** Kept with its colour tags. */
        AS_SOURCE
    }

    /** What becomes of an alpha plane. */
    public enum Transparency {
        /** Laid over black. */
        FLATTENED,
        KEPT
    }

    public static final ExportPreset LOW_QUALITY = PresetTable.get("low");
    public static final ExportPreset MEDIUM_QUALITY = PresetTable.get("medium");
    public static final ExportPreset HIGHEST_QUALITY = PresetTable.get("highest");
    public static final ExportPreset HEVC_HIGHEST_QUALITY = PresetTable.get("hevc-highest");
    public static final ExportPreset HEVC_HIGHEST_QUALITY_WITH_ALPHA = PresetTable.get("hevc-highest-alpha");
    public static final ExportPreset H264_640x480 = PresetTable.get("640x480");
    public static final ExportPreset H264_960x540 = PresetTable.get("960x540");
    public static final ExportPreset H264_1280x720 = PresetTable.get("1280x720");
    public static final ExportPreset H264_1920x1080 = PresetTable.get("1920x1080");
    public static final ExportPreset H264_3840x2160 = PresetTable.get("3840x2160");
    public static final ExportPreset HEVC_1920x1080 = PresetTable.get("hevc-1920x1080");
    public static final ExportPreset HEVC_1920x1080_WITH_ALPHA = PresetTable.get("hevc-1920x1080-alpha");
    public static final ExportPreset HEVC_3840x2160 = PresetTable.get("hevc-3840x2160");
    public static final ExportPreset HEVC_3840x2160_WITH_ALPHA = PresetTable.get("hevc-3840x2160-alpha");
    public static final ExportPreset HEVC_4320x2160 = PresetTable.get("hevc-4320x2160");
    public static final ExportPreset HEVC_7680x4320 = PresetTable.get("hevc-7680x4320");
    public static final ExportPreset MVHEVC_960x960 = PresetTable.get("mvhevc-960x960");
    public static final ExportPreset MVHEVC_1440x1440 = PresetTable.get("mvhevc-1440x1440");
    public static final ExportPreset MVHEVC_4320x4320 = PresetTable.get("mvhevc-4320x4320");
    public static final ExportPreset MVHEVC_7680x7680 = PresetTable.get("mvhevc-7680x7680");
    public static final ExportPreset M4A_AUDIO = PresetTable.get("m4a");
    public static final ExportPreset PASSTHROUGH = PresetTable.get("passthrough");
    public static final ExportPreset PRORES_422 = PresetTable.get("prores-422");
    public static final ExportPreset PRORES_4444 = PresetTable.get("prores-4444");
    public static final ExportPreset M4V_CELLULAR = PresetTable.get("m4v-cellular");
    public static final ExportPreset M4V_IPOD = PresetTable.get("m4v-ipod");
    public static final ExportPreset M4V_480P = PresetTable.get("m4v-480p");
    public static final ExportPreset M4V_APPLETV = PresetTable.get("m4v-appletv");
    public static final ExportPreset M4V_WIFI = PresetTable.get("m4v-wifi");
    public static final ExportPreset M4V_720P = PresetTable.get("m4v-720p");
    public static final ExportPreset M4V_1080P = PresetTable.get("m4v-1080p");
    public static final ExportPreset AV1_1920x1080 = PresetTable.get("av1-1920x1080");
    public static final ExportPreset AV1_3840x2160 = PresetTable.get("av1-3840x2160");
    public static final ExportPreset VP9_1920x1080 = PresetTable.get("vp9-1920x1080");
    public static final ExportPreset OPUS_AUDIO = PresetTable.get("opus");
    public static final ExportPreset FLAC_AUDIO = PresetTable.get("flac");
    public static final ExportPreset ALAC_AUDIO = PresetTable.get("alac");
    public static final ExportPreset MP3_AUDIO = PresetTable.get("mp3");
    public static final ExportPreset WAV_AUDIO = PresetTable.get("wav");

    /**
     * A preset of these rules.
     *
     * @throws IllegalArgumentException when the rules contradict each other, a coding is unknown, or a file type cannot hold
     *     what the preset makes
     */
    public ExportPreset {
        audioRules = List.copyOf(audioRules);
        fileTypes = List.copyOf(fileTypes);
        PresetRules.requireSound(name, video, audioRules, copies, fileTypes, obstacle);
    }

    /** Begins a preset of one's own. Its name must not be one of the table's. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** The whole table, with the presets that this machine cannot run and with passthrough. */
    public static List<ExportPreset> table() {
        return PresetTable.ALL;
    }

    /** The presets that encode on this machine: without passthrough, and without those whose encoder is missing. */
    public static List<ExportPreset> all() {
        return table().stream()
                .filter(p -> p.copies != Copies.EVERYTHING && p.unavailability().isEmpty())
                .toList();
    }

    /** Those of {@link #all()} that fit this asset, in at least one of their file types. Never passthrough. */
    public static List<ExportPreset> compatibleWith(Asset asset) {
        return all().stream().filter(p -> p.compatibility(asset).isCompatible()).toList();
    }

    /** The preset of the table of this name or original name; letter case does not matter. */
    public static Optional<ExportPreset> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return table().stream()
                .filter(p -> p.name.equals(wanted) || p.isOriginally(name))
                .findFirst();
    }

    private boolean isOriginally(String given) {
        return !originalName.isEmpty()
                && (originalName.equalsIgnoreCase(given)
                        || ("AVAssetExportPreset" + originalName).equalsIgnoreCase(given));
    }

    /** What is done with audio in files of this type: the first of the rules that it can hold. */
    public Optional<AudioRule> audio(FileType fileType) {
        return PresetRules.audio(this, fileType);
    }

    /** Why this machine cannot run it; empty when it can. */
    public Optional<String> unavailability() {
        return PresetRules.unavailability(this);
    }

    /**
     * Name of the encoder that makes its video on this machine, or its audio when it leaves video out; empty when it encodes
     * nothing or there is none.
     */
    public Optional<String> encoder() {
        return PresetRules.encoder(this);
    }

    /**
     * Whether it can write at least one file of this asset here, by planning that without doing it. Never fails: whatever is
     * wrong is the answer's reason.
     */
    public Compatibility compatibility(Asset asset) {
        return ExportSession.builder(asset, this).build().compatibility();
    }

    /** The same for one file type, which may be any: one that the preset does not write is a "no". */
    public Compatibility compatibility(Asset asset, FileType fileType) {
        return ExportSession.builder(asset, this).build().compatibility(fileType);
    }

    /** The answer for each of its file types, in their order. */
    public Map<FileType, Compatibility> compatibilities(Asset asset) {
        return ExportSession.builder(asset, this).build().compatibilities();
    }

    /** {@link #compatibility(Asset)} on another thread. Never completes exceptionally. */
    public CompletionStage<Compatibility> determineCompatibility(Asset asset) {
        return CompletableFuture.supplyAsync(() -> compatibility(asset));
    }

    /** {@link #compatibility(Asset, FileType)} on another thread. Never completes exceptionally. */
    public CompletionStage<Compatibility> determineCompatibility(Asset asset, FileType fileType) {
        return CompletableFuture.supplyAsync(() -> compatibility(asset, fileType));
    }

    /** Collects what a preset of one's own is made of. */
    public static final class Builder {
        private final String name;
        private @Nullable VideoRule video;
        private final List<AudioRule> audio = new ArrayList<>();
        private Copies copies = Copies.NOTHING;
        private final List<FileType> fileTypes = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        /** What is done with video; left out unless set. */
        public Builder video(VideoRule rule) {
            this.video = rule;
            return this;
        }

        /** What is done with audio, by preference: the first that the file type can hold. Left out unless set. */
        public Builder audio(AudioRule... rules) {
            audio.clear();
            audio.addAll(List.of(rules));
            return this;
        }

        /** When tracks are carried over as they are; never unless set. */
        public Builder copies(Copies when) {
            this.copies = when;
            return this;
        }

        /** What it can be written to, the usual one first; all that can hold what it makes unless set. */
        public Builder fileTypes(FileType... types) {
            fileTypes.clear();
            fileTypes.addAll(List.of(types));
            return this;
        }

        /**
         * The preset.
         *
         * @throws IllegalArgumentException when the name is taken, the rules contradict each other, a coding is unknown, or
         *     a file type cannot hold what the preset makes
         */
        public ExportPreset build() {
            if (named(name).isPresent()) {
                throw new IllegalArgumentException("the preset " + name + " is there already; choose another name");
            }
            List<FileType> types = fileTypes.isEmpty() ? PresetRules.fileTypes(video, audio, copies) : fileTypes;
            return new ExportPreset(name, "", video, audio, copies, types, "");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
