package dev.reelwright.metadata;

/** How a metadata item's value is stored (QuickTime File Format, "Well-known types"). */
public enum DataType {
    /** Bytes of no known meaning. */
    RAW(0),
    UTF_8(1),
    UTF_16(2),
    GIF(12),
    JPEG(13),
    PNG(14),
    /** A whole number of as many bytes as there are. */
    SIGNED_INTEGER(21),
    UNSIGNED_INTEGER(22),
    FLOAT_32(23),
    FLOAT_64(24),
    BMP(27),
    SIGNED_8(65),
    SIGNED_16(66),
    SIGNED_32(67),
    POINT_F32(70),
    DIMENSIONS_F32(71),
    RECTANGLE_F32(72),
    SIGNED_64(74),
    UNSIGNED_8(75),
    UNSIGNED_16(76),
    UNSIGNED_32(77),
    UNSIGNED_64(78),
    AFFINE_TRANSFORM_F64(79);

    private final int code;

    DataType(int code) {
        this.code = code;
    }

    /** Its number in files. */
    public int code() {
        return code;
    }

    /** Whether it is a still picture. */
    public boolean isPicture() {
        return this == JPEG || this == PNG || this == BMP || this == GIF;
    }
}
