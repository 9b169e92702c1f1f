package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.Track;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoSettings;
import dev.reelwright.internal.bitstream.BitstreamException;
import dev.reelwright.internal.bitstream.BitstreamFormat;
import dev.reelwright.internal.bitstream.EncoderMatch;
import dev.reelwright.internal.bitstream.RandomAccess;
import dev.reelwright.internal.bitstream.Splice;
import dev.reelwright.internal.copy.PacketProbe;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Encoder;
import dev.reelwright.internal.engine.EncoderSettings;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.OutputTrack;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.internal.plan.CutPiece;
import dev.reelwright.internal.plan.CutPlanner;
import dev.reelwright.internal.plan.CutRules;
import dev.reelwright.internal.plan.TrackTimes;
import dev.reelwright.video.HdrMetadata;
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
                    ? cut(source, times, index, output, pieces(index, times), null)
                    : joined(source, plan, times, index, output);
        } catch (BitstreamException e) {
            throw new CutException(String.valueOf(e.getMessage()));
        }
    }

    private static List<CutPiece> pieces(TrackIndex index, TrackTimes times) {
        return CutPlanner.divide(index, times.range(), times.grain(), packet -> true);
    }

    private CutVideo joined(
            Track source, TrackPlan.SmartCut plan, TrackTimes times, TrackIndex index, OutputTrack output) {
        try (PacketProbe probe = new PacketProbe(context.asset(), source, index.packets(), context.stop())) {
            byte[] first = probe.bytes(0).orElseThrow(() -> new CutException("the first packet cannot be read"));
            BitstreamFormat format = BitstreamFormat.of(plan.codec(), demuxer.parameters(source.index()))
                    .orElseThrow(() -> new CutException(plan.codec() + " cannot be joined with encoded frames here"))
                    .with(first);
            boolean[] open = {false};
            List<CutPiece> pieces = CutPlanner.divide(index, times.range(), times.grain(), packet -> probe.bytes(packet)
                    .map(bytes -> startsDecoding(format.randomAccess(bytes), open))
                    .orElse(false));
            if (pieces.stream().noneMatch(CutPiece.Encode.class::isInstance)) {
                return cut(source, times, index, output, pieces, null);
            }
            Map<String, String> options = format.match()
                    .options(plan.encoder())
                    .orElseThrow(() -> new CutException(plan.encoder() + " cannot make pictures like the source's"));
            EncoderSettings.Video encoder = encoder(plan.encoder(), options, format.match(), times, source);
            Splice splice = splice(format, encoder, open[0] ? Splice.Seams.OPEN : Splice.Seams.CLOSED);
            VideoSettings settings = CutRules.settings(source, plan.encoder(), options);
            VideoLine line = new VideoLine(source, settings, times, encoder, true);
            muxer.parameters(output.stream(), splice.extradata());
            return cut(source, times, index, output, pieces, new Joint(line, splice));
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
                    .orElseThrow(() -> new CutException("the encoder's parameters are unknown"))
                    .with(trial(encoder, settings));
            return Splice.of(format, encoded, seams);
        } catch (MediaException e) {
            throw new CutException(String.valueOf(e.getMessage()));
        }
    }

    /** The first packet of a picture without content: some encoders tell their parameters in packets alone. */
    private static byte[] trial(Encoder encoder, EncoderSettings.Video settings) {
        try (Frame frame = new Frame();
                Packet packet = new Packet()) {
            frame.allocatePicture(settings.size().width(), settings.size().height(), settings.pixelFormat());
            frame.pts(0);
            encoder.send(frame);
            encoder.send(null);
            if (!encoder.receive(packet)) {
                throw new CutException("the encoder makes no packet");
            }
            return packet.bytes();
        }
    }

    private CutVideo cut(
            Track source,
            TrackTimes times,
            TrackIndex index,
            OutputTrack output,
            List<CutPiece> pieces,
            @Nullable Joint joint) {
        if (pieces.isEmpty()) {
            throw new CutException("no frame is on screen in the range");
        }
        CutOutput into = new CutOutput(context, source, times, index, pieces, output, onProgress);
        return new CutVideo(into, pieces, joint);
    }

    private static EncoderSettings.Video encoder(
            String encoder, Map<String, String> options, EncoderMatch match, TrackTimes times, Track source) {
        Ratio rate = match.coding().frameRate().isKnown() ? match.coding().frameRate() : source.nominalFrameRate();
        boolean perFrame = encoder.startsWith("mpeg");
        return new EncoderSettings.Video(
                encoder,
                options,
                match.picture().size(),
                match.picture().pixelAspect(),
                match.picture().pixelFormat(),
                match.picture().color(),
                HdrMetadata.NONE,
                perFrame ? new TimeBase(rate.denominator(), rate.numerator()) : times.timeBase(),
                rate,
                CutRules.KEY_INTERVAL,
                null,
                0,
                EncoderSettings.Pass.SINGLE);
    }
}
