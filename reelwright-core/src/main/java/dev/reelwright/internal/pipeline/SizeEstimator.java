package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Chapter;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.Track;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.SizeEstimate;
import dev.reelwright.export.SizeRange;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.isobmff.MovieFinisher;
import dev.reelwright.internal.plan.ContainerRules;
import dev.reelwright.internal.plan.Guess;
import dev.reelwright.internal.plan.IndexSize;
import dev.reelwright.time.MediaTime;
import java.time.Duration;
import java.util.List;

/** Finds out how large an export will be: copies by counting, encodes by trying some of them. */
public final class SizeEstimator {
    /** Two exports of the same differ by where the writers of tracks take turns, and so by the index that tells where. */
    private static final double INDEX_ERROR = 0.08;

    private static final double COUNTING_ERROR = 0.002;

    /** What is fitted into a size fills most of it. */
    private static final double FITTED_SHARE = 0.985;

    private static final double LEAST_FITTED_SHARE = 0.90;
    /** How wrong the reckoning of what an index leaves free of its reserved space may be. */
    private static final double RESERVE_ERROR = 0.5;

    private static final double RESERVED_MARGIN = 0.2;
    private static final int RESERVED_BYTES = 4096;

    private final ExportSession session;
    private final FileType fileType;
    private final Cancellation cancellation;

    public SizeEstimator(ExportSession session, FileType fileType, Cancellation cancellation) {
        this.session = session;
        this.fileType = fileType;
        this.cancellation = cancellation;
    }

    public SizeEstimate estimate() {
        long start = System.nanoTime();
        cancellation.check();
        ExportPlan plan = session.plan(fileType);
        SizeRange size = size(plan);
        Duration cost = Duration.ofNanos(System.nanoTime() - start);
        return new SizeEstimate(size, plan.duration(), maximumDuration(plan, size), cost);
    }

    private SizeRange size(ExportPlan plan) {
        long fit = plan.fitLength();
        if (fit > 0) {
            return new SizeRange(Math.round(fit * FITTED_SHARE), Math.round(fit * LEAST_FITTED_SHARE), fit);
        }
        Asset asset = session.asset();
        List<TrackPlan> encodes =
                plan.tracks().stream().filter(TrackPlan::isEncoded).toList();
        List<TrackPlan> copies = plan.tracks().stream()
                .filter(t -> isCounted(t, encodes.isEmpty()))
                .toList();
        long reserved =
                NetworkLayout.reserves(plan) ? IndexSize.of(asset, plan) + NetworkLayout.carried(asset, plan) : 0;
        long metadata = ContainerRules.isMovie(plan.fileType())
                ? MovieFinisher.size(plan.metadata().asset())
                : 0;
        Guess size = Guess.exactly(0);
        if (!copies.isEmpty()) {
            List<Chapter> chapters = encodes.isEmpty() ? plan.chapters() : List.of();
            TrialRun.Outcome copied =
                    TrialRun.run(asset, TrialRun.part(plan, plan.timeRange(), copies, chapters), cancellation);
            size = new Guess(copied.bytes(), copied.bytes() * COUNTING_ERROR + copied.overhead() * INDEX_ERROR);
            if (encodes.isEmpty() && reserved > copied.overhead()) {
                double unused = reserved - copied.overhead();
                size = size.plus(new Guess(unused, unused * RESERVE_ERROR));
            }
        }
        if (!encodes.isEmpty()) {
            size = size.plus(Guess.exactly(coverBytes(plan)));
            size = size.plus(
                    new EncodeSampler(asset, plan, encodes, EncodeSampler.Budget.USUAL, cancellation).sample());
            // what is reserved beyond the index is the margin that it is reckoned with
            double unused = reserved == 0 ? 0 : (reserved - metadata) * RESERVED_MARGIN + RESERVED_BYTES;
            size = size.plus(new Guess(unused, unused * RESERVE_ERROR));
        }
        if (!copies.isEmpty() && !encodes.isEmpty()) {
            // either trial counted it
            size = size.plus(Guess.exactly(-metadata));
        }
        return size.range();
    }

    private long coverBytes(ExportPlan plan) {
        Asset asset = session.asset();
        List<Track> covers = plan.tracks().stream()
                .filter(TrackPlan::isCarriedOver)
                .map(t -> asset.track(t.sourceTrack()).orElseThrow())
                .filter(Track::coverArt)
                .toList();
        if (covers.isEmpty()) {
            return 0;
        }
        long bytes = 0;
        try (Demuxer demuxer = Demuxer.open(asset.source(), asset.options(), cancellation::isRequested)) {
            for (Track cover : covers) {
                try (Packet packet = demuxer.attachedPicture(cover.index())) {
                    bytes += packet.size();
                }
            }
        }
        return bytes;
    }

    /** Text is too small for all of the source to be read for it, where that is not read anyway. */
    private boolean isCounted(TrackPlan plan, boolean allIsRead) {
        Track track = session.asset().track(plan.sourceTrack()).orElseThrow();
        boolean media = track.isVideo() || track.isAudio();
        return !(plan instanceof TrackPlan.Drop) && !plan.isEncoded() && (allIsRead || media);
    }

    private static MediaTime maximumDuration(ExportPlan plan, SizeRange size) {
        if (plan.fileLengthLimit() == 0) {
            return MediaTime.POSITIVE_INFINITY;
        }
        if (size.expected() <= plan.fileLengthLimit()) {
            return plan.duration();
        }
        double seconds = plan.duration().toSeconds() * plan.fileLengthLimit() / size.expected();
        return MediaTime.min(plan.duration(), MediaTime.ofSeconds(seconds, 1000));
    }
}
