package dev.reelwright.internal.bitstream;

import dev.reelwright.internal.bitstream.ParameterSet.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * New numbers for the parameter sets of an encoder, which a source does not use.
 *
 * <p>The number of a picture parameter set is an Exp-Golomb code amid the bits of every slice's header. The new one is always
 * eight bits longer: all that follows moves by a byte and keeps its bits, so that nothing else of the slice need be understood.
 */
final class Renumbering {
    private static final int BYTE = 8;

    private final NalSyntax syntax;
    private final Map<Kind, Map<Integer, Integer>> numbers = new EnumMap<>(Kind.class);
    private final List<ParameterSet> sets = new ArrayList<>();

    /** @param like the source's first sequence set */
    Renumbering(NalSyntax syntax, List<ParameterSet> taken, List<ParameterSet> encoded, ParameterSet like) {
        this.syntax = syntax;
        for (Kind kind : Kind.values()) {
            Map<Integer, Integer> ofKind = new HashMap<>();
            numbers.put(kind, ofKind);
            for (ParameterSet set : encoded) {
                if (set.kind() == kind && !ofKind.containsKey(set.id())) {
                    ofKind.put(set.id(), free(set, taken, ofKind));
                }
            }
        }
        encoded.forEach(set -> sets.add(renumbered(set, like)));
    }

    private int free(ParameterSet set, List<ParameterSet> taken, Map<Integer, Integer> given) {
        int from = 0;
        int to = syntax.highestId(set.kind());
        if (set.kind() == Kind.PICTURE) {
            int zeros = (BitWriter.lengthOf(set.id()) + BYTE) / 2;
            from = (1 << zeros) - 1;
            to = Math.min(to, (2 << zeros) - 2);
        }
        for (int id = from; id <= to; id++) {
            int candidate = id;
            boolean used = given.containsValue(id)
                    || taken.stream().anyMatch(other -> other.kind() == set.kind() && other.id() == candidate);
            if (!used) {
                return id;
            }
        }
        throw new BitstreamException(
                "the source leaves no number free for another " + set.kind().text() + " parameter set");
    }

    private ParameterSet renumbered(ParameterSet set, ParameterSet like) {
        return syntax.renumbered(set, number(set.kind(), set.id()), parentOf(set), like);
    }

    private int parentOf(ParameterSet set) {
        return switch (set.kind()) {
            case VIDEO -> -1;
            case SEQUENCE -> set.parent() < 0 ? -1 : number(Kind.VIDEO, set.parent());
            case PICTURE -> number(Kind.SEQUENCE, set.parent());
        };
    }

    int number(Kind kind, int old) {
        Integer number = numbers.getOrDefault(kind, Map.of()).get(old);
        if (number == null) {
            throw new BitstreamException(
                    "the encoder refers to a " + kind.text() + " parameter set " + old + " that it has not given");
        }
        return number;
    }

    /** The encoder's sets under their new numbers. */
    List<ParameterSet> sets() {
        return sets;
    }

    /** A slice that refers to the set's new number. */
    NalUnit slice(NalUnit unit) {
        byte[] raw = unit.raw();
        int at = syntax.pictureSetAt(raw);
        BitReader bits = new BitReader(raw, 0);
        bits.skip(at);
        int old = bits.exponential();
        int end = bits.position();
        BitWriter head = new BitWriter();
        head.copy(raw, 0, at);
        head.exponential(number(Kind.PICTURE, old));
        head.copy(raw, end, Math.min(8 * raw.length, end + 7 & ~7));
        byte[] start = head.toBytes();
        byte[] moved = new byte[raw.length + 1];
        System.arraycopy(start, 0, moved, 0, start.length);
        System.arraycopy(raw, start.length - 1, moved, start.length, raw.length - start.length + 1);
        return NalUnit.of(NalUnit.escaped(moved));
    }
}
