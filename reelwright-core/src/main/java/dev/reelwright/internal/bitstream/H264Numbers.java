package dev.reelwright.internal.bitstream;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for the frames of an encoded part, the first of which is a key picture: of the frames (§7.4.3) one after the other, and
 * of their order of output (§8.2.1) up to less than half the range of its lowest bits before that of the picture that follows.
 */
final class H264Numbers {
    /** From frame to frame, as for two fields. */
    private static final int STEP = 2;

    private final int frameRange;
    private final int[] orders;
    private final boolean lastUnreferenced;

    private H264Numbers(int frameRange, int[] orders, boolean lastUnreferenced) {
        this.frameRange = frameRange;
        this.orders = orders;
        this.lastUnreferenced = lastUnreferenced;
    }

    /** With nothing to lead up to. */
    static H264Numbers free(H264Sequence sequence, int pictures) {
        int[] orders = new int[pictures];
        Arrays.setAll(orders, i -> STEP * i);
        return new H264Numbers(frameRange(sequence), orders, false);
    }

    private static int frameRange(H264Sequence sequence) {
        return 1 << sequence.ordering().frameBits();
    }

    static H264Numbers leadingTo(H264Sequence sequence, int pictures, @Nullable H264Slice following) {
        if (following == null) {
            return free(sequence, pictures);
        }
        int range = 1 << sequence.ordering().orderBits();
        int farthest = range / 2 - 2 * STEP;
        // frames that decoders put into the gap may count on from the last one
        int nearest = Math.min(farthest, STEP * (sequence.references() + 2));
        int last = STEP * (pictures - 1);
        while (distance(following.order() - last, range) < nearest
                || distance(following.order() - last, range) > farthest) {
            last += 1;
        }
        int[] orders = spread(pictures, last, farthest);
        int frames = frameRange(sequence);
        boolean sameNumber = (pictures - 1) % frames == following.frame();
        int before = Math.max(0, pictures - 2);
        boolean reached = last - orders[before] + distance(following.order() - last, range) < range / 2;
        if (sameNumber && (pictures == 1 || !reached)) {
            throw new BitstreamException(
                    pictures + " pictures are too few to lead up to the next one's number " + following.frame());
        }
        return new H264Numbers(frames, orders, sameNumber);
    }

    private static int distance(int difference, int range) {
        return Math.floorMod(difference, range);
    }

    /** Orders from 0 to {@code last}, each farther by two at least and by no more than can be told. */
    private static int[] spread(int pictures, int last, int farthest) {
        int[] orders = new int[pictures];
        int surplus = last - STEP * (pictures - 1);
        for (int i = 1; i < pictures; i++) {
            int more = Math.min(surplus, farthest - STEP);
            surplus -= more;
            orders[i] = orders[i - 1] + STEP + more;
        }
        if (surplus > 0) {
            throw new BitstreamException(pictures + " pictures are too few to lead up to the next one's order");
        }
        return orders;
    }

    int frame(int index) {
        return check(index) % frameRange;
    }

    int order(int index) {
        return orders[check(index)];
    }

    private int check(int index) {
        if (index >= orders.length) {
            throw new BitstreamException("the encoder made more pictures than the " + orders.length + " of its part");
        }
        return index;
    }

    /** Whether no other picture may refer to this one: its number is also that of the picture that follows. */
    boolean isUnreferenced(int index) {
        return lastUnreferenced && index == orders.length - 1;
    }
}
