package dev.reelwright.internal.pipeline;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.PacketTarget;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Brings the packets of parts that are encoded side by side into one stream, in order. The part whose turn it is is
 * written through, the others wait, bounded by bytes. Decode times are set as one encoder would have set them: the n-th
 * packet is decoded when the picture that is shown as (n − depth)-th is.
 */
final class SegmentJoiner implements AutoCloseable {
    private static final long MOST_BYTES_WAITING = 64L << 20;

    private final PacketTarget output;
    private final IntPredicate isWanted;
    private final Cancellation cancellation;
    private final List<Part> parts = new ArrayList<>();
    /** Times of the last pictures of earlier parts, as many as pictures are reordered at most. */
    private final Deque<Long> before = new ArrayDeque<>();

    /** How many pictures are decoded before one that is shown earlier, at most; negative until the first packet tells. */
    private int depth = -1;

    private int turn;
    private long lastDts = Long.MIN_VALUE;
    private boolean closed;
    /** Whether what still comes is thrown away without a word. */
    private boolean discards;

    /** One of the parts on its way. */
    private static final class Part {
        private final List<Long> shown = new ArrayList<>();
        private final Deque<Packet> packets = new ArrayDeque<>();
        private final Deque<Boolean> whole = new ArrayDeque<>();
        private long bytes;
        private int written;
        private boolean finished;
    }

    /** @param isWanted whether a part still belongs to the output */
    SegmentJoiner(PacketTarget output, int parts, IntPredicate isWanted, Cancellation cancellation) {
        this.output = output;
        this.isWanted = isWanted;
        this.cancellation = cancellation;
        for (int i = 0; i < parts; i++) {
            this.parts.add(new Part());
        }
        cancellation.onCancel(this::close);
    }

    /** Tells that a picture of this time goes into the part's encoder; in order of presentation. */
    synchronized void shown(int part, long pts) {
        parts.get(part).shown.add(pts);
    }

    /** Takes over a packet's content; waits when too much of a part waits for its turn. */
    synchronized void accept(int number, Packet packet, boolean whole) {
        Part part = parts.get(number);
        while (!closed && number != turn && part.bytes + packet.size() > MOST_BYTES_WAITING) {
            pause();
        }
        if (closed) {
            packet.clear();
            if (discards) {
                return;
            }
            throw cancellation.reason();
        }
        if (number == turn) {
            deliver(part, packet, whole);
        } else {
            part.packets.add(packet.take());
            part.whole.add(whole);
            part.bytes += part.packets.getLast().size();
        }
    }

    private void pause() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MediaException(ErrorCode.OPERATION_CANCELLED, "interrupted", e);
        }
    }

    /** Says that the part is complete; what the next one has is written. */
    synchronized void finish(int number) {
        parts.get(number).finished = true;
        while (turn < parts.size() && parts.get(turn).finished) {
            remember(parts.get(turn));
            parts.set(turn, new Part());
            turn++;
            if (turn < parts.size()) {
                writeWaiting(parts.get(turn));
            }
        }
        notifyAll();
    }

    private void remember(Part part) {
        for (Long time : part.shown) {
            before.addLast(time);
            if (before.size() > Math.max(0, depth)) {
                before.removeFirst();
            }
        }
    }

    private void writeWaiting(Part part) {
        while (!part.packets.isEmpty()) {
            try (Packet packet = part.packets.remove()) {
                part.bytes -= packet.size();
                deliver(part, packet, part.whole.remove());
            }
        }
    }

    private void deliver(Part part, Packet packet, boolean whole) {
        if (!isWanted.test(turn)) {
            packet.clear();
            return;
        }
        if (depth < 0) {
            depth = depth(part.shown, packet.pts() - packet.dts());
        }
        long dts = decodeTime(part, packet);
        if (dts <= lastDts || dts > packet.pts()) {
            throw new SeamException("decode times do not meet at a seam");
        }
        lastDts = dts;
        packet.dts(dts);
        part.written++;
        output.write(packet, whole);
    }

    /** Encoders put the first decode time as far back as the picture that many places later is shown after the first. */
    private static int depth(List<Long> shown, long distance) {
        int depth = shown.isEmpty() ? -1 : shown.indexOf(shown.get(0) + distance);
        if (depth < 0) {
            throw new SeamException("the encoder's decode times follow no rule that is known");
        }
        return depth;
    }

    private long decodeTime(Part part, Packet packet) {
        int n = part.written;
        boolean mended = packet.isKey() && packet.dts() == packet.pts() && n + 1 == part.shown.size();
        if (mended && turn == parts.size() - 1) {
            return packet.pts();
        }
        if (n >= depth) {
            return part.shown.get(n - depth);
        }
        if (turn > 0 && before.size() == depth) {
            return new ArrayList<>(before).get(n);
        }
        if (turn == 0 && part.shown.size() > depth) {
            return part.shown.get(n) - (part.shown.get(depth) - part.shown.get(0));
        }
        return packet.dts();
    }

    /** Takes no more, for the file is full; who still has something gets rid of it here. */
    synchronized void discard() {
        discards = true;
        close();
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (Part part : parts) {
            part.packets.forEach(Packet::close);
            part.packets.clear();
        }
        notifyAll();
    }
}
