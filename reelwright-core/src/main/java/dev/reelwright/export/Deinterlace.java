package dev.reelwright.export;

/** What an export that encodes does with interlaced pictures. */
public enum Deinterlace {
    /**
     * Pictures that are marked as interlaced become whole ones, each frame one picture, by lines of its neighbours in time
     * and space (FFmpeg's {@code bwdif}); others are left as they are.
     */
    AUTO,
    /**
     * They stay interlaced, scaled field by field, and the output is marked as such where its coding can be: in H.264 of
     * heights that four divides, and in ProRes. Elsewhere the plan warns of it.
     */
    OFF
}
