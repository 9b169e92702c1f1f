package dev.reelwright.error;

/** The stage of the work in which something happens or fails; also the stages that progress is reported in. */
public enum Phase {
    /** Opening the source and reading its facts. */
    OPEN,
    /** Planning and opening decoders, encoders and the output. */
    PREPARE,
    /** Encoding to learn how hard the material is; nothing of it is kept. */
    FIRST_PASS,
    /** Reading, decoding, encoding and writing media. */
    ENCODE,
    /** Carrying packets over without decoding. */
    COPY,
    /** Completing the file's index, flushing it to storage and moving it to its place. */
    FINISH,
    /** Taking a still picture. */
    IMAGE
}
