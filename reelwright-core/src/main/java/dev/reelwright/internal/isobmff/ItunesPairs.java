package dev.reelwright.internal.isobmff;

import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values of iTunes without a type of their own: a track and a disk with how many there are, {@code 2/12} in text, or
 * {@code 2} where that is not told; and genres by the numbers of ID3v1, from 1.
 */
final class ItunesPairs {
    private static final Pattern PAIR = Pattern.compile("\\s*(\\d{1,5})\\s*(?:/\\s*(\\d{1,5}))?\\s*");
    private static final int LARGEST = 0xFFFF;

    private ItunesPairs() {}

    private static int pairBytes(MetadataIdentifier identifier) {
        if (!identifier.keySpace().equals(KeySpace.ITUNES)) {
            return 0;
        }
        return switch (identifier.key()) {
            case "trkn" -> 8;
            case "disk" -> 6;
            default -> 0;
        };
    }

    private static boolean isGenre(MetadataIdentifier identifier) {
        return identifier.keySpace().equals(KeySpace.ITUNES) && identifier.key().equals("gnre");
    }

    /** Nothing where it is no such value, or none of the usual form. */
    static Optional<MetadataValue> read(MetadataIdentifier identifier, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (isGenre(identifier) && bytes.length == Short.BYTES) {
            return Optional.of(new MetadataValue.Whole(Short.toUnsignedInt(in.getShort()), DataType.UNSIGNED_16));
        }
        int length = pairBytes(identifier);
        if (length == 0 || bytes.length != length || in.getShort(0) != 0 || (length == 8 && in.getShort(6) != 0)) {
            return Optional.empty();
        }
        int number = Short.toUnsignedInt(in.getShort(2));
        int of = Short.toUnsignedInt(in.getShort(4));
        return Optional.of(new MetadataValue.Text(of == 0 ? "" + number : number + "/" + of));
    }

    static Optional<byte[]> write(MetadataItem item) {
        if (isGenre(item.identifier())
                && item.value() instanceof MetadataValue.Whole genre
                && genre.type() == DataType.UNSIGNED_16) {
            return Optional.of(new BoxWriter().u16(genre.value()).bytes());
        }
        int length = pairBytes(item.identifier());
        Matcher pair = PAIR.matcher(item.stringValue().orElse(""));
        if (length == 0 || !pair.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(pair.group(1));
        int of = pair.group(2) == null ? 0 : Integer.parseInt(pair.group(2));
        if (number > LARGEST || of > LARGEST) {
            return Optional.empty();
        }
        return Optional.of(new BoxWriter()
                .u16(0)
                .u16(number)
                .u16(of)
                .put(new byte[length - 6])
                .bytes());
    }
}
