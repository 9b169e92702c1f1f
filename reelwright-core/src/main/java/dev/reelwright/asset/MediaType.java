package dev.reelwright.asset;

/** What the samples of a track are. */
public enum MediaType {
    VIDEO,
    AUDIO,
    /** Subtitles and other timed text. */
    TEXT,
    /** Timed metadata, timecode and anything else that is neither seen nor heard. */
    DATA
}
