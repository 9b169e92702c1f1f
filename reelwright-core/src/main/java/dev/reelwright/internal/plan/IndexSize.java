package dev.reelwright.internal.plan;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import dev.reelwright.time.TimeRange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * How large the index of a movie file will be, the {@code moov} box, before anything is written: rather too large than
 * too small, for a byte too many is a byte of padding, and a byte too few makes the whole file move once.
 */
public final class IndexSize {
    /** What is there whatever the tracks hold: headers of the movie and of its metadata, and the writer's own name. */
    private static final int MOVIE = 400;
    /** Headers of a track and of its tables, and its sample description without what the coding itself puts there. */
    private static final int TRACK = 720;
    /** Headers of a metadata item. */
    private static final int ITEM = 40;
    /** Files that stay smaller than this have 32-bit offsets for sure. */
    private static final long NARROW_FILE = 4_000_000_000L;
    /** The muxer ends a chunk before it grows larger, so that two chunks in a row hold more than this. */
    private static final double CHUNK_BYTES = 1 << 20;
    /** Samples of a chunk where their sizes are unknown and nothing else ends it. */
    private static final double CHUNK_SAMPLES = 25;
    /** Copies begin at a sync sample before the start, usually not further away than this. */
    private static final double RUN_UP_SECONDS = 3;

    /** Chunks out of turn that rounded times make, even where every chunk should be like the one before. */
    private static final double FEWEST_NEW_COUNTS = 0.1;

    private static final double MARGIN = 1.1;
    private static final int LEAST_MARGIN = 1024;
    /** An index of days of media; what asks for more is a header that lies. */
    private static final long LARGEST = 256L << 20;

    private IndexSize() {}

    /**
     * Bytes to reserve for the index, without what the codings put into the tracks' headers and without cover art: those
     * are known exactly as soon as the streams are.
     */
    public static long of(Asset asset, ExportPlan plan) {
        List<SampleRun> runs = new ArrayList<>();
        for (TrackPlan track : plan.tracks()) {
            Track source = asset.track(track.sourceTrack()).orElseThrow();
            if (track.isWritten() && !source.coverArt()) {
                runs.add(run(asset, source, plan, track));
            }
        }
        double bytes = MOVIE + metadata(plan.metadata().asset());
        int offset = mayBeLarge(plan, runs) ? Long.BYTES : Integer.BYTES;
        for (SampleRun run : runs) {
            bytes += TRACK + run.tables() + chunkTables(run, runs, offset);
        }
        return Math.min(LARGEST, Math.round(bytes * MARGIN) + LEAST_MARGIN);
    }

    private static SampleRun run(Asset asset, Track source, ExportPlan plan, TrackPlan track) {
        TimeRange range = SourceSpan.of(asset, track).intersection(plan.timeRange());
        double read = range.isEmpty() ? 0 : range.duration().toSeconds();
        double seconds = Math.max(read, read / plan.speed().toDouble());
        if (track instanceof TrackPlan.EncodeVideo video) {
            return SampleRun.encoded(source, video.settings(), seconds);
        }
        if (track instanceof TrackPlan.EncodeAudio audio) {
            return SampleRun.encoded(audio.settings(), seconds);
        }
        return SampleRun.copied(
                source, seconds + Math.min(RUN_UP_SECONDS, range.start().toSeconds()));
    }

    private static boolean mayBeLarge(ExportPlan plan, List<SampleRun> runs) {
        return plan.estimatedSize().high() > NARROW_FILE || runs.stream().anyMatch(run -> run.mediaBytes() == 0);
    }

    private static int length(MetadataValue value) {
        return value instanceof MetadataValue.Text t
                ? t.text().getBytes(StandardCharsets.UTF_8).length
                : value instanceof MetadataValue.Data d ? d.length() : Long.BYTES;
    }

    private static double metadata(List<MetadataItem> items) {
        double bytes = 0;
        for (MetadataItem item : items) {
            bytes += ITEM + item.key().getBytes(StandardCharsets.UTF_8).length + length(item.value());
        }
        return bytes;
    }

    /**
     * Bytes that say where the track's chunks are and how many samples each has. A chunk is what lies between samples of
     * other tracks, as long as it is not too large.
     */
    private static double chunkTables(SampleRun run, List<SampleRun> all, int offset) {
        double others = -run.count();
        SampleRun busiest = null;
        for (SampleRun other : all) {
            others += other.count();
            busiest = other != run && (busiest == null || other.count() > busiest.count()) ? other : busiest;
        }
        double cuts = run.mediaBytes() > 0 ? 2 * run.mediaBytes() / CHUNK_BYTES : run.count() / CHUNK_SAMPLES;
        double chunks = Math.min(run.count(), others + cuts + 1);
        double newCounts = 1;
        if (busiest != null && run.regular() && busiest.regular()) {
            newCounts = Math.min(1, newCounts(run.count() / busiest.count(), (others - busiest.count()) / chunks));
        }
        return chunks * (offset + 12 * newCounts);
    }

    /**
     * The share of chunks that hold more or fewer samples than the one before.
     *
     * @param perTurn samples of the track from one sample of its busiest neighbour to the next
     * @param disturbances samples of further tracks in a chunk's time, each of which may cut one
     */
    private static double newCounts(double perTurn, double disturbances) {
        return perTurn <= 1
                ? FEWEST_NEW_COUNTS
                : Math.max(FEWEST_NEW_COUNTS, SampleRun.changes(perTurn)) + 2 * disturbances;
    }
}
