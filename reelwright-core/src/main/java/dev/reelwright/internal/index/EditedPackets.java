package dev.reelwright.internal.index;

import java.util.ArrayList;
import java.util.List;

/**
 * The packets of a track in the order in which its edit list plays them, each with the time of the edited timeline: for
 * every edit the packets from which on its first frame can be decoded, those up to its last frame, and of what is not in
 * the edit that it is hidden. A frame that the edit begins inside of comes on screen with the edit.
 */
final class EditedPackets {
    /** Decoders of audio need some packets before the first sample that is to be right. */
    private static final int PRE_ROLL_PARTS_OF_A_SECOND = 10;

    private final PacketTable media;
    private final int ticksPerSecond;
    private final PacketTable table = new PacketTable();
    private final List<Source> sources = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();

    /**
     * A stretch of the media and where it is played, in the track's ticks.
     *
     * @param until the end of the stretch
     * @param slack a frame that only so much is shown of at the end is there by rounding
     */
    record Edit(long from, long until, long target, long slack) {}

    /**
     * Where a packet comes from.
     *
     * @param packet its number in the media
     * @param cutBefore ticks at its beginning that the edit leaves out of what is heard
     * @param cutAfter ticks at its end
     */
    record Source(int packet, long cutBefore, long cutAfter) {}

    /**
     * The packets of an edit.
     *
     * @param first number of its first packet
     * @param target where the edit begins
     */
    private record Run(int first, long target) {}

    private EditedPackets(PacketTable media, int ticksPerSecond) {
        this.media = media;
        this.ticksPerSecond = ticksPerSecond;
    }

    static EditedPackets ofVideo(PacketTable media, List<Edit> edits, int ticksPerSecond) {
        EditedPackets edited = new EditedPackets(media, ticksPerSecond);
        int[] order = media.presentationOrder();
        edits.forEach(edit -> edited.playVideo(edit, order));
        return edited;
    }

    static EditedPackets ofAudio(PacketTable media, List<Edit> edits, int ticksPerSecond) {
        EditedPackets edited = new EditedPackets(media, ticksPerSecond);
        edits.forEach(edited::playAudio);
        return edited;
    }

    private void playVideo(Edit edit, int[] order) {
        int first = 0;
        while (first + 1 < order.length && media.pts(order[first + 1]) <= edit.from()) {
            first++;
        }
        int last = first;
        while (last + 1 < order.length && media.pts(order[last + 1]) < edit.until() - edit.slack()) {
            last++;
        }
        if (order.length == 0 || edit.until() <= edit.from() || end(order[last]) <= edit.from()) {
            return;
        }
        long from = media.pts(order[first]);
        long to = media.pts(order[last]);
        runs.add(new Run(table.count(), edit.target()));
        int lastPacket = 0;
        for (int i = first; i <= last; i++) {
            lastPacket = Math.max(lastPacket, order[i]);
        }
        for (int packet = syncFor(order[first]); packet <= lastPacket; packet++) {
            boolean hidden = media.isHidden(packet) || media.pts(packet) < from || media.pts(packet) > to;
            add(packet, edit, hidden);
        }
    }

    private long end(int packet) {
        return media.pts(packet) + Math.max(1, media.duration(packet));
    }

    /** The last sync sample in order of decoding that is shown no later. */
    private int syncFor(int packet) {
        int sync = media.syncAtOrBefore(packet);
        while (sync > 0 && media.pts(sync) > media.pts(packet)) {
            sync = media.syncAtOrBefore(sync - 1);
        }
        return Math.max(0, sync);
    }

    private void playAudio(Edit edit) {
        long preRoll = edit.from() - ticksPerSecond / PRE_ROLL_PARTS_OF_A_SECOND;
        boolean begun = false;
        for (int packet = 0; packet < media.count() && media.pts(packet) < edit.until(); packet++) {
            if (end(packet) > preRoll) {
                if (!begun) {
                    runs.add(new Run(table.count(), edit.target()));
                    begun = true;
                }
                add(packet, edit, end(packet) <= edit.from());
            }
        }
    }

    private void add(int packet, Edit edit, boolean hidden) {
        long shift = edit.target() - edit.from();
        long pts = media.pts(packet) + shift;
        long cutBefore = hidden ? 0 : Math.max(0, edit.target() - pts);
        long cutAfter = hidden ? 0 : Math.max(0, end(packet) - edit.until());
        long dts = media.dts(packet) + shift;
        // what is decoded in advance for an edit is decoded after what was played before
        long earliest = table.count() == 0 ? Long.MIN_VALUE : table.dts(table.count() - 1) + 1;
        long duration = Math.max(1, media.duration(packet) - cutBefore - cutAfter);
        table.add(
                pts + cutBefore,
                Math.max(dts, earliest),
                duration,
                media.position(packet),
                media.isKey(packet),
                hidden);
        table.size(table.count() - 1, media.size(packet));
        sources.add(new Source(packet, cutBefore, cutAfter));
    }

    /** The packets as they are played. */
    PacketTable table() {
        return table;
    }

    PacketTable media() {
        return media;
    }

    /** Where a played packet comes from. */
    Source source(int packet) {
        return sources.get(packet);
    }

    /** The played packet from which on what is shown at this time can be decoded. */
    int syncFor(long ticks) {
        int run = runs.size() - 1;
        while (run > 0 && runs.get(run).target() > ticks) {
            run--;
        }
        int from = runs.isEmpty() ? 0 : runs.get(run).first();
        int end = run + 1 < runs.size() ? runs.get(run + 1).first() : table.count();
        for (int packet = end - 1; packet > from; packet--) {
            if (table.isKey(packet) && table.pts(packet) <= ticks) {
                return packet;
            }
        }
        return from;
    }
}
