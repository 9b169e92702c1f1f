package dev.reelwright.internal.bitstream;

import dev.reelwright.internal.bitstream.ParameterSet.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Units of H.264, ITU-T H.264 §7.3 and table 7-1. */
final class H264Syntax implements NalSyntax {
    static final H264Syntax INSTANCE = new H264Syntax();

    static final int SLICE = 1;
    static final int IDR_SLICE = 5;
    static final int MESSAGES = 6;
    static final int SEQUENCE_SET = 7;
    static final int PICTURE_SET = 8;
    static final int DELIMITER = 9;
    /** Of a sequence. */
    static final int END = 10;

    private static final int PREFIX = 14;
    private static final int SUBSET_SEQUENCE_SET = 15;
    private static final int EXTENSION_SLICE = 20;
    private static final int EXTENSION_SLICE_WITH_DEPTH = 21;

    private static final int BUFFERING_PERIOD = 0;
    private static final int RECOVERY_POINT = 6;
    private static final int INTRA = 2;
    /** The numbers at the beginning of a slice's header take less. */
    private static final int SLICE_START = 32;

    private static final int HIGHEST_SEQUENCE_SET = 31;
    private static final int HIGHEST_PICTURE_SET = 255;

    private H264Syntax() {}

    static int type(NalUnit unit) {
        return unit.at(0) & 31;
    }

    @Override
    public String codec() {
        return "h264";
    }

    @Override
    public Optional<ParameterSet> parameterSet(NalUnit unit) {
        if (type(unit) == SEQUENCE_SET) {
            return Optional.of(new ParameterSet(
                    Kind.SEQUENCE, H264Sequence.read(unit.raw()).id(), -1, unit));
        }
        if (type(unit) != PICTURE_SET) {
            return Optional.empty();
        }
        BitReader bits = new BitReader(unit.raw(), 1);
        int id = bits.exponential(HIGHEST_PICTURE_SET, "the number of a picture parameter set");
        int parent = bits.exponential(HIGHEST_SEQUENCE_SET, "the number of a sequence parameter set");
        return Optional.of(new ParameterSet(Kind.PICTURE, id, parent, unit));
    }

    @Override
    public boolean isSlice(NalUnit unit) {
        return type(unit) >= SLICE && type(unit) <= IDR_SLICE;
    }

    @Override
    public int pictureSetAt(byte[] raw) {
        BitReader bits = new BitReader(raw, 1);
        bits.exponential();
        bits.exponential();
        return bits.position();
    }

    @Override
    public boolean isOfAnotherLayer(NalUnit unit) {
        return switch (type(unit)) {
            case PREFIX, SUBSET_SEQUENCE_SET, EXTENSION_SLICE, EXTENSION_SLICE_WITH_DEPTH -> true;
            default -> false;
        };
    }

    @Override
    public boolean isBoundToSets(NalUnit unit) {
        return type(unit) == MESSAGES
                && Messages.find(unit, 1, BUFFERING_PERIOD).isPresent();
    }

    @Override
    public boolean isDelimiter(NalUnit unit) {
        return type(unit) == DELIMITER;
    }

    @Override
    public RandomAccess randomAccess(List<NalUnit> units) {
        OptionalInt recovery = OptionalInt.empty();
        for (NalUnit unit : units) {
            if (type(unit) == MESSAGES && recovery.isEmpty()) {
                recovery = recovery(unit);
            }
            if (isSlice(unit)) {
                return randomAccess(units, recovery);
            }
        }
        return RandomAccess.NONE;
    }

    /** Frames after which all is right again, by a message that says so. */
    private static OptionalInt recovery(NalUnit unit) {
        BitReader body = Messages.find(unit, 1, RECOVERY_POINT).orElse(null);
        try {
            return body == null ? OptionalInt.empty() : OptionalInt.of(body.exponential());
        } catch (BitstreamException e) {
            return OptionalInt.empty();
        }
    }

    private RandomAccess randomAccess(List<NalUnit> units, OptionalInt recovery) {
        List<NalUnit> slices = units.stream().filter(this::isSlice).toList();
        if (type(slices.get(0)) == IDR_SLICE) {
            return RandomAccess.CLOSED;
        }
        if (recovery.isPresent() && recovery.getAsInt() > 0) {
            return RandomAccess.gradual(recovery.getAsInt());
        }
        if (!isIntra(slices)) {
            return RandomAccess.NONE;
        }
        return recovery.isPresent() ? RandomAccess.OPEN : RandomAccess.UNCERTAIN;
    }

    /** Whether the slices of the first picture, a frame or a field, are: those of a second field may refer to it. */
    private static boolean isIntra(List<NalUnit> slices) {
        for (int i = 0; i < slices.size(); i++) {
            BitReader bits = new BitReader(slices.get(i).raw(SLICE_START), 1);
            int first = bits.exponential();
            if (i > 0 && first == 0) {
                return true;
            }
            if (bits.exponential() % 5 != INTRA) {
                return false;
            }
        }
        return true;
    }

    @Override
    public LeadingPicture leading(List<NalUnit> units) {
        return LeadingPicture.UNKNOWN;
    }

    @Override
    public List<NalUnit> endBefore(List<NalUnit> units) {
        if (randomAccess(units).kind() != RandomAccess.Kind.CLOSED) {
            throw new BitstreamException("the next picture of the source continues what came before it");
        }
        return List.of();
    }

    @Override
    public int highestId(Kind kind) {
        return kind == Kind.PICTURE ? HIGHEST_PICTURE_SET : HIGHEST_SEQUENCE_SET;
    }

    @Override
    public ParameterSet renumbered(ParameterSet set, int id, int parent, ParameterSet like) {
        byte[] raw = set.unit().raw();
        byte[] renumbered = set.kind() == Kind.SEQUENCE
                ? H264Sequence.rewritten(raw, id, H264Sequence.read(like.unit().raw()))
                : ParameterSet.renumberedPicture(raw, 8, set, id, parent);
        return new ParameterSet(set.kind(), id, parent, NalUnit.of(NalUnit.escaped(renumbered)));
    }

    @Override
    public EncoderMatch match(List<ParameterSet> sets) {
        return H264Match.of(sets);
    }

    @Override
    public ConfigurationRecord record(byte[] box) {
        return new AvcRecord(box);
    }
}
