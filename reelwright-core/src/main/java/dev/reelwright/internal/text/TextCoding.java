package dev.reelwright.internal.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** A way in which containers store what a cue says; when it is said is the container's. */
public enum TextCoding {
    /** 3GPP timed text, 3GPP TS 26.245, as QuickTime and MPEG-4 files have it. */
    MOV_TEXT("mov_text") {
        @Override
        public StyledText read(byte[] sample) {
            return MovText.read(sample);
        }

        @Override
        public byte[] write(StyledText text) {
            return MovText.write(text);
        }

        @Override
        public byte[] header() {
            return MovText.header();
        }
    },
    SUBRIP("subrip", "text") {
        @Override
        public StyledText read(byte[] sample) {
            return SubRip.read(text(sample));
        }

        @Override
        public byte[] write(StyledText text) {
            return bytes(SubRip.write(text));
        }
    },
    WEBVTT("webvtt") {
        @Override
        public StyledText read(byte[] sample) {
            return CueText.read(text(sample));
        }

        @Override
        public byte[] write(StyledText text) {
            return bytes(CueText.write(text));
        }
    },
    /** Advanced SubStation Alpha: read only, without its drawings and positions. */
    ASS("ass", "ssa") {
        @Override
        public StyledText read(byte[] sample) {
            return Dialogue.read(text(sample));
        }

        @Override
        public byte[] write(StyledText text) {
            throw new UnsupportedOperationException("ASS is read only");
        }
    };

    private final Set<String> codecs;

    TextCoding(String... codecs) {
        this.codecs = Set.of(codecs);
    }

    /** The coding that FFmpeg calls this; empty for others, such as those of pictures. */
    public static Optional<TextCoding> of(String codec) {
        return Arrays.stream(values()).filter(c -> c.codecs.contains(codec)).findFirst();
    }

    public boolean isWritten() {
        return this != ASS;
    }

    /** Whether a file's samples of it follow each other, so that no two are shown at once. */
    public boolean isSequential() {
        return this == MOV_TEXT;
    }

    /** What a sample says; nothing where it only ends another one. */
    public abstract StyledText read(byte[] sample);

    public abstract byte[] write(StyledText text);

    /** What the track's header holds; empty where that is nothing. */
    public byte[] header() {
        return new byte[0];
    }

    private static String text(byte[] sample) {
        int length = sample.length;
        while (length > 0 && sample[length - 1] == 0) {
            length--;
        }
        return new String(sample, 0, length, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
