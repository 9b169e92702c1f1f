package dev.reelwright.internal.bitstream;

import org.jspecify.annotations.Nullable;

/**
 * Tells packets of AV1 whose pictures no other refers to, and which leave nothing behind that others are decoded by: those that
 * refresh no slot (AV1 bitstream specification §5.9.2, {@code refresh_frame_flags}). Everything that a frame takes over from
 * others, it takes from a slot.
 */
public final class Av1References {
    private static final int KEY = 0;
    private static final int INTRA = 2;
    private static final int SWITCH = 3;

    /** The one that frames are read by, null where they are not understood. */
    private @Nullable Av1Sequence sequence;

    private Av1References(Av1Sequence sequence) {
        this.sequence = sequence;
    }

    /**
     * For a track.
     *
     * @param extradata what the container holds outside of packets, as FFmpeg gives it
     * @return null where its frames are not understood
     */
    public static @Nullable Av1References of(byte[] extradata) {
        try {
            Av1Sequence sequence = understood(Av1Format.of(extradata).header());
            return sequence == null ? null : new Av1References(sequence);
        } catch (BitstreamException e) {
            return null;
        }
    }

    private static @Nullable Av1Sequence understood(Obu header) {
        Av1Sequence sequence = Av1Sequence.read(header);
        boolean plain = !sequence.still()
                && !sequence.layered()
                && !sequence.timed()
                && !sequence.tools().numbered();
        return plain ? sequence : null;
    }

    /** From here on other parameters than the container's may hold, and none is left out. */
    public void change() {
        sequence = null;
    }

    /**
     * Whether a decoder that does not get this packet decodes all others the same. Is asked of every packet that a decoder may
     * get, in their order, because some bring the header by which those behind them are read.
     */
    public boolean leavesNothing(byte[] packet) {
        try {
            boolean any = false;
            boolean leaves = false;
            for (Obu unit : Obu.list(packet, 0)) {
                boolean frame = unit.type() == Obu.FRAME || unit.type() == Obu.FRAME_HEADER;
                if (unit.type() == Obu.SEQUENCE_HEADER) {
                    leaves = true;
                    sequence = sequence == null ? null : understood(unit);
                } else if (frame) {
                    any = true;
                    leaves |= sequence == null
                            || !refreshesNothing(new BitReader(unit.bytes(), unit.content()), sequence.tools());
                }
            }
            return any && !leaves;
        } catch (BitstreamException e) {
            change();
            return false;
        }
    }

    private static boolean refreshesNothing(BitReader bits, Av1Sequence.Tools tools) {
        // a frame that is shown once more costs nothing, and may be a key frame, which refreshes all slots then
        if (bits.flag()) {
            return false;
        }
        int type = bits.read(2);
        boolean shown = bits.flag();
        if (type == SWITCH || type == KEY && shown) {
            return false;
        }
        bits.skip(shown ? 0 : 1);
        boolean resilient = bits.flag();
        bits.skip(1);
        boolean screen = tools.choosesScreen() ? bits.flag() : tools.screen();
        bits.skip(screen && tools.choosesWholeVectors() ? 1 : 0);
        // a size of its own, and the place in the order of showing
        bits.skip(1L + tools.orderBits());
        bits.skip(type == KEY || type == INTRA || resilient ? 0 : 3);
        return bits.read(8) == 0;
    }
}
