package dev.reelwright.internal.sample;

/**
 * The machine-readable frame number in a sample picture: {@value #CELLS} equal cells in two rows, where the lower row
 * is the complement of the upper one.
 *
 * <p>The upper row reads, from left to right and with {@code true} for white:
 *
 * <pre>
 * cell   0  1 | 2 … 25                                    | 26 … 29                 | 30 31
 *        1  0 | frame number, most significant bit first  | CRC-4, x⁴+x+1, seed 0xF |  1  1
 * </pre>
 *
 * <p>Opposed rows make each cell its own reference: a reader compares a cell with the one below it, so no threshold is
 * needed, whatever range mistake or tone curve the picture went through, and a cell that was blended with another
 * frame's has no contrast and is not misread. Turned by 180 degrees, mirrored or upside-down, the first two cells read
 * {@code 00}, {@code 11} and {@code 01}, so no such picture is taken for an upright one.
 *
 * <p>Geometry is in fractions of the picture's width and height. The quiet zone around the cells is black: next to a
 * grey one, half of the code could be read against the zone instead of against the other row.
 */
public final class BarCode {
    public static final int CELLS = 32;

    /** The highest frame number that a bar code holds, 2²⁴ − 1. */
    public static final long MAXIMUM_FRAME_NUMBER = (1L << 24) - 1;

    /** The narrowest picture, in pixels, that carries a bar code: a cell is then 3.2 pixels wide. */
    public static final int MINIMUM_PICTURE_WIDTH = 128;

    public static final double LEFT = 0.10;
    public static final double RIGHT = 0.90;

    /** Where the upper row begins. */
    public static final double TOP = 0.70;

    /** Where the upper row ends and the lower row begins. */
    public static final double MIDDLE = 0.77;

    /** Where the lower row ends. */
    public static final double BOTTOM = 0.84;

    /** How far the quiet zone reaches beyond the cells, to the left and right in widths, above and below in heights. */
    public static final double QUIET_ZONE_X = 0.03;

    public static final double QUIET_ZONE_Y = 0.02;

    private static final int FRAME_NUMBER_BITS = 24;
    private static final int CHECK_BITS = 4;
    private static final int CHECK_POLYNOMIAL = 0b0011;
    private static final int CHECK_SEED = 0b1111;
    private static final int START = 0b10;
    private static final int END = 0b11;

    private BarCode() {}

    /**
     * The upper row for a frame number, {@code true} for white.
     *
     * @param frameNumber from 0 to {@link #MAXIMUM_FRAME_NUMBER}
     * @throws IllegalArgumentException if the number is out of that range
     */
    public static boolean[] encode(long frameNumber) {
        if (frameNumber < 0 || frameNumber > MAXIMUM_FRAME_NUMBER) {
            throw new IllegalArgumentException("frame number " + frameNumber
                    + " does not fit into the bar code; it holds 0 to " + MAXIMUM_FRAME_NUMBER);
        }
        long code = START;
        code = (code << FRAME_NUMBER_BITS) | frameNumber;
        code = (code << CHECK_BITS) | check(frameNumber);
        code = (code << 2) | END;
        boolean[] cells = new boolean[CELLS];
        for (int i = 0; i < CELLS; i++) {
            cells[i] = ((code >> (CELLS - 1 - i)) & 1) != 0;
        }
        return cells;
    }

    private static int check(long frameNumber) {
        int crc = CHECK_SEED;
        for (int bit = FRAME_NUMBER_BITS - 1; bit >= 0; bit--) {
            int carry = ((crc >> (CHECK_BITS - 1)) ^ (int) (frameNumber >> bit)) & 1;
            crc = ((crc << 1) & 0b1111) ^ (carry * CHECK_POLYNOMIAL);
        }
        return crc;
    }
}
