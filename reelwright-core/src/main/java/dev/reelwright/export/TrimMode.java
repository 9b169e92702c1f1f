package dev.reelwright.export;

/** How tracks that are carried over without encoding are cut to a time range. */
public enum TrimMode {
    /**
     * A smart cut where coding and encoder allow it, else an edit list where the file type has them and hidden media may
     * stay, else an encode.
     */
    AUTO,
    /**
     * Packets are carried over from the sync sample before the range on, and an edit list (ISO/IEC 14496-12 §8.6.6) says
     * what is presented, exact to the sample. What lies before and after stays in the file, hidden. Movie files alone have
     * edit lists.
     */
    EDIT_LIST,
    /**
     * The few frames at the range's ends that depend on what is cut off are encoded anew, in the source's own coding; all
     * packets between them are carried over. Exact, in any container, and no picture from outside of the range is in the
     * file.
     */
    SMART_CUT,
    /** The output begins at the sync sample at or before the range. Not exact. */
    KEYFRAME,
    /** The whole range is encoded anew, in the source's own coding and nearly its quality. */
    ENCODE
}
