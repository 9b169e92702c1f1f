package dev.reelwright.internal.copy;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.index.EditedMedia;
import dev.reelwright.internal.index.PacketTable;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Fetches the bytes of single packets. */
public final class PacketProbe implements AutoCloseable {
    /** A seek that lands further from its target than this has missed it. */
    private static final int MOST_PASSED = 3000;

    private final Demuxer demuxer;
    private final Track track;
    private final PacketTable packets;

    public PacketProbe(Asset asset, Track track, PacketTable packets, BooleanSupplier asked) {
        this.demuxer = Demuxer.open(asset.source(), asset.options(), asked);
        try {
            EditedMedia.attach(demuxer, asset);
            demuxer.select(Set.of(track.index()));
        } catch (RuntimeException | Error e) {
            demuxer.close();
            throw e;
        }
        this.track = track;
        this.packets = packets;
    }

    /** The bytes of the packet of this number; empty when it is not found where the index has it. */
    public Optional<byte[]> bytes(int number) {
        long wanted = packets.pts(number);
        if (!demuxer.seek(track.index(), packets.dts(number))) {
            return Optional.empty();
        }
        try (Packet packet = new Packet()) {
            for (int passed = 0; passed < MOST_PASSED && demuxer.read(packet); passed++) {
                long pts = packet.pts() == TimeBase.NONE ? packet.dts() : packet.pts();
                if (packet.streamIndex() == track.index() && pts == wanted) {
                    return Optional.of(packet.bytes());
                }
                packet.clear();
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        demuxer.close();
    }
}
