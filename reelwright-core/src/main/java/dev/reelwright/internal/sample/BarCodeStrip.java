package dev.reelwright.internal.sample;

import java.util.Arrays;

/** Paints a {@link BarCode} with its quiet zone: luma at the ends of the limited range, chroma neutral. */
final class BarCodeStrip {
    private final int left;
    private final int right;
    private final int top;
    private final int bottom;
    private final int upperRow;
    private final int middle;
    private final int lowerRowEnd;
    private final int[] cellEdges = new int[BarCode.CELLS + 1];

    BarCodeStrip(int width, int height) {
        this.left = Planes.even(width * (BarCode.LEFT - BarCode.QUIET_ZONE_X));
        this.right = Planes.even(width * (BarCode.RIGHT + BarCode.QUIET_ZONE_X));
        this.top = Planes.even(height * (BarCode.TOP - BarCode.QUIET_ZONE_Y));
        this.bottom = Planes.even(height * (BarCode.BOTTOM + BarCode.QUIET_ZONE_Y));
        this.upperRow = (int) Math.round(height * BarCode.TOP);
        this.middle = (int) Math.round(height * BarCode.MIDDLE);
        this.lowerRowEnd = (int) Math.round(height * BarCode.BOTTOM);
        for (int i = 0; i <= BarCode.CELLS; i++) {
            double position = BarCode.LEFT + (BarCode.RIGHT - BarCode.LEFT) * i / BarCode.CELLS;
            cellEdges[i] = (int) Math.round(width * position);
        }
    }

    void paint(long frameNumber, Planes picture) {
        boolean[] cells = BarCode.encode(frameNumber);
        fill(picture.y(), picture.width(), left, right, top, bottom, Ink.BLACK.y());
        for (int i = 0; i < BarCode.CELLS; i++) {
            int from = cells[i] ? upperRow : middle;
            int to = cells[i] ? middle : lowerRowEnd;
            fill(picture.y(), picture.width(), cellEdges[i], cellEdges[i + 1], from, to, Ink.WHITE.y());
        }
        int chromaWidth = picture.chromaWidth();
        fill(picture.u(), chromaWidth, left / 2, right / 2, top / 2, bottom / 2, Ink.BLACK.u());
        fill(picture.v(), chromaWidth, left / 2, right / 2, top / 2, bottom / 2, Ink.BLACK.v());
    }

    void paintAlpha(byte[] alpha, int pictureWidth) {
        fill(alpha, pictureWidth, left, right, top, bottom, 255);
    }

    private static void fill(byte[] plane, int stride, int left, int right, int top, int bottom, int value) {
        for (int row = top; row < bottom; row++) {
            Arrays.fill(plane, row * stride + left, row * stride + right, (byte) value);
        }
    }
}
