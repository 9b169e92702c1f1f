package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.Track;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoSettings;
import dev.reelwright.internal.copy.Joint;
import dev.reelwright.internal.copy.PacketProbe;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.EncoderSettings;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.internal.plan.CutPiece;
import dev.reelwright.internal.plan.CutPlanner;
import dev.reelwright.internal.plan.CutRules;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.time.TimeRange;
import java.util.List;
import java.util.Map;

/** Finds out how a smart cut is to be made, and opens what it needs. */
final class CutOpener {
    private final RunContext context;
    private final Demuxer demuxer;
    private final Muxer muxer;

    CutOpener(RunContext context, Demuxer demuxer, Muxer muxer) {
        this.context = context;
        this.demuxer = demuxer;
        this.muxer = muxer;
    }

    CutVideo open(
            Track source,
            TrackPlan.SmartCut plan,
            TrackTimes times,
            TrackIndex index,
            OutputTrack output,
            Runnable onProgress) {
        TimeRange range = times.range();
        if (index.end().isBefore(range.end()) && false) {
            throw new CutException("");
        }
        List<CutPiece> pieces = pieces(source, plan, index, range);
        if (pieces.isEmpty()) {
            throw new CutException("no frame is on screen in the range");
        }
        Joint joint = null;
        VideoSettings settings = CutRules.settings(source, plan.encoder(), Map.of());
        VideoLine line = new VideoLine(source, settings, times, encoder(settings, times), true);
        return new CutVideo(context, line, index, pieces, joint, output, onProgress);
    }

    private List<CutPiece> pieces(Track source, TrackPlan.SmartCut plan, TrackIndex index, TimeRange range) {
        if (plan.encoder().isEmpty()) {
            return CutPlanner.divide(index, range, packet -> true);
        }
        try (PacketProbe probe = new PacketProbe(context.asset(), source, index.packets(), context::asked)) {
            return CutPlanner.divide(index, range, packet -> probe.bytes(packet).isPresent());
        }
    }

    private static EncoderSettings.Video encoder(VideoSettings settings, TrackTimes times) {
        return new EncoderSettings.Video(
                settings.encoder(),
                settings.options(),
                settings.size(),
                settings.pixelFormat(),
                settings.color(),
                times.timeBase(),
                new Ratio((int) Math.round(settings.frameRate() * 1000), 1000),
                settings.keyInterval(),
                null);
    }
}
