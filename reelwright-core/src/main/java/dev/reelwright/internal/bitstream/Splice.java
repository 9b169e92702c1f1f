package dev.reelwright.internal.bitstream;

import org.jspecify.annotations.Nullable;

/**
 * Puts pictures of an encoder between packets of a source, which stay as they are: one track, one sample description. Immutable.
 */
public sealed interface Splice permits NalSplice, PlainSplice {
    /** What copied parts may begin with. */
    enum Seams {
        /** Packets of {@link RandomAccess.Kind#CLOSED} alone. */
        CLOSED,
        /** Others, too; those leading pictures that refer to what came before are left out by whoever copies. */
        OPEN
    }

    /**
     * Joins a source and an encoder that was told {@link EncoderMatch#options}.
     *
     * @param source the format of the source's packets, together with those at which copied parts begin
     * @param encoded the format of the encoder's packets: its parameters, and those of its first packet where it keeps them there
     * @throws BitstreamException if their pictures differ, or the source leaves no room for another encoder's parameters
     */
    static Splice of(BitstreamFormat source, BitstreamFormat encoded, Seams seams) {
        String codec = source.codec();
        if (source instanceof NalFormat nal && encoded instanceof NalFormat other && nal.syntax() == other.syntax()) {
            return NalSplice.of(nal, other, seams);
        }
        if (source instanceof Vp9Format vp9 && encoded instanceof Vp9Format) {
            return vp9.splice();
        }
        if (source instanceof Av1Format av1 && encoded instanceof Av1Format other) {
            return av1.splice(other);
        }
        if (source instanceof MpegFormat mpeg && encoded instanceof MpegFormat other && codec.equals(other.codec())) {
            return mpeg.splice(other);
        }
        throw new BitstreamException("pictures of " + codec + " and " + encoded.codec() + " are not joined here");
    }

    /** What the container is to hold outside of packets. */
    byte[] extradata();

    /**
     * Whether packets bring parameters along that the container does not have: the sample entry must be one that allows it
     * ({@code avc3}, {@code hev1}) in ISO base media.
     */
    boolean hasParametersInPackets();

    /**
     * A stretch of encoded pictures.
     *
     * @param packets how many there are
     * @param following the source's packet that comes next, null where none does
     * @throws BitstreamException if that packet cannot follow so many pictures
     */
    Part part(int packets, byte @Nullable [] following);

    /** Whether {@link #copied} ever changes a packet. */
    boolean changesCopied();

    /**
     * A packet of the source on the way into the file: the same array, unless decoding may start at it and it lacks what the
     * container cannot hold for it any more.
     *
     * @throws BitstreamException if the packet is damaged
     */
    byte[] copied(byte[] packet);

    /** A stretch of encoded pictures. Immutable. */
    interface Part {
        /**
         * An encoder's packet as it is to be written.
         *
         * @param index number of the packet within the part, from 0
         * @throws BitstreamException if it is not what the encoder was told to make
         */
        byte[] fit(int index, byte[] packet);
    }
}
