package dev.reelwright.internal.isobmff;

import dev.reelwright.metadata.MetadataItem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Writes into the index of a finished movie file what its muxer has no way to write: which tracks are enabled, which are
 * alternatives of each other, their languages by BCP 47, references between them, and metadata in the forms of all key
 * spaces that such files have.
 *
 * <p>The index, the {@code moov} box, is the last box of such a file, so that it may grow and shrink without anything else
 * moving; media is neither read nor written.
 */
public final class MovieFinisher {
    private static final int ENABLED = 1;
    /** From the beginning of {@code tkhd}: 32-bit times and IDs, a reserved 64-bit word, the layer. */
    private static final int ALTERNATE_GROUP = 34;
    /** More of it where the times have 64 bits. */
    private static final int WIDER = 12;

    private static final int BOX = 8;
    /** A box with version, flags and the end of a text. */
    private static final int LANGUAGE = 13;
    /** What players that know QuickTime alone look for. */
    static final String QUICKTIME_BRAND = "qt  ";

    private MovieFinisher() {}

    /**
     * Changes a file in place.
     *
     * @param reserved bytes that were left free before the file type box; 0 for a usual file
     * @throws MalformedBoxException if the file does not end with an index of at least as many tracks as are changed;
     *     nothing was written then
     */
    public static void apply(Path file, long reserved, MovieChanges changes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            apply(channel, reserved, changes);
        }
    }

    static void apply(FileChannel file, long reserved, MovieChanges changes) throws IOException {
        BoxSource source = new BoxSource(file);
        boolean quickTime = false;
        Box index = null;
        for (Box box = source.topLevelAt(reserved); box != null; box = source.topLevelAt(box.end())) {
            if (box.type().equals("ftyp")) {
                quickTime = source.open(box).fourCc().equals(QUICKTIME_BRAND);
            }
            index = box;
        }
        if (index == null || !index.type().equals("moov") || index.end() != file.size() || index.truncated()) {
            throw new MalformedBoxException("the file of %d bytes does not end with a moov box".formatted(file.size()));
        }
        BlockMover mover = new BlockMover(file, share -> {});
        ByteBuffer changed = changed(mover.read(index), quickTime, changes);
        mover.write(changed.duplicate(), index.offset());
        file.truncate(index.offset() + changed.remaining());
    }

    /**
     * The changed index.
     *
     * @param moov the whole box as the muxer wrote it
     * @param quickTime whether the file is of the type {@code mov}
     */
    public static ByteBuffer changed(ByteBuffer moov, boolean quickTime, MovieChanges changes)
            throws MalformedBoxException {
        BoxTree movie = BoxTree.read(moov);
        List<BoxTree> tracks = movie.all("trak");
        if (tracks.size() < changes.tracks().size()) {
            throw new MalformedBoxException("the index has %d tracks, %d were written"
                    .formatted(tracks.size(), changes.tracks().size()));
        }
        List<Integer> ids = new ArrayList<>();
        for (BoxTree track : tracks) {
            ids.add(header(track).getInt(isWide(header(track)) ? 20 : 12));
        }
        for (int i = 0; i < changes.tracks().size(); i++) {
            Optional<TrackForm> form = changes.tracks().get(i).form();
            if (form.isPresent()) {
                form.get().put(tracks.get(i), quickTime);
            }
            change(tracks.get(i), changes.tracks().get(i), ids);
            MovieMetadataWriter.write(tracks.get(i), changes.tracks().get(i).metadata());
        }
        MovieMetadataWriter.write(movie, changes.metadata());
        created(movie, HeaderTimes.created(changes.metadata()));
        edit(movie, tracks, changes.tracks());
        return movie.bytes();
    }

    /** How many bytes an index grows by, at most. */
    public static long mostAdded(MovieChanges changes) {
        long bytes = size(changes.metadata());
        for (TrackChanges track : changes.tracks()) {
            bytes +=
                    size(track.metadata()) + LANGUAGE + track.extendedLanguage().length();
            bytes += EditLists.size(track.edits());
            bytes += track.form().map(TrackForm::size).orElse(0L);
            for (List<Integer> to : track.references().values()) {
                bytes += 2 * BOX + (long) Integer.BYTES * to.size();
            }
        }
        return bytes;
    }

    /** How many bytes of it go along with the tracks as they are. */
    public static long carried(MovieChanges changes) {
        return changes.tracks().stream()
                .mapToLong(track -> track.form().map(TrackForm::size).orElse(0L))
                .sum();
    }

    /** How many bytes metadata items take. */
    public static long size(List<MetadataItem> items) {
        return MovieMetadataWriter.size(items);
    }

    private static void created(BoxTree movie, long time) throws MalformedBoxException {
        if (time <= 0) {
            return;
        }
        HeaderTimes.write(movie.require("mvhd"), time);
        for (BoxTree track : movie.all("trak")) {
            HeaderTimes.write(track.require("tkhd"), time);
            HeaderTimes.write(track.require("mdia").require("mdhd"), time);
        }
    }

    private static void change(BoxTree track, TrackChanges changes, List<Integer> ids) throws MalformedBoxException {
        header(track, changes);
        BoxTree media = track.require("mdia");
        language(media, changes.extendedLanguage());
        if (!changes.extendedLanguage().isEmpty()) {
            MediaLanguage.fill(media.require("mdhd"), LanguageTags.packed(changes.extendedLanguage()));
        }
        references(track, changes.references(), ids);
    }

    private static void edit(BoxTree movie, List<BoxTree> tracks, List<TrackChanges> changes)
            throws MalformedBoxException {
        if (changes.stream().allMatch(change -> change.edits().isEmpty())) {
            return;
        }
        EditLists lists = new EditLists(movie);
        for (int i = 0; i < changes.size(); i++) {
            if (!changes.get(i).edits().isEmpty()) {
                lists.write(tracks.get(i), changes.get(i).edits());
            }
        }
        lists.completeMovie(tracks);
    }

    private static ByteBuffer header(BoxTree track) throws MalformedBoxException {
        ByteBuffer header = track.require("tkhd").content();
        int least = ALTERNATE_GROUP + WIDER + Short.BYTES;
        if (header.remaining() < least) {
            throw new MalformedBoxException("a tkhd box of %d bytes is too short".formatted(header.remaining()));
        }
        return header.slice();
    }

    private static boolean isWide(ByteBuffer fullBox) {
        return fullBox.get(0) == 1;
    }

    private static void header(BoxTree track, TrackChanges changes) throws MalformedBoxException {
        ByteBuffer old = header(track);
        byte[] bytes = new byte[old.remaining()];
        old.get(bytes);
        ByteBuffer header = ByteBuffer.wrap(bytes);
        int flags = header.getInt(0) & ~ENABLED;
        header.putInt(0, changes.enabled() ? flags | ENABLED : flags);
        header.putShort(ALTERNATE_GROUP + (isWide(header) ? WIDER : 0), (short) changes.alternateGroup());
        track.require("tkhd").content(bytes);
    }

    private static void language(BoxTree media, String tag) {
        media.removeIf(box -> box.type().equals("elng"));
        if (!tag.isEmpty()) {
            media.addAfter(
                    "mdhd", BoxTree.of("elng", BoxWriter.fullBox().text(tag).bytes()));
        }
    }

    /** References of the same type are replaced, others that the muxer wrote stay. */
    private static void references(BoxTree track, Map<String, List<Integer>> references, List<Integer> ids)
            throws MalformedBoxException {
        if (references.isEmpty()) {
            return;
        }
        BoxTree tref = track.first("tref");
        if (tref == null) {
            tref = BoxTree.container("tref");
            track.addAfter("tkhd", tref);
        }
        tref.removeIf(box -> references.containsKey(box.type()));
        for (Map.Entry<String, List<Integer>> reference : new TreeMap<>(references).entrySet()) {
            BoxWriter to = new BoxWriter();
            for (int place : reference.getValue()) {
                if (place < 0 || place >= ids.size()) {
                    throw new MalformedBoxException("a reference to track %d of %d".formatted(place, ids.size()));
                }
                to.u32(ids.get(place));
            }
            tref.add(BoxTree.of(reference.getKey(), to.bytes()));
        }
    }
}
