package dev.reelwright.internal.metadata;

import dev.reelwright.internal.metadata.KeyTable.Kind;

/** What the kinds of values are called for people. */
final class KindNames {
    private KindNames() {}

    static String of(Kind kind) {
        return switch (kind) {
            case TEXT, GENRE, BOOKKEEPING -> "text";
            case DATE -> "date";
            case LOCATION -> "place by ISO 6709";
            case PICTURE -> "picture in JPEG, PNG, GIF or BMP";
            case PAIR -> "number of a total";
            case NUMBER, FLAG -> "number";
        };
    }
}
