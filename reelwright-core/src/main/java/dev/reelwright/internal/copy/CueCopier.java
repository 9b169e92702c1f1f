package dev.reelwright.internal.copy;

import dev.reelwright.internal.copy.CueRange.Place;
import dev.reelwright.internal.copy.CueRange.Span;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.events.StageClock;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.time.MediaTime;
import org.jspecify.annotations.Nullable;

/** Carries text and timed metadata over as they are: samples that come now and then, cut to the range at both ends. */
public final class CueCopier implements Copier {
    private final CueRange range;
    private final OutputTrack output;
    private final Rewriting rewriting;
    /** What is on at the start and has no end of its own: the last such packet before it. */
    private @Nullable Packet standing;

    private @Nullable Span standingSpan;
    private long lastStart = Long.MIN_VALUE;

    /** Changes a sample whose beginning is cut off. */
    public interface Rewriting {
        /** @param cut how much of it */
        byte[] without(byte[] sample, MediaTime cut);
    }

    /** Samples that say the same for as long as they last. */
    public static final Rewriting AS_IT_IS = (sample, cut) -> sample;

    public CueCopier(TrackTimes times, TimeBase clock, OutputTrack output, Admission admission, Rewriting rewriting) {
        this.rewriting = rewriting;
        this.range = new CueRange(times, clock, admission);
        this.output = output;
    }

    @Override
    public void beginAt(MediaTime start) {
        range.beginAt(start);
    }

    @Override
    public void accept(Packet packet) {
        StageClock writing = output.clocks().write();
        long written = writing.busyNanos();
        long started = output.clocks().copy().start();
        range.cut(packet).ifPresent(span -> carry(span, packet));
        // writing has a clock of its own
        output.clocks().copy().stop(started + writing.busyNanos() - written, 1);
    }

    private void carry(Span span, Packet packet) {
        if (span.end() == null && range.isAtStart(span)) {
            close();
            standing = packet.share();
            standingSpan = span;
            return;
        }
        writeStanding();
        write(span, packet);
    }

    private void writeStanding() {
        if (standing != null && standingSpan != null) {
            write(standingSpan, standing);
        }
        close();
    }

    private void write(Span span, Packet packet) {
        MediaTime cut = span.start().minus(range.start(packet));
        range.place(span).ifPresent(place -> write(place, packet, cut));
    }

    private void write(Place place, Packet packet, MediaTime cut) {
        try (Packet copy =
                cut.isAfter(MediaTime.ZERO) ? Packet.of(rewriting.without(packet.bytes(), cut)) : packet.share()) {
            // decode times must not shrink; a reader may meet cues out of turn
            lastStart = Math.max(lastStart, place.start());
            copy.pts(lastStart);
            copy.dts(lastStart);
            copy.duration(place.length());
            output.write(copy, true);
        }
    }

    @Override
    public void finish() {
        writeStanding();
    }

    @Override
    public boolean isComplete() {
        return range.isComplete();
    }

    @Override
    public MediaTime progress() {
        return output.end();
    }

    @Override
    public void close() {
        if (standing != null) {
            standing.close();
            standing = null;
            standingSpan = null;
        }
    }
}
