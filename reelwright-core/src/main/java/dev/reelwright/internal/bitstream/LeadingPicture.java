package dev.reelwright.internal.bitstream;

/** Whether a picture is decoded after a random access picture, and shown before it. */
public enum LeadingPicture {
    /** It is not. */
    NONE,
    /** It is, and refers to nothing before that picture (RADL). */
    DECODABLE,
    /** It is, and refers to what came before: it cannot be shown where decoding started there (RASL). */
    SKIPPED,
    /** The coding does not say so; times of decoding and showing do. */
    UNKNOWN
}
