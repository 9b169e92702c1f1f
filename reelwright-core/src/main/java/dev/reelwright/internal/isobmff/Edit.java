package dev.reelwright.internal.isobmff;

import dev.reelwright.time.MediaTime;

/**
 * A piece of an edit list that is to be written (ISO/IEC 14496-12 §8.6.6).
 *
 * @param duration how long it is presented
 * @param mediaTime where the media that it presents begins, from the track's first sample on; {@link #NOTHING} where it
 *     presents none
 */
public record Edit(MediaTime duration, MediaTime mediaTime) {
    /** The media time of an empty edit. */
    public static final MediaTime NOTHING = MediaTime.of(-1, 1);

    /** Presents nothing for a while. */
    public static Edit empty(MediaTime duration) {
        return new Edit(duration, NOTHING);
    }

    /** Whether another one goes on in the media where this one ends. */
    public boolean isFollowedBy(Edit next) {
        return !isEmpty() && !next.isEmpty() && mediaTime.plus(duration).equals(next.mediaTime);
    }

    boolean isEmpty() {
        return mediaTime.isBefore(MediaTime.ZERO);
    }
}
