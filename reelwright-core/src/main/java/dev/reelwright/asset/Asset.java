package dev.reelwright.asset;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.index.AssetFacts;
import dev.reelwright.internal.index.AssetReader;
import dev.reelwright.internal.index.IndexFile;
import dev.reelwright.internal.index.PacketIndexer;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A timed media resource with tracks on one timeline that starts at zero: a file, as its headers describe it.
 *
 * <p>An asset is an immutable value and holds no file open. All its times are presentation times after edit lists, codec
 * priming and the container's common start offset were taken into account.
 */
public final class Asset {
    private final MediaSource source;
    private final AssetOptions options;
    private final AssetFacts facts;

    /** An asset of these facts, without reading anything. */
    Asset(MediaSource source, AssetOptions options, AssetFacts facts) {
        this.source = source;
        this.options = options;
        this.facts = facts;
    }

    /** Reads the headers of a file with {@link AssetOptions#DEFAULT}. */
    public static Asset open(Path file) {
        return open(file, AssetOptions.DEFAULT);
    }

    /**
     * Reads the headers of a file. Only self-contained media files are opened, and nothing that they name.
     *
     * @throws MediaException when the file cannot be read, is of no known format, or is broken
     */
    public static Asset open(Path file, AssetOptions options) {
        return open(MediaSource.of(file), options);
    }

    /** Reads the headers of a source with {@link AssetOptions#DEFAULT}. */
    public static Asset open(MediaSource source) {
        return open(source, AssetOptions.DEFAULT);
    }

    /**
     * Reads the headers of a source, as of a file. The source stays in use as long as the asset is.
     *
     * @throws MediaException when it cannot be read, is of no known format, or is broken
     */
    public static Asset open(MediaSource source, AssetOptions options) {
        try {
            return new Asset(source, options, AssetReader.read(source, options));
        } catch (MediaException e) {
            throw e.in(Phase.OPEN);
        }
    }

    /** Where its bytes come from. */
    public MediaSource source() {
        return source;
    }

    /** What messages call it: the source's name, which of a file is its path. */
    public String name() {
        return source.name();
    }

    public AssetOptions options() {
        return options;
    }

    /** Short name of the container format. */
    public String formatName() {
        return facts.formatName();
    }

    /** When the last of its audio and video ends. */
    public MediaTime duration() {
        return facts.duration();
    }

    /** From zero to {@link #duration()}. */
    public TimeRange timeRange() {
        return TimeRange.of(MediaTime.ZERO, duration());
    }

    /** The container's own time that the asset's timeline calls zero. */
    public MediaTime containerStart() {
        return facts.containerStart();
    }

    /** Its tracks in the order of the file. */
    public List<Track> tracks() {
        return facts.tracks();
    }

    public Optional<Track> track(int id) {
        return tracks().stream().filter(t -> t.id() == id).findFirst();
    }

    /** The first enabled track of moving pictures, else the first of them. */
    public Optional<Track> videoTrack() {
        return first(tracks().stream().filter(Track::isVideo).toList());
    }

    /** The first enabled audio track, else the first of them. */
    public Optional<Track> audioTrack() {
        return first(tracks().stream().filter(Track::isAudio).toList());
    }

    private static Optional<Track> first(List<Track> tracks) {
        return tracks.stream().filter(Track::enabled).findFirst().or(() -> tracks.stream()
                .findFirst());
    }

    /** The groups of tracks of which one at most is meant to be presented at a time, by their numbers. */
    public List<TrackGroup> trackGroups() {
        Map<Integer, List<Integer>> members = new TreeMap<>();
        tracks().stream().filter(track -> track.alternateGroup() != 0).forEach(track -> members.computeIfAbsent(
                        track.alternateGroup(), number -> new ArrayList<>())
                .add(track.id()));
        return members.entrySet().stream()
                .map(group -> new TrackGroup(group.getKey(), group.getValue()))
                .toList();
    }

    public List<MetadataItem> metadata() {
        return facts.metadata();
    }

    /**
     * Makes the packet index of a track, without decoding: from the file's own sample tables where it has them, else by
     * reading all of its packets once.
     */
    public PacketIndex index(Track track) {
        try (Demuxer demuxer = Demuxer.open(source, options)) {
            return PacketIndexer.index(demuxer, this, track);
        }
    }

    /**
     * Reads a packet index that was {@link PacketIndex#save saved}.
     *
     * @throws MediaException with {@link ErrorCode#FILE_FORMAT_NOT_RECOGNIZED} when it is none, or with
     *     {@link ErrorCode#FILE_FAILED_TO_PARSE} when it is damaged or of another media file than this asset's
     */
    public PacketIndex loadIndex(Path file) {
        return IndexFile.read(file, this);
    }

    @Override
    public String toString() {
        return "Asset[" + name() + ", " + duration().inSeconds() + ", " + tracks().size() + " tracks]";
    }
}
