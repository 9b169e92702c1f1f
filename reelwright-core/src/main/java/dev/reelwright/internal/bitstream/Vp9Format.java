package dev.reelwright.internal.bitstream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packets of VP9: a frame, or several of which but one is shown. Containers know little of it; key frames tell all. */
final class Vp9Format implements BitstreamFormat {
    private final byte[] extradata;
    private final @Nullable Vp9Header header;

    Vp9Format(byte[] extradata, @Nullable Vp9Header header) {
        this.extradata = extradata.clone();
        this.header = header;
    }

    @Override
    public String codec() {
        return "vp9";
    }

    @Override
    public BitstreamFormat with(byte[] packet) {
        Vp9Header found = Vp9Header.read(packet).orElse(null);
        if (header != null && found != null && !header.equals(found)) {
            throw new BitstreamException("the track has pictures of several kinds: " + header + " and " + found);
        }
        return header == null && found != null ? new Vp9Format(extradata, found) : this;
    }

    @Override
    public RandomAccess randomAccess(byte[] packet) {
        return Vp9Header.read(packet).isPresent() ? RandomAccess.CLOSED : RandomAccess.NONE;
    }

    @Override
    public LeadingPicture leading(byte[] packet) {
        return LeadingPicture.NONE;
    }

    @Override
    public EncoderMatch match() {
        if (header == null) {
            throw new BitstreamException("no key frame of the track has been read yet");
        }
        return header.match();
    }

    @Override
    public List<String> differences(BitstreamFormat other) {
        if (!(other instanceof Vp9Format)) {
            return List.of("coding: " + codec() + " and " + other.codec());
        }
        List<String> words = match().differences(other.match());
        words.addAll(match().codingDifferences(other.match()));
        return words;
    }

    @Override
    public byte[] extradataWith(BitstreamFormat other) {
        EncoderMatch.refuse(differences(other));
        return extradata.clone();
    }

    /** Joins encoded packets, once their key frame has shown that they fit. */
    Splice splice() {
        match();
        return new PlainSplice(extradata, this::fit);
    }

    private byte[] fit(int index, byte[] packet) {
        Vp9Header found = Vp9Header.read(packet).orElse(null);
        if (found == null && index == 0) {
            throw new BitstreamException("an encoded part begins with no key frame");
        }
        if (found == null || header == null) {
            return packet;
        }
        header.match().checkShape(found.match());
        return header.color(packet, found);
    }
}
