package dev.reelwright.internal.bitstream;

import dev.reelwright.internal.bitstream.ParameterSet.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Packets of network abstraction layer units: H.264 and HEVC. */
final class NalFormat implements BitstreamFormat {
    private static final int MOST_SETS = 1024;

    private final NalSyntax syntax;
    private final NalFraming framing;
    private final byte[] extradata;
    /** Null where units lie in the container as they are in a stream. */
    private final @Nullable ConfigurationRecord box;

    private final Sets sets;

    /**
     * Parameter sets, each once.
     *
     * @param all those of the container, then those of packets
     * @param described how many of them are the container's
     * @param inPackets whether packets bring any, be they the container's
     */
    private record Sets(List<ParameterSet> all, int described, boolean inPackets) {
        Sets {
            all = List.copyOf(all);
        }
    }

    private NalFormat(
            NalSyntax syntax, NalFraming framing, byte[] extradata, @Nullable ConfigurationRecord box, Sets sets) {
        this.syntax = syntax;
        this.framing = framing;
        this.extradata = extradata;
        this.box = box;
        this.sets = sets;
    }

    static NalFormat of(NalSyntax syntax, byte[] extradata) {
        boolean boxed = extradata.length > 0 && extradata[0] != 0;
        ConfigurationRecord box = boxed ? syntax.record(extradata) : null;
        List<NalUnit> units = box == null ? NalFraming.START_CODES.units(extradata) : box.units();
        List<ParameterSet> sets = new ArrayList<>();
        addSets(syntax, units, sets);
        NalFraming framing = box == null ? NalFraming.START_CODES : new NalFraming(box.lengthSize());
        return new NalFormat(syntax, framing, extradata.clone(), box, new Sets(sets, sets.size(), box == null));
    }

    private static void addSets(NalSyntax syntax, List<NalUnit> units, List<ParameterSet> sets) {
        for (NalUnit unit : units) {
            ParameterSet set = syntax.parameterSet(unit).orElse(null);
            if (set != null && sets.stream().noneMatch(set::isSameAs)) {
                sets.add(set);
            }
        }
        if (sets.size() > MOST_SETS) {
            throw new BitstreamException("a track has more than " + MOST_SETS + " parameter sets");
        }
    }

    @Override
    public String codec() {
        return syntax.codec();
    }

    NalSyntax syntax() {
        return syntax;
    }

    NalFraming framing() {
        return framing;
    }

    List<ParameterSet> sets() {
        return sets.all;
    }

    List<ParameterSet> sets(Kind kind) {
        return sets.all.stream().filter(set -> set.kind() == kind).toList();
    }

    /** Whether packets bring parameter sets, as they do in streams, which have no container to hold them. */
    boolean bringsSetsInPackets() {
        return sets.inPackets;
    }

    /** Whether packets bring parameter sets that the container does not have. */
    boolean hasSetsInPackets() {
        return sets.all.size() > sets.described;
    }

    @Override
    public NalFormat with(byte[] packet) {
        List<ParameterSet> more = new ArrayList<>(sets.all);
        boolean brings = sets.inPackets;
        for (NalUnit unit : framing.units(packet)) {
            if (syntax.parameterSet(unit).isPresent()) {
                brings = true;
                // not to keep the whole packet
                addSets(syntax, List.of(NalUnit.of(unit.copy())), more);
            }
        }
        Sets found = new Sets(more, sets.described, brings);
        return found.equals(sets) ? this : new NalFormat(syntax, framing, extradata, box, found);
    }

    @Override
    public RandomAccess randomAccess(byte[] packet) {
        return syntax.randomAccess(framing.units(packet));
    }

    @Override
    public LeadingPicture leading(byte[] packet) {
        return syntax.leading(framing.units(packet));
    }

    @Override
    public EncoderMatch match() {
        for (NalUnit unit : describedUnits()) {
            if (syntax.isOfAnotherLayer(unit)) {
                throw new BitstreamException("the track has more than one layer of pictures");
            }
        }
        return syntax.match(sets.all);
    }

    List<NalUnit> describedUnits() {
        return box == null ? NalFraming.START_CODES.units(extradata) : box.units();
    }

    @Override
    public List<String> differences(BitstreamFormat other) {
        if (!(other instanceof NalFormat nal) || nal.syntax != syntax) {
            return List.of("coding: " + codec() + " and " + other.codec());
        }
        List<String> words = new ArrayList<>(match().differences(nal.match()));
        EncoderMatch.compare(words, "framing of units", framing.text(), nal.framing.text());
        List<String> clashes = clashes(nal);
        if (!clashes.isEmpty()) {
            words.addAll(match().codingDifferences(nal.match()));
            words.addAll(clashes);
        }
        return words;
    }

    private List<String> clashes(NalFormat other) {
        List<String> words = new ArrayList<>();
        for (ParameterSet set : sets.all) {
            boolean clashes = other.sets.all.stream().anyMatch(their -> set.hasNumberOf(their) && !set.isSameAs(their));
            if (clashes) {
                words.add(set.kind().text() + " parameter set " + set.id() + ": of two meanings");
            }
        }
        return words.stream().distinct().toList();
    }

    @Override
    public byte[] extradataWith(BitstreamFormat other) {
        EncoderMatch.refuse(differences(other));
        NalFormat nal = (NalFormat) other;
        List<ParameterSet> more = nal.sets.all.subList(0, nal.sets.described).stream()
                .filter(set -> sets.all.stream().noneMatch(set::isSameAs))
                .toList();
        return extradataWith(more);
    }

    /** The container's part together with more sets. */
    byte[] extradataWith(List<ParameterSet> more) {
        if (more.isEmpty()) {
            return extradata.clone();
        }
        if (box != null) {
            return box.with(more);
        }
        List<NalUnit> units = new ArrayList<>(describedUnits());
        more.forEach(set -> units.add(set.unit()));
        return NalFraming.START_CODES.packet(units);
    }

    /** The same with every unit of the container's part changed. */
    byte[] extradataWith(List<ParameterSet> more, UnaryOperator<NalUnit> change) {
        if (box instanceof AvcRecord record) {
            return record.changed(change).with(more);
        }
        List<NalUnit> units = new ArrayList<>(describedUnits());
        units.replaceAll(change);
        more.forEach(set -> units.add(set.unit()));
        return NalFraming.START_CODES.packet(units);
    }
}
