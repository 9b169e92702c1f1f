package dev.reelwright.testing;

import dev.reelwright.internal.sample.BarCode;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the frame number out of a sample picture that may have been compressed, scaled, cropped a little, letterboxed,
 * range-mapped or tone-mapped.
 *
 * <p>The difference between a row above and a row below a guessed middle line is large over the whole code, whatever
 * its cells are, and about nothing beside it. That finds the code's ends; the cells divide the distance between them.
 */
public final class BarCodeReader {
    /** Enough for cells of 12 samples; more would only cost time. */
    private static final int LONGEST_SIDE = 640;

    /** The middle line's place in heights: 0.77 in a whole picture, less or more when cropped or letterboxed. */
    private static final double HIGHEST_MIDDLE = 0.58;

    private static final double LOWEST_MIDDLE = 0.90;

    private static final double NARROWEST = 0.50;
    private static final double WIDEST = 0.93;

    private static final double LEAST_CONTRAST = 40;

    /** A cell with less contrast, relative to the median cell's, is a blend of two frames or no cell at all. */
    private static final double WEAKEST_CELL = 0.35;

    private BarCodeReader() {}

    /**
     * What a picture of unknown orientation says.
     *
     * @param frameNumber the bar code's number
     * @param quarterTurns how many quarter turns clockwise make the picture upright, 0 to 3
     * @param mirrored whether it has to be flipped left to right after those turns
     */
    public record Reading(long frameNumber, int quarterTurns, boolean mirrored) {}

    /** Reads an upright picture; fails the test, saying what was seen, if there is no valid bar code in it. */
    public static long read(int width, int height, int[] argb) {
        Sighting best = look(LumaPicture.ofArgb(width, height, argb, LONGEST_SIDE));
        if (best.frameNumber().isEmpty()) {
            throw new AssertionError(
                    "no readable bar code in the picture of " + width + "x" + height + ": " + best.description());
        }
        return best.frameNumber().getAsLong();
    }

    public static long read(BufferedImage image) {
        return read(image.getWidth(), image.getHeight(), argb(image));
    }

    /** The number in an upright picture, or nothing if there is no valid bar code in it. */
    public static OptionalLong tryRead(int width, int height, int[] argb) {
        return look(LumaPicture.ofArgb(width, height, argb, LONGEST_SIDE)).frameNumber();
    }

    public static OptionalLong tryRead(BufferedImage image) {
        return tryRead(image.getWidth(), image.getHeight(), argb(image));
    }

    /** Reads a picture that may be turned or mirrored; fails the test if no orientation has a valid bar code. */
    public static Reading readAnyRotation(int width, int height, int[] argb) {
        LumaPicture picture = LumaPicture.ofArgb(width, height, argb, LONGEST_SIDE);
        Optional<Reading> best = Optional.empty();
        double bestScore = 0;
        StringBuilder seen = new StringBuilder();
        for (int turns = 0; turns < 4; turns++) {
            for (boolean mirrored : new boolean[] {false, true}) {
                Sighting sighting = look(mirrored ? picture.mirrored() : picture);
                seen.append("; turned ").append(90 * turns).append(mirrored ? ", mirrored: " : ": ");
                seen.append(sighting.description());
                if (sighting.frameNumber().isPresent() && sighting.score() > bestScore) {
                    bestScore = sighting.score();
                    best = Optional.of(new Reading(sighting.frameNumber().getAsLong(), turns, mirrored));
                }
            }
            picture = picture.turnedClockwise();
        }
        return best.orElseThrow(() -> new AssertionError(
                "no readable bar code in the picture of " + width + "x" + height + " in any orientation" + seen));
    }

    public static Reading readAnyRotation(BufferedImage image) {
        return readAnyRotation(image.getWidth(), image.getHeight(), argb(image));
    }

    private static int[] argb(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    /** One attempt at a middle line. The score orders attempts: valid ones first, then the clearer ones. */
    private record Sighting(OptionalLong frameNumber, double score, String description) {
        static Sighting failed(double score, String description) {
            return new Sighting(OptionalLong.empty(), score, description);
        }
    }

    /** The code's ends in samples. */
    private record Span(double from, double to) {
        double width() {
            return to - from;
        }
    }

    private static Sighting look(LumaPicture picture) {
        Sighting best = Sighting.failed(-1, "the picture is too small");
        double rowHeight = (BarCode.BOTTOM - BarCode.MIDDLE) * picture.height();
        double step = Math.max(1, rowHeight / 8);
        for (double shrink : new double[] {1, 0.75}) {
            double row = shrink * rowHeight;
            for (double y = HIGHEST_MIDDLE * picture.height(); y < LOWEST_MIDDLE * picture.height(); y += step) {
                Sighting sighting = lookAt(picture, y, row);
                if (sighting.score() > best.score()) {
                    best = sighting;
                }
            }
        }
        return best;
    }

    private static Sighting lookAt(LumaPicture picture, double middle, double rowHeight) {
        float[] upper = picture.columnMedians(middle - 0.75 * rowHeight, middle - 0.25 * rowHeight);
        float[] lower = picture.columnMedians(middle + 0.25 * rowHeight, middle + 0.75 * rowHeight);
        double[] difference = new double[upper.length];
        for (int x = 0; x < difference.length; x++) {
            difference[x] = upper[x] - lower[x];
        }
        double contrast = upperQuartileOfMagnitudes(difference);
        if (contrast < LEAST_CONTRAST) {
            return Sighting.failed(
                    contrast / 1000,
                    "no two opposed rows; the highest contrast is " + Math.round(contrast) + " of 255");
        }
        Span span = span(difference, contrast);
        double fraction = span.width() / picture.width();
        if (fraction < NARROWEST || fraction > WIDEST) {
            return Sighting.failed(contrast / 1000, "opposed rows over " + percent(fraction) + " of the width");
        }
        return decode(difference, span, middle / picture.height());
    }

    private static double upperQuartileOfMagnitudes(double[] values) {
        double[] sorted = Arrays.stream(values).map(Math::abs).sorted().toArray();
        return sorted[sorted.length * 3 / 4];
    }

    /** Walks from the centre to where the rows stop differing for longer than a blurred edge between cells does. */
    private static Span span(double[] difference, double contrast) {
        int gap = Math.max(3, (int) Math.round(0.025 * difference.length));
        int centre = difference.length / 2;
        return new Span(end(difference, centre, -1, gap, contrast / 2), end(difference, centre, 1, gap, contrast / 2));
    }

    /** The edge of the last sample that differs, refined by how far the sample after it is on its way. */
    private static double end(double[] difference, int centre, int direction, int gap, double threshold) {
        int last = centre;
        for (int x = centre; x >= 0 && x < difference.length && Math.abs(x - last) <= gap; x += direction) {
            if (Math.abs(difference[x]) >= threshold) {
                last = x;
            }
        }
        int next = Math.max(0, Math.min(difference.length - 1, last + direction));
        double inner = Math.abs(difference[last]);
        double outer = Math.min(Math.abs(difference[next]), threshold);
        double crossing = inner - outer < 1e-6 ? 0.5 : Math.min(1, (inner - threshold) / (inner - outer));
        return last + 0.5 + direction * crossing;
    }

    private static Sighting decode(double[] difference, Span span, double middle) {
        double[] cells = new double[BarCode.CELLS];
        double cellWidth = span.width() / BarCode.CELLS;
        for (int i = 0; i < cells.length; i++) {
            double from = span.from() + (i + 0.25) * cellWidth;
            cells[i] = mean(difference, from, from + cellWidth / 2);
        }
        double median = Arrays.stream(cells).map(Math::abs).sorted().toArray()[cells.length / 2];
        double weakest = Arrays.stream(cells).map(Math::abs).min().orElseThrow() / median;
        boolean[] bits = new boolean[cells.length];
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            bits[i] = cells[i] > 0;
            text.append(Math.abs(cells[i]) < WEAKEST_CELL * median ? '?' : bits[i] ? '1' : '0');
        }
        String description = "cells " + text + " from " + percent(span.from() / difference.length) + " to "
                + percent(span.to() / difference.length) + " of the width at " + percent(middle) + " of the height";
        long number = number(bits);
        if (weakest < WEAKEST_CELL) {
            return Sighting.failed(1 + weakest, description + ", some without contrast");
        }
        if (!Arrays.equals(bits, BarCode.encode(number))) {
            return Sighting.failed(1 + weakest, description + ", start, check or end cells do not fit");
        }
        return new Sighting(OptionalLong.of(number), 2 + weakest, description);
    }

    private static long number(boolean[] bits) {
        long number = 0;
        for (int i = 2; i < 26; i++) {
            number = number << 1 | (bits[i] ? 1 : 0);
        }
        return number;
    }

    /** The mean over an interval of samples, each of which reaches from its index to the next. */
    private static double mean(double[] values, double from, double to) {
        double sum = 0;
        for (int i = (int) from; i < to && i < values.length; i++) {
            sum += values[i] * (Math.min(to, i + 1) - Math.max(from, i));
        }
        return sum / (to - from);
    }

    private static String percent(double fraction) {
        return Math.round(1000 * fraction) / 10.0 + " %";
    }
}
