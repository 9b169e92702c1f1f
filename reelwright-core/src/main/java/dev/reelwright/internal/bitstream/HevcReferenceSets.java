package dev.reelwright.internal.bitstream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The short-term reference picture sets of a sequence, ITU-T H.265 §7.3.7: read to know where they end. */
final class HevcReferenceSets {
    private static final int MOST_SETS = 64;
    private static final int MOST_PICTURES = 16;
    private static final int FARTHEST = 1 << 15;

    private HevcReferenceSets() {}

    static void skip(BitReader bits) {
        int count = bits.exponential(MOST_SETS, "the number of reference picture sets");
        List<Integer> distances = List.of();
        for (int i = 0; i < count; i++) {
            distances = i > 0 && bits.flag() ? predicted(bits, distances) : told(bits);
        }
    }

    /** Distances of the pictures, those before in order of nearness, then those after likewise. */
    private static List<Integer> told(BitReader bits) {
        int before = bits.exponential(MOST_PICTURES, "the number of reference pictures");
        int after = bits.exponential(MOST_PICTURES, "the number of reference pictures");
        List<Integer> distances = new ArrayList<>();
        int distance = 0;
        for (int i = 0; i < before; i++) {
            distance -= 1 + bits.exponential(FARTHEST, "the distance of a reference picture");
            distances.add(distance);
            bits.skip(1);
        }
        distance = 0;
        for (int i = 0; i < after; i++) {
            distance += 1 + bits.exponential(FARTHEST, "the distance of a reference picture");
            distances.add(distance);
            bits.skip(1);
        }
        return distances;
    }

    /** Those of the set before, moved, as far as they are used; and that set's own picture. */
    private static List<Integer> predicted(BitReader bits, List<Integer> last) {
        boolean back = bits.flag();
        int move = 1 + bits.exponential(FARTHEST, "the distance of a reference picture set");
        int by = back ? -move : move;
        List<Integer> distances = new ArrayList<>();
        for (int i = 0; i <= last.size(); i++) {
            boolean kept = bits.flagOrNext();
            int distance = by + (i < last.size() ? last.get(i) : 0);
            if (kept && distance != 0) {
                distances.add(distance);
            }
        }
        if (distances.size() > 2 * MOST_PICTURES) {
            throw new BitstreamException("a reference picture set has " + distances.size() + " pictures");
        }
        distances.sort(
                Comparator.<Integer, Boolean>comparing(distance -> distance > 0).thenComparing(Math::abs));
        return distances;
    }
}
