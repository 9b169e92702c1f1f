package dev.reelwright.internal.bitstream;

import dev.reelwright.internal.bitstream.H264Sequence.Profile;
import dev.reelwright.internal.bitstream.H264Sequence.Samples;
import dev.reelwright.internal.bitstream.ParameterSet.Kind;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** AVCDecoderConfigurationRecord, ISO/IEC 14496-15 §5.3.3.1. */
final class AvcRecord implements ConfigurationRecord {
    private static final int MOST_SEQUENCE_SETS = 31;
    private static final int MOST_PICTURE_SETS = 255;
    /** profile_idc from the least able to the most. */
    private static final List<Integer> ABILITIES = List.of(66, 77, 88, 100, 110, 122, 244);

    private final byte[] box;
    private final List<NalUnit> sequences = new ArrayList<>();
    private final List<NalUnit> pictures = new ArrayList<>();
    private int at = 5;

    AvcRecord(byte[] box) {
        this.box = box;
        int count = next() & 31;
        for (int i = 0; i < count; i++) {
            sequences.add(nextUnit());
        }
        count = next();
        for (int i = 0; i < count; i++) {
            pictures.add(nextUnit());
        }
        sequences.removeIf(unit -> unit.length() == 0);
        pictures.removeIf(unit -> unit.length() == 0);
    }

    private int next() {
        if (at >= box.length) {
            throw new BitstreamException("the configuration record of H.264 ends too early");
        }
        return box[at++] & 0xff;
    }

    private NalUnit nextUnit() {
        int length = next() << 8 | next();
        if (length > box.length - at) {
            throw new BitstreamException("the configuration record of H.264 ends too early");
        }
        at += length;
        return new NalUnit(box, at - length, at);
    }

    @Override
    public int lengthSize() {
        return (box[4] & 3) + 1;
    }

    @Override
    public List<NalUnit> units() {
        List<NalUnit> units = new ArrayList<>(sequences);
        units.addAll(pictures);
        return units;
    }

    /** The same with every sequence set changed. */
    AvcRecord changed(UnaryOperator<NalUnit> change) {
        AvcRecord changed = new AvcRecord(box);
        changed.sequences.replaceAll(change);
        return changed;
    }

    @Override
    public byte[] with(List<ParameterSet> more) {
        List<NalUnit> allSequences = joined(sequences, more, Kind.SEQUENCE);
        List<NalUnit> allPictures = joined(pictures, more, Kind.PICTURE);
        if (allSequences.size() > MOST_SEQUENCE_SETS || allPictures.size() > MOST_PICTURE_SETS) {
            throw new BitstreamException("there are more parameter sets than a sample description can hold");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Profile profile = new Profile(box[1] & 0xff, box[2] & 0xff, box[3] & 0xff);
        for (NalUnit unit : allSequences) {
            profile = common(profile, H264Sequence.read(unit.raw()).profile());
        }
        bytes.write(1);
        bytes.write(profile.number());
        bytes.write(profile.constraints());
        bytes.write(profile.level());
        bytes.write(box[4]);
        bytes.write(0xe0 | allSequences.size());
        allSequences.forEach(unit -> write(bytes, unit));
        bytes.write(allPictures.size());
        allPictures.forEach(unit -> write(bytes, unit));
        writeEnd(bytes, profile, allSequences);
        return bytes.toByteArray();
    }

    private static List<NalUnit> joined(List<NalUnit> units, List<ParameterSet> more, Kind kind) {
        List<NalUnit> all = new ArrayList<>(units);
        more.stream().filter(set -> set.kind() == kind).map(ParameterSet::unit).forEach(all::add);
        return all;
    }

    private static Profile common(Profile one, Profile other) {
        int first = ABILITIES.indexOf(one.number());
        int second = ABILITIES.indexOf(other.number());
        // those not in the list stand for themselves: what is of another profile has been refused before
        boolean higher = first >= 0 && second > first;
        return new Profile(
                higher ? other.number() : one.number(),
                one.constraints() & other.constraints(),
                Math.max(one.level(), other.level()));
    }

    private void writeEnd(ByteArrayOutputStream bytes, Profile profile, List<NalUnit> all) {
        if (!profile.isHigh() || all.isEmpty()) {
            return;
        }
        if (box.length - at >= 4) {
            bytes.write(box, at, box.length - at);
            return;
        }
        Samples samples = H264Sequence.read(all.get(0).raw()).samples();
        bytes.write(0xfc | samples.chroma());
        bytes.write(0xf8 | samples.lumaDepth() - 8);
        bytes.write(0xf8 | samples.chromaDepth() - 8);
        bytes.write(0);
    }

    private static void write(ByteArrayOutputStream bytes, NalUnit unit) {
        if (unit.length() > 0xffff) {
            throw new BitstreamException("a parameter set is too long for a sample description");
        }
        bytes.write(unit.length() >> 8);
        bytes.write(unit.length());
        bytes.write(unit.bytes(), unit.from(), unit.length());
    }
}
