package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.bitstream.BitstreamException;
import dev.reelwright.internal.bitstream.Splice;
import dev.reelwright.internal.copy.PacketProbe;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Encoder;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.index.PacketTable;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.internal.plan.CutPiece;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A smart cut of a video track: encodes the frames at its ends, carries the packets between them over, one piece after the
 * other on a thread of its own.
 */
final class CutVideo implements OwnReader {
    private final RunContext context;
    private final Track source;
    private final TrackTimes times;
    private final TrackIndex index;
    private final List<CutPiece> pieces;
    private final @Nullable Joint joint;
    private final OutputTrack output;
    private final Runnable onProgress;
    private final Ending.Feed feed;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread;
    private volatile boolean abandoned;
    private volatile Runnable onEnd = () -> {};
    /** Ticks of the source at which the output's timeline begins. */
    private final long zero;
    /** Ticks that a picture is decoded before it is shown. */
    private final long delay;

    private long lastDts = Long.MIN_VALUE;

    /** @param joint makes encoded frames join the packets; null where nothing is encoded */
    CutVideo(
            RunContext context,
            Track source,
            TrackTimes times,
            TrackIndex index,
            List<CutPiece> pieces,
            @Nullable Joint joint,
            OutputTrack output,
            Runnable onProgress) {
        this.context = context;
        this.source = source;
        this.times = times;
        this.index = index;
        this.pieces = pieces;
        this.joint = joint;
        this.output = output;
        this.onProgress = onProgress;
        this.feed = context.ending().open();
        this.zero = base().ticks(times.containerStart().plus(times.range().start()));
        this.delay = delay(index.packets(), pieces);
        this.thread = new Thread(this::run, "reelwright-cut-" + source.id());
        thread.setDaemon(true);
    }

    /** By how much the packets that are carried over are decoded before they are shown. */
    private static long delay(PacketTable packets, List<CutPiece> pieces) {
        for (CutPiece piece : pieces) {
            if (piece instanceof CutPiece.Copy copy) {
                return Math.max(0, packets.pts(copy.firstPacket()) - packets.dts(copy.firstPacket()));
            }
        }
        return 0;
    }

    /** Calls back when everything is through or has failed. Called before {@link #start}. */
    void onEnd(Runnable listener) {
        onEnd = listener;
    }

    @Override
    public void start() {
        thread.start();
    }

    private TimeBase base() {
        return times.timeBase();
    }

    private void run() {
        try (Demuxer demuxer =
                Demuxer.open(context.asset().source(), context.asset().options(), context.stop())) {
            demuxer.select(Set.of(source.index()));
            demuxer.time(source.index(), output.clocks().read());
            for (int i = 0; i < pieces.size() && isWanted(); i++) {
                if (pieces.get(i) instanceof CutPiece.Copy copy) {
                    copy(copy, demuxer);
                } else {
                    encode((CutPiece.Encode) pieces.get(i), demuxer, i == pieces.size() - 1);
                }
            }
            feed.finish();
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

    private boolean isWanted() {
        return !abandoned && !context.isOver() && !context.ending().isBeyond(output.end());
    }

    private void step() {
        context.step();
        if (abandoned) {
            throw new SeamException("abandoned");
        }
    }

    // ---- encoding

    private void encode(CutPiece.Encode piece, Demuxer demuxer, boolean isLast) throws InterruptedException {
        Joint joint = java.util.Objects.requireNonNull(this.joint);
        TimeRange range = range(piece, isLast);
        Splice.Part part = joint.splice().part(piece.frames(), following(piece));
        AtomicInteger number = new AtomicInteger();
        VideoLine line = joint.line();
        // encoders of fixed rates count frames, which must not fall between two of their ticks
        TimeBase ticks = line.encoder().timeBase();
        MediaTime offset = ticks.time(ticks.ticks(times.toOutput(range.start())));
        Encoder encoder = Encoder.open(line.encoder(), line.globalHeader());
        VideoEncoding encoding = new VideoEncoding(
                context,
                line,
                encoder,
                (packet, whole) -> {
                    int i = number.getAndIncrement();
                    writeEncoded(packet, piece.firstFrame() + i, part.fit(i, packet.bytes()));
                },
                output.clocks(),
                feed,
                FrameLengths.ofAny(),
                0);
        try (Decoder decoder = Decoder.open(demuxer, source.index(), Decoder.Threading.FRAMES);
                VideoDecoding decoding = new VideoDecoding(
                        times.within(range),
                        offset,
                        line.sourceFrameRate(),
                        MediaTime.ZERO,
                        false,
                        decoder,
                        encoding,
                        output.clocks().decode())) {
            SourceStart start = new SourceStart(context.asset(), demuxer, range.start(), List.of(source), true);
            start.replay(packet -> decode(decoding, packet));
            try (Packet packet = new Packet()) {
                while (!decoding.isComplete() && !context.isOver() && demuxer.read(packet)) {
                    decode(decoding, packet);
                    packet.clear();
                }
            }
            decoding.finish();
            encoding.finish();
            if (!encoding.isComplete() && !context.isOver() && encoding.frames() != piece.frames()) {
                throw new CutException(
                        "a seam has " + encoding.frames() + " frames, the index promises " + piece.frames());
            }
            warnings.addAll(decoding.warnings());
        } finally {
            encoding.abandon();
        }
    }

    /** The packet that is carried over behind a piece. */
    private byte @Nullable [] following(CutPiece.Encode piece) {
        for (CutPiece other : pieces) {
            if (other instanceof CutPiece.Copy copy && copy.firstFrame() == piece.lastFrame() + 1) {
                try (PacketProbe probe = new PacketProbe(context.asset(), source, index.packets(), context.stop())) {
                    return probe.bytes(copy.firstPacket())
                            .orElseThrow(() -> new CutException("a sync sample is not where the index has it"));
                }
            }
        }
        return null;
    }

    private TimeRange range(CutPiece.Encode piece, boolean isLast) {
        TimeRange all = times.range();
        MediaTime from = MediaTime.max(all.start(), index.start(piece.firstFrame()));
        MediaTime to =
                isLast ? MediaTime.min(all.end(), index.end(piece.lastFrame())) : index.start(piece.lastFrame() + 1);
        return TimeRange.between(from, to);
    }

    private void decode(VideoDecoding decoding, Packet packet) {
        step();
        if (packet.streamIndex() == source.index() && !decoding.isComplete()) {
            decoding.decode(packet);
        }
    }

    /** Frames keep their places; times of decoding run on over the seam, by the delay that the source's own packets have. */
    private void writeEncoded(Packet packet, int frame, byte[] bytes) {
        packet.bytes(bytes);
        long pts = Math.max(0, index.containerPts(frame) - zero);
        long end = base().ticks(times.containerStart()
                        .plus(MediaTime.min(index.end(frame), times.range().end())))
                - zero;
        write(packet, pts, pts - delay, Math.max(1, end - pts));
    }

    // ---- carrying over

    private void copy(CutPiece.Copy piece, Demuxer demuxer) throws InterruptedException {
        PacketTable packets = index.packets();
        MediaTime first = MediaTime.max(times.range().start(), index.start(piece.firstFrame()));
        long startPts = packets.pts(piece.firstPacket());
        Carrier carrier = new Carrier(piece, startPts);
        SourceStart start = new SourceStart(context.asset(), demuxer, first, List.of(source), false);
        start.replay(carrier::accept);
        try (Packet packet = new Packet()) {
            while (!carrier.isComplete() && isWanted() && demuxer.read(packet)) {
                carrier.accept(packet);
                packet.clear();
            }
        }
        if (!carrier.isComplete() && isWanted()) {
            throw new MediaException(
                    ErrorCode.FAILED_TO_LOAD_MEDIA_DATA,
                    "the media of " + context.asset().name() + " ends before its index says so");
        }
    }

    /** Counts through the packets of a piece, which come as the index has them. */
    private final class Carrier {
        private final CutPiece.Copy piece;
        private final long startPts;
        private int next;

        Carrier(CutPiece.Copy piece, long startPts) {
            this.piece = piece;
            this.startPts = startPts;
            this.next = piece.firstPacket();
        }

        boolean isComplete() {
            return next > piece.lastPacket();
        }

        void accept(Packet packet) {
            step();
            if (packet.streamIndex() != source.index() || isComplete()) {
                return;
            }
            long pts = packet.pts() == TimeBase.NONE ? packet.dts() : packet.pts();
            if (next == piece.firstPacket() && (pts != startPts || !packet.isKey())) {
                return;
            }
            if (pts != index.packets().pts(next)) {
                throw new CutException("packet " + next + " is not where the index has it");
            }
            if (!piece.leftOut().contains(next)) {
                carry(packet, pts);
            }
            next++;
        }

        private void carry(Packet packet, long pts) {
            try (Packet own = packet.take()) {
                if (joint != null) {
                    byte[] bytes = own.bytes();
                    byte[] copied = joint.splice().copied(bytes);
                    if (copied != bytes) {
                        own.bytes(copied);
                    }
                }
                long from = Math.max(0, pts - zero);
                long until = end(next, pts);
                MediaTime admitted = feed.admit(base().time(from), base().time(until));
                if (!admitted.isAfter(base().time(from))) {
                    next = piece.lastPacket() + 1;
                    return;
                }
                // the frame on screen at the range's start may have begun before it
                write(own, from, index.packets().dts(next) - zero, Math.max(1, until - from));
            }
        }

        private long end(int packet, long pts) {
            long until = pts + Math.max(1, index.packets().duration(packet)) - zero;
            return Math.max(1, until);
        }
    }

    private void write(Packet packet, long pts, long wantedDts, long duration) {
        long dts = Math.min(pts, Math.max(wantedDts, lastDts == Long.MIN_VALUE ? Long.MIN_VALUE : lastDts + 1));
        if (lastDts != Long.MIN_VALUE && dts <= lastDts) {
            throw new CutException("times of decoding do not grow over the seam");
        }
        lastDts = dts;
        packet.pts(pts);
        packet.dts(dts);
        packet.duration(duration);
        output.write(packet, false);
        onProgress.run();
    }

    // ----

    /**
     * Looks whether the finished file has what was planned.
     *
     * @throws CutException when it has not
     */
    void verify(Path file) {
        if (!context.ending().isRequested() && !context.isOver()) {
            new SeamCheck(context.asset(), source, index, pieces, times.range(), context.stop())
                    .check(file, output.stream());
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
            throw m.onTrack(source.id());
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
        return output.end();
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
        abandoned = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
