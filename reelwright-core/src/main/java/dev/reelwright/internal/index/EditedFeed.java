package dev.reelwright.internal.index;

import dev.reelwright.asset.FormatDescription;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.PacketFeed;
import dev.reelwright.internal.engine.StreamInfo;
import dev.reelwright.internal.engine.TimeBase;
import java.util.Set;

/** Reads a track's packets as its edit list plays them. Owns a reader of the media. */
final class EditedFeed implements PacketFeed {
    private final Demuxer demuxer;
    private final StreamInfo stream;
    private final EditedPackets packets;
    /** Number of the packet that is played next. */
    private int next;
    /** Number in the media of the packet that is read next without going anywhere. */
    private int place;

    /** @param demuxer reads the media without edits; it is closed with the feed */
    EditedFeed(Demuxer demuxer, int stream, EditedPackets packets) {
        this.demuxer = demuxer;
        this.stream = demuxer.streams().get(stream);
        this.packets = packets;
        demuxer.select(Set.of(stream));
        place = -1;
    }

    @Override
    public long next() {
        return next < packets.table().count() ? packets.table().dts(next) : TimeBase.NONE;
    }

    @Override
    public boolean read(Packet packet) {
        if (next >= packets.table().count()) {
            return false;
        }
        EditedPackets.Source source = packets.source(next);
        if (!goTo(source.packet(), packet)) {
            next = packets.table().count();
            return false;
        }
        place = source.packet() + 1;
        PacketTable table = packets.table();
        packet.pts(table.pts(next));
        packet.dts(table.dts(next));
        packet.duration(table.duration(next));
        packet.hidden(table.isHidden(next));
        if (stream.format() instanceof FormatDescription.Audio audio) {
            // decoders move the time on by what they leave out
            packet.pts(table.pts(next) - source.cutBefore());
            packet.duration(table.duration(next) + source.cutBefore());
            packet.skipSamples(
                    samples(source.cutBefore(), audio.sampleRate()), samples(source.cutAfter(), audio.sampleRate()));
        }
        next++;
        return true;
    }

    private int samples(long ticks, int rate) {
        return (int) TimeBase.ofScale(rate).ticks(stream.timeBase().time(ticks));
    }

    /** Reads this packet of the media; false where the file ends before it. */
    private boolean goTo(int wanted, Packet packet) {
        PacketTable media = packets.media();
        boolean near = place >= 0 && place <= wanted && media.syncAtOrBefore(wanted) <= place;
        if (!near && !demuxer.seek(stream.index(), media.dts(Math.max(0, media.syncAtOrBefore(wanted))))) {
            demuxer.rewind();
        }
        if (readTo(media.position(wanted), packet)) {
            return true;
        }
        // a seek may land late
        demuxer.rewind();
        return readTo(media.position(wanted), packet);
    }

    private boolean readTo(long position, Packet packet) {
        packet.clear();
        while (demuxer.read(packet)) {
            if (packet.streamIndex() == stream.index() && packet.position() == position) {
                return true;
            }
            packet.clear();
        }
        return false;
    }

    @Override
    public void seek(long ticks) {
        next = packets.syncFor(ticks);
    }

    @Override
    public void close() {
        demuxer.close();
    }
}
