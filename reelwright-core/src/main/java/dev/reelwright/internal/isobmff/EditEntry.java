package dev.reelwright.internal.isobmff;

/**
 * An entry of an edit list: a stretch of the movie's timeline and what is shown in it (ISO/IEC 14496-12 §8.6.6).
 *
 * @param segmentDuration the stretch's length in movie ticks; 0 in a fragmented file means "as long as the media lasts"
 * @param mediaTime where the shown media begin, in media ticks of composition time; -1 for an empty edit
 * @param mediaRate the playback rate, 1 for normal; 0 holds the frame at {@code mediaTime}
 */
public record EditEntry(long segmentDuration, long mediaTime, double mediaRate) {

    /** Whether nothing is shown in this stretch. */
    public boolean isEmpty() {
        return mediaTime == -1;
    }
}
