package dev.reelwright.internal.bitstream;

import java.util.List;
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

    private final Av1Sequence sequence;
    private final Obu header;

    private Av1References(Av1Sequence sequence, Obu header) {
        this.sequence = sequence;
        this.header = header;
    }

    /**
     * For a track.
     *
     * @param extradata what the container holds outside of packets, as FFmpeg gives it
     * @return null where its frames are not understood
     */
    public static @Nullable Av1References of(byte[] extradata) {
        try {
            Obu header = Av1Format.of(extradata).header();
            Av1Sequence sequence = Av1Sequence.read(header);
            boolean plain = !sequence.still()
                    && !sequence.layered()
                    && !sequence.timed()
                    && !sequence.tools().numbered();
            return plain ? new Av1References(sequence, header) : null;
        } catch (BitstreamException e) {
            return null;
        }
    }

    /** Whether a decoder that does not get this packet decodes all others the same. */
    public boolean leavesNothing(byte[] packet) {
        try {
            List<Obu> units = Obu.list(packet, 0);
            boolean any = false;
            for (Obu unit : units) {
                boolean frame = unit.type() == Obu.FRAME || unit.type() == Obu.FRAME_HEADER;
                if (unit.type() == Obu.SEQUENCE_HEADER && !unit.hasContentOf(header)
                        || frame && !refreshesNothing(unit.bits())) {
                    return false;
                }
                any |= frame;
            }
            return any;
        } catch (BitstreamException e) {
            return false;
        }
    }

    private boolean refreshesNothing(BitReader bits) {
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
        Av1Sequence.Tools tools = sequence.tools();
        boolean screen = tools.choosesScreen() ? bits.flag() : tools.screen();
        bits.skip(screen && tools.choosesWholeVectors() ? 1 : 0);
        // a size of its own, and the place in the order of showing
        bits.skip(1L + tools.orderBits());
        bits.skip(type == KEY || type == INTRA || resilient ? 0 : 3);
        return bits.read(8) == 0;
    }
}
