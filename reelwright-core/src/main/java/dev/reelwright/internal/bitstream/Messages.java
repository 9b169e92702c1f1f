package dev.reelwright.internal.bitstream;

import java.util.Optional;

/** Supplemental enhancement information, ITU-T H.264 and H.265 §7.3.2.3: messages by the number of their kind. */
final class Messages {
    private Messages() {}

    /**
     * The first message of a kind in a unit, if it is whole: messages are many programs' afterthought, and one that is damaged
     * says nothing.
     */
    static Optional<BitReader> find(NalUnit unit, int headerBytes, int kind) {
        try {
            BitReader bits = new BitReader(unit.raw(), headerBytes);
            while (bits.left() > 16) {
                int found = bits.extensible();
                BitReader body = bits.part(bits.extensible());
                if (found == kind) {
                    return Optional.of(body);
                }
            }
        } catch (BitstreamException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}
