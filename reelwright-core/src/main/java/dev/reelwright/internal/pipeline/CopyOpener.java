package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Track;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.copy.PacketCopier;
import dev.reelwright.internal.copy.RunUp;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.index.PacketIndexer;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.internal.plan.ContainerRules;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.time.MediaTime;
import java.util.function.Supplier;

/** Opens what a plan needs for pictures and sound that are carried over as they are. */
final class CopyOpener {
    private final RunContext context;
    private final Demuxer demuxer;
    private final Muxer muxer;
    private final Supplier<Pace> pace;

    /** @param pace what holds tracks back from running ahead of another one */
    CopyOpener(RunContext context, Demuxer demuxer, Muxer muxer, Supplier<Pace> pace) {
        this.context = context;
        this.demuxer = demuxer;
        this.muxer = muxer;
        this.pace = pace;
    }

    /** @param own what packets of the track are timed in, and when they are presented */
    Lane open(Track source, TrackPlan track, TrackTimes own) {
        // an edit list may begin between the source's ticks
        TrackTimes times = track instanceof TrackPlan.EditList ? own.by(Clock.of(own)) : own;
        int stream = muxer.addStream(demuxer, source.index(), times.timeBase());
        Containers.tag(muxer, stream, context.plan(), source.format().codec());
        muxer.language(stream, source.language());
        Containers.describe(muxer, stream, context.plan(), source);
        OutputTrack output = new OutputTrack(muxer, stream, times.timeBase(), context.gate());
        Ending.Feed feed = context.ending().open();
        PacketCopier copier = track instanceof TrackPlan.Preserve
                ? preserve(source, times, stream, output, feed)
                : new PacketCopier(times, own.timeBase(), output, source.isVideo(), feed::admit);
        if (times.range().start().isAfter(MediaTime.ZERO)) {
            if (track instanceof TrackPlan.EditList) {
                beginHidden(copier, source, times);
            } else if (track instanceof TrackPlan.Copy) {
                // pictures that begin at a sync sample move it once that is known
                copier.beginStartingAt(times.range().start());
            }
        }
        return new Lane(source, track, track, output, new CopyWorker(copier, feed::finish, pace), null);
    }

    /** Packets from before the range go along where decoding needs them; an edit list hides them. */
    private void beginHidden(PacketCopier copier, Track source, TrackTimes times) {
        MediaTime start = times.range().start();
        if (source.isVideo()) {
            TrackIndex index = PacketIndexer.index(context.asset(), source, context.stop());
            int frame = Math.min(Math.max(0, index.lastStartingBy(start)), index.frameCount() - 1);
            copier.beginWith(index.packets().pts(index.syncPacketFor(frame)), index.timeBase());
        } else {
            copier.beginEndingAfter(start.minus(RunUp.of(source.format().codec())));
        }
    }

    /**
     * Beside tracks that are encoded the output begins with the range, and a packet that is cut by its beginning or its end
     * is in there whole.
     */
    private PacketCopier preserve(Track source, TrackTimes times, int stream, OutputTrack output, Ending.Feed feed) {
        muxer.enabled(stream, false);
        MediaTime end = times.scaled(times.range().duration());
        PacketCopier copier = new PacketCopier(
                times,
                output,
                false,
                (from, until) -> feed.admit(from, MediaTime.min(until, MediaTime.max(end, from))));
        if (times.range().start().isAfter(MediaTime.ZERO)) {
            if (ContainerRules.isMovie(context.plan().fileType())) {
                beginHidden(copier, source, times);
            } else {
                copier.beginStartingAt(times.range().start());
            }
        }
        return copier;
    }
}
