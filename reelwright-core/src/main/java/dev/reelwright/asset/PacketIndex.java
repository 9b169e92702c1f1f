package dev.reelwright.asset;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.time.MediaTime;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The packet index of a track: when each frame is on screen, and which frames decoding can start at. Times are on the
 * asset's timeline; frames are numbered from 0 in the order in which they are shown.
 *
 * <p>An immutable value that holds no file open. Made by {@link Asset#index}; {@link #save saved} it is given back by
 * {@link Asset#loadIndex}. Not meant to be implemented.
 */
public interface PacketIndex {
    /** Number of the track in its asset. */
    int trackId();

    /** What the index says, in short. */
    TrackIndexSummary summary();

    int frameCount();

    /** The frame on screen at this time; none before the first, in a gap, or at and after the end. */
    OptionalInt frameAt(MediaTime time);

    /** When the frame appears. */
    MediaTime start(int frame);

    /** When the frame leaves the screen: at the next one, at a gap, or at the track's end. */
    MediaTime end(int frame);

    /** Whether the file calls this frame a sync sample. */
    boolean isSync(int frame);

    /**
     * Writes the index to a file, all or nothing, in place of an older one. It can be given back as long as the asset's
     * file is the same: of the same length, with the same beginning and end.
     *
     * @throws MediaException with {@link ErrorCode#CANNOT_CREATE_FILE} or {@link ErrorCode#WRITE_FAILED}
     */
    void save(Path file);
}
