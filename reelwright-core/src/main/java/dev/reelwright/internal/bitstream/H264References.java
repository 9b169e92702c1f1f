package dev.reelwright.internal.bitstream;

import dev.reelwright.internal.bitstream.ParameterSet.Kind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which pictures of a group of H.264 are needed to decode one of them, as far as the headers of their slices tell: a picture needs
 * all that its slices may refer to. In place of one that is not needed, decoders may be given a stand-in that takes them next to
 * no time: a picture that repeats the one before it, under the same numbers, so that all others find what they refer to.
 *
 * <p>For frames alone, coded in packets with lengths; what is not understood counts as needed.
 */
public final class H264References {
    /** Bytes of a slice's header, which has weights for dozens of frames at most. */
    private static final int HEADER = 1024;
    /** What a stand-in costs is next to nothing, and so must be what is known of it. */
    private static final int MOST_PICTURES = 4096;

    private static final int FIRST_PARTITION = 2;
    private static final int LAST_PARTITION = 4;

    private final NalFormat format;
    private final Map<Integer, Set> sets;
    private final int spareSet;
    private final List<Picture> group = new ArrayList<>();
    private @Nullable H264Buffer buffer;
    private boolean understood;

    /** A picture parameter set, together with the sequence that it belongs to. */
    private record Set(int sequenceId, H264Sequence sequence, H264Picture picture) {}

    /**
     * A picture of the group.
     *
     * @param uses those that it may refer to itself
     * @param standIn null where none is needed, because none refers to it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Picture(BitSet uses, byte @Nullable [] standIn) {}

    private H264References(NalFormat format, Map<Integer, Set> sets, int spareSet) {
        this.format = format;
        this.sets = sets;
        this.spareSet = spareSet;
    }

    /**
     * For a track.
     *
     * @param extradata what the container holds outside of packets, as FFmpeg gives it
     * @return null where its pictures are not understood
     */
    public static @Nullable H264References of(byte[] extradata) {
        try {
            NalFormat format = NalFormat.of(H264Syntax.INSTANCE, extradata);
            Map<Integer, Set> sets = new HashMap<>();
            for (ParameterSet set : format.sets(Kind.PICTURE)) {
                sets.put(set.id(), new Set(set.parent(), sequence(format, set.parent()), picture(set)));
            }
            int spare = format.syntax().highestId(Kind.PICTURE);
            while (sets.containsKey(spare)) {
                spare--;
            }
            return format.bringsSetsInPackets() || spare < 0 ? null : new H264References(format, sets, spare);
        } catch (BitstreamException e) {
            return null;
        }
    }

    private static H264Picture picture(ParameterSet set) {
        return H264Picture.read(set.unit().raw());
    }

    private static H264Sequence sequence(NalFormat format, int id) {
        for (ParameterSet set : format.sets(Kind.SEQUENCE)) {
            if (set.id() == id) {
                byte[] raw = set.unit().raw();
                H264Sequence sequence = H264Sequence.read(raw);
                boolean gaps = (raw[sequence.gaps() >> 3] >> (7 - (sequence.gaps() & 7)) & 1) == 1;
                if (gaps || sequence.shape().interlaced() || sequence.ordering().kind() != 0) {
                    throw new BitstreamException("only frames with an order and without gaps are understood");
                }
                return sequence;
            }
        }
        throw new BitstreamException("a sequence parameter set is missing");
    }

    /** Begins a group; its first picture has to be a key picture. */
    public void begin() {
        group.clear();
        buffer = null;
        understood = true;
    }

    /** Whether all pictures of the group so far were understood; others that follow do not help where one was not. */
    public boolean isUnderstood() {
        return understood;
    }

    /** Pictures of the group so far. */
    public int count() {
        return group.size();
    }

    /** Adds the next picture in the order of decoding. */
    public void add(byte[] packet) {
        Picture next = new Picture(new BitSet(), null);
        understood &= group.size() < MOST_PICTURES;
        if (understood) {
            try {
                next = read(packet);
            } catch (BitstreamException e) {
                understood = false;
            }
        }
        group.add(next);
    }

    private Picture read(byte[] packet) {
        BitSet uses = new BitSet();
        byte[] last = null;
        for (NalUnit unit : format.framing().units(packet)) {
            int type = H264Syntax.type(unit);
            if (type == H264Syntax.SLICE || type == H264Syntax.IDR_SLICE) {
                last = unit.raw(HEADER);
                uses.or(uses(last));
            } else if (type >= FIRST_PARTITION && type <= LAST_PARTITION || isUnknownSet(unit)) {
                throw new BitstreamException("partitions and sets in packets are not understood");
            }
        }
        if (last == null || buffer == null) {
            throw new BitstreamException("a group begins with a key picture");
        }
        boolean referred = (last[0] >> 5 & 3) != 0;
        if (!referred) {
            return new Picture(uses, null);
        }
        Set set = set(last);
        H264Slice slice = H264Slice.read(last, set.sequence, set.picture);
        if (slice.key() && !group.isEmpty()) {
            throw new BitstreamException("a group has one key picture");
        }
        H264Uses kept = H264Uses.read(last, slice, set.sequence, set.picture);
        buffer.keep(group.size(), slice, kept);
        return new Picture(uses, standIn(last, set, slice, kept));
    }

    private boolean isUnknownSet(NalUnit unit) {
        if (format.syntax().isOfAnotherLayer(unit)) {
            return true;
        }
        ParameterSet set = format.syntax().parameterSet(unit).orElse(null);
        return set != null && format.sets().stream().noneMatch(set::isSameAs);
    }

    private BitSet uses(byte[] raw) {
        Set set = set(raw);
        H264Slice slice = H264Slice.read(raw, set.sequence, set.picture);
        if (slice.key() && buffer == null) {
            buffer = new H264Buffer(set.sequence);
        }
        if (buffer == null) {
            throw new BitstreamException("a group begins with a key picture");
        }
        return buffer.usedBy(slice, H264Uses.read(raw, slice, set.sequence, set.picture));
    }

    private Set set(byte[] raw) {
        BitReader bits = new BitReader(raw, 0);
        bits.skip(format.syntax().pictureSetAt(raw));
        Set set = sets.get(bits.exponential());
        if (set == null) {
            throw new BitstreamException("a picture parameter set is missing");
        }
        return set;
    }

    /** All pictures of the group that have to be decoded for this one, itself among them. */
    public BitSet needed(int picture) {
        BitSet needed = new BitSet();
        if (!understood) {
            needed.set(0, picture + 1);
            return needed;
        }
        needed.set(picture);
        for (int i = picture; i >= 0; i = needed.previousSetBit(i - 1)) {
            needed.or(group.get(i).uses);
        }
        return needed;
    }

    /** A packet that may go into a decoder in place of this picture's, null where none need. */
    public byte @Nullable [] standIn(int picture) {
        byte[] packet = group.get(picture).standIn;
        return packet == null ? null : packet.clone();
    }

    /** Every block is skipped (§7.3.4), which repeats the frame before; the set of its own spares it arithmetic coding. */
    private byte[] standIn(byte[] raw, Set set, H264Slice slice, H264Uses kept) {
        BitWriter picture = new BitWriter();
        picture.write(8, raw[0] & 0x60 | 8);
        picture.exponential(spareSet);
        picture.exponential(set.sequenceId);
        // no arithmetic coding, no order of fields, one slice group, lists of one frame, no weights, nothing added to
        // any
        // step, control of the deblocking filter, no constraints, no redundant slices
        picture.write(2, 0);
        picture.write(3, 0b111);
        picture.write(3, 0);
        picture.write(3, 0b111);
        picture.write(3, 0b100);
        picture.trail();
        BitWriter bits = new BitWriter();
        bits.write(8, raw[0] & 0x60 | H264Syntax.SLICE);
        bits.exponential(0);
        bits.exponential(0);
        bits.exponential(spareSet);
        bits.write(set.sequence.ordering().frameBits(), slice.frame());
        bits.write(set.sequence.ordering().orderBits(), slice.order());
        // lists as they are
        bits.write(2, 0);
        bits.copy(raw, kept.markingFrom(), kept.markingTo());
        // the same step, no deblocking
        bits.exponential(0);
        bits.exponential(1);
        bits.exponential(set.sequence.shape().blocks().width()
                * set.sequence.shape().blocks().height());
        bits.trail();
        return format.framing()
                .packet(List.of(
                        NalUnit.of(NalUnit.escaped(picture.toBytes())), NalUnit.of(NalUnit.escaped(bits.toBytes()))));
    }
}
