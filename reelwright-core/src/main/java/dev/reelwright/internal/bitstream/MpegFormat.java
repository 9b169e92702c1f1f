package dev.reelwright.internal.bitstream;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packets of MPEG-1 and MPEG-2 video: a picture with the headers before it. */
final class MpegFormat implements BitstreamFormat {
    private static final int PICTURE = 0;
    private static final int LAST_SLICE = 0xaf;
    private static final int GROUP = 0xb8;
    private static final int INTRA = 1;

    private final String codec;
    private final byte[] extradata;
    private final @Nullable MpegSequence sequence;

    private MpegFormat(String codec, byte[] extradata, @Nullable MpegSequence sequence) {
        this.codec = codec;
        this.extradata = extradata;
        this.sequence = sequence;
    }

    static MpegFormat of(String codec, byte[] extradata) {
        return new MpegFormat(codec, extradata.clone(), Headers.of(extradata).sequence(extradata));
    }

    static boolean isStartCode(byte[] bytes, int at) {
        return at + 3 < bytes.length && bytes[at] == 0 && bytes[at + 1] == 0 && bytes[at + 2] == 1;
    }

    /**
     * Where the headers before a packet's first slice begin; -1 for those that are not there.
     *
     * @param sequenceEnd the byte after the extensions of the sequence header
     */
    private record Headers(int sequence, int sequenceEnd, int group, int picture) {
        static Headers of(byte[] bytes) {
            int sequence = -1;
            int sequenceEnd = -1;
            int group = -1;
            for (int at = 0; at + 3 < bytes.length; at++) {
                if (!isStartCode(bytes, at)) {
                    continue;
                }
                int code = bytes[at + 3] & 0xff;
                if (code == MpegSequence.HEADER) {
                    sequence = at;
                } else if (sequence >= 0
                        && sequenceEnd < 0
                        && code != MpegSequence.EXTENSION
                        && code != MpegSequence.USER_DATA) {
                    sequenceEnd = at;
                }
                if (code == GROUP) {
                    group = at;
                }
                if (code <= LAST_SLICE) {
                    return new Headers(sequence, sequenceEnd, group, code == PICTURE ? at : -1);
                }
            }
            return new Headers(sequence, sequence >= 0 && sequenceEnd < 0 ? bytes.length : sequenceEnd, group, -1);
        }

        @Nullable
        MpegSequence sequence(byte[] bytes) {
            return sequence < 0 ? null : MpegSequence.read(bytes, sequence, sequenceEnd);
        }
    }

    @Override
    public String codec() {
        return codec;
    }

    @Override
    public MpegFormat with(byte[] packet) {
        MpegSequence found = Headers.of(packet).sequence(packet);
        if (found == null) {
            return this;
        }
        if (sequence == null) {
            return new MpegFormat(codec, extradata, found);
        }
        List<String> words = match().differences(found.match(codec));
        if (!words.isEmpty()) {
            throw new BitstreamException("the track has pictures of several kinds: " + String.join(", ", words));
        }
        return this;
    }

    @Override
    public RandomAccess randomAccess(byte[] packet) {
        Headers headers = Headers.of(packet);
        if (headers.picture < 0) {
            return RandomAccess.NONE;
        }
        BitReader picture = new BitReader(packet, headers.picture + 4);
        picture.skip(10);
        if (picture.read(3) != INTRA) {
            return RandomAccess.NONE;
        }
        if (headers.group < 0) {
            return RandomAccess.OPEN;
        }
        BitReader group = new BitReader(packet, headers.group + 4);
        group.skip(25);
        return group.flag() ? RandomAccess.CLOSED : RandomAccess.OPEN;
    }

    @Override
    public LeadingPicture leading(byte[] packet) {
        return LeadingPicture.UNKNOWN;
    }

    private MpegSequence sequence() {
        if (sequence == null) {
            throw new BitstreamException("no sequence header of the track has been read yet");
        }
        return sequence;
    }

    @Override
    public EncoderMatch match() {
        return sequence().match(codec);
    }

    @Override
    public List<String> differences(BitstreamFormat other) {
        if (!(other instanceof MpegFormat) || !other.codec().equals(codec)) {
            return List.of("coding: " + codec + " and " + other.codec());
        }
        List<String> words = match().differences(other.match());
        words.addAll(match().codingDifferences(other.match()));
        EncoderMatch.compare(
                words,
                "frame rate",
                match().coding().frameRate(),
                other.match().coding().frameRate());
        return words;
    }

    @Override
    public byte[] extradataWith(BitstreamFormat other) {
        EncoderMatch.refuse(differences(other));
        return extradata.clone();
    }

    /**
     * Joins encoded packets whose sequence headers say what the source's says: within a sequence no more than the matrices may
     * change (H.262 §6.1.1.6). The flags of a copied group stay as they are: once its leading pictures are left out, there is
     * none that they speak of.
     */
    Splice splice(MpegFormat encoded) {
        EncoderMatch match = match();
        match.checkShape(encoded.match());
        return new PlainSplice(extradata, (index, packet) -> encoded.fit(index, packet, sequence()), this::complete);
    }

    private byte[] fit(int index, byte[] packet, MpegSequence like) {
        Headers headers = Headers.of(packet);
        if (index == 0 && randomAccess(packet).kind() == RandomAccess.Kind.NONE) {
            throw new BitstreamException("an encoded part begins with no intra picture");
        }
        MpegSequence own = headers.sequence(packet);
        if (own == null) {
            return index > 0 ? packet : replaced(packet, 0, 0, like.over(sequence()));
        }
        like.match(codec).checkShape(own.match(codec));
        return replaced(packet, headers.sequence, headers.sequenceEnd, like.over(own));
    }

    /** Where the source has matrices of its own, its packets need them again after those of another encoder. */
    private byte[] complete(byte[] packet) {
        boolean lacks = sequence().hasMatrices()
                && randomAccess(packet).kind() != RandomAccess.Kind.NONE
                && Headers.of(packet).sequence < 0;
        return lacks ? replaced(packet, 0, 0, sequence().bytes()) : packet;
    }

    private static byte[] replaced(byte[] packet, int from, int to, byte[] by) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(packet, 0, from);
        bytes.writeBytes(by);
        bytes.write(packet, to, packet.length - to);
        return bytes.toByteArray();
    }
}
