package dev.reelwright.internal.bitstream;

import dev.reelwright.internal.bitstream.EncoderMatch.Coding;
import dev.reelwright.internal.bitstream.EncoderMatch.Picture;
import dev.reelwright.internal.bitstream.HevcSequence.Samples;
import dev.reelwright.internal.bitstream.ParameterSet.Kind;
import java.util.List;
import java.util.Optional;

/** Units of HEVC, ITU-T H.265 §7.3 and table 7-1. */
final class HevcSyntax implements NalSyntax {
    static final HevcSyntax INSTANCE = new HevcSyntax();

    private static final int HEADER_BYTES = 2;
    private static final int FIRST_DECODABLE_LEADING = 6;
    private static final int FIRST_SKIPPED_LEADING = 8;
    private static final int LAST_LEADING = 9;
    private static final int BROKEN_LINK_WITH_LEADING = 16;
    private static final int LAST_KEY = 20;
    private static final int CLEAN_RANDOM_ACCESS = 21;
    private static final int LAST_RANDOM_ACCESS = 23;
    private static final int VIDEO_SET = 32;
    private static final int SEQUENCE_SET = 33;
    private static final int PICTURE_SET = 34;
    private static final int DELIMITER = 35;
    private static final int MESSAGES = 39;
    private static final byte[] END_OF_SEQUENCE = {36 << 1, 1};

    private static final int BUFFERING_PERIOD = 0;
    private static final int ACTIVE_SETS = 129;
    private static final int HIGHEST_PICTURE_SET = 63;
    private static final int HIGHEST_OTHER_SET = 15;
    private static final int RGB = 0;

    private HevcSyntax() {}

    private static int type(NalUnit unit) {
        return unit.at(0) >> 1 & 63;
    }

    @Override
    public String codec() {
        return "hevc";
    }

    @Override
    public Optional<ParameterSet> parameterSet(NalUnit unit) {
        int type = type(unit);
        if (type < VIDEO_SET || type > PICTURE_SET || isOfAnotherLayer(unit)) {
            return Optional.empty();
        }
        byte[] raw = unit.raw();
        BitReader bits = new BitReader(raw, HEADER_BYTES);
        return Optional.of(
                switch (type) {
                    case VIDEO_SET -> new ParameterSet(Kind.VIDEO, bits.read(4), -1, unit);
                    case SEQUENCE_SET -> {
                        HevcSequence sequence = HevcSequence.read(raw);
                        yield new ParameterSet(Kind.SEQUENCE, sequence.id(), sequence.video(), unit);
                    }
                    default ->
                        new ParameterSet(
                                Kind.PICTURE,
                                bits.exponential(HIGHEST_PICTURE_SET, "the number of a picture parameter set"),
                                bits.exponential(HIGHEST_OTHER_SET, "the number of a sequence parameter set"),
                                unit);
                });
    }

    @Override
    public boolean isSlice(NalUnit unit) {
        int type = type(unit);
        boolean coded = type <= LAST_LEADING || type >= BROKEN_LINK_WITH_LEADING && type <= CLEAN_RANDOM_ACCESS;
        return coded && !isOfAnotherLayer(unit);
    }

    @Override
    public int pictureSetAt(byte[] raw) {
        BitReader bits = new BitReader(raw, HEADER_BYTES);
        int type = raw[0] >> 1 & 63;
        bits.skip(type >= BROKEN_LINK_WITH_LEADING && type <= LAST_RANDOM_ACCESS ? 2 : 1);
        return bits.position();
    }

    @Override
    public boolean isOfAnotherLayer(NalUnit unit) {
        return (unit.at(0) & 1) != 0 || unit.at(1) >> 3 > 0;
    }

    @Override
    public boolean isBoundToSets(NalUnit unit) {
        return type(unit) == MESSAGES
                && (Messages.find(unit, HEADER_BYTES, ACTIVE_SETS).isPresent()
                        || Messages.find(unit, HEADER_BYTES, BUFFERING_PERIOD).isPresent());
    }

    @Override
    public boolean isDelimiter(NalUnit unit) {
        return type(unit) == DELIMITER;
    }

    @Override
    public RandomAccess randomAccess(List<NalUnit> units) {
        int type = pictureType(units);
        if (type == BROKEN_LINK_WITH_LEADING || type == CLEAN_RANDOM_ACCESS) {
            return RandomAccess.OPEN;
        }
        return type > BROKEN_LINK_WITH_LEADING && type <= LAST_KEY ? RandomAccess.CLOSED : RandomAccess.NONE;
    }

    /** Of the first slice, and so of all; -1 where there is none. */
    private int pictureType(List<NalUnit> units) {
        return units.stream()
                .filter(this::isSlice)
                .mapToInt(HevcSyntax::type)
                .findFirst()
                .orElse(-1);
    }

    @Override
    public LeadingPicture leading(List<NalUnit> units) {
        int type = pictureType(units);
        if (type >= FIRST_SKIPPED_LEADING && type <= LAST_LEADING) {
            return LeadingPicture.SKIPPED;
        }
        return type >= FIRST_DECODABLE_LEADING && type < FIRST_SKIPPED_LEADING
                ? LeadingPicture.DECODABLE
                : LeadingPicture.NONE;
    }

    @Override
    public List<NalUnit> endBefore(List<NalUnit> units) {
        return switch (randomAccess(units).kind()) {
            case CLOSED -> List.of();
            // behind the end of a sequence, such a picture starts anew as one does at the beginning of a file
            case OPEN -> List.of(NalUnit.of(END_OF_SEQUENCE));
            default -> throw new BitstreamException("the next picture of the source continues what came before it");
        };
    }

    @Override
    public int highestId(Kind kind) {
        return kind == Kind.PICTURE ? HIGHEST_PICTURE_SET : HIGHEST_OTHER_SET;
    }

    @Override
    public ParameterSet renumbered(ParameterSet set, int id, int parent, ParameterSet like) {
        byte[] raw = set.unit().raw();
        byte[] renumbered =
                switch (set.kind()) {
                    case VIDEO -> renumberedVideo(raw, id);
                    case SEQUENCE ->
                        HevcSequence.rewritten(
                                raw, id, parent, HevcSequence.read(like.unit().raw()));
                    case PICTURE -> ParameterSet.renumberedPicture(raw, 8 * HEADER_BYTES, set, id, parent);
                };
        return new ParameterSet(set.kind(), id, parent, NalUnit.of(NalUnit.escaped(renumbered)));
    }

    /** The number is the first half of the byte behind the unit's header. */
    private static byte[] renumberedVideo(byte[] raw, int id) {
        byte[] renumbered = raw.clone();
        renumbered[HEADER_BYTES] = (byte) (id << 4 | raw[HEADER_BYTES] & 15);
        return renumbered;
    }

    @Override
    public EncoderMatch match(List<ParameterSet> sets) {
        for (ParameterSet set : sets) {
            if (set.kind() == Kind.VIDEO && hasLayers(set)) {
                throw new BitstreamException("the track has more than one layer of pictures");
            }
        }
        return EncoderMatch.ofAll(sets.stream()
                .filter(set -> set.kind() == Kind.SEQUENCE)
                .map(set -> match(HevcSequence.read(set.unit().raw())))
                .toList());
    }

    private static boolean hasLayers(ParameterSet set) {
        BitReader bits = new BitReader(set.unit().raw(), HEADER_BYTES);
        bits.skip(6);
        return bits.read(6) > 0;
    }

    private static EncoderMatch match(HevcSequence sequence) {
        Samples samples = sequence.samples();
        if (samples.separatePlanes()
                || samples.lumaDepth() != samples.chromaDepth()
                || sequence.display().showsFields()) {
            throw new BitstreamException("fields, and planes that are coded each in its own way, are not encoded here");
        }
        Vui vui = sequence.display().vui();
        boolean rgb =
                vui.signal() != null && vui.signal().codes() && vui.signal().matrix() == RGB;
        Picture picture = new Picture(
                sequence.size(),
                EncoderMatch.pixelFormat(samples.chroma(), samples.lumaDepth(), rgb),
                samples.lumaDepth(),
                vui.aspect(),
                vui.color(),
                vui.chromaLocation());
        Coding coding = new Coding(
                profile(sequence.profile().number()), sequence.profile().level(), -1, true, sequence.frameRate());
        return new EncoderMatch("hevc", picture, coding, false);
    }

    private static String profile(int number) {
        return switch (number) {
            case 1 -> "main";
            case 2 -> "main10";
            case 4 -> "rext";
            default -> "number " + number;
        };
    }

    @Override
    public ConfigurationRecord record(byte[] box) {
        return new HevcRecord(box);
    }
}
