package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.bitstream.BitstreamException;
import dev.reelwright.internal.copy.PacketProbe;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Uninterrupted;
import dev.reelwright.internal.index.EditedMedia;
import dev.reelwright.internal.plan.CutPiece;
import dev.reelwright.time.MediaTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A smart cut of a video track: encodes the frames at its ends, carries the packets between them over, one piece after the
 * other on a thread of its own.
 */
final class CutVideo implements OwnReader {
    private final CutOutput output;
    private final List<CutPiece> pieces;
    private final @Nullable Joint joint;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread;
    private volatile Runnable onEnd = () -> {};

    /** @param joint makes encoded frames join the packets; null where nothing is encoded */
    CutVideo(CutOutput output, List<CutPiece> pieces, @Nullable Joint joint) {
        this.output = output;
        this.pieces = pieces;
        this.joint = joint;
        this.thread = new Thread(this::run, "reelwright-cut-" + output.source().id());
        thread.setDaemon(true);
    }

    /** Calls back when everything is through or has failed. Called before {@link #start}. */
    void onEnd(Runnable listener) {
        onEnd = listener;
    }

    @Override
    public void start() {
        thread.start();
    }

    private void run() {
        Asset asset = output.context().asset();
        try (Demuxer demuxer =
                Demuxer.open(asset.source(), asset.options(), output.context().stop())) {
            EditedMedia.attach(demuxer, asset);
            demuxer.select(Set.of(output.source().index()));
            demuxer.time(output.source().index(), output.track().clocks().read());
            for (int i = 0; i < pieces.size() && output.isWanted(); i++) {
                boolean last = i == pieces.size() - 1;
                if (pieces.get(i) instanceof CutPiece.Encode piece) {
                    CutEncoder encoder = new CutEncoder(
                            piece, Objects.requireNonNull(joint), last ? null : first(pieces.get(i + 1)), output);
                    warnings.addAll(encoder.run(demuxer, last));
                } else {
                    new CutCarrier((CutPiece.Copy) pieces.get(i), joint, output).run(demuxer);
                }
            }
            output.feed().finish();
        } catch (BitstreamException e) {
            failure.compareAndSet(null, new CutException(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            failure.compareAndSet(null, new MediaException(ErrorCode.OPERATION_CANCELLED, "interrupted", e));
        } catch (Error e) {
            failure.compareAndSet(null, new MediaException(ErrorCode.UNKNOWN, "the cut failed: " + e, e));
        } finally {
            onEnd.run();
        }
    }

    /** The packet that a piece begins with, if it is carried over. */
    private byte @Nullable [] first(CutPiece piece) {
        if (!(piece instanceof CutPiece.Copy copy)) {
            return null;
        }
        RunContext context = output.context();
        try (PacketProbe probe =
                new PacketProbe(context.asset(), output.source(), output.index().packets(), context.stop())) {
            return probe.bytes(copy.firstPacket())
                    .orElseThrow(() -> new CutException("a sync sample is not where the index has it"));
        }
    }

    /**
     * Looks whether the finished file has what was planned.
     *
     * @throws CutException when it has not
     */
    void verify(Path file) {
        if (!output.context().ending().isRequested() && !output.context().isOver()) {
            new SeamCheck(
                            output.context().asset(),
                            output.source(),
                            output.index(),
                            pieces,
                            output.times().range(),
                            output.context().stop())
                    .check(file, output.track().stream());
        }
    }

    /** What was saved, for people. */
    String account() {
        int encoded = pieces.stream()
                .filter(CutPiece.Encode.class::isInstance)
                .mapToInt(CutPiece::frames)
                .sum();
        int all = pieces.stream().mapToInt(CutPiece::frames).sum();
        return encoded + " of " + all
                + " frames were encoded, the others carried over; the seams were decoded and compared";
    }

    @Override
    public void finish() throws InterruptedException {
        thread.join();
        check();
    }

    @Override
    public void check() {
        RuntimeException e = failure.get();
        if (e instanceof MediaException m) {
            throw m.onTrack(output.source().id());
        }
        if (e != null) {
            throw e;
        }
    }

    @Override
    public boolean hadEnough() {
        return true;
    }

    @Override
    public MediaTime progress() {
        return output.track().end();
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public int parts() {
        return 1;
    }

    @Override
    public void abandon() {
        output.abandon();
        Uninterrupted.join(thread);
    }
}
