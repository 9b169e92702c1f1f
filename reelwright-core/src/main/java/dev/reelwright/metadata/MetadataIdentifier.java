package dev.reelwright.metadata;

import java.nio.charset.StandardCharsets;

/**
 * What a metadata item says: a key of a key space. In text it is the key space's code, a slash, and the key, whose bytes
 * beyond letters, digits and {@code -._~} are written as {@code %} and two hexadecimal digits: {@code itsk/%A9nam}.
 *
 * @param key the key, in four-character codes one ISO 8859-1 character a byte
 */
public record MetadataIdentifier(KeySpace keySpace, String key) {
    private static final String PLAIN = "-._~";

    public MetadataIdentifier {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("a metadata identifier has a key");
        }
    }

    /**
     * Reads the text of an identifier.
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

    /** Its text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(keySpace.code()).append('/');
        boolean bytewise = key.chars().allMatch(c -> c < 256);
        for (byte b : key.getBytes(bytewise ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if ((c < 128 && Character.isLetterOrDigit(c)) || PLAIN.indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append(String.format("%%%02X", (int) c));
            }
        }
        return text.toString();
    }

    private static String decode(String text) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 2 < text.length() + 0 && isHex(text, i + 1)) {
                key.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                key.append(c);
            }
        }
        return key.toString();
    }

    private static boolean isHex(String text, int at) {
        return at + 1 < text.length()
                && Character.digit(text.charAt(at), 16) >= 0
                && Character.digit(text.charAt(at + 1), 16) >= 0;
    }
}
