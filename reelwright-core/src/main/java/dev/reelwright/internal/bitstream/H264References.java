package dev.reelwright.internal.bitstream;

import dev.reelwright.internal.bitstream.ParameterSet.Kind;
import dev.reelwright.video.Size;
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
    /** Bytes of a slice's header; where it has weights for more than some frames, it is not understood. */
    private static final int HEADER = 160;

    private static final int MOST_PICTURES = 4096;
    /** The bits of nal_ref_idc. */
    private static final int REFERENCE = 0x60;

    private static final int FILLER = 12;

    private final NalFormat format;
    private final Map<Integer, Set> sets;
    private final int spareSet;
    private final List<Picture> group = new ArrayList<>();
    private @Nullable H264Buffer buffer;
    private boolean understood;
    /** Whether a packet brought parameter sets that are not the container's: decoders keep them. */
    private boolean foreign;

    /**
     * A picture parameter set.
     *
     * @param sequence that it belongs to
     * @param plain what stand-ins for its pictures are coded by
     */
    private record Set(H264Sequence sequence, H264Picture picture, NalUnit plain) {}

    /** The header of a slice, of which {@code raw} is the beginning. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Header(byte[] raw, Set set, H264Slice slice, H264Uses uses) {
        boolean isReferredTo() {
            return (raw[0] & REFERENCE) != 0;
        }
    }

    /**
     * A picture of the group.
     *
     * @param uses those that it may refer to itself
     * @param last of its slices, null where it was not understood
     */
    private record Picture(BitSet uses, @Nullable Header last) {}

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
            List<ParameterSet> pictures = format.sets(Kind.PICTURE);
            int spare = spareSet(format, pictures);
            Map<Integer, Set> sets = new HashMap<>();
            for (ParameterSet set : pictures) {
                sets.put(
                        set.id(), new Set(sequence(format, set.parent()), picture(set), plainSet(spare, set.parent())));
            }
            boolean plain = !format.bringsSetsInPackets() && !hasTwoOfOneNumber(format);
            return plain ? new H264References(format, sets, spare) : null;
        } catch (BitstreamException e) {
            return null;
        }
    }

    private static boolean hasTwoOfOneNumber(NalFormat format) {
        List<ParameterSet> sets = format.sets();
        for (int i = 0; i < sets.size(); i++) {
            for (ParameterSet later : sets.subList(i + 1, sets.size())) {
                if (later.hasNumberOf(sets.get(i))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A number that no picture parameter set has, and most likely none that comes up in a packet. */
    private static int spareSet(NalFormat format, List<ParameterSet> pictures) {
        BitSet taken = new BitSet();
        for (ParameterSet set : pictures) {
            taken.set(set.id());
        }
        int spare = taken.previousClearBit(format.syntax().highestId(Kind.PICTURE));
        if (spare < 0) {
            throw new BitstreamException("no number is left for a picture parameter set");
        }
        return spare;
    }

    /** A picture parameter set for pictures that have nothing to tell, without arithmetic coding. */
    private static NalUnit plainSet(int id, int sequence) {
        BitWriter bits = new BitWriter();
        bits.write(8, REFERENCE | H264Syntax.PICTURE_SET);
        bits.exponential(id);
        bits.exponential(sequence);
        // no arithmetic coding, no order of fields; one slice group, lists of one frame; no weights
        bits.write(2, 0);
        bits.write(3, 0b111);
        bits.write(3, 0);
        // nothing added to any step; control of the deblocking filter, no constraints, no redundant slices
        bits.write(3, 0b111);
        bits.write(3, 0b100);
        bits.trail();
        return NalUnit.of(NalUnit.escaped(bits.toBytes()));
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
        understood = !foreign;
    }

    /** Takes all pictures of the group for needed. */
    public void giveUp() {
        understood = false;
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
        // also where the group is not understood, for decoders keep what a packet brings
        foreign |= bringsForeignSets(packet);
        understood &= !foreign && group.size() < MOST_PICTURES;
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
        Header last = null;
        for (NalUnit unit : format.framing().units(packet)) {
            switch (H264Syntax.type(unit)) {
                case H264Syntax.SLICE, H264Syntax.IDR_SLICE -> {
                    last = header(unit.raw(HEADER));
                    uses.or(buffer(last).usedBy(last.slice, last.uses));
                }
                case H264Syntax.SEQUENCE_SET, H264Syntax.PICTURE_SET -> {}
                case H264Syntax.MESSAGES, H264Syntax.DELIMITER, H264Syntax.END, FILLER -> {}
                default -> throw new BitstreamException("partitions and layers are not understood");
            }
        }
        if (last == null) {
            throw new BitstreamException("a packet has no picture");
        }
        if (last.isReferredTo()) {
            buffer(last).keep(group.size(), last.slice, last.uses);
        }
        return new Picture(uses, last);
    }

    private Header header(byte[] raw) {
        Set set = set(raw);
        H264Slice slice = H264Slice.read(raw, set.sequence, set.picture);
        return new Header(raw, set, slice, H264Uses.read(raw, slice, set.sequence, set.picture));
    }

    /** What the group's pictures refer to, which begins with its one key picture. */
    private H264Buffer buffer(Header header) {
        boolean first = group.isEmpty();
        if (header.slice.key() != first) {
            throw new BitstreamException("a group begins with its key picture");
        }
        H264Buffer known = buffer;
        if (known == null) {
            known = new H264Buffer(header.set.sequence);
            buffer = known;
        }
        return known;
    }

    private boolean bringsForeignSets(byte[] packet) {
        try {
            for (NalUnit unit : format.framing().units(packet)) {
                ParameterSet set = format.syntax().parameterSet(unit).orElse(null);
                if (set != null && format.sets().stream().noneMatch(set::isSameAs)) {
                    return true;
                }
            }
            return false;
        } catch (BitstreamException e) {
            return true;
        }
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
        Header header = group.get(picture).last;
        return header == null || !header.isReferredTo() ? null : standIn(header);
    }

    /** Every block is skipped (§7.3.4), which repeats the frame before. */
    private byte[] standIn(Header header) {
        H264Sequence sequence = header.set.sequence;
        BitWriter bits = new BitWriter();
        bits.write(8, header.raw[0] & REFERENCE | H264Syntax.SLICE);
        bits.exponential(0);
        bits.exponential(0);
        bits.exponential(spareSet);
        bits.write(sequence.ordering().frameBits(), header.slice.frame());
        bits.write(sequence.ordering().orderBits(), header.slice.order());
        // lists as they are
        bits.write(2, 0);
        bits.copy(header.raw, header.uses.markingFrom(), header.uses.markingTo());
        // the same step, no deblocking
        bits.exponential(0);
        bits.exponential(1);
        Size blocks = sequence.shape().blocks();
        bits.exponential(blocks.width() * blocks.height());
        bits.trail();
        return format.framing().packet(List.of(header.set.plain, NalUnit.of(NalUnit.escaped(bits.toBytes()))));
    }
}
