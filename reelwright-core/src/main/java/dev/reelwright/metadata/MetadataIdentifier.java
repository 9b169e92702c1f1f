package dev.reelwright.metadata;

import dev.reelwright.internal.metadata.KeyTable;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a metadata item says: a key of a key space. In text it is the key space's code, a slash, and the key, whose bytes
 * beyond letters, digits and {@code -._~} are written as {@code %} and two hexadecimal digits: {@code itsk/%A9nam}. The bytes
 * are the key in UTF-8, or in ISO 8859-1 where that is no UTF-8, as with four-character codes; so every key has one text, and
 * every such text one key.
 *
 * @param key the key, in four-character codes one ISO 8859-1 character a byte
 */
public record MetadataIdentifier(KeySpace keySpace, String key) {
    private static final String PLAIN = "-._~";

    /** @throws IllegalArgumentException when the key is empty or no Unicode text */
    public MetadataIdentifier {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a metadata identifier has a key");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
            throw new IllegalArgumentException("a metadata key is Unicode text, without half a surrogate pair");
        }
    }

    /**
     * Reads the text of an identifier. Characters beyond ASCII may also stand for themselves: {@code itsk/©nam}.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static MetadataIdentifier parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new IllegalArgumentException("'" + text
                    + "' is no metadata identifier; one is a key space, a slash and a key, such as itsk/%A9nam "
                    + "or mdta/com.apple.quicktime.title");
        }
        return new MetadataIdentifier(new KeySpace(text.substring(0, slash)), decode(text.substring(slash + 1)));
    }

    /** What it says in the words that several key spaces have in common; empty for what they have not. */
    public Optional<CommonKey> commonKey() {
        return KeyTable.shared().commonKey(this);
    }

    /**
     * Whether it says what {@code wanted} asks for: it is the same, or {@code wanted} is a common identifier, such as
     * {@code comn/title}, and this one says that, as {@code itsk/%A9nam} does.
     */
    public boolean conformsTo(MetadataIdentifier wanted) {
        return equals(wanted)
                || (wanted.keySpace.equals(KeySpace.COMMON)
                        && commonKey().map(CommonKey::key).equals(Optional.of(wanted.key)));
    }

    /** Its text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(keySpace.code()).append('/');
        for (byte b : bytes(key)) {
            char c = (char) (b & 0xFF);
            if ((c < 128 && Character.isLetterOrDigit(c)) || PLAIN.indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return text.toString();
    }

    private static byte[] bytes(String key) {
        if (key.chars().allMatch(c -> c < 256)) {
            byte[] latin = key.getBytes(StandardCharsets.ISO_8859_1);
            if (text(latin, StandardCharsets.UTF_8).isEmpty()) {
                return latin;
            }
        }
        return key.getBytes(StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        boolean literal = text.chars().anyMatch(c -> c > 127);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && isHex(text, i + 1)) {
                c = (char) HexFormat.fromHexDigits(text, i + 1, i + 3);
                i += 2;
            }
            bytes.write(c);
            key.append(c);
        }
        return literal
                ? key.toString()
                : text(bytes.toByteArray(), StandardCharsets.UTF_8).orElseGet(key::toString);
    }

    private static Optional<String> text(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static boolean isHex(String text, int at) {
        return at + 1 < text.length()
                && HexFormat.isHexDigit(text.charAt(at))
                && HexFormat.isHexDigit(text.charAt(at + 1));
    }
}
