package dev.reelwright.export;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.internal.pipeline.EstimateRun;
import dev.reelwright.internal.pipeline.ExportRun;
import dev.reelwright.internal.plan.ExportPlanner;
import dev.reelwright.internal.plan.Machine;
import dev.reelwright.metadata.MetadataFilter;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.time.TimeRange;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The intent to write one asset, or a part of it, by a preset: an immutable value that may be run many times.
 *
 * <p>Time ranges are half-open on the asset's timeline: the frame on screen at the start is the first of the output and is
 * shown from 0, the last is cut at the end, audio is cut at the sample.
 *
 * <p>Of a movie file's audio tracks the enabled ones are exported, and of a group of alternatives the enabled one; where a
 * preset encodes, several of them become one track that sounds like all of them together. Other containers do not say what
 * sounds together, so there one track is exported: the default one. {@link Builder#audioLanguages} and
 * {@link Builder#audioTracks} choose otherwise.
 */
public final class ExportSession {
    private final Asset asset;
    private final ExportPreset preset;
    private final TimeRange timeRange;
    private final boolean optimizeForNetworkUse;
    private final boolean overwrite;
    private final boolean multiplePasses;
    private final boolean parallel;
    private final long fileLengthLimit;
    private final long fitLength;
    private final Ratio speed;
    private final @Nullable Path temporaryDirectory;
    private final Duration stallTimeout;
    private final @Nullable List<MetadataItem> metadata;
    private final @Nullable MetadataFilter metadataFilter;
    private final AlternateTracks alternateTracks;
    private final TrimMode trimMode;
    private final HiddenMedia hiddenMedia;
    private final List<Integer> audioTracks;
    private final List<String> audioLanguages;
    private final Deinterlace deinterlace;

    private ExportSession(Builder builder) {
        asset = builder.asset;
        preset = builder.preset;
        timeRange = builder.timeRange;
        optimizeForNetworkUse = builder.optimizeForNetworkUse;
        overwrite = builder.overwrite;
        multiplePasses = builder.multiplePasses;
        parallel = builder.parallel;
        fileLengthLimit = builder.fileLengthLimit;
        fitLength = builder.fitLength;
        speed = builder.speed;
        temporaryDirectory = builder.temporaryDirectory;
        stallTimeout = builder.stallTimeout;
        metadata = builder.metadata;
        metadataFilter = builder.metadataFilter;
        alternateTracks = builder.alternateTracks;
        trimMode = builder.trimMode;
        hiddenMedia = builder.hiddenMedia;
        audioTracks = builder.audioTracks;
        audioLanguages = builder.audioLanguages;
        deinterlace = builder.deinterlace;
    }

    public static Builder builder(Asset asset, ExportPreset preset) {
        return new Builder(asset, preset);
    }

    /**
     * A session of the preset of this name or original name; empty when there is no such preset, or when it fits the asset in
     * none of its file types.
     */
    public static Optional<ExportSession> named(Asset asset, String presetName) {
        return ExportPreset.named(presetName)
                .map(preset -> builder(asset, preset).build())
                .filter(session -> session.compatibility().isCompatible());
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

    /** Whether the encoder may read the source more than once; where it cannot, one pass is made. */
    public boolean allowsMultiplePasses() {
        return multiplePasses;
    }

    /** Whether parts of the video may be encoded side by side where that is faster. */
    public boolean allowsParallelizedExport() {
        return parallel;
    }

    /** Bytes that the finished file has at most; 0 for no limit. */
    public long fileLengthLimit() {
        return fileLengthLimit;
    }

    /** Bytes that the whole range shall fit into by the choice of the rate; 0 for the preset's own rate. */
    public long fitLength() {
        return fitLength;
    }

    /** Seconds of the source for a second of the output; {@link Ratio#ONE} unless set. */
    public Ratio speed() {
        return speed;
    }

    /** Where everything that is not the finished file is written; empty for the destination's own folder. */
    public Optional<Path> directoryForTemporaryFiles() {
        return Optional.ofNullable(temporaryDirectory);
    }

    /** How long nothing at all may move before the export fails. */
    public Duration stallTimeout() {
        return stallTimeout;
    }

    /** The only metadata of the whole file; empty to carry over the source's. */
    public Optional<List<MetadataItem>> metadata() {
        return Optional.ofNullable(metadata);
    }

    /** What chooses among the source's metadata; empty to carry over all of it. */
    public Optional<MetadataFilter> metadataFilter() {
        return Optional.ofNullable(metadataFilter);
    }

    /** What is done with audio tracks that are other choices beside an exported one. */
    public AlternateTracks alternateTracks() {
        return alternateTracks;
    }

    /** How tracks that are not encoded are cut to the time range. */
    public TrimMode trimMode() {
        return trimMode;
    }

    /** Whether media that is cut off may stay in the file, hidden. */
    public HiddenMedia hiddenMedia() {
        return hiddenMedia;
    }

    /** Ids of the only audio tracks to export; empty to choose by the source's flags and {@link #audioLanguages}. */
    public List<Integer> audioTracks() {
        return audioTracks;
    }

    /** BCP 47 tags of the languages to choose audio tracks by, the most wanted one first. */
    public List<String> audioLanguages() {
        return audioLanguages;
    }

    /** What is done with interlaced pictures; {@link Deinterlace#AUTO} unless set. */
    public Deinterlace deinterlace() {
        return deinterlace;
    }

    public Builder toBuilder() {
        Builder builder = new Builder(asset, preset);
        builder.timeRange = timeRange;
        builder.optimizeForNetworkUse = optimizeForNetworkUse;
        builder.overwrite = overwrite;
        builder.multiplePasses = multiplePasses;
        builder.parallel = parallel;
        builder.fileLengthLimit = fileLengthLimit;
        builder.fitLength = fitLength;
        builder.speed = speed;
        builder.temporaryDirectory = temporaryDirectory;
        builder.stallTimeout = stallTimeout;
        builder.metadata = metadata;
        builder.metadataFilter = metadataFilter;
        builder.alternateTracks = alternateTracks;
        builder.trimMode = trimMode;
        builder.hiddenMedia = hiddenMedia;
        builder.audioTracks = audioTracks;
        builder.audioLanguages = audioLanguages;
        builder.deinterlace = deinterlace;
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
            return new ExportPlanner(Machine.here()).plan(this, fileType);
        } catch (MediaException e) {
            throw e.in(Phase.PREPARE);
        }
    }

    /** The file types that the preset writes, whatever the asset is. */
    public List<FileType> supportedFileTypes() {
        return preset.fileTypes();
    }

    /**
     * Whether an export to this file type can be done here, by planning it without doing it. Never fails: whatever is wrong
     * is the answer's reason, and a file type that the preset does not write is a "no".
     */
    public Compatibility compatibility(FileType fileType) {
        return DryRun.of(this, fileType);
    }

    /** The same for any file type: the plan of the first that can be written, or what stands in the way of each. */
    public Compatibility compatibility() {
        return DryRun.ofAny(this);
    }

    /** The answer for each of the preset's file types, in their order. */
    public Map<FileType, Compatibility> compatibilities() {
        return DryRun.ofEach(this);
    }

    /** Those of {@link #supportedFileTypes()} that this asset can be written to; may be empty. */
    public List<FileType> compatibleFileTypes() {
        return compatibilities().entrySet().stream()
                .filter(e -> e.getValue().isCompatible())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** {@link #compatibleFileTypes()} on another thread. Never completes exceptionally. */
    public CompletionStage<List<FileType>> determineCompatibleFileTypes() {
        return CompletableFuture.supplyAsync(this::compatibleFileTypes);
    }

    /**
     * Finds out how large an export to this file type will be, and waits for that. Tracks that are copied are read and
     * counted; of tracks that are encoded samples are, with the plan's own settings, for a second or a tenth of the time of
     * the export, whichever is longer, and up to a quarter of it where samples differ much. Short ones are encoded whole.
     * Nothing is written. A thread interrupted while it waits ends the work.
     *
     * @throws IllegalArgumentException when the preset cannot be written to this file type
     * @throws MediaException when the export could not be made, the source cannot be read, or the thread is interrupted
     */
    public SizeEstimate estimate(FileType fileType) {
        requireFileType(fileType);
        return EstimateRun.start(this, fileType).await();
    }

    /**
     * Does the same on a thread of the library's. The stage is a {@link java.util.concurrent.CompletableFuture}: cancelling
     * that ends the work soon.
     *
     * @return completes exceptionally with a {@link MediaException} when the export could not be made or the source cannot
     *     be read
     * @throws IllegalArgumentException when the preset cannot be written to this file type
     */
    public CompletionStage<SizeEstimate> estimateAsync(FileType fileType) {
        requireFileType(fileType);
        return EstimateRun.start(this, fileType).result();
    }

    /** Exports to the file type that the path's extension names, and waits for the end. */
    public ExportResult export(Path output) {
        return export(output, typeOf(output));
    }

    /**
     * Exports and waits for the end. A thread interrupted while it waits cancels the export. The file appears complete or not at
     * all, also on a file system of another provider, unless that one can move files only by copying, or not at all.
     *
     * @throws IllegalArgumentException when the preset cannot be written to this file type
     * @throws MediaException when it fails or is cancelled
     */
    public ExportResult export(Path output, FileType fileType) {
        return await(start(output, fileType));
    }

    /** As {@link #start(OutputStream, FileType)}, and waits for the end. A thread interrupted while it waits cancels it. */
    public ExportResult export(OutputStream output, FileType fileType) {
        return await(start(output, fileType));
    }

    /** As {@link #start(SeekableByteChannel, FileType)}, and waits for the end, as for a file. */
    public ExportResult export(SeekableByteChannel output, FileType fileType) {
        return await(start(output, fileType));
    }

    private static ExportResult await(Export started) {
        try (Export export = started) {
            return export.awaitResult();
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
        return start(new Destination.File(output), fileType);
    }

    /**
     * Starts an export whose bytes go to a stream while they are made, from beginning to end; the export goes as fast as the
     * stream takes them, and fails as {@link ErrorCode#STALLED} when it takes nothing for the stall timeout. Files of the mp4
     * family go in fragments; Matroska, WAV, FLAC and MP3 do not say how long they are, and MP3 not by how much its encoder
     * delays the sound, some hundredths of a second.
     *
     * <p>The stream is called on threads of the library's, flushed at the end, and never closed. What a failed or cancelled
     * export has written stays written, and cancelling interrupts a thread that waits in the stream. Since nothing can be
     * written again, the video is not encoded in parts side by side, nothing is placed before the media, and fragments hold no
     * cover art.
     *
     * @return fails with {@link ErrorCode#WRITE_FAILED} when the stream throws, which is the cause
     * @throws IllegalArgumentException when the preset cannot be written to this file type, or the session has a size to fit
     *     or a limit, which take a file
     */
    public Export start(OutputStream output, FileType fileType) {
        if (fitLength > 0 || fileLengthLimit > 0) {
            throw new IllegalArgumentException(
                    "what goes to a stream cannot be written again until it fits; export to a file or a channel");
        }
        return start(new Destination.Stream(output), fileType);
    }

    /**
     * Starts an export whose finished file is written to a channel from its position on, after it was made among the temporary
     * files. The channel is written on a thread of the library's and is never closed; when writing to it fails or is
     * cancelled, what is written stays written, and cancelling interrupts a thread that waits in it.
     *
     * @return fails with {@link ErrorCode#WRITE_FAILED} when the channel throws, which is the cause
     * @throws IllegalArgumentException when the preset cannot be written to this file type
     */
    public Export start(SeekableByteChannel output, FileType fileType) {
        return start(new Destination.Channel(output), fileType);
    }

    private Export start(Destination destination, FileType fileType) {
        requireFileType(fileType);
        Export export = new Export(
                new Export.Work(preset.name(), asset.name(), stallTimeout, (control, listener) -> new ExportRun(
                                this, destination, fileType, control, listener)
                        .run()),
                destination,
                fileType);
        export.enqueue();
        return export;
    }

    private void requireFileType(FileType fileType) {
        if (!preset.fileTypes().contains(fileType)) {
            throw new IllegalArgumentException(refusal(fileType));
        }
    }

    String refusal(FileType fileType) {
        return "preset " + preset.name() + " cannot go into " + fileType.commandName() + "; it can go into " + names();
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
        private boolean multiplePasses;
        private boolean parallel = true;
        private long fileLengthLimit;
        private long fitLength;
        private Ratio speed = Ratio.ONE;
        private @Nullable Path temporaryDirectory;
        private Duration stallTimeout = Duration.ofSeconds(60);
        private @Nullable List<MetadataItem> metadata;
        private @Nullable MetadataFilter metadataFilter;
        private AlternateTracks alternateTracks = AlternateTracks.NONE;
        private TrimMode trimMode = TrimMode.AUTO;
        private HiddenMedia hiddenMedia = HiddenMedia.FORBIDDEN;
        private List<Integer> audioTracks = List.of();
        private List<String> audioLanguages = List.of();
        private Deinterlace deinterlace = Deinterlace.AUTO;

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

        /** Whether the encoder may read the source more than once, for better quality at the same size. */
        public Builder multiplePasses(boolean allowed) {
            this.multiplePasses = allowed;
            return this;
        }

        /** Whether parts of the video may be encoded side by side; true unless set. Times are the same either way. */
        public Builder parallelizedExport(boolean allowed) {
            this.parallel = allowed;
            return this;
        }

        /**
         * How many bytes the finished file has at most: where it would grow larger the output ends early, all tracks
         * together.
         *
         * @param bytes 0 for no limit
         */
        public Builder fileLengthLimit(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("a limit is 0 or more bytes, not " + bytes);
            }
            this.fileLengthLimit = bytes;
            return this;
        }

        /**
         * Fits the whole range into this many bytes by the choice of the rate, and fills at least 97 % of them where the
         * material can use that much.
         *
         * @param bytes 0 for the preset's own rate
         */
        public Builder fit(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("a size to fit is 0 or more bytes, not " + bytes);
            }
            this.fitLength = bytes;
            return this;
        }

        /**
         * Plays this many times faster, exactly as the decimal number says: 1.5 is 3/2. Sound changes its pitch with it.
         *
         * @param factor from 0.01 to 100, with three decimals at most
         */
        public Builder speed(double factor) {
            if (!(factor >= 0.01 && factor <= 100)) {
                throw new IllegalArgumentException("a speed lies between 0.01 and 100, not " + factor);
            }
            long thousandths = Math.round(factor * 1000);
            if (Math.abs(thousandths - factor * 1000) > 1e-6) {
                throw new IllegalArgumentException("a speed has three decimals at most, not " + factor);
            }
            int divisor = java.math.BigInteger.valueOf(thousandths)
                    .gcd(java.math.BigInteger.valueOf(1000))
                    .intValue();
            this.speed = new Ratio((int) thousandths / divisor, 1000 / divisor);
            return this;
        }

        /** An existing folder for everything that is not the finished file; nothing stays in it. */
        public Builder directoryForTemporaryFiles(Path directory) {
            this.temporaryDirectory = directory;
            return this;
        }

        /** How long nothing at all may move before the export fails with {@link ErrorCode#STALLED}; a minute unless set. */
        public Builder stallTimeout(Duration timeout) {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new IllegalArgumentException("a timeout is positive, not " + timeout);
            }
            this.stallTimeout = timeout;
            return this;
        }

        /**
         * Writes these items of the whole file and no others, in place of the source's; an empty list writes none. They are
         * not filtered.
         */
        public Builder metadata(List<MetadataItem> items) {
            this.metadata = List.copyOf(items);
            return this;
        }

        /** Carries over only what the filter keeps of the source's metadata. */
        public Builder metadataFilter(MetadataFilter filter) {
            this.metadataFilter = filter;
            return this;
        }

        /** What is done with audio tracks that are other choices beside an exported one; they are left out unless set. */
        public Builder alternateTracks(AlternateTracks choice) {
            this.alternateTracks = choice;
            return this;
        }

        /** How tracks that are not encoded are cut to the time range; {@link TrimMode#AUTO} unless set. */
        public Builder trimMode(TrimMode mode) {
            this.trimMode = mode;
            return this;
        }

        /**
         * Whether media that is cut off may stay in the file, hidden; {@link HiddenMedia#FORBIDDEN} unless set. Asking for
         * {@link TrimMode#EDIT_LIST} by name allows it.
         */
        public Builder hiddenMedia(HiddenMedia choice) {
            this.hiddenMedia = choice;
            return this;
        }

        /**
         * Exports these audio tracks and no others, whatever their flags say. Where the preset encodes they are mixed to one
         * track.
         *
         * @param ids ids of audio tracks of the asset; none to choose by the source's flags and languages
         */
        public Builder audioTracks(int... ids) {
            for (int id : ids) {
                if (asset.track(id).filter(Track::isAudio).isEmpty()) {
                    throw new IllegalArgumentException(
                            "the asset has no audio track " + id + "; its audio tracks are " + audioTrackIds());
                }
            }
            this.audioTracks = Arrays.stream(ids).distinct().boxed().toList();
            return this;
        }

        private List<Integer> audioTrackIds() {
            return asset.tracks().stream().filter(Track::isAudio).map(Track::id).toList();
        }

        /**
         * Chooses among audio tracks in different languages the ones in the first of these languages that there is any in.
         * Where there is none, the source's flags choose. Commentaries and described sound are no choices as long as their
         * tracks are not enabled. Has no effect where all tracks are carried over.
         *
         * @param preferred BCP 47 tags such as {@code de} or {@code pt-BR}, the most wanted one first
         */
        public Builder audioLanguages(List<String> preferred) {
            for (String tag : preferred) {
                requireLanguageTag(tag);
            }
            this.audioLanguages = List.copyOf(preferred);
            return this;
        }

        private static void requireLanguageTag(String tag) {
            try {
                if (new Locale.Builder()
                        .setLanguageTag(tag)
                        .build()
                        .getLanguage()
                        .isEmpty()) {
                    throw new IllformedLocaleException("it names no language");
                }
            } catch (IllformedLocaleException e) {
                throw new IllegalArgumentException("'" + tag + "' is no BCP 47 language tag, as de or pt-BR are", e);
            }
        }

        /** What is done with interlaced pictures where they are encoded; they become whole ones unless set. */
        public Builder deinterlace(Deinterlace choice) {
            this.deinterlace = choice;
            return this;
        }

        public ExportSession build() {
            requireNoContradiction();
            return new ExportSession(this);
        }

        /** What excludes each other whatever the asset is. */
        private void requireNoContradiction() {
            if (fitLength > 0 && fileLengthLimit > 0) {
                throw new IllegalArgumentException("a size to fit and a limit exclude each other");
            }
        }
    }
}
