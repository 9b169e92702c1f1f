package dev.reelwright.internal.isobmff;

import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A value in a list of metadata items, {@code data} in {@code ilst}: its type, its country and language, its bytes
 * (QuickTime File Format, "Value Atom"). Types that no {@link DataType} names are kept as bytes, with the number in the extra
 * attribute {@value #TYPE}.
 */
final class DataAtom {
    /** The number of a type without a name. */
    static final String TYPE = "dataType";
    /** How many bytes a whole number takes, where that is not what it needs. */
    static final String WIDTH = "width";

    private static final int HEADER = 8;
    private static final Map<Integer, DataType> BY_CODE = byCode();
    /** How wide numbers are whatever they are, by the keys of iTunes. */
    private static final Map<String, Integer> WIDTHS = Map.of(
            "tmpo",
            2,
            "\u00a9mvi",
            2,
            "\u00a9mvc",
            2,
            "tvsn",
            4,
            "tves",
            4,
            "atID",
            4,
            "cnID",
            4,
            "geID",
            4,
            "sfID",
            4,
            "plID",
            8);

    private DataAtom() {}

    private static Map<Integer, DataType> byCode() {
        Map<Integer, DataType> types = new HashMap<>();
        for (DataType type : DataType.values()) {
            types.put(type.code(), type);
        }
        return types;
    }

    /** Reads the content of the box. */
    static MetadataItem read(MetadataIdentifier identifier, byte[] content) throws MalformedBoxException {
        if (content.length < HEADER) {
            throw new MalformedBoxException("a data box of %d bytes is too short".formatted(content.length));
        }
        ByteBuffer in = ByteBuffer.wrap(content);
        int code = in.getInt();
        String language = LanguageTags.ofLocale(in.getInt());
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        Optional<MetadataValue> pair = code == 0 ? ItunesPairs.read(identifier, bytes) : Optional.empty();
        DataType type = BY_CODE.get(code);
        Map<String, String> attributes = new HashMap<>();
        MetadataValue value;
        if (type == null) {
            attributes.put(TYPE, Integer.toUnsignedString(code));
            value = new MetadataValue.Data(bytes, DataType.RAW);
        } else {
            value = pair.orElseGet(() -> value(picture(identifier, type, bytes), bytes));
        }
        MetadataItem item = new MetadataItem(identifier, value, language, attributes);
        if (value instanceof MetadataValue.Whole && pair.isEmpty() && width(item) != bytes.length) {
            attributes.put(WIDTH, Integer.toString(bytes.length));
            item = new MetadataItem(identifier, value, language, attributes);
        }
        return item;
    }

    /** Some writers do not tell what kind of picture a cover is. */
    private static DataType picture(MetadataIdentifier identifier, DataType told, byte[] bytes) {
        if (told != DataType.RAW || !identifier.key().equals("covr") || bytes.length < 4) {
            return told;
        }
        int start = ByteBuffer.wrap(bytes).getInt();
        return start == 0x89504E47 ? DataType.PNG : start >>> 8 == 0xFFD8FF ? DataType.JPEG : told;
    }

    private static MetadataValue value(DataType type, byte[] bytes) {
        MetadataValue asBytes = new MetadataValue.Data(bytes, type);
        int length = bytes.length;
        return switch (type) {
            case UTF_8 -> text(TextCoding.unicode(bytes), asBytes);
            case UTF_16 -> text(TextCoding.utf16(bytes), asBytes);
            case SIGNED_INTEGER, SIGNED_8, SIGNED_16, SIGNED_32, SIGNED_64 ->
                fits(type, length) ? new MetadataValue.Whole(signed(bytes), type) : asBytes;
            case UNSIGNED_INTEGER, UNSIGNED_8, UNSIGNED_16, UNSIGNED_32, UNSIGNED_64 ->
                fits(type, length) ? new MetadataValue.Whole(unsigned(bytes), type) : asBytes;
            case FLOAT_32 ->
                length == 4 ? new MetadataValue.Real(ByteBuffer.wrap(bytes).getFloat(), type) : asBytes;
            case FLOAT_64 ->
                length == 8 ? new MetadataValue.Real(ByteBuffer.wrap(bytes).getDouble(), type) : asBytes;
            case RAW, GIF, JPEG, PNG, BMP, POINT_F32, DIMENSIONS_F32, RECTANGLE_F32, AFFINE_TRANSFORM_F64 -> asBytes;
        };
    }

    private static MetadataValue text(Optional<String> text, MetadataValue otherwise) {
        return text.<MetadataValue>map(MetadataValue.Text::new).orElse(otherwise);
    }

    private static boolean fits(DataType type, int length) {
        int fixed = fixedWidth(type);
        return fixed == 0 ? length >= 1 && length <= Long.BYTES : length == fixed;
    }

    private static int fixedWidth(DataType type) {
        return switch (type) {
            case SIGNED_8, UNSIGNED_8 -> 1;
            case SIGNED_16, UNSIGNED_16 -> 2;
            case SIGNED_32, UNSIGNED_32 -> 4;
            case SIGNED_64, UNSIGNED_64 -> 8;
            default -> 0;
        };
    }

    private static long unsigned(byte[] bytes) {
        long value = 0;
        for (byte b : bytes) {
            value = value << 8 | b & 0xFF;
        }
        return value;
    }

    private static long signed(byte[] bytes) {
        int unused = Long.SIZE - 8 * bytes.length;
        return unsigned(bytes) << unused >> unused;
    }

    /** The box of a value. */
    static BoxTree write(MetadataItem item) {
        MetadataValue value = item.value();
        BoxWriter out = new BoxWriter();
        Optional<byte[]> pair = ItunesPairs.write(item);
        int locale = LanguageTags.locale(item.languageTag());
        if (pair.isPresent()) {
            out.u32(0).u32(locale).put(pair.get());
        } else if (value instanceof MetadataValue.Text text) {
            out.u32(DataType.UTF_8.code()).u32(locale).put(text.text().getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof MetadataValue.Whole whole) {
            out.u32(integerType(whole).code()).u32(locale).number(whole.value(), width(item));
        } else if (value instanceof MetadataValue.Real real && real.type() == DataType.FLOAT_32) {
            out.u32(DataType.FLOAT_32.code()).u32(locale).u32(Float.floatToRawIntBits((float) real.value()));
        } else if (value instanceof MetadataValue.Real real) {
            out.u32(DataType.FLOAT_64.code()).u32(locale).u64(Double.doubleToRawLongBits(real.value()));
        } else if (value instanceof MetadataValue.Data data) {
            out.u32(code(item, data)).u32(locale).put(data.bytes());
        }
        return BoxTree.of("data", out.bytes());
    }

    private static DataType integerType(MetadataValue.Whole whole) {
        boolean known = whole.type() == DataType.UNSIGNED_INTEGER || fixedWidth(whole.type()) > 0;
        return known ? whole.type() : DataType.SIGNED_INTEGER;
    }

    private static long code(MetadataItem item, MetadataValue.Data data) {
        Optional<Long> told = number(item, TYPE);
        return data.type() == DataType.RAW && told.isPresent()
                ? told.get()
                : data.type().code();
    }

    private static int width(MetadataItem item) {
        MetadataValue.Whole whole = (MetadataValue.Whole) item.value();
        int fixed = fixedWidth(whole.type());
        long told = number(item, WIDTH).orElse(0L);
        if (fixed > 0) {
            return fixed;
        }
        int needed = needed(whole);
        if (told >= needed && told <= Long.BYTES) {
            return (int) told;
        }
        boolean itunes = item.identifier().keySpace().equals(KeySpace.ITUNES);
        int usual = needed <= 2 ? needed : needed <= 4 ? 4 : 8;
        return Math.max(usual, itunes ? WIDTHS.getOrDefault(item.key(), 1) : 1);
    }

    private static int needed(MetadataValue.Whole whole) {
        boolean isUnsigned = whole.type() == DataType.UNSIGNED_INTEGER;
        long value = whole.value();
        int bits = isUnsigned
                ? Long.SIZE - Long.numberOfLeadingZeros(value)
                : 1 + Long.SIZE - Long.numberOfLeadingZeros(value < 0 ? ~value : value);
        return Math.max(1, (bits + 7) / 8);
    }

    private static Optional<Long> number(MetadataItem item, String attribute) {
        try {
            return Optional.ofNullable(item.extraAttributes().get(attribute)).map(Long::parseLong);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
