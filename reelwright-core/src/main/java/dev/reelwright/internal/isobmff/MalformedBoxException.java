package dev.reelwright.internal.isobmff;

import java.io.IOException;

/** Says that a box makes no sense: it is too short for its fields, lacks a mandatory child, or exceeds a limit. */
public final class MalformedBoxException extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedBoxException(String message) {
        super(message);
    }

    MalformedBoxException(Box box, String problem) {
        this("%s box at byte %d: %s".formatted(box.type(), box.offset(), problem));
    }
}
