package dev.reelwright.export;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.pipeline.JoinRun;
import dev.reelwright.internal.plan.JoinPlanner;
import dev.reelwright.time.TimeRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Clips of one or several assets, one after the other in one file. Where their formats agree, packets are carried over and
 * frames at cuts alone are encoded (or none, where edit lists are allowed to hide what is cut off); where they differ, all
 * clips are encoded alike, and the plan says what differs. Video and sound are joined; the file's metadata is that of the
 * first clip.
 *
 * <p>Every clip is written by itself first, among the temporary files, which takes as much room as the output. Every joint is
 * decoded in the finished file and compared with the clips. Immutable and safe for several threads.
 */
public final class Join {
    private final List<Clip> clips;
    private final Builder settings;

    private Join(Builder settings) {
        this.clips = List.copyOf(settings.clips);
        this.settings = settings.copy();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** What is joined, in order. */
    public List<Clip> clips() {
        return clips;
    }

    /** How clips are cut; see {@link ExportSession.Builder#trimMode}. */
    public TrimMode trimMode() {
        return settings.trimMode;
    }

    /** Whether media that is cut off may stay in the file, hidden. */
    public HiddenMedia hiddenMedia() {
        return settings.hiddenMedia;
    }

    public boolean overwrites() {
        return settings.overwrite;
    }

    public Optional<Path> directoryForTemporaryFiles() {
        return Optional.ofNullable(settings.temporaryDirectory);
    }

    /** What {@link #start} would do. */
    public JoinPlan plan(FileType fileType) {
        return JoinPlanner.plan(this, fileType);
    }

    /**
     * Joins and waits for the end.
     *
     * @throws MediaException when it fails; then there is no file
     */
    public ExportResult export(Path output) {
        try (Export export = start(output)) {
            return export.awaitResult();
        }
    }

    /** Starts to join, on threads of its own, to the file type that the path's extension names. Close the result. */
    public Export start(Path output) {
        FileType type = FileType.ofPath(output)
                .orElseThrow(() -> new MediaException(
                        ErrorCode.INVALID_OUTPUT_PATH_EXTENSION, "the extension of " + output + " names no file type"));
        Export export = new Export(
                new Export.Work(
                        "join", clips.get(0).asset().name(), settings.stallTimeout, (control, listener) -> new JoinRun(
                                        this, output, type, control, listener)
                                .run()),
                new Destination.File(output),
                type);
        export.enqueue();
        return export;
    }

    /** Collects what is joined and how. */
    public static final class Builder {
        private final List<Clip> clips = new ArrayList<>();
        private TrimMode trimMode = TrimMode.AUTO;
        private HiddenMedia hiddenMedia = HiddenMedia.FORBIDDEN;
        private boolean overwrite;
        private @Nullable Path temporaryDirectory;
        private Duration stallTimeout = Duration.ofSeconds(60);

        private Builder() {}

        private Builder copy() {
            Builder copy = new Builder();
            copy.clips.addAll(clips);
            copy.trimMode = trimMode;
            copy.hiddenMedia = hiddenMedia;
            copy.overwrite = overwrite;
            copy.temporaryDirectory = temporaryDirectory;
            copy.stallTimeout = stallTimeout;
            return copy;
        }

        /** Adds all of an asset behind what was added before. */
        public Builder add(Asset asset) {
            return add(asset, TimeRange.ALL);
        }

        /** Adds a part of an asset behind what was added before. */
        public Builder add(Asset asset, TimeRange range) {
            clips.add(new Clip(asset, range));
            return this;
        }

        /** How clips are cut without encoding all of them; {@link TrimMode#AUTO} unless set. */
        public Builder trimMode(TrimMode mode) {
            this.trimMode = mode;
            return this;
        }

        /** Whether media that is cut off may stay in the file, hidden; {@link HiddenMedia#FORBIDDEN} unless set. */
        public Builder hiddenMedia(HiddenMedia choice) {
            this.hiddenMedia = choice;
            return this;
        }

        /** Whether a file that is there may be replaced; not unless set. */
        public Builder overwrite(boolean allowed) {
            this.overwrite = allowed;
            return this;
        }

        /** Where the clips are written before they are joined; beside the output unless set. */
        public Builder directoryForTemporaryFiles(Path directory) {
            this.temporaryDirectory = directory;
            return this;
        }

        /**
         * The join.
         *
         * @throws IllegalArgumentException when there are no clips
         */
        public Join build() {
            if (clips.isEmpty()) {
                throw new IllegalArgumentException("there is nothing to join: add clips");
            }
            return new Join(this);
        }
    }
}
