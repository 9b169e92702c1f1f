package dev.reelwright.internal.plan;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.export.Execution;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoSettings;
import dev.reelwright.internal.engine.TwoPass;
import dev.reelwright.time.MediaTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How often the source is read, and how many parts of it are worked on side by side. */
final class ExecutionRules {
    /** Encoders in software whose pictures refer to others; those that code each by itself use all cores anyway. */
    private static final Set<String> DIVISIBLE = Set.of("libx264", "libx265", "libvpx-vp9", "libaom-av1");
    /** Containers whose index tells sync samples cheaply and reliably. */
    private static final Set<String> INDEXED = Set.of("mov", "matroska");

    private static final MediaTime SHORTEST = MediaTime.seconds(10);
    private static final double SHORTEST_PART = 4;
    /** Bytes that all lanes together may need. */
    private static final double MEMORY = 1.0e9;
    /** Pictures that a decoder and an encoder with its lookahead hold, each with what was derived from it. */
    private static final double PICTURES_A_LANE = 90;

    private ExecutionRules() {}

    static Execution choose(ExportSession session, MediaTime duration, List<TrackPlan> tracks, Machine machine) {
        Optional<VideoSettings> video = tracks.stream()
                .filter(TrackPlan.EncodeVideo.class::isInstance)
                .map(t -> ((TrackPlan.EncodeVideo) t).settings())
                .findFirst();
        boolean wantsTwo = session.allowsMultiplePasses() || session.fitLength() > 0;
        if (wantsTwo && video.isPresent() && TwoPass.isSupportedBy(video.get().encoder())) {
            return new Execution(2, 1, "the second pass uses what the first one learns");
        }
        if (video.isEmpty()) {
            return new Execution(
                    1,
                    1,
                    encodesAtCuts(tracks) ? "of the video only frames at the cuts are encoded" : "no video is encoded");
        }
        if (session.fitLength() > 0) {
            return new Execution(1, 1, "one rate holds for all of it");
        }
        Optional<String> obstacle = whyNotParallel(session, duration, video.get(), machine);
        if (obstacle.isPresent()) {
            return new Execution(1, 1, obstacle.get());
        }
        int lanes = lanes(session.asset(), duration, video.get(), machine);
        if (lanes < 2) {
            return new Execution(1, 1, "pictures of this size need too much memory to be encoded side by side");
        }
        return new Execution(1, lanes, "parts of the video are encoded side by side on " + lanes + " cores");
    }

    private static boolean encodesAtCuts(List<TrackPlan> tracks) {
        return tracks.stream()
                .anyMatch(t ->
                        t instanceof TrackPlan.SmartCut cut && !cut.encoder().isEmpty());
    }

    private static Optional<String> whyNotParallel(
            ExportSession session, MediaTime duration, VideoSettings video, Machine machine) {
        if (!session.allowsParallelizedExport()) {
            return Optional.of("not allowed");
        }
        if (machine.processors() < 2) {
            return Optional.of("the machine has one core");
        }
        if (!DIVISIBLE.contains(video.encoder())) {
            return Optional.of("the encoder " + video.encoder() + " spreads its work by itself");
        }
        if (!INDEXED.contains(session.asset().formatName())) {
            return Optional.of("sync samples of " + session.asset().formatName() + " files are not known beforehand");
        }
        if (duration.isBefore(SHORTEST)) {
            return Optional.of("it is too short to be divided");
        }
        if (video.maxFrameRate() > 0) {
            return Optional.of("which frames are left out depends on those before");
        }
        return Optional.empty();
    }

    private static int lanes(Asset asset, MediaTime duration, VideoSettings video, Machine machine) {
        Track source = asset.videoTrack().orElseThrow();
        double pixels = Math.max(
                (double) video.size().width() * video.size().height(),
                0.3 * source.naturalSize().width() * source.naturalSize().height());
        double bytes = pixels * 1.5 * (video.pixelFormat().contains("10") ? 2 : 1);
        int byMemory = (int) (MEMORY / (bytes * PICTURES_A_LANE));
        int byLength = (int) (duration.toSeconds() / SHORTEST_PART);
        return Math.min(machine.processors(), Math.min(byMemory, byLength));
    }
}
