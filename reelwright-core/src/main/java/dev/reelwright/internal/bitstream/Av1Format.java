package dev.reelwright.internal.bitstream;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packets of AV1: temporal units, of whose frames one is shown. */
final class Av1Format implements BitstreamFormat {
    /** Marker and version of AV1CodecConfigurationRecord. */
    private static final byte RECORD = (byte) 0x81;

    private static final int RECORD_BYTES = 4;

    private final byte[] extradata;
    private final @Nullable Obu header;

    private Av1Format(byte[] extradata, @Nullable Obu header) {
        this.extradata = extradata;
        this.header = header;
    }

    static Av1Format of(byte[] extradata) {
        byte[] own = extradata.clone();
        return new Av1Format(own, sequenceHeader(units(own)));
    }

    /** Of the container, which holds them behind a record or by themselves. */
    private static List<Obu> units(byte[] extradata) {
        boolean boxed = extradata.length >= RECORD_BYTES && extradata[0] == RECORD;
        return Obu.list(extradata, boxed ? RECORD_BYTES : 0);
    }

    private static @Nullable Obu sequenceHeader(List<Obu> units) {
        return units.stream()
                .filter(unit -> unit.type() == Obu.SEQUENCE_HEADER)
                .findFirst()
                .orElse(null);
    }

    @Override
    public String codec() {
        return "av1";
    }

    @Override
    public Av1Format with(byte[] packet) {
        Obu found = sequenceHeader(Obu.list(packet, 0));
        if (found == null) {
            return this;
        }
        if (header == null) {
            return new Av1Format(extradata, sequenceHeader(Obu.list(found.copy(), 0)));
        }
        List<String> words = Av1Sequence.read(header)
                .match()
                .differences(Av1Sequence.read(found).match());
        if (!words.isEmpty()) {
            throw new BitstreamException("the track has pictures of several kinds: " + String.join(", ", words));
        }
        return this;
    }

    @Override
    public RandomAccess randomAccess(byte[] packet) {
        List<Obu> units = Obu.list(packet, 0);
        Obu sequence = sequenceHeader(units);
        for (Obu unit : units) {
            if (unit.type() == Obu.FRAME || unit.type() == Obu.FRAME_HEADER) {
                return isShownKey(unit, sequence == null ? header : sequence) ? RandomAccess.CLOSED : RandomAccess.NONE;
            }
        }
        return RandomAccess.NONE;
    }

    /** A key frame that is shown later lets frames before that refer to what came before it. */
    private static boolean isShownKey(Obu frame, @Nullable Obu sequence) {
        if (sequence != null && Av1Sequence.read(sequence).still()) {
            return true;
        }
        // show_existing_frame 0, frame_type KEY_FRAME, show_frame 1
        return frame.bits().read(4) == 1;
    }

    @Override
    public LeadingPicture leading(byte[] packet) {
        return LeadingPicture.NONE;
    }

    Obu header() {
        if (header == null) {
            throw new BitstreamException("no sequence header of the track has been read yet");
        }
        return header;
    }

    @Override
    public EncoderMatch match() {
        return Av1Sequence.read(header()).match();
    }

    @Override
    public List<String> differences(BitstreamFormat other) {
        if (!(other instanceof Av1Format av1)) {
            return List.of("coding: " + codec() + " and " + other.codec());
        }
        List<String> words = match().differences(other.match());
        if (!header().hasContentOf(av1.header())) {
            words.addAll(match().codingDifferences(other.match()));
            words.add("sequence header: of two meanings");
        }
        return words;
    }

    @Override
    public byte[] extradataWith(BitstreamFormat other) {
        EncoderMatch.refuse(differences(other));
        return extradata.clone();
    }

    /** Joins encoded packets whose key frames bring their sequence header, as the source's do from now on. */
    Splice splice(Av1Format encoded) {
        match().checkColors(encoded.match());
        boolean same = header().hasContentOf(encoded.header());
        byte[] joined = same ? extradata : record(encoded);
        return new PlainSplice(
                joined,
                (index, packet) -> encoded.withHeader(packet, index == 0, match()),
                packet -> same ? packet : withHeader(packet, false, match()));
    }

    /** Without a sequence header, which would not be that of all packets; other units stay. */
    private byte[] record(Av1Format encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(Av1Sequence.read(header()).record(Av1Sequence.read(encoded.header())));
        for (Obu unit : units(extradata)) {
            if (unit.type() != Obu.SEQUENCE_HEADER) {
                bytes.writeBytes(unit.copy());
            }
        }
        return bytes.toByteArray();
    }

    private byte[] withHeader(byte[] packet, boolean first, EncoderMatch wanted) {
        List<Obu> units = Obu.list(packet, 0);
        Obu found = sequenceHeader(units);
        if (found != null) {
            wanted.checkColors(Av1Sequence.read(found).match());
        }
        boolean key = randomAccess(packet).kind() == RandomAccess.Kind.CLOSED;
        if (first && !key) {
            throw new BitstreamException("an encoded part begins with no key frame");
        }
        if (!key || found != null) {
            return packet;
        }
        boolean delimited = units.get(0).type() == Obu.TEMPORAL_DELIMITER;
        List<byte[]> parts = new ArrayList<>();
        parts.add(header().copy());
        units.forEach(unit -> parts.add(unit.copy()));
        if (delimited) {
            parts.add(0, parts.remove(1));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        parts.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
