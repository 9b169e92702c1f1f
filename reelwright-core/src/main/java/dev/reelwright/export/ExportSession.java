package dev.reelwright.export;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.internal.engine.Natives;
import dev.reelwright.internal.plan.ExportPlanner;
import dev.reelwright.time.TimeRange;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;

/**
 * The intent to write one asset, or a part of it, by a preset: an immutable value that may be run many times.
 *
 * <p>Time ranges are half-open on the asset's timeline: the frame on screen at the start is the first of the output and is
 * shown from 0, the last is cut at the end, audio is cut at the sample.
 */
public final class ExportSession {
    private final Asset asset;
    private final ExportPreset preset;
    private final TimeRange timeRange;
    private final boolean optimizeForNetworkUse;
    private final boolean overwrite;

    private ExportSession(Builder builder) {
        asset = builder.asset;
        preset = builder.preset;
        timeRange = builder.timeRange;
        optimizeForNetworkUse = builder.optimizeForNetworkUse;
        overwrite = builder.overwrite;
    }

    public static Builder builder(Asset asset, ExportPreset preset) {
        return new Builder(asset, preset);
    }

    public Asset asset() {
        return asset;
    }

    public ExportPreset preset() {
        return preset;
    }

    /** The part of the asset to export; {@link TimeRange#ALL} unless set. */
    public TimeRange timeRange() {
        return timeRange;
    }

    public boolean optimizesForNetworkUse() {
        return optimizeForNetworkUse;
    }

    public boolean overwrites() {
        return overwrite;
    }

    public Builder toBuilder() {
        Builder builder = new Builder(asset, preset);
        builder.timeRange = timeRange;
        builder.optimizeForNetworkUse = optimizeForNetworkUse;
        builder.overwrite = overwrite;
        return builder;
    }

    /**
     * Says what an export to this file type would do, without doing it.
     *
     * @throws IllegalArgumentException when the preset cannot be written to this file type
     * @throws MediaException when the preset does not fit the asset or this machine, or the range misses the asset
     */
    public ExportPlan plan(FileType fileType) {
        requireFileType(fileType);
        try {
            return new ExportPlanner(Natives::canEncode).plan(this, fileType);
        } catch (MediaException e) {
            throw e.in(Phase.PREPARE);
        }
    }

    /** Exports to the file type that the path's extension names, and waits for the end. */
    public ExportResult export(Path output) {
        return export(output, typeOf(output));
    }

    /**
     * Exports and waits for the end. A thread interrupted while it waits cancels the export.
     *
     * @throws IllegalArgumentException when the preset cannot be written to this file type
     * @throws MediaException when it fails or is cancelled
     */
    public ExportResult export(Path output, FileType fileType) {
        try (Export export = start(output, fileType)) {
            return export.await();
        } catch (CompletionException e) {
            throw e.getCause() instanceof MediaException m
                    ? m
                    : new MediaException(ErrorCode.UNKNOWN, String.valueOf(e.getMessage()), e);
        }
    }

    /** Starts an export to the file type that the path's extension names. */
    public Export start(Path output) {
        return start(output, typeOf(output));
    }

    /**
     * Starts an export on threads of its own. Close the result when done with it.
     *
     * @throws IllegalArgumentException when the preset cannot be written to this file type
     */
    public Export start(Path output, FileType fileType) {
        requireFileType(fileType);
        Export export = new Export(this, output, fileType);
        export.enqueue();
        return export;
    }

    private void requireFileType(FileType fileType) {
        if (!preset.fileTypes().contains(fileType)) {
            throw new IllegalArgumentException("preset " + preset.name() + " cannot go into " + fileType.commandName()
                    + "; it can go into " + names());
        }
    }

    private String names() {
        return String.join(
                ", ", preset.fileTypes().stream().map(FileType::commandName).toList());
    }

    private FileType typeOf(Path output) {
        return FileType.ofPath(output)
                .orElseThrow(() -> new MediaException(
                        ErrorCode.INVALID_OUTPUT_PATH_EXTENSION,
                        "the extension of " + output + " names no file type; " + preset.name() + " can go into "
                                + names()));
    }

    /** Collects what a session is made of. */
    public static final class Builder {
        private final Asset asset;
        private final ExportPreset preset;
        private TimeRange timeRange = TimeRange.ALL;
        private boolean optimizeForNetworkUse;
        private boolean overwrite;

        private Builder(Asset asset, ExportPreset preset) {
            this.asset = asset;
            this.preset = preset;
        }

        /** The part of the asset's timeline to export; what sticks out past the asset's end is clamped. */
        public Builder timeRange(TimeRange range) {
            if (!range.isValid() || !range.start().isNumeric()) {
                throw new IllegalArgumentException("a time range has a numeric start and a valid duration: " + range);
            }
            this.timeRange = range;
            return this;
        }

        /** Whether the file's index goes before the media, so that playback can start during a download. */
        public Builder optimizeForNetworkUse(boolean optimize) {
            this.optimizeForNetworkUse = optimize;
            return this;
        }

        /** Whether an existing file at the destination is replaced when the export succeeds. */
        public Builder overwrite(boolean allowed) {
            this.overwrite = allowed;
            return this;
        }

        public ExportSession build() {
            return new ExportSession(this);
        }
    }
}
