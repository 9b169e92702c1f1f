package dev.reelwright.metadata;

import java.util.Arrays;
import java.util.HexFormat;

/** What a metadata item says. */
public sealed interface MetadataValue {
    /** How it is stored. */
    DataType type();

    /** Text. */
    record Text(String text) implements MetadataValue {
        @Override
        public DataType type() {
            return DataType.UTF_8;
        }
    }

    /** A whole number, stored as {@code type} tells. */
    record Whole(long value, DataType type) implements MetadataValue {}

    /** A number with a fraction, stored as {@code type} tells. */
    record Real(double value, DataType type) implements MetadataValue {}

    /** Bytes: a picture, or what has no other form here. */
    final class Data implements MetadataValue {
        private final byte[] bytes;
        private final DataType type;

        public Data(byte[] bytes, DataType type) {
            this.bytes = bytes.clone();
            this.type = type;
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        public int length() {
            return bytes.length;
        }

        @Override
        public DataType type() {
            return type;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Data d && d.type == type && Arrays.equals(d.bytes, bytes);
        }

        @Override
        public int hashCode() {
            return 31 * type.hashCode() + Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            String start = HexFormat.of().formatHex(bytes, 0, Math.min(16, bytes.length));
            return type + "[" + bytes.length + " bytes: " + start + (bytes.length > 16 ? "…" : "") + "]";
        }
    }
}
