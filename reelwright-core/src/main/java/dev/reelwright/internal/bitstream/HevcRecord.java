package dev.reelwright.internal.bitstream;

import dev.reelwright.internal.bitstream.ParameterSet.Kind;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** HEVCDecoderConfigurationRecord, ISO/IEC 14496-15 §8.3.3.1. */
public final class HevcRecord implements ConfigurationRecord {
    private static final int HEADER = 23;
    private static final int PROFILE_AT = 1;
    private static final int LEVEL_AT = 12;
    private static final int PARALLELISM_AT = 15;
    private static final int LAYERS_AT = 21;
    /** Where the same profile lies in a raw sequence parameter set. */
    private static final int PROFILE_OF_SET = 3;

    private static final int FIRST_SET = 32;

    private final byte[] box;
    private final List<Array> arrays = new ArrayList<>();

    /** Units of one type; {@code head} has it in its lower bits, and above whether there are no more in packets. */
    private record Array(int head, List<NalUnit> units) {
        int type() {
            return head & 63;
        }
    }

    /**
     * Reads a record.
     *
     * @throws BitstreamException if it is damaged
     */
    public HevcRecord(byte[] box) {
        this.box = box;
        BitReader bytes = new BitReader(box, HEADER - 1);
        int count = bytes.read(8);
        for (int i = 0; i < count; i++) {
            Array array = new Array(bytes.read(8), new ArrayList<>());
            int units = bytes.read(16);
            for (int j = 0; j < units; j++) {
                int length = bytes.read(16);
                int from = bytes.position() / 8;
                bytes.skip(8L * length);
                if (length > 0) {
                    array.units.add(new NalUnit(box, from, from + length));
                }
            }
            arrays.add(array);
        }
    }

    @Override
    public int lengthSize() {
        return (box[LAYERS_AT] & 3) + 1;
    }

    @Override
    public List<NalUnit> units() {
        return arrays.stream().flatMap(array -> array.units.stream()).toList();
    }

    @Override
    public byte[] with(List<ParameterSet> more) {
        List<Array> all = new ArrayList<>();
        arrays.forEach(array -> all.add(new Array(array.head, new ArrayList<>(array.units))));
        for (ParameterSet set : more) {
            arrayOf(set.kind(), all).units.add(set.unit());
        }
        byte[] header = Arrays.copyOf(box, HEADER);
        for (Array array : all) {
            if (array.type() == FIRST_SET + Kind.SEQUENCE.ordinal()) {
                array.units.forEach(unit -> join(header, unit.raw()));
            }
        }
        // what is not known of all: no least segments, no one way of decoding in parallel, no one frame rate
        Arrays.fill(header, LEVEL_AT + 1, PARALLELISM_AT + 1, (byte) 0);
        header[LEVEL_AT + 1] = (byte) 0xf0;
        header[PARALLELISM_AT] = (byte) 0xfc;
        header[LAYERS_AT - 2] = 0;
        header[LAYERS_AT - 1] = 0;
        header[LAYERS_AT] &= 0x3f;
        header[HEADER - 1] = (byte) all.size();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header);
        all.forEach(array -> write(bytes, array));
        return bytes.toByteArray();
    }

    /** In the order that the standard recommends: video, sequence and picture sets, then messages. */
    private static Array arrayOf(Kind kind, List<Array> arrays) {
        int type = FIRST_SET + kind.ordinal();
        int at = 0;
        for (Array array : arrays) {
            if (array.type() == type) {
                return array;
            }
            at += array.type() < type ? 1 : 0;
        }
        Array added = new Array(type, new ArrayList<>());
        arrays.add(at, added);
        return added;
    }

    /** Makes the header true of this sequence set, too. */
    private static void join(byte[] header, byte[] raw) {
        HevcSequence.Profile profile = HevcSequence.read(raw).profile();
        int tier = (header[PROFILE_AT] | raw[PROFILE_OF_SET]) & 0x20;
        int number = Math.max(header[PROFILE_AT] & 31, profile.number());
        header[PROFILE_AT] = (byte) (header[PROFILE_AT] & 0xc0 | tier | number);
        for (int i = 1; i < 11; i++) {
            header[PROFILE_AT + i] &= raw[PROFILE_OF_SET + i];
        }
        // a profile is compatible with itself
        header[PROFILE_AT + 1 + number / 8] |= (byte) (0x80 >> number % 8);
        header[LEVEL_AT] = (byte) Math.max(header[LEVEL_AT] & 0xff, profile.level());
        int layers = header[LAYERS_AT] >> 3 & 7;
        if (layers != profile.subLayers() + 1) {
            header[LAYERS_AT] &= (byte) 0xc7;
        }
        boolean nested = (raw[PROFILE_OF_SET - 1] & 1) != 0;
        if (!nested) {
            header[LAYERS_AT] &= (byte) 0xfb;
        }
    }

    private static void write(ByteArrayOutputStream bytes, Array array) {
        bytes.write(array.head);
        bytes.write(array.units.size() >> 8);
        bytes.write(array.units.size());
        for (NalUnit unit : array.units) {
            if (unit.length() > 0xffff) {
                throw new BitstreamException("a parameter set is too long for a sample description");
            }
            bytes.write(unit.length() >> 8);
            bytes.write(unit.length());
            bytes.write(unit.bytes(), unit.from(), unit.length());
        }
    }
}
