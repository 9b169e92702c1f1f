package dev.reelwright.internal.tags;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads texts out of tags. */
final class Texts {
    private Texts() {}

    /** So many bytes, which the buffer must have. */
    static byte[] bytes(ByteBuffer in, long length) {
        if (length < 0 || length > in.remaining()) {
            throw new java.nio.BufferUnderflowException();
        }
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }

    static byte[] rest(ByteBuffer in) {
        return bytes(in, in.remaining());
    }

    static String text(ByteBuffer in, long length, Charset charset) {
        return new String(bytes(in, length), charset);
    }

    /** Text of no told coding: UTF-8 where it is that, else of the Windows of its time. Zeros at its end do not count. */
    static String guessed(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, end))
                    .toString();
        } catch (CharacterCodingException e) {
            Charset windows =
                    Charset.isSupported("windows-1252") ? Charset.forName("windows-1252") : StandardCharsets.ISO_8859_1;
            return new String(bytes, 0, end, windows);
        }
    }

    /** Letters of four bytes. */
    static String code(ByteBuffer in) {
        return text(in, 4, StandardCharsets.ISO_8859_1);
    }
}
