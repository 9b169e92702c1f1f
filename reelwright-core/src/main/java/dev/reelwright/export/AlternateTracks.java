package dev.reelwright.export;

/**
 * What an export does with the audio tracks of a track group beside the one that it exports. Where no track is in a group
 * there is nothing to do; in containers that have no groups, as Matroska, all audio tracks are one group.
 */
public enum AlternateTracks {
    /** They are left out. */
    NONE,
    /**
     * They are carried over as they are, in the same group, where the file type can hold them. The exported one is the
     * enabled one.
     */
    PRESERVE
}
