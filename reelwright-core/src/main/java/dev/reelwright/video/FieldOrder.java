package dev.reelwright.video;

/** Whether stored pictures are whole ones, or two fields of half the lines, taken one after the other. */
public enum FieldOrder {
    /** Whole pictures. */
    PROGRESSIVE,
    /** Interlaced; the field with the top line comes first. */
    TOP_FIRST,
    /** Interlaced; the field with the bottom line comes first. */
    BOTTOM_FIRST,
    /** Neither container nor bitstream tells it beforehand. */
    UNKNOWN;

    public boolean isInterlaced() {
        return this == TOP_FIRST || this == BOTTOM_FIRST;
    }
}
