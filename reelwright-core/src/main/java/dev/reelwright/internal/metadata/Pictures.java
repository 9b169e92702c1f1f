package dev.reelwright.internal.metadata;

import dev.reelwright.metadata.DataType;
import java.util.Arrays;

/** Which still picture bytes are, by how they begin. */
public final class Pictures {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private Pictures() {}

    /** Raw bytes where it is none of those that metadata has a type for. */
    public static DataType type(byte[] bytes) {
        if (bytes.length > 2 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8) {
            return DataType.JPEG;
        }
        if (bytes.length > PNG.length && Arrays.equals(bytes, 0, PNG.length, PNG, 0, PNG.length)) {
            return DataType.PNG;
        }
        if (bytes.length > 6 && bytes[0] == 'G' && bytes[1] == 'I' && bytes[2] == 'F' && bytes[3] == '8') {
            return DataType.GIF;
        }
        return bytes.length > 14 && bytes[0] == 'B' && bytes[1] == 'M' ? DataType.BMP : DataType.RAW;
    }

    /** The media type of a picture, such as {@code image/jpeg}; empty for other types. */
    public static String mimeType(DataType type) {
        return switch (type) {
            case JPEG -> "image/jpeg";
            case PNG -> "image/png";
            case GIF -> "image/gif";
            case BMP -> "image/bmp";
            default -> "";
        };
    }
}
