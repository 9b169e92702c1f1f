package dev.reelwright.internal.bitstream;

import java.util.List;
import java.util.Optional;

/** How the packets of a track are coded: what its sample description and, where that is asked for, its packets say. Immutable. */
public sealed interface BitstreamFormat permits NalFormat, Vp9Format, Av1Format, MpegFormat {
    /**
     * The format of a track.
     *
     * @param codec by FFmpeg's name
     * @param extradata what the container holds outside of packets, as FFmpeg gives it; may be empty
     * @return empty for codings that are not read here
     * @throws BitstreamException if it is damaged
     */
    static Optional<BitstreamFormat> of(String codec, byte[] extradata) {
        return switch (codec) {
            case "h264" -> Optional.of(NalFormat.of(H264Syntax.INSTANCE, extradata));
            case "hevc" -> Optional.of(NalFormat.of(HevcSyntax.INSTANCE, extradata));
            case "vp9" -> Optional.of(new Vp9Format(extradata, null));
            case "av1" -> Optional.of(Av1Format.of(extradata));
            case "mpeg1video", "mpeg2video" -> Optional.of(MpegFormat.of(codec, extradata));
            default -> Optional.empty();
        };
    }

    /** FFmpeg's name of the coding. */
    String codec();

    /**
     * The same together with what this packet brings along: parameter sets, sequence headers, a key frame's header. Some
     * containers tell all of that in packets alone.
     *
     * @throws BitstreamException if the packet is damaged
     */
    BitstreamFormat with(byte[] packet);

    /**
     * What a decoder can start with here.
     *
     * @throws BitstreamException if the packet is damaged
     */
    RandomAccess randomAccess(byte[] packet);

    /**
     * Whether the packet's picture is shown before one that was decoded earlier and that decoding may start at.
     *
     * @throws BitstreamException if the packet is damaged
     */
    LeadingPicture leading(byte[] packet);

    /**
     * What encoders are told.
     *
     * @throws BitstreamException if no encoder here could make such pictures, or nothing is known of them yet
     */
    EncoderMatch match();

    /**
     * Why packets of the other cannot follow packets of this one in one track as they are, for people; empty if they can, under
     * {@link #extradataWith}.
     *
     * @throws BitstreamException if too little is known of one of them
     */
    List<String> differences(BitstreamFormat other);

    /**
     * What the container is to hold for packets of both.
     *
     * @throws BitstreamException if there are {@link #differences}
     */
    byte[] extradataWith(BitstreamFormat other);
}
