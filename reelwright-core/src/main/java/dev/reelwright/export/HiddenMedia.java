package dev.reelwright.export;

/** Whether media that is cut off may stay in the file, unseen but recoverable. */
public enum HiddenMedia {
    /** No picture from outside of the range is in the file; of sound, parts of two packets at most are. */
    FORBIDDEN,
    /** What the range's first frames are decoded from may stay, hidden by an edit list. */
    ALLOWED
}
