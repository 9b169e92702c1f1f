package dev.reelwright.export;

/** What an export does with the audio tracks of a track group beside the one that it exports. */
public enum AlternateTracks {
    /** They are left out. */
    NONE,
    /** They are carried over as they are, in the same group. */
    PRESERVE
}
