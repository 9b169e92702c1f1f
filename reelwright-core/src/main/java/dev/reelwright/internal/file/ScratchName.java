package dev.reelwright.internal.file;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Names, that nobody can guess, of what is not finished yet. */
final class ScratchName {
    /** The system's own random numbers; those of the JDK take longer to begin with than a small picture to be written. */
    private static final String RANDOM = "/dev/urandom";

    private ScratchName() {}

    static String next() {
        return ".reelwright-" + unique();
    }

    private static String unique() {
        try (InputStream in = new FileInputStream(RANDOM)) {
            byte[] bytes = in.readNBytes(2 * Long.BYTES);
            if (bytes.length == 2 * Long.BYTES) {
                ByteBuffer numbers = ByteBuffer.wrap(bytes);
                // as text by hand: an UUID's own is made by machinery that has to be begun with, too
                return Long.toHexString(numbers.getLong()) + "-" + Long.toHexString(numbers.getLong());
            }
        } catch (IOException e) {
            // other systems have none
            return UUID.randomUUID().toString();
        }
        return UUID.randomUUID().toString();
    }
}
