package dev.reelwright.internal.bitstream;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Joins codings whose every key picture is a fresh start and brings along all that it needs. */
final class PlainSplice implements Splice {
    private final byte[] extradata;
    private final Part part;
    private final UnaryOperator<byte[]> copied;

    PlainSplice(byte[] extradata, Part part) {
        this(extradata, part, UnaryOperator.identity());
    }

    /** @param copied what becomes of a source's packet */
    PlainSplice(byte[] extradata, Part part, UnaryOperator<byte[]> copied) {
        this.extradata = extradata.clone();
        this.part = part;
        this.copied = copied;
    }

    @Override
    public byte[] extradata() {
        return extradata.clone();
    }

    @Override
    public boolean hasParametersInPackets() {
        return false;
    }

    @Override
    public boolean changesCopied() {
        return true;
    }

    @Override
    public byte[] copied(byte[] packet) {
        return copied.apply(packet);
    }

    @Override
    public Part part(int packets, byte @Nullable [] following) {
        if (packets < 1) {
            throw new IllegalArgumentException("a part has a packet at least, not " + packets);
        }
        return part;
    }
}
