package dev.reelwright.internal.bitstream;

import java.util.Arrays;
import java.util.Optional;
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
        int frames = frameRange(sequence);
        int gap = Math.floorMod(following.frame() - pictures, frames);
        boolean sameNumber = gap == frames - 1;
        // frames that decoders put into the gap may count on from the last one
        int filled = sameNumber ? 0 : Math.min(gap, sequence.references());
        int[] orders = orders(pictures, following.order(), range, STEP * (filled + 1))
                .or(() -> orders(pictures, following.order(), range, 1))
                .orElseThrow(() ->
                        new BitstreamException(pictures + " pictures are too few to lead up to the next one's order"));
        if (sameNumber && (pictures == 1 || !reaches(orders[pictures - 2], following.order(), range))) {
            throw new BitstreamException(
                    pictures + " pictures are too few to lead up to the next one's number " + following.frame());
        }
        return new H264Numbers(frames, orders, sameNumber);
    }

    /** Whether the lowest bits of the next order tell it right after this one. */
    private static boolean reaches(int order, int next, int range) {
        return Math.floorMod(next - order, range) < range / 2;
    }

    /**
     * Orders from 0 on, each farther by two at least and by no more than can be told, the last of which comes {@code nearest}
     * or more before {@code next}. Empty where there are too few pictures for that.
     */
    private static Optional<int[]> orders(int pictures, int next, int range, int nearest) {
        int farthest = range / 2 - 2 * STEP;
        int last = STEP * (pictures - 1);
        int distance = Math.floorMod(next - last, range);
        while (distance < Math.min(nearest, farthest) || distance > farthest) {
            last++;
            distance = Math.floorMod(next - last, range);
        }
        int[] orders = new int[pictures];
        int surplus = last - STEP * (pictures - 1);
        for (int i = 1; i < pictures; i++) {
            int more = Math.min(surplus, farthest - STEP);
            surplus -= more;
            orders[i] = orders[i - 1] + STEP + more;
        }
        return surplus > 0 ? Optional.empty() : Optional.of(orders);
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
