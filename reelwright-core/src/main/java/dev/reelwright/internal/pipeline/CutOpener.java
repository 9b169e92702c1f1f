package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.Track;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoSettings;
import dev.reelwright.internal.bitstream.BitstreamException;
import dev.reelwright.internal.bitstream.BitstreamFormat;
import dev.reelwright.internal.bitstream.RandomAccess;
import dev.reelwright.internal.bitstream.Splice;
import dev.reelwright.internal.copy.Joint;
import dev.reelwright.internal.copy.PacketProbe;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Encoder;
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
import org.jspecify.annotations.Nullable;

/** Finds out how a smart cut is to be made, and opens what it needs. */
final class CutOpener {
    private final RunContext context;
    private final Demuxer demuxer;
    private final Muxer muxer;
    private final Runnable onProgress;

    CutOpener(RunContext context, Demuxer demuxer, Muxer muxer, Runnable onProgress) {
        this.context = context;
        this.demuxer = demuxer;
        this.muxer = muxer;
        this.onProgress = onProgress;
    }

    /** @throws CutException when there is no way to cut this source so */
    CutVideo open(Track source, TrackPlan.SmartCut plan, TrackTimes times, TrackIndex index, OutputTrack output) {
        try {
            return plan.encoder().isEmpty()
                    ? cut(source, times, index, output, pieces(index, times), null, Map.of())
                    : joined(source, plan, times, index, output);
        } catch (BitstreamException e) {
            throw new CutException(String.valueOf(e.getMessage()));
        }
    }

    private static List<CutPiece> pieces(TrackIndex index, TrackTimes times) {
        return CutPlanner.divide(index, times.range(), packet -> true);
    }

    private CutVideo joined(
            Track source, TrackPlan.SmartCut plan, TrackTimes times, TrackIndex index, OutputTrack output) {
        try (PacketProbe probe = new PacketProbe(context.asset(), source, index.packets(), context.stop())) {
            byte[] first = probe.bytes(0).orElseThrow(() -> new CutException("the first packet cannot be read"));
            BitstreamFormat format = BitstreamFormat.of(plan.codec(), demuxer.parameters(source.index()))
                    .orElseThrow(() -> new CutException(plan.codec() + " cannot be joined with encoded frames here"))
                    .with(first);
            boolean[] open = {false};
            TimeRange range = times.range();
            List<CutPiece> pieces = CutPlanner.divide(
                    index, range, packet -> probe.bytes(packet)
                            .map(bytes -> startsDecoding(format.randomAccess(bytes), open))
                            .orElse(false));
            if (pieces.stream().noneMatch(CutPiece.Encode.class::isInstance)) {
                return cut(source, times, index, output, pieces, null, Map.of());
            }
            Map<String, String> options = format.match()
                    .options(plan.encoder())
                    .orElseThrow(() -> new CutException(plan.encoder() + " cannot make pictures like the source's"));
            EncoderSettings.Video encoder = encoder(CutRules.settings(source, plan.encoder(), options), times);
            Splice splice = splice(format, encoder, open[0] ? Splice.Seams.OPEN : Splice.Seams.CLOSED);
            muxer.parameters(output.stream(), splice.extradata());
            return cut(source, times, index, output, pieces, new Joint(encoder, splice), options);
        }
    }

    private static boolean startsDecoding(RandomAccess access, boolean[] open) {
        boolean isOpen = access.kind() == RandomAccess.Kind.OPEN;
        open[0] |= isOpen;
        return isOpen || access.kind() == RandomAccess.Kind.CLOSED;
    }

    private static Splice splice(BitstreamFormat format, EncoderSettings.Video settings, Splice.Seams seams) {
        try (Encoder encoder = Encoder.open(settings, true)) {
            BitstreamFormat encoded = BitstreamFormat.of(format.codec(), encoder.parameters())
                    .orElseThrow(() -> new CutException("the encoder's parameters are unknown"));
            return Splice.of(format, encoded, seams);
        }
    }

    private CutVideo cut(
            Track source,
            TrackTimes times,
            TrackIndex index,
            OutputTrack output,
            List<CutPiece> pieces,
            @Nullable Joint joint,
            Map<String, String> options) {
        if (pieces.isEmpty()) {
            throw new CutException("no frame is on screen in the range");
        }
        String name = joint == null ? "" : joint.encoder().encoder();
        VideoSettings settings = CutRules.settings(source, name, options);
        EncoderSettings.Video encoder = joint == null ? encoder(settings, times) : joint.encoder();
        VideoLine line = new VideoLine(source, settings, times, encoder, true);
        return new CutVideo(context, line, index, pieces, joint, output, onProgress);
    }

    private static EncoderSettings.Video encoder(VideoSettings settings, TrackTimes times) {
        return new EncoderSettings.Video(
                settings.encoder(),
                settings.options(),
                settings.size(),
                settings.pixelFormat(),
                settings.color(),
                settings.hdr(),
                times.timeBase(),
                new Ratio((int) Math.round(settings.frameRate() * 1000), 1000),
                settings.keyInterval(),
                null,
                0,
                EncoderSettings.Pass.SINGLE);
    }
}
