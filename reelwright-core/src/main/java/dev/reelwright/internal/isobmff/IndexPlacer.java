package dev.reelwright.internal.isobmff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings a finished movie file into the order that suits networks: file type, index, media. Such a file was written
 * behind bytes that were left free at its beginning, with its index, the {@code moov} box, at its end. The index moves to
 * the front, where the media need not move for it; only where too few bytes were left free, the media moves once and the
 * chunk offsets in the index with it (ISO/IEC 14496-12 §8.7.5).
 *
 * <p>The file is changed in place: when the work fails or is stopped on the way, the file is of no use any more.
 */
public final class IndexPlacer {
    /** A box that is nothing but a header, the smallest that can fill a gap. */
    private static final int SMALLEST_BOX = 8;

    private static final Set<String> FILLERS = Set.of("free", "skip", "wide");
    /** Fragments have indexes of their own; a compressed index cannot be changed. */
    private static final Set<String> UNKNOWN_TO_THIS = Set.of("mvex", "cmov");

    private final FileChannel file;
    private final long reserved;
    private final BlockMover mover;

    /**
     * What was done.
     *
     * @param padding unused bytes that are left between index and media, in a box of their own
     * @param shortBy bytes that the free space lacked, so that the media had to move; 0 where it was enough
     */
    public record Placement(long padding, long shortBy) {}

    /** The parts of the file, in its order; what lies between file type and media is unused. */
    private record Parts(Box fileType, Box media, Box index) {
        /** Where the index ends in its place behind the file type. */
        long indexEnd(long indexSize) {
            return fileType.size() + indexSize;
        }
    }

    private IndexPlacer(FileChannel file, long reserved, DoubleConsumer progress) {
        this.file = file;
        this.reserved = reserved;
        this.mover = new BlockMover(file, progress);
    }

    /** As {@link #place(FileChannel, long, DoubleConsumer)}, for a file that is opened and closed here. */
    public static Placement place(Path file, long reserved, DoubleConsumer progress) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return place(channel, reserved, progress);
        }
    }

    /**
     * Moves the index before the media.
     *
     * @param reserved bytes that were left free before the file type box; 0 for a usual file
     * @param progress is told the share that is done, from 0 to 1, block by block; may throw to stop the work
     * @throws MalformedBoxException if the file is not file type, media and index in this order, or goes on in fragments;
     *     nothing was changed then
     */
    static Placement place(FileChannel file, long reserved, DoubleConsumer progress) throws IOException {
        return new IndexPlacer(file, reserved, progress).place();
    }

    private Placement place() throws IOException {
        Parts parts = parts();
        long room = parts.media().offset() - parts.indexEnd(parts.index().size());
        if (room == 0 || room >= SMALLEST_BOX) {
            moveIndex(parts);
            return new Placement(room, 0);
        }
        long by = moveMedia(parts);
        return new Placement(SMALLEST_BOX, by);
    }

    private Parts parts() throws IOException {
        BoxSource source = new BoxSource(file);
        Box fileType = require("ftyp", source.topLevelAt(reserved), reserved);
        long at = fileType.end();
        Box next = source.topLevelAt(at);
        while (next != null && FILLERS.contains(next.type())) {
            at = next.end();
            next = source.topLevelAt(at);
        }
        Box media = require("mdat", next, at);
        Box index = require("moov", source.topLevelAt(media.end()), media.end());
        if (index.end() != file.size()) {
            throw new MalformedBoxException(index, "%d bytes follow it".formatted(file.size() - index.end()));
        }
        for (Box child : source.children(index).boxes()) {
            if (UNKNOWN_TO_THIS.contains(child.type())) {
                throw new MalformedBoxException(child, "the index of a file with such a box cannot be moved");
            }
        }
        return new Parts(fileType, media, index);
    }

    private static Box require(String type, @Nullable Box box, long at) throws MalformedBoxException {
        if (box == null) {
            throw new MalformedBoxException("no box begins at byte %d, where %s is expected".formatted(at, type));
        }
        if (!box.type().equals(type)) {
            throw new MalformedBoxException(box, "%s is expected here".formatted(type));
        }
        if (box.truncated()) {
            throw new MalformedBoxException(box, "it is cut off by the end of the file");
        }
        return box;
    }

    /** The usual way: the media stays where it is. */
    private void moveIndex(Parts parts) throws IOException {
        long end = parts.indexEnd(parts.index().size());
        moveFileType(parts.fileType());
        mover.move(
                parts.index().offset(), parts.fileType().size(), parts.index().size());
        fill(end, parts.media().offset());
        file.truncate(parts.media().end());
    }

    /** The free space was too small, so the media moves up; gives by how much. */
    private long moveMedia(Parts parts) throws IOException {
        Box media = parts.media();
        MovieIndex index = MovieIndex.of(mover.read(parts.index()), media.contentOffset(), media.end());
        long by = 0;
        long needed = distance(parts, index.size());
        while (needed > by) {
            by = needed;
            // offsets that pass 4 GiB need wider fields, which make the index larger, which moves the media on
            needed = distance(parts, index.sizeMovedBy(by));
        }
        ByteBuffer moved = index.movedBy(by);
        mover.move(media.offset(), media.offset() + by, media.size());
        moveFileType(parts.fileType());
        long end = parts.indexEnd(moved.remaining());
        mover.write(moved, parts.fileType().size());
        fill(end, media.offset() + by);
        file.truncate(media.end() + by);
        return by;
    }

    /** How far the media moves for an index of this size; a gap is left that a box can fill. */
    private static long distance(Parts parts, long indexSize) {
        return parts.indexEnd(indexSize) + SMALLEST_BOX - parts.media().offset();
    }

    private void moveFileType(Box box) throws IOException {
        mover.write(mover.read(box), 0);
    }

    /** Makes a run of bytes a box without meaning. */
    private void fill(long from, long to) throws IOException {
        if (from == to) {
            return;
        }
        ByteBuffer header = ByteBuffer.allocate(SMALLEST_BOX);
        header.putInt(Math.toIntExact(to - from)).put(new byte[] {'f', 'r', 'e', 'e'});
        mover.write(header.flip(), from);
        // before the reserved bytes' end nothing was ever written
        long used = Math.max(from + SMALLEST_BOX, reserved);
        if (to > used) {
            mover.write(ByteBuffer.allocate(Math.toIntExact(to - used)), used);
        }
    }
}
