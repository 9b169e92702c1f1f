package dev.reelwright.internal.pipeline;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.index.PacketTable;
import dev.reelwright.internal.plan.CutPiece;
import dev.reelwright.time.MediaTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries the packets of one piece of a smart cut over; counts through them, for they come as the index has them. */
final class CutCarrier {
    private final CutPiece.Copy piece;
    private final @Nullable Joint joint;
    private final CutOutput output;
    private final PacketTable packets;
    private int next;

    /** @param joint what encoded frames are joined by; null where nothing is encoded */
    CutCarrier(CutPiece.Copy piece, @Nullable Joint joint, CutOutput output) {
        this.piece = piece;
        this.joint = joint;
        this.output = output;
        this.packets = output.index().packets();
        this.next = piece.firstPacket();
    }

    void run(Demuxer demuxer) throws InterruptedException {
        MediaTime first =
                MediaTime.max(output.times().range().start(), output.index().start(piece.firstFrame()));
        SourceStart start = new SourceStart(output.context().asset(), demuxer, first, List.of(output.source()), false);
        start.replay(this::accept);
        try (Packet packet = new Packet()) {
            while (!isComplete() && output.isWanted() && demuxer.read(packet)) {
                accept(packet);
                packet.clear();
            }
        }
        if (!isComplete() && output.isWanted()) {
            throw new MediaException(
                    ErrorCode.FAILED_TO_LOAD_MEDIA_DATA,
                    "the media of " + output.context().asset().name() + " ends before its index says so");
        }
    }

    private boolean isComplete() {
        return next > piece.lastPacket();
    }

    private void accept(Packet packet) {
        output.step();
        if (packet.streamIndex() != output.source().index() || isComplete()) {
            return;
        }
        long pts = packet.pts() == TimeBase.NONE ? packet.dts() : packet.pts();
        boolean expected = pts == packets.pts(next);
        if (next == piece.firstPacket() && !(expected && packet.isKey())) {
            return;
        }
        if (!expected) {
            throw new CutException("packet " + next + " is not where the index has it");
        }
        if (!piece.leftOut().contains(next) && !carry(packet)) {
            next = piece.lastPacket();
        }
        next++;
    }

    private boolean carry(Packet packet) {
        try (Packet own = packet.take()) {
            if (joint != null && joint.splice().changesCopied()) {
                byte[] bytes = own.bytes();
                byte[] copied = joint.splice().copied(bytes);
                if (copied != bytes) {
                    own.bytes(copied);
                }
            }
            return output.writeCarried(own, next);
        }
    }
}
