package dev.reelwright.internal.pipeline;

import dev.reelwright.internal.bitstream.Splice;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Encoder;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.plan.CutPiece;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodes the frames of one piece of a smart cut, so that they join what is carried over. */
final class CutEncoder {
    private final CutPiece.Encode piece;
    private final VideoLine line;
    private final Splice.Part part;
    private final CutOutput output;
    private int written;

    /** @param following the packet that is carried over next; null where none is */
    CutEncoder(CutPiece.Encode piece, Joint joint, byte @Nullable [] following, CutOutput output) {
        this.piece = piece;
        this.line = joint.line();
        this.part = joint.splice().part(piece.frames(), following);
        this.output = output;
    }

    /**
     * Encodes and writes.
     *
     * @param isLast whether the range ends with this piece
     * @return what users should know of the decoded frames
     */
    List<String> run(Demuxer demuxer, boolean isLast) throws InterruptedException {
        TrackTimes times = output.times();
        TimeRange range = range(isLast);
        // encoders of fixed rates count frames, which must not fall between two of their ticks
        TimeBase ticks = line.encoder().timeBase();
        MediaTime offset = ticks.time(ticks.ticks(times.toOutput(range.start())));
        VideoEncoding encoding = new VideoEncoding(
                output.context(),
                line,
                Encoder.open(line.encoder(), line.globalHeader()),
                (packet, whole) -> write(packet),
                output.track().clocks(),
                output.feed(),
                FrameLengths.ofAny(),
                0);
        try (Decoder decoder = Decoder.open(demuxer, output.source().index(), Decoder.Threading.FRAMES);
                VideoDecoding decoding = new VideoDecoding(
                        times.within(range),
                        offset,
                        line.sourceFrameRate(),
                        MediaTime.ZERO,
                        false,
                        decoder,
                        encoding,
                        output.track().clocks().decode())) {
            read(demuxer, range.start(), decoding);
            decoding.finish();
            encoding.finish();
            boolean ended = encoding.isComplete() || output.context().isOver();
            if (!ended && encoding.frames() != piece.frames()) {
                throw new CutException(
                        "a seam has " + encoding.frames() + " frames, the index promises " + piece.frames());
            }
            return decoding.warnings();
        } finally {
            encoding.abandon();
        }
    }

    private TimeRange range(boolean isLast) {
        TimeRange all = output.times().range();
        MediaTime from = MediaTime.max(all.start(), output.index().start(piece.firstFrame()));
        MediaTime to = isLast
                ? MediaTime.min(all.end(), output.index().end(piece.lastFrame()))
                : output.index().start(piece.lastFrame() + 1);
        return TimeRange.between(from, to);
    }

    private void read(Demuxer demuxer, MediaTime from, VideoDecoding decoding) throws InterruptedException {
        SourceStart start = new SourceStart(output.context().asset(), demuxer, from, List.of(output.source()), true);
        start.replay(packet -> decode(decoding, packet));
        try (Packet packet = new Packet()) {
            while (!decoding.isComplete() && !output.context().isOver() && demuxer.read(packet)) {
                decode(decoding, packet);
                packet.clear();
            }
        }
    }

    private void decode(VideoDecoding decoding, Packet packet) {
        output.step();
        if (packet.streamIndex() == output.source().index() && !decoding.isComplete()) {
            decoding.decode(packet);
        }
    }

    private void write(Packet packet) {
        packet.bytes(part.fit(written, packet.bytes()));
        output.writeEncoded(packet, piece.firstFrame() + written);
        written++;
    }
}
