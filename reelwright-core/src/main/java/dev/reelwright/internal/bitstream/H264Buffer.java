package dev.reelwright.internal.bitstream;

import dev.reelwright.internal.bitstream.H264Uses.Part;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames that a decoder of H.264 keeps for others to refer to, as ITU-T H.264 §8.2.1, §8.2.4 and §8.2.5 have it. Lists are
 * sorted by hand and frames are no records, for the first picture of a process waits for this, and the machinery behind lambdas
 * and equality of records takes longer to begin than all of it.
 */
final class H264Buffer {
    private final List<Kept> kept = new ArrayList<>();
    private final int frames;
    private final int orders;
    private final int most;
    /** Number of the frame that was kept last. */
    private int lastFrame;
    /** Of the frame that was kept last: the place in the order of output, and the part of it that slices tell. */
    private int lastOrder;

    private int lastTold;

    /** A frame that is kept, equal to itself alone. */
    private static final class Kept {
        /** Its place in the order of decoding. */
        final int picture;
        /** Its number, which wraps around. */
        final int frame;
        /** Its place in the order of output. */
        final int order;

        Kept(int picture, int frame, int order) {
            this.picture = picture;
            this.frame = frame;
            this.order = order;
        }
    }

    H264Buffer(H264Sequence sequence) {
        this.frames = 1 << sequence.ordering().frameBits();
        this.orders = 1 << sequence.ordering().orderBits();
        this.most = Math.max(1, sequence.references());
    }

    /** The pictures that a slice may refer to. */
    BitSet usedBy(H264Slice slice, H264Uses uses) {
        requireNoGap(slice);
        BitSet pictures = new BitSet();
        if (uses.lists().isEmpty()) {
            return pictures;
        }
        List<Kept> first = uses.type() == H264Uses.BOTH ? byOrder(order(slice), true) : byNumber(slice.frame());
        add(pictures, changed(first, uses.lists().get(0), slice.frame()));
        if (uses.type() == H264Uses.BOTH) {
            List<Kept> second = byOrder(order(slice), false);
            if (second.size() > 1 && second.equals(first)) {
                second.add(0, second.remove(1));
            }
            add(pictures, changed(second, uses.lists().get(1), slice.frame()));
        }
        return pictures;
    }

    private void requireNoGap(H264Slice slice) {
        boolean follows = slice.key() || slice.frame() == lastFrame || slice.frame() == (lastFrame + 1) % frames;
        if (!follows) {
            throw new BitstreamException("frames are missing");
        }
    }

    /** §8.2.1.1; the fields of a frame are output together. */
    private int order(H264Slice slice) {
        if (slice.key()) {
            return slice.order();
        }
        int high = lastOrder - lastTold;
        int difference = slice.order() - lastTold;
        if (difference <= -orders / 2) {
            high += orders;
        } else if (difference > orders / 2) {
            high -= orders;
        }
        return high + slice.order();
    }

    private int number(Kept frame, int current) {
        return frame.frame > current ? frame.frame - frames : frame.frame;
    }

    /** The last one comes first, §8.2.4.2.1. */
    private List<Kept> byNumber(int current) {
        List<Kept> list = new ArrayList<>();
        for (Kept frame : kept) {
            int place = list.size();
            while (place > 0 && number(list.get(place - 1), current) < number(frame, current)) {
                place--;
            }
            list.add(place, frame);
        }
        return list;
    }

    /** The nearest one comes first, of those before or of those behind, §8.2.4.2.3. */
    private List<Kept> byOrder(int current, boolean before) {
        List<Kept> earlier = new ArrayList<>();
        List<Kept> later = new ArrayList<>();
        for (Kept frame : kept) {
            List<Kept> side = frame.order <= current ? earlier : later;
            int place = side.size();
            while (place > 0 && Math.abs(side.get(place - 1).order - current) > Math.abs(frame.order - current)) {
                place--;
            }
            side.add(place, frame);
        }
        List<Kept> list = before ? earlier : later;
        list.addAll(before ? later : earlier);
        return list;
    }

    /** §8.2.4.3.1; null where the list has no frame. */
    private @Nullable Kept[] changed(List<Kept> initial, Part part, int current) {
        @Nullable Kept[] list = new Kept[part.length() + 1];
        for (int i = 0; i < Math.min(part.length(), initial.size()); i++) {
            list[i] = initial.get(i);
        }
        int place = 0;
        int predicted = current;
        for (int difference : part.changes()) {
            predicted = Math.floorMod(predicted + difference, frames);
            Kept wanted = find(predicted > current ? predicted - frames : predicted, current);
            if (place > part.length()) {
                throw new BitstreamException("a list of frames is changed too often");
            }
            System.arraycopy(list, place, list, place + 1, part.length() - place);
            list[place++] = wanted;
            int to = place;
            for (int i = place; i < list.length; i++) {
                if (list[i] != wanted) {
                    list[to++] = list[i];
                }
            }
        }
        list[part.length()] = null;
        return list;
    }

    private Kept find(int number, int current) {
        for (Kept frame : kept) {
            if (number(frame, current) == number) {
                return frame;
            }
        }
        throw new BitstreamException("a frame that is referred to is missing");
    }

    private static void add(BitSet pictures, @Nullable Kept[] list) {
        for (Kept frame : list) {
            if (frame != null) {
                pictures.set(frame.picture);
            }
        }
    }

    /** Keeps a picture, and what its slices say of the others, §8.2.5. */
    void keep(int picture, H264Slice slice, H264Uses uses) {
        int order = order(slice);
        if (slice.key()) {
            kept.clear();
        } else if (uses.removed() != null) {
            for (int difference : uses.removed()) {
                kept.remove(find(slice.frame() - difference, slice.frame()));
            }
        } else if (kept.size() >= most) {
            List<Kept> newestFirst = byNumber(slice.frame());
            kept.remove(newestFirst.get(newestFirst.size() - 1));
        }
        if (kept.size() >= most) {
            throw new BitstreamException("more frames are kept than may be");
        }
        kept.add(new Kept(picture, slice.frame(), order));
        lastFrame = slice.frame();
        lastOrder = order;
        lastTold = slice.order();
    }
}
