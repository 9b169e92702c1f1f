package dev.reelwright.internal.isobmff;

import dev.reelwright.internal.isobmff.CarriedBoxes.Level;
import dev.reelwright.internal.isobmff.CarriedBoxes.Rule;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of a {@code stsd} box, of pictures or sound: its type, its fields, the boxes behind them (ISO/IEC 14496-12
 * §8.5.2, §12.1.3, §12.2.3; QuickTime File Format, "Video Sample Description", "Sound Sample Descriptions").
 *
 * @param fields what precedes the boxes
 */
record SampleEntry(String type, byte[] fields, List<BoxTree> boxes) {
    /** Six reserved bytes. */
    private static final int DATA_REFERENCE = 6;

    private static final int VERSION = 8;
    private static final int VISUAL_FIELDS = 78;
    private static final int SOUND_FIELDS = 28;
    private static final int SOUND_FIELDS_V1 = 44;
    private static final int SOUND_FIELDS_V2 = 64;
    /** QuickTime's version, revision, vendor and qualities, which are reserved elsewhere. */
    private static final int QUICKTIME_FROM = 8;

    private static final int QUICKTIME_TO = 24;
    /** QuickTime's size of compressed data, the same. */
    private static final int DATA_SIZE_FROM = 36;

    private static final int DATA_SIZE_TO = 40;

    /** Codings that are told by a box of their own: their entries' types are the same in both families of files. */
    private static final Set<String> CONFIGURATIONS = Set.of("avcC", "hvcC", "av1C", "vpcC");

    private static final Set<String> VISUAL = Set.of("vide", "auxv", "pict");

    /** Whether entries of tracks of this handler are read here. */
    static boolean isKnown(String handler) {
        return isVisual(handler) || handler.equals("soun");
    }

    static boolean isVisual(String handler) {
        return VISUAL.contains(handler);
    }

    /**
     * Reads the only entry of a table.
     *
     * @param table the content of {@code stsd}
     * @return empty for a table of several entries, and for an entry whose boxes cannot be told
     */
    static Optional<SampleEntry> only(ByteBuffer table, String handler) {
        ByteBuffer in = table.slice();
        if (in.remaining() < 16 || in.getInt(4) != 1) {
            return Optional.empty();
        }
        boolean plain = in.getInt(0) == 0;
        long size = Integer.toUnsignedLong(in.getInt(8));
        if (size < 16 || size > in.remaining() - 8) {
            return Optional.empty();
        }
        String type = BoxSource.fourCc(in.getInt(12));
        ByteBuffer content = in.slice(16, (int) size - 8);
        int fields = isVisual(handler) ? VISUAL_FIELDS : soundFields(content, plain);
        if (content.remaining() < fields) {
            return Optional.empty();
        }
        byte[] before = new byte[fields];
        content.get(before);
        try {
            return Optional.of(new SampleEntry(type, before, BoxTree.readAll(content.slice())));
        } catch (MalformedBoxException e) {
            // what follows the fields is no row of boxes, such as a table of colours
            return Optional.empty();
        }
    }

    /** In a table of version 0 the entry's version is QuickTime's, with fields of its own. */
    private static int soundFields(ByteBuffer content, boolean plain) {
        int version = plain && content.remaining() > VERSION + 1 ? content.getShort(VERSION) : 0;
        return version == 1 ? SOUND_FIELDS_V1 : version == 2 ? SOUND_FIELDS_V2 : SOUND_FIELDS;
    }

    /** The content of a table with this entry alone. */
    byte[] table() {
        BoxWriter content = new BoxWriter().put(fields);
        for (BoxTree box : boxes) {
            byte[] bytes = new byte[Math.toIntExact(box.size())];
            box.bytes().get(bytes);
            content.put(bytes);
        }
        byte[] entry = content.bytes();
        return new BoxWriter()
                .u32(0)
                .u32(1)
                .u32(8L + entry.length)
                .fourCc(type)
                .put(entry)
                .bytes();
    }

    /**
     * What the writer wrote, completed by what the source says of the same samples.
     *
     * @param written of the same kind of track, with fields of its own
     * @param from whether this one is from a file of the type {@code mov}
     * @param to whether the file that is written is one
     * @param allSamples whether all samples are the source's
     */
    SampleEntry over(SampleEntry written, boolean from, boolean to, boolean visual, boolean allSamples) {
        List<BoxTree> left = new ArrayList<>(written.boxes);
        left.removeIf(box -> CarriedBoxes.rule(Level.ENTRY, box.type()) == Rule.SOURCE);
        List<BoxTree> merged = new ArrayList<>();
        // in the source's order, in which readers have read them
        for (BoxTree box : boxes) {
            Rule rule = CarriedBoxes.rule(Level.ENTRY, box.type());
            int there = find(left, key(box));
            if (rule == Rule.OWN || (rule == Rule.CODING && !allSamples) || (rule == Rule.SAME && there < 0)) {
                continue;
            }
            merged.add(ColorBox.converted(box, there < 0 ? box : left.remove(there), to));
        }
        // what tells the coding comes first
        boolean codingIsLeft = !left.isEmpty() && left.get(0) == written.boxes.get(0);
        merged.addAll(0, left.subList(0, codingIsLeft ? 1 : 0));
        merged.addAll(left.subList(codingIsLeft ? 1 : 0, left.size()));
        return new SampleEntry(
                keepsType(visual, from == to, allSamples) ? type : written.type,
                visual ? visualFields(from && !to) : written.fields,
                merged);
    }

    private boolean keepsType(boolean visual, boolean sameFamily, boolean allSamples) {
        return visual
                && allSamples
                && (sameFamily || boxes.stream().anyMatch(box -> CONFIGURATIONS.contains(box.type())));
    }

    private byte[] visualFields(boolean leavesQuickTime) {
        byte[] own = fields.clone();
        Arrays.fill(own, 0, DATA_REFERENCE, (byte) 0);
        // the media is in the same file
        ByteBuffer.wrap(own).putShort(DATA_REFERENCE, (short) 1);
        if (leavesQuickTime) {
            Arrays.fill(own, QUICKTIME_FROM, QUICKTIME_TO, (byte) 0);
            Arrays.fill(own, DATA_SIZE_FROM, DATA_SIZE_TO, (byte) 0);
        }
        return own;
    }

    private static int find(List<BoxTree> boxes, String key) {
        for (int i = 0; i < boxes.size(); i++) {
            if (key(boxes.get(i)).equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** What stands for each other: boxes of a type, of colours those that are told in the same way. */
    private static String key(BoxTree box) {
        return box.type().equals(ColorBox.TYPE) ? box.type() + ColorBox.kind(box) : box.type();
    }
}
