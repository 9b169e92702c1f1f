package dev.reelwright.internal.isobmff;

import dev.reelwright.internal.isobmff.BoxSource.Container;
import dev.reelwright.internal.isobmff.CarriedBoxes.Level;
import dev.reelwright.internal.isobmff.CarriedBoxes.Rule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tables that tell of samples by their numbers (ISO/IEC 14496-12 §8.6.4, §8.7.7, §8.9): true of any file that has the same
 * samples, which their sizes tell.
 *
 * @param sizes what the sizes of all samples come to
 */
record SampleTables(long sizes, List<BoxTree> boxes) {
    static final SampleTables NONE = new SampleTables(0, List.of());

    private static final int LARGEST = 4 << 20;
    private static final Set<String> GROUPS = Set.of("sgpd", "sbgp", "csgp");

    /** Those of a track; none where they are large, or the sizes are told in another way. */
    static SampleTables read(BoxSource source, Container tables) throws IOException {
        List<BoxTree> kept = new ArrayList<>();
        long bytes = 0;
        for (Box box : tables.boxes()) {
            if (CarriedBoxes.rule(Level.TABLE, box.type()) == Rule.KEEP && !box.truncated()) {
                bytes += box.size();
                if (bytes > LARGEST) {
                    return NONE;
                }
                kept.add(BoxTree.of(box.type(), source.content(box)));
            }
        }
        Box sizes = tables.first("stsz");
        return kept.isEmpty() || sizes == null ? NONE : new SampleTables(SampleSizes.read(source, sizes), kept);
    }

    /** Puts them into a track, in place of what the writer wrote of the same kind, if its samples are the same. */
    void put(BoxTree tables) throws MalformedBoxException {
        BoxTree written = tables.first("stsz");
        if (boxes.isEmpty() || written == null || sizes != SampleSizes.of(written.content())) {
            return;
        }
        Set<String> told = new HashSet<>();
        boxes.forEach(box -> told.add(kind(box)));
        tables.removeIf(box -> told.contains(kind(box)));
        boxes.forEach(tables::add);
    }

    /** Groups of samples are told apart by what they group by. */
    private static String kind(BoxTree box) {
        ByteBuffer content = box.content().slice();
        return GROUPS.contains(box.type()) && content.remaining() >= 2 * Integer.BYTES
                ? "group " + BoxSource.fourCc(content.getInt(Integer.BYTES))
                : box.type();
    }

    long size() {
        return boxes.stream().mapToLong(BoxTree::size).sum();
    }
}
