package dev.reelwright.internal.bitstream;

import dev.reelwright.internal.bitstream.ParameterSet.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Joins packets of network abstraction layer units: the encoder's parameter sets get numbers of their own. */
final class NalSplice implements Splice {
    private final NalFormat source;
    private final NalFormat encoded;
    private final byte[] extradata;
    private final List<NalUnit> sets;
    private final SliceFitting fitting;

    /** How slices of an encoder are made to fit. */
    interface SliceFitting {
        /** For the pictures of a part. */
        PictureFitting part(int pictures, byte @Nullable [] following);
    }

    /** How those of one part are. */
    interface PictureFitting {
        /** A slice of the picture of this number. */
        NalUnit slice(int picture, NalUnit unit);

        /** What goes behind the last picture. */
        default List<NalUnit> end() {
            return List.of();
        }
    }

    NalSplice(NalFormat source, NalFormat encoded, byte[] extradata, List<ParameterSet> sets, SliceFitting fitting) {
        this.source = source;
        this.encoded = encoded;
        this.extradata = extradata;
        this.sets = sets.stream().map(ParameterSet::unit).toList();
        this.fitting = fitting;
    }

    static NalSplice of(NalFormat source, NalFormat encoded, Seams seams) {
        source.match().checkShape(encoded.match());
        if (seams == Seams.OPEN && source.syntax() == H264Syntax.INSTANCE) {
            return H264OpenSplice.of(source, encoded);
        }
        ParameterSet like = source.sets(Kind.SEQUENCE).get(0);
        Renumbering numbers = new Renumbering(source.syntax(), source.sets(), encoded.sets(), like);
        byte[] extradata = source.extradataWith(numbers.sets());
        SliceFitting fitting = (pictures, following) -> {
            List<NalUnit> end = following == null
                    ? List.of()
                    : source.syntax().endBefore(source.framing().units(following));
            return new PictureFitting() {
                @Override
                public NalUnit slice(int picture, NalUnit unit) {
                    return numbers.slice(unit);
                }

                @Override
                public List<NalUnit> end() {
                    return end;
                }
            };
        };
        return new NalSplice(source, encoded, extradata, numbers.sets(), fitting);
    }

    @Override
    public byte[] extradata() {
        return extradata.clone();
    }

    @Override
    public boolean hasParametersInPackets() {
        return source.hasSetsInPackets();
    }

    @Override
    public boolean changesCopied() {
        return false;
    }

    @Override
    public byte[] copied(byte[] packet) {
        return packet;
    }

    @Override
    public Part part(int packets, byte @Nullable [] following) {
        if (packets < 1) {
            throw new IllegalArgumentException("a part has a packet at least, not " + packets);
        }
        PictureFitting pictures = fitting.part(packets, following);
        return (index, packet) -> fit(pictures, index, index == packets - 1, packet);
    }

    private byte[] fit(PictureFitting pictures, int index, boolean last, byte[] packet) {
        NalSyntax syntax = source.syntax();
        List<NalUnit> fitted = new ArrayList<>();
        for (NalUnit unit : encoded.framing().units(packet)) {
            if (syntax.isOfAnotherLayer(unit)) {
                throw new BitstreamException("the encoder made more than one layer of pictures");
            }
            ParameterSet set = syntax.parameterSet(unit).orElse(null);
            if (syntax.isSlice(unit)) {
                fitted.add(pictures.slice(index, unit));
            } else if (set != null && encoded.sets().stream().noneMatch(set::isSameAs)) {
                throw new BitstreamException("the encoder changed its parameters on the way");
            } else if (set == null && !syntax.isBoundToSets(unit)) {
                fitted.add(unit);
            }
        }
        // a source's sets in packets may make decoders forget those of the container
        if (source.bringsSetsInPackets() && index == 0) {
            boolean delimited = !fitted.isEmpty() && syntax.isDelimiter(fitted.get(0));
            fitted.addAll(delimited ? 1 : 0, sets);
        }
        if (last) {
            fitted.addAll(pictures.end());
        }
        return source.framing().packet(fitted);
    }
}
