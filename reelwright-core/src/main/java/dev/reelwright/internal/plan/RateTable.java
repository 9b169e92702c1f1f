package dev.reelwright.internal.plan;

import dev.reelwright.export.QualityTier;
import dev.reelwright.video.Size;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each tier of quality means for each coding, size and frame rate: the data file {@code rates.tsv}, read once. */
final class RateTable {
    private static final String RESOURCE = "rates.tsv";
    private static final String ANY = "any";
    private static final int COLUMNS = 8;

    private final List<Row> rows;

    private RateTable(List<Row> rows) {
        this.rows = rows;
    }

    /**
     * What one tier of one coding means for pictures of up to a size and a frame rate.
     *
     * @param maxPixels width times height at most
     * @param maxFrameRate frames a second at most
     * @param factor constant rate factor
     * @param cap bits for a pixel of a frame at most, on average over two seconds
     * @param usual bits for a pixel that ordinary footage takes
     * @param low bits for a pixel that footage with little to code takes
     */
    record Row(
            String codec,
            QualityTier tier,
            long maxPixels,
            double maxFrameRate,
            int factor,
            double cap,
            double usual,
            double low) {
        boolean isFor(String wanted, QualityTier wantedTier) {
            return codec.equals(wanted) && tier == wantedTier;
        }

        boolean covers(long pixels, double frameRate) {
            return pixels <= maxPixels && frameRate <= maxFrameRate;
        }

        private boolean covers(Row other) {
            return isFor(other.codec, other.tier) && covers(other.maxPixels, other.maxFrameRate);
        }
    }

    /** The table that comes with the library. */
    static RateTable shared() {
        return Holder.TABLE;
    }

    private static final class Holder {
        static final RateTable TABLE = load();

        private static RateTable load() {
            try (InputStream in = RateTable.class.getResourceAsStream(RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException(RESOURCE + " is not in the library's archive");
                }
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                return parse(reader.lines().toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Reads a table: tab-separated columns, lines that begin with {@code #} and empty lines left out.
     *
     * @throws IllegalArgumentException when a line is malformed, can never be chosen, or a case is left open
     */
    static RateTable parse(List<String> lines) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                try {
                    add(rows, row(line.split("\t", -1)));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "line " + (i + 1) + " of the rates, '" + line + "': " + e.getMessage(), e);
                }
            }
        }
        for (Row row : rows) {
            if (rows.stream()
                    .noneMatch(r -> r.isFor(row.codec, row.tier) && r.covers(Long.MAX_VALUE, Double.MAX_VALUE))) {
                throw new IllegalArgumentException(
                        "the rates of " + row.codec + " " + row.tier + " have no row for any size and frame rate");
            }
        }
        return new RateTable(List.copyOf(rows));
    }

    private static Row row(String[] cells) {
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException(cells.length + " columns instead of " + COLUMNS);
        }
        return new Row(
                cells[0],
                QualityTier.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                pixels(cells[2]),
                cells[3].equals(ANY) ? Double.MAX_VALUE : positive(cells[3]),
                Integer.parseInt(cells[4]),
                positive(cells[5]),
                positive(cells[6]),
                positive(cells[7]));
    }

    private static long pixels(String cell) {
        if (cell.equals(ANY)) {
            return Long.MAX_VALUE;
        }
        Size size = Size.parse(cell);
        if (size.width() == 0 || size.height() == 0) {
            throw new IllegalArgumentException("a size class has both sides");
        }
        return (long) size.width() * size.height();
    }

    private static double positive(String cell) {
        double value = Double.parseDouble(cell);
        if (!(value > 0 && value < Double.MAX_VALUE)) {
            throw new IllegalArgumentException("'" + cell + "' is not a positive number");
        }
        return value;
    }

    private static void add(List<Row> rows, Row row) {
        if (row.codec.isBlank()) {
            throw new IllegalArgumentException("no coding");
        }
        if (row.factor < 0 || row.factor > 63) {
            throw new IllegalArgumentException("a factor lies between 0 and 63");
        }
        if (row.low > row.usual || row.usual > row.cap) {
            throw new IllegalArgumentException("low, usual and cap do not grow");
        }
        if (rows.stream().anyMatch(earlier -> earlier.covers(row))) {
            throw new IllegalArgumentException("an earlier line covers it, so it can never be chosen");
        }
        rows.add(row);
    }

    /** The first row for pictures of this size and frame rate. */
    Row find(String codec, QualityTier tier, Size size, double frameRate) {
        long pixels = (long) size.width() * size.height();
        return rows.stream()
                .filter(row -> row.isFor(codec, tier) && row.covers(pixels, frameRate))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rates for " + codec + " " + tier));
    }
}
