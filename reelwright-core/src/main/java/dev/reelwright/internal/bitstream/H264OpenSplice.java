package dev.reelwright.internal.bitstream;

import dev.reelwright.internal.bitstream.H264Sequence.Ordering;
import dev.reelwright.internal.bitstream.H264Slice.End;
import dev.reelwright.internal.bitstream.NalSplice.PictureFitting;
import dev.reelwright.internal.bitstream.ParameterSet.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins H.264 whose groups of pictures are open: an intra picture that is no key picture (IDR) counts on from the pictures before
 * it, and may not begin another sequence. So the encoder's slices are recoded for the source's own sequence parameter set, with
 * numbers that lead up to that picture's, and the set says that frame numbers may have gaps (§7.4.2.1.1), as there will be one.
 */
final class H264OpenSplice {
    private static final int UNIT_BITS = 8;

    private final NalFormat source;
    private final H264Sequence sequence;
    private final H264Sequence encodedSequence;
    private final Renumbering numbers;
    private final List<ParameterSet> encodedPictures;

    private H264OpenSplice(NalFormat source, NalFormat encoded) {
        this.source = source;
        this.sequence = only(source);
        this.encodedSequence = only(encoded);
        if (!sequence.decodes(encodedSequence) || sequence.ordering().kind() != 0) {
            throw new BitstreamException("the source's sequence parameter set does not suit the encoder's pictures");
        }
        this.numbers = new Renumbering(source.syntax(), source.sets(), encoded.sets(), set(source));
        this.encodedPictures = encoded.sets(Kind.PICTURE);
    }

    static NalSplice of(NalFormat source, NalFormat encoded) {
        H264OpenSplice splice = new H264OpenSplice(source, encoded);
        ParameterSet sequence = set(source);
        List<ParameterSet> pictures = splice.encodedPictures.stream()
                .map(set -> source.syntax()
                        .renumbered(set, splice.numbers.number(Kind.PICTURE, set.id()), sequence.id(), sequence))
                .toList();
        byte[] extradata = source.extradataWith(pictures, splice::withGaps);
        List<ParameterSet> all = new ArrayList<>(pictures);
        all.add(0, new ParameterSet(Kind.SEQUENCE, sequence.id(), -1, splice.withGaps(sequence.unit())));
        return new NalSplice(source, encoded, extradata, all, splice::part);
    }

    private static ParameterSet set(NalFormat format) {
        List<ParameterSet> sequences = format.sets(Kind.SEQUENCE);
        if (sequences.size() != 1) {
            throw new BitstreamException(
                    "open groups of pictures of several sequence parameter sets are not joined here");
        }
        return sequences.get(0);
    }

    private static H264Sequence only(NalFormat format) {
        return H264Sequence.read(set(format).unit().raw());
    }

    private NalUnit withGaps(NalUnit unit) {
        if (H264Syntax.type(unit) != H264Syntax.SEQUENCE_SET) {
            return unit;
        }
        byte[] raw = unit.raw();
        int gaps = sequence.gaps();
        raw[gaps >> 3] |= (byte) (0x80 >> (gaps & 7));
        return NalUnit.of(NalUnit.escaped(raw));
    }

    private PictureFitting part(int pictures, byte @Nullable [] following) {
        H264Numbers plan = following == null
                ? H264Numbers.free(sequence, pictures)
                : H264Numbers.leadingTo(sequence, pictures, slice(following));
        return (picture, unit) -> slice(plan, picture, unit);
    }

    /** The first slice of the source's packet; null where it is of a key picture, which counts from 0 anyway. */
    private @Nullable H264Slice slice(byte[] packet) {
        for (NalUnit unit : source.framing().units(packet)) {
            if (source.syntax().isSlice(unit)) {
                byte[] raw = unit.raw();
                H264Slice slice = H264Slice.read(raw, sequence, picture(source.sets(Kind.PICTURE), raw));
                return slice.key() ? null : slice;
            }
        }
        throw new BitstreamException("a packet has no picture");
    }

    private H264Picture picture(List<ParameterSet> sets, byte[] raw) {
        BitReader bits = new BitReader(raw, 0);
        bits.skip(source.syntax().pictureSetAt(raw));
        int id = bits.exponential();
        for (ParameterSet set : sets) {
            if (set.id() == id) {
                return H264Picture.read(set.unit().raw());
            }
        }
        throw new BitstreamException("a slice refers to a picture parameter set " + id + " that is not there");
    }

    private NalUnit slice(H264Numbers plan, int index, NalUnit unit) {
        byte[] raw = unit.raw();
        H264Picture picture = picture(encodedPictures, raw);
        H264Slice slice = H264Slice.read(raw, encodedSequence, picture);
        if (slice.key() != (index == 0)) {
            throw new BitstreamException("an encoded part begins with a key picture and has no other");
        }
        End end = slice.end(raw, picture);
        Ordering ordering = sequence.ordering();
        BitWriter bits = new BitWriter();
        boolean unreferenced = plan.isUnreferenced(index);
        bits.write(UNIT_BITS, unreferenced ? raw[0] & 0x9f : raw[0]);
        bits.copy(raw, UNIT_BITS, slice.setAt());
        bits.exponential(numbers.number(Kind.PICTURE, slice.set()));
        bits.write(ordering.frameBits(), plan.frame(index));
        bits.copy(raw, slice.frameEnd(), slice.orderAt());
        bits.write(ordering.orderBits(), plan.order(index));
        bits.copy(raw, slice.rest(), unreferenced ? end.marking() : end.afterMarking());
        bits.copy(raw, end.afterMarking(), end.end());
        if (picture.arithmetic()) {
            bits.align(true);
            bits.copy(raw, end.end() + 7 & ~7, 8 * raw.length);
        } else {
            bits.copy(raw, end.end(), BitReader.stopBit(raw));
            bits.trail();
        }
        return NalUnit.of(NalUnit.escaped(bits.toBytes()));
    }
}
