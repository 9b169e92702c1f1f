package dev.reelwright.internal.copy;

import dev.reelwright.internal.copy.CueRange.Span;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.internal.text.StyledText;
import dev.reelwright.internal.text.TextCoding;
import dev.reelwright.time.MediaTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a track's text in another coding. Where that one shows one cue at a time, cues that are on together become one of
 * several lines for as long as they are.
 */
public final class TextConverter implements Copier {
    private final CueRange range;
    private final TextCoding from;
    private final TextCoding to;
    private final OutputTrack output;
    /** What is on at {@link #reached} and not written beyond it. */
    private final List<Cue> on = new ArrayList<>();

    private @Nullable MediaTime reached;
    /** The last cue, where it lasts until the next one. */
    private @Nullable Cue open;

    private long lastStart = Long.MIN_VALUE;

    private record Cue(Span span, StyledText text) {}

    public TextConverter(
            TrackTimes times, TimeBase clock, OutputTrack output, TextCoding from, TextCoding to, Admission admission) {
        this.range = new CueRange(times, clock, admission);
        this.output = output;
        this.from = from;
        this.to = to;
    }

    @Override
    public void beginAt(MediaTime start) {
        range.beginAt(start);
    }

    @Override
    public void accept(Packet packet) {
        range.cut(packet).ifPresent(span -> {
            StyledText text = from.read(packet.bytes());
            endOpen(span.start());
            Cue cue = new Cue(span, text);
            if (span.end() == null) {
                open = cue;
            } else {
                add(cue);
            }
        });
    }

    private void endOpen(MediaTime end) {
        Cue cue = open;
        open = null;
        if (cue != null && end.isAfter(cue.span().start())) {
            add(new Cue(new Span(cue.span().start(), end), cue.text()));
        }
    }

    private void add(Cue cue) {
        if (cue.text().isEmpty()) {
            return;
        }
        if (to.isSequential()) {
            advance(cue.span().start());
            on.add(cue);
        } else {
            write(cue.span(), cue.text());
        }
    }

    /** Writes what is on until this time, which no later cue begins before. */
    private void advance(MediaTime until) {
        MediaTime at = reached == null ? until : reached;
        while (at.isBefore(until) && !on.isEmpty()) {
            MediaTime next = until;
            StyledText text = null;
            for (Cue cue : on) {
                next = MediaTime.min(next, end(cue));
                text = text == null ? cue.text() : text.above(cue.text());
            }
            if (text != null && next.isAfter(at)) {
                write(new Span(at, next), text);
            }
            at = MediaTime.max(at, next);
            MediaTime now = at;
            on.removeIf(cue -> !end(cue).isAfter(now));
        }
        reached = MediaTime.max(at, until);
    }

    private MediaTime end(Cue cue) {
        MediaTime end = cue.span().end();
        return end == null ? range.end() : end;
    }

    private void write(Span span, StyledText text) {
        range.place(span).ifPresent(place -> {
            try (Packet packet = Packet.of(to.write(text))) {
                lastStart = Math.max(lastStart, place.start());
                packet.pts(lastStart);
                packet.dts(lastStart);
                packet.duration(place.length());
                output.write(packet, true);
            }
        });
    }

    @Override
    public void finish() {
        endOpen(range.end());
        MediaTime last = on.stream().map(this::end).reduce(MediaTime.ZERO, MediaTime::max);
        if (!on.isEmpty()) {
            advance(last);
        }
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
        // it owns nothing native between two packets
    }
}
