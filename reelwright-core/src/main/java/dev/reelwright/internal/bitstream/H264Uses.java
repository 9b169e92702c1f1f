package dev.reelwright.internal.bitstream;

import dev.reelwright.internal.bitstream.H264Picture.Prediction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a slice says of the frames that it may refer to and of those that are kept after it, ITU-T H.264 §7.3.3.1 to §7.3.3.3.
 *
 * @param type of the slice: 0 for one list, 1 for both, 2 for none
 * @param lists how many of each list may be meant, and how it is changed
 * @param removed what is kept no longer, by the difference of numbers; null where it is simply the oldest frame
 * @param markingFrom the first bit of what is said of frames that are kept
 * @param markingTo the bit behind it
 */
record H264Uses(int type, List<Part> lists, @Nullable List<Integer> removed, int markingFrom, int markingTo) {
    static final int BOTH = 1;
    private static final int INTRA = 2;
    private static final int HEADER_BITS = 8;
    private static final int MOST_FRAMES = 32;
    private static final int LAST_CHANGE = 3;

    H264Uses {
        lists = List.copyOf(lists);
        removed = removed == null ? null : List.copyOf(removed);
    }

    /**
     * The part of a list that may be meant.
     *
     * @param changes what comes first in it, each frame by the difference of its number from that of the one before
     */
    record Part(int length, List<Integer> changes) {
        Part {
            changes = List.copyOf(changes);
        }
    }

    static H264Uses read(byte[] raw, H264Slice slice, H264Sequence sequence, H264Picture picture) {
        Prediction prediction = picture.prediction();
        if (prediction == null || picture.redundant()) {
            throw new BitstreamException("slice groups and redundant slices are not read here");
        }
        BitReader bits = new BitReader(raw, 0);
        bits.skip(HEADER_BITS);
        bits.exponential();
        int type = bits.exponential() % 5;
        if (type > INTRA) {
            throw new BitstreamException("slices that switch are not read here");
        }
        bits.skip(slice.rest() - bits.position());
        List<Part> lists = readLists(bits, type, prediction);
        if (type == 0 && prediction.weighted() || type == BOTH && prediction.bothWeighted()) {
            skipWeights(bits, lists, sequence.samples().chroma() != 0);
        }
        int from = bits.position();
        boolean kept = (raw[0] >> 5 & 3) != 0;
        List<Integer> removed = kept ? readMarking(bits, slice.key()) : null;
        return new H264Uses(type, lists, removed, from, bits.position());
    }

    private static List<Part> readLists(BitReader bits, int type, Prediction prediction) {
        if (type == INTRA) {
            return List.of();
        }
        if (type == BOTH) {
            bits.skip(1);
        }
        int first = prediction.first();
        int second = prediction.second();
        if (bits.flag()) {
            first = bits.exponential(MOST_FRAMES - 1, "the length of a list less 1") + 1;
            second = type == BOTH ? bits.exponential(MOST_FRAMES - 1, "the length of a list less 1") + 1 : second;
        }
        List<Part> lists = new ArrayList<>();
        lists.add(new Part(first, readChanges(bits)));
        if (type == BOTH) {
            lists.add(new Part(second, readChanges(bits)));
        }
        return lists;
    }

    private static List<Integer> readChanges(BitReader bits) {
        List<Integer> changes = new ArrayList<>();
        if (!bits.flag()) {
            return changes;
        }
        for (int kind = bits.exponential(); kind != LAST_CHANGE; kind = bits.exponential()) {
            if (kind > 1 || changes.size() > 2 * MOST_FRAMES) {
                throw new BitstreamException("long-term frames are not read here");
            }
            int distance = bits.exponential() + 1;
            changes.add(kind == 0 ? -distance : distance);
        }
        return changes;
    }

    private static void skipWeights(BitReader bits, List<Part> lists, boolean colored) {
        bits.exponential();
        if (colored) {
            bits.exponential();
        }
        for (Part list : lists) {
            for (int i = 0; i < list.length(); i++) {
                skipWeight(bits, 1);
                if (colored) {
                    skipWeight(bits, 2);
                }
            }
        }
    }

    private static void skipWeight(BitReader bits, int planes) {
        if (bits.flag()) {
            for (int i = 0; i < 2 * planes; i++) {
                bits.signedExponential();
            }
        }
    }

    private static @Nullable List<Integer> readMarking(BitReader bits, boolean key) {
        if (key) {
            bits.skip(1);
            if (bits.flag()) {
                throw new BitstreamException("long-term frames are not read here");
            }
            return null;
        }
        if (!bits.flag()) {
            return null;
        }
        List<Integer> removed = new ArrayList<>();
        for (int operation = bits.exponential(); operation != 0; operation = bits.exponential()) {
            if (operation != 1 || removed.size() > MOST_FRAMES) {
                throw new BitstreamException("long-term frames are not read here");
            }
            removed.add(bits.exponential() + 1);
        }
        return removed;
    }
}
