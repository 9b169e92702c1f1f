package dev.reelwright.video;

/** A width and a height in pixels; in a box a side of 0 is free. */
public record Size(int width, int height) {
    public static final Size ZERO = new Size(0, 0);

    public Size {
        if (width < 0 || height < 0) {
            throw new IllegalArgumentException("a size is not negative: " + width + "x" + height);
        }
    }

    /** Reads {@code WxH}; {@code 320x} and {@code x180} leave one side free. */
    public static Size parse(String text) {
        int x = text.indexOf('x');
        try {
            if (x >= 0 && text.length() > 1) {
                return new Size(side(text.substring(0, x)), side(text.substring(x + 1)));
            }
        } catch (NumberFormatException e) {
            // falls through to the message below, which says what is accepted
        }
        throw new IllegalArgumentException(
                "not a size: '" + text + "'; write WxH, or 320x or x180 to leave a side free");
    }

    private static int side(String text) {
        return text.isEmpty() ? 0 : Integer.parseUnsignedInt(text);
    }

    public Size swapped() {
        return new Size(height, width);
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
