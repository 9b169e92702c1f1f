package dev.reelwright.internal.copy;

import dev.reelwright.time.MediaTime;

/** How much of a sound decoders must have heard before what they give is right. */
public final class RunUp {
    private RunUp() {}

    /** By codings: blocks that overlap, reservoirs of bits, and for Opus what RFC 7845 §4.6 asks for. */
    public static MediaTime of(String codec) {
        return switch (codec) {
            case "opus" -> MediaTime.of(80, 1000);
            case "mp3", "mp2" -> MediaTime.of(100, 1000);
            case "aac", "vorbis" -> MediaTime.of(50, 1000);
            case "ac3", "eac3", "dts" -> MediaTime.of(64, 1000);
            default -> MediaTime.ZERO;
        };
    }
}
