package dev.reelwright.asset;

/** What a track is for, beside being what its media type says, as its container marks it. */
public enum TrackRole {
    /** Presented unless another one of its kind is chosen. */
    DEFAULT,
    /** In the language in which the work was made. */
    ORIGINAL,
    /** In another language than the work was made in. */
    DUB,
    /** Somebody talks about the work. */
    COMMENTARY,
    /** Subtitles that are shown even where subtitles are off. */
    FORCED,
    /** For people who hear badly. */
    HEARING_IMPAIRED,
    /** For people who see badly: what is to be seen is told. */
    VISUAL_IMPAIRED,
    /** Everything that is heard but speech. */
    CLEAN_EFFECTS,
    LYRICS,
    KARAOKE,
    CAPTIONS,
    DESCRIPTIONS;

    /** Whether it is something beside the work itself, which is not what is wanted unless asked for. */
    public boolean isAuxiliary() {
        return switch (this) {
            case COMMENTARY, VISUAL_IMPAIRED, DESCRIPTIONS, CLEAN_EFFECTS, KARAOKE -> true;
            default -> false;
        };
    }
}
