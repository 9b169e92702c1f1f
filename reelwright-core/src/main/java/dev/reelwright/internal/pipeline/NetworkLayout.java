package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.ExportResult.Optimization;
import dev.reelwright.export.ExportResult.Optimization.Outcome;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.isobmff.IndexPlacer;
import dev.reelwright.internal.isobmff.IndexPlacer.Placement;
import dev.reelwright.internal.isobmff.MovieFinisher;
import dev.reelwright.internal.plan.ContainerRules;
import dev.reelwright.internal.plan.IndexSize;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataItem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.DoubleConsumer;

/**
 * The file's index before its media: space is left for it while the plan is all that is known, and it moves there when
 * the file is written, without a second pass over the media.
 */
final class NetworkLayout {
    private static final String NAME = "network-optimized";
    /** Those whose muxer moves its cues by itself. */
    private static final Set<FileType> CUES = EnumSet.of(FileType.MKV, FileType.WEBM);

    private final ExportPlan plan;
    private final long reserved;

    private NetworkLayout(ExportPlan plan, long reserved) {
        this.plan = plan;
        this.reserved = reserved;
    }

    /** Leaves the space, or that share of it, if the plan asks for it. Called when the muxer has its streams and before it starts. */
    static NetworkLayout prepare(Asset asset, ExportPlan plan, Muxer muxer, double share) {
        if (!reserves(plan)) {
            return new NetworkLayout(plan, 0);
        }
        boolean hasCovers = plan.metadata().asset().stream().anyMatch(NetworkLayout::isCover);
        long covers = hasCovers ? 0 : muxer.coverArtBytes();
        return new NetworkLayout(plan, muxer.reserve(IndexSize.of(asset, plan, share) + carried(asset, plan) + covers));
    }

    /** Bytes of descriptions that go along with tracks that are carried over. */
    static long carried(Asset asset, ExportPlan plan) {
        return MovieFinisher.carried(MovieChangesOf.all(asset, plan));
    }

    /** Covers among the metadata take the place of those that the muxer would write. */
    private static boolean isCover(MetadataItem item) {
        return item.identifier().keySpace().equals(KeySpace.ITUNES)
                && item.key().equals("covr");
    }

    /** Bytes left for the index, or more than it needs. */
    long reserved() {
        return reserved;
    }

    /** Whether space is left for an index ahead of the media. */
    static boolean reserves(ExportPlan plan) {
        return plan.networkOptimized() && ContainerRules.isMovie(plan.fileType());
    }

    /** What is said of a stream. */
    static Optimization ofStream() {
        return new Optimization(
                NAME,
                Outcome.NOT_APPLIED,
                "a stream gets everything in the order in which it is made, readable on the way");
    }

    /**
     * Moves the index of the written file to its place if the plan asks for it, and says what was done.
     *
     * @param progress is told the share that is done, from 0 to 1; may throw to stop the work
     */
    Optimization place(Path file, DoubleConsumer progress) {
        if (plan.networkOptimized() && CUES.contains(plan.fileType())) {
            return new Optimization(NAME, Outcome.APPLIED, "the cues were moved before the media in a second pass");
        }
        if (!reserves(plan)) {
            return new Optimization(
                    NAME,
                    Outcome.NOT_APPLIED,
                    plan.networkOptimized()
                            ? plan.fileType().commandName() + " has no index that could come first"
                            : "not asked for");
        }
        try {
            Placement placement = IndexPlacer.place(file, reserved, progress);
            return new Optimization(
                    NAME,
                    Outcome.APPLIED,
                    placement.shortBy() == 0
                            ? "the index's space was reserved ahead, no second pass"
                            : "the guess was short by " + placement.shortBy() + " bytes: the file was rewritten once");
        } catch (IOException e) {
            throw new MediaException(
                    ErrorCode.WRITE_FAILED, "the index cannot be placed before the media: " + e.getMessage(), e);
        }
    }
}
