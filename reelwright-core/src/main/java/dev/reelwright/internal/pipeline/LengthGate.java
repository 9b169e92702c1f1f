package dev.reelwright.internal.pipeline;

import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.plan.FileLength;
import dev.reelwright.time.MediaTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets packets into the file only as long as the finished file cannot become larger than a limit. Packets are let in step
 * by step: a step of the leading track ends where nothing that is shown earlier is missing, and all other tracks must have
 * what belongs to it. The first step that does not fit ends the output, all tracks at the end of the step before.
 */
final class LengthGate implements OutputTrack.Gate {
    /** Tracks that lag behind more than this are not waited for: what they have goes into later steps. */
    private static final long MOST_BYTES_WAITING = 32L << 20;

    private long limit;
    private final FileLength length;
    private final Runnable moved;
    private final List<Waiting> tracks = new ArrayList<>();
    private final Map<OutputTrack, Waiting> byOutput = new HashMap<>();
    private MediaTime reached = MediaTime.ZERO;
    private long bytesWaiting;
    private volatile boolean cut;

    /** What one track has ready. */
    private static final class Waiting {
        private final OutputTrack output;
        private final boolean sparse;
        private final Deque<Packet> packets = new ArrayDeque<>();
        /** Ends of steps: how many packets from the first one belong to it, and when it ends. */
        private final Deque<Step> steps = new ArrayDeque<>();

        private int arrived;
        private int taken;
        private MediaTime suppliedUntil = MediaTime.ZERO;
        private boolean ended;

        Waiting(OutputTrack output, boolean sparse) {
            this.output = output;
            this.sparse = sparse;
        }

        MediaTime decode(Packet packet) {
            return output.timeBase().time(packet.dts());
        }

        MediaTime start(Packet packet) {
            return output.timeBase().time(packet.pts() != TimeBase.NONE ? packet.pts() : packet.dts());
        }

        MediaTime end(Packet packet) {
            return start(packet).plus(output.timeBase().time(packet.duration()));
        }
    }

    private record Step(int packets, MediaTime end) {}

    /**
     * @param length reckons how large the file is with what was let in
     * @param moved called whenever packets may go into the file; may throw to end the work
     */
    LengthGate(long limit, FileLength length, Runnable moved) {
        this.limit = limit;
        this.moved = moved;
        this.length = length;
    }

    /**
     * Tells of a track; the first one leads.
     *
     * @param sparse whether nothing may come of it for a long time, so that nobody waits for it
     */
    synchronized void add(OutputTrack output, boolean sparse) {
        Waiting waiting = new Waiting(output, sparse);
        tracks.add(waiting);
        byOutput.put(output, waiting);
    }

    /** Counts bytes that the file has beside what is let in. */
    synchronized void reserve(long bytes) {
        limit -= bytes;
    }

    /** Whether the output was ended because of the limit. */
    boolean isCut() {
        return cut;
    }

    /** Whether not even the first step did fit. */
    synchronized boolean isEmpty() {
        return cut && !reached.isAfter(MediaTime.ZERO);
    }

    @Override
    public synchronized void accept(OutputTrack track, Packet packet, boolean whole) {
        if (cut) {
            packet.clear();
            return;
        }
        Waiting waiting = waiting(track);
        Packet kept = packet.take();
        waiting.packets.add(kept);
        bytesWaiting += kept.size();
        waiting.arrived++;
        waiting.suppliedUntil = MediaTime.max(waiting.suppliedUntil, waiting.end(kept));
        if (whole) {
            waiting.steps.add(new Step(waiting.arrived, waiting.suppliedUntil));
        }
        advance();
    }

    /** Says that no more comes of a track. */
    synchronized void end(OutputTrack track) {
        Waiting waiting = waiting(track);
        waiting.ended = true;
        Step last = waiting.steps.peekLast();
        if (!waiting.packets.isEmpty() && (last == null || last.packets() < waiting.arrived)) {
            waiting.steps.add(new Step(waiting.arrived, waiting.suppliedUntil));
        }
        advance();
    }

    private Waiting waiting(OutputTrack track) {
        Waiting waiting = byOutput.get(track);
        if (waiting == null) {
            throw new IllegalStateException("a track that was not told of");
        }
        return waiting;
    }

    private void advance() {
        while (!cut) {
            moved.run();
            Waiting leader = leader();
            if (leader == null
                    || leader.steps.isEmpty()
                    || !othersHave(leader, leader.steps.element().end())) {
                return;
            }
            Step step = leader.steps.remove();
            List<Entry> entries = entries(leader, step);
            if (!fits(entries)) {
                cutAt(reached);
                return;
            }
            letIn(entries);
            reached = MediaTime.max(reached, step.end());
        }
    }

    /** The first track that is not through yet: what others have beyond its end counts in steps of their own. */
    private @Nullable Waiting leader() {
        for (Waiting track : tracks) {
            if (!track.ended || !track.packets.isEmpty()) {
                return track;
            }
        }
        return null;
    }

    private boolean othersHave(Waiting leader, MediaTime time) {
        for (Waiting track : tracks) {
            boolean lags = track != leader && !track.ended && track.suppliedUntil.isBefore(time);
            if (lags && !track.sparse && bytesWaiting <= MOST_BYTES_WAITING) {
                return false;
            }
        }
        return true;
    }

    /** A packet on its way into the file. */
    private record Entry(Waiting track, Packet packet, MediaTime decoded, boolean stays) {}

    /** The step's packets, and of other tracks those that begin before its end; one that ends later stays for now. */
    private List<Entry> entries(Waiting leader, Step step) {
        List<Entry> entries = new ArrayList<>();
        int count = step.packets() - leader.taken;
        for (Packet packet : leader.packets) {
            if (count-- <= 0) {
                break;
            }
            entries.add(new Entry(leader, packet, leader.decode(packet), false));
        }
        for (Waiting track : tracks) {
            if (track != leader) {
                addUntil(step.end(), track, entries);
            }
        }
        entries.sort(Comparator.comparing(Entry::decoded));
        return entries;
    }

    /** In decode order, which must not be broken; what reaches beyond the end stays, for it may have to be cut there. */
    private static void addUntil(MediaTime end, Waiting track, List<Entry> entries) {
        for (Packet packet : track.packets) {
            if (!track.decode(packet).isBefore(end)) {
                return;
            }
            boolean stays = packet.pts() == packet.dts() && track.end(packet).isAfter(end);
            entries.add(new Entry(track, packet, track.decode(packet), stays));
            if (stays) {
                return;
            }
        }
    }

    private boolean fits(List<Entry> entries) {
        FileLength trial = length.copy();
        entries.forEach(e -> count(trial, e.track(), e.packet()));
        return trial.bytes() <= limit;
    }

    private void letIn(List<Entry> entries) {
        for (Entry entry : entries) {
            if (!entry.stays()) {
                count(length, entry.track(), entry.packet());
                // packets leave in the order in which they came
                Packet first = entry.track().packets.remove();
                bytesWaiting -= first.size();
                entry.track().taken++;
                try (Packet packet = entry.packet()) {
                    entry.track().output.deliver(packet);
                }
            }
        }
    }

    private void count(FileLength sum, Waiting track, Packet packet) {
        sum.add(tracks.indexOf(track), packet.size(), packet.duration(), packet.pts() - packet.dts(), packet.isKey());
    }

    /** Ends all tracks here: a packet that reaches beyond is kept up to here, the rest is thrown away. */
    private void cutAt(MediaTime time) {
        List<Runnable> last = new ArrayList<>();
        for (Waiting track : tracks) {
            Packet packet = track.packets.peek();
            boolean begun = packet != null
                    && time.isAfter(MediaTime.ZERO)
                    && track != tracks.get(0)
                    && packet.pts() == packet.dts()
                    && track.start(packet).isBefore(time);
            if (begun) {
                packet.duration(Math.max(
                        1, Math.min(packet.duration(), track.output.timeBase().ticks(time) - packet.pts())));
                last.add(() -> track.output.deliver(packet));
            }
        }
        try {
            last.forEach(Runnable::run);
        } finally {
            close();
        }
    }

    /** Frees what was not let in. */
    synchronized void close() {
        cut = true;
        for (Waiting track : tracks) {
            track.packets.forEach(Packet::close);
            track.packets.clear();
        }
    }
}
