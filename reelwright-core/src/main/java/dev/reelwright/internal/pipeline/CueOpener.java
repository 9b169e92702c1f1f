package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.MediaType;
import dev.reelwright.asset.Track;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.copy.Copier;
import dev.reelwright.internal.copy.CueCopier;
import dev.reelwright.internal.copy.TextConverter;
import dev.reelwright.internal.copy.TimecodeSamples;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.internal.text.TextCoding;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;

/** Opens what a plan needs for text and timed metadata: what is on at the range's start is on at the output's. */
final class CueOpener {
    private final RunContext context;
    private final Demuxer demuxer;
    private final Muxer muxer;

    CueOpener(RunContext context, Demuxer demuxer, Muxer muxer) {
        this.context = context;
        this.demuxer = demuxer;
        this.muxer = muxer;
    }

    Lane open(Track source, TrackPlan track, TrackTimes times, TimeBase clock) {
        int stream = addCueStream(source, track, clock);
        muxer.language(stream, source.language());
        OutputTrack output = new OutputTrack(muxer, stream, clock, context.gate());
        // cues are read ahead of what is encoded, so they must not tell where an early end is
        Copier.Admission admission =
                (from, until) -> MediaTime.min(until, context.ending().end());
        Copier copier = track instanceof TrackPlan.ConvertText text
                ? new TextConverter(
                        times, clock, output, coding(source.format().codec()), coding(text.codec()), admission)
                : new CueCopier(times, clock, output, admission, rewriting(source));
        return new Lane(source, track, track, output, new CopyWorker(copier, () -> {}, () -> Pace.FREE), null);
    }

    private int addCueStream(Track source, TrackPlan track, TimeBase clock) {
        if (track instanceof TrackPlan.ConvertText text) {
            return muxer.addTextStream(
                    text.codec(), coding(text.codec()).header(), clock, textArea(), demuxer, source.index());
        }
        return source.mediaType() == MediaType.DATA
                ? muxer.addDataStream(clock)
                : muxer.addStream(demuxer, source.index(), clock);
    }

    /** A sample of time code is the number of its first frame. */
    private CueCopier.Rewriting rewriting(Track source) {
        return source.format().codec().equals(TimecodeSamples.CODEC)
                ? MovieChangesOf.data(context.asset(), source)
                        .<CueCopier.Rewriting>map(form -> TimecodeSamples.of(form.firstEntry()))
                        .orElse(CueCopier.AS_IT_IS)
                : CueCopier.AS_IT_IS;
    }

    private static TextCoding coding(String codec) {
        return TextCoding.of(codec).orElseThrow(() -> new IllegalStateException("the plan converts text of " + codec));
    }

    /** Where text is shown: on the picture as it is seen. */
    private Size textArea() {
        for (TrackPlan track : context.plan().tracks()) {
            if (track instanceof TrackPlan.EncodeVideo video) {
                return video.settings().transform().apply(video.settings().size());
            }
        }
        return context.asset()
                .videoTrack()
                .map(video -> video.transform().apply(video.naturalSize()))
                .orElse(Size.ZERO);
    }
}
