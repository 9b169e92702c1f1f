package dev.reelwright.internal.copy;

import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.time.MediaTime;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From the packets of cues, which last for a time of their own or until the next one, to where they are in the output: cut
 * to the range, so that what is shown at its start is shown from there on.
 */
final class CueRange {
    private final TrackTimes times;
    private final TimeBase clock;
    private final Copier.Admission admission;
    /** Cues from before the start that came already: readers that went back for them meet them again. */
    private final Set<Long> early = new HashSet<>();

    private MediaTime origin;
    private boolean complete;

    /** A cue's place on the asset's timeline, without an end where it lasts until the next one. */
    record Span(MediaTime start, @Nullable MediaTime end) {}

    /** A cue's place in the output, in the output track's ticks; a length of 0 where it lasts until the next one. */
    record Place(long start, long length) {}

    CueRange(TrackTimes times, TimeBase clock, Copier.Admission admission) {
        this.times = times;
        this.clock = clock;
        this.admission = admission;
        this.origin = times.range().start();
    }

    void beginAt(MediaTime start) {
        origin = start;
    }

    /** Where it is, cut to the range; empty for packets that have no part in it. */
    Optional<Span> cut(Packet packet) {
        long ticks = packet.pts() != TimeBase.NONE ? packet.pts() : packet.dts();
        if (ticks == TimeBase.NONE || packet.isHidden()) {
            return Optional.empty();
        }
        MediaTime start = times.onAsset(ticks);
        MediaTime end = packet.duration() > 0 ? times.onAsset(ticks + packet.duration()) : null;
        if (!start.isBefore(times.range().end())) {
            complete = true;
            return Optional.empty();
        }
        if (start.isBefore(origin)) {
            boolean over = end != null && !end.isAfter(origin);
            boolean again = !early.add(packet.position() >= 0 ? packet.position() : ticks);
            if (over || again) {
                return Optional.empty();
            }
            start = origin;
        }
        return Optional.of(new Span(
                start, end == null ? null : MediaTime.min(end, times.range().end())));
    }

    /** When it began in the source. */
    MediaTime start(Packet packet) {
        return times.onAsset(packet.pts() != TimeBase.NONE ? packet.pts() : packet.dts());
    }

    /** Whether it is one that was begun before the output. */
    boolean isAtStart(Span span) {
        return span.start().equals(origin);
    }

    /** Where the last cue ends that has no end of its own. */
    MediaTime end() {
        return MediaTime.max(origin, MediaTime.min(times.range().end(), times.trackEnd()));
    }

    /** Its place in the output; empty when it is too short to have one, or no longer wanted. */
    Optional<Place> place(Span span) {
        MediaTime from = output(span.start());
        MediaTime to = span.end() == null ? null : output(span.end());
        MediaTime wanted = admission.admit(from, to == null ? from.plus(MediaTime.of(1, 1000)) : to);
        if (!wanted.isAfter(from)) {
            complete |= to == null || to.isAfter(from);
            return Optional.empty();
        }
        long start = clock.ticks(from);
        long length = to == null ? 0 : clock.ticks(MediaTime.min(to, wanted)) - start;
        return to != null && length <= 0 ? Optional.empty() : Optional.of(new Place(start, length));
    }

    private MediaTime output(MediaTime onAsset) {
        return times.scaled(onAsset.minus(origin));
    }

    /** Whether nothing that comes later in the file is needed. */
    boolean isComplete() {
        return complete;
    }
}
