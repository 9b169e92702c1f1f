package dev.reelwright.internal.pipeline;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.events.StageClock;
import dev.reelwright.time.MediaTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Feeds a decoder and hands on what it gives.
 *
 * <p>Packets that cannot be decoded are forgiven at the beginning and at the end: streams that were cut out of longer ones
 * begin with what needs more, and some files end with what is no media. In between they fail the work.
 */
final class DecodeLoop implements AutoCloseable {
    /** What no more is lost of at a track's end is a damaged end; more is damaged media. */
    private static final MediaTime MOST_LOST_AT_END = MediaTime.of(1, 2);

    /** Ends the work on a decoder that refuses for ever. */
    private static final int MOST_REFUSED = 100_000;

    private final Decoder decoder;
    private final Consumer<Frame> sink;
    private final StageClock clock;
    private final Frame frame = new Frame();
    private long frames;
    private long damaged;
    private long refused;
    private boolean finishing;
    /** The first refusal after frames had come; it counts when more frames come. */
    private @Nullable MediaException refusal;

    /** @param sink takes the frame's content with {@link Frame#takeFrom} if it wants to keep it */
    DecodeLoop(Decoder decoder, Consumer<Frame> sink, StageClock clock) {
        this.decoder = decoder;
        this.sink = sink;
        this.clock = clock;
    }

    /** Decodes a packet, or what is left inside when it is null. */
    void decode(@Nullable Packet packet) {
        boolean taken = false;
        while (!taken) {
            taken = send(packet);
            drain();
        }
    }

    private boolean send(@Nullable Packet packet) {
        long started = clock.start();
        try {
            return decoder.send(packet);
        } catch (MediaException e) {
            forgive(e);
            return true;
        } finally {
            clock.stop(started, 0);
        }
    }

    /** With threads of its own a decoder reports a packet's failure late, where frames are taken. */
    private boolean receive() {
        long started = clock.start();
        while (true) {
            try {
                boolean more = decoder.receive(frame);
                clock.stop(started, more ? 1 : 0);
                return more;
            } catch (MediaException e) {
                forgive(e);
            }
        }
    }

    private void forgive(MediaException e) {
        if (e.code() != ErrorCode.DECODE_FAILED || ++refused > MOST_REFUSED) {
            throw e;
        }
        if (frames > 0 && refusal == null) {
            refusal = e;
        }
    }

    private void drain() {
        while (receive()) {
            if (refusal != null && !finishing) {
                throw refusal;
            }
            frames++;
            if (frame.isDamaged()) {
                damaged++;
            }
            sink.accept(frame);
            frame.clear();
        }
    }

    void finish() {
        // frames that were still inside came before the refusal
        finishing = true;
        decode(null);
        if (frames == 0 && refused > 0) {
            throw new MediaException(
                    ErrorCode.DECODE_FAILED, "none of the track's " + refused + " packets can be decoded");
        }
    }

    /** After {@link #finish}: fails if packets at the end were refused and the media thereby ends too early. */
    void requireMedia(MediaTime reached, MediaTime wanted) {
        if (refusal != null && reached.plus(MOST_LOST_AT_END).isBefore(wanted)) {
            throw refusal;
        }
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (damaged > 0) {
            warnings.add(damaged + " frames are damaged in the source");
        }
        if (refused > 0) {
            warnings.add(refused + " packets at the track's beginning or end could not be decoded");
        }
        return warnings;
    }

    @Override
    public void close() {
        frame.close();
        decoder.close();
    }
}
