package dev.reelwright.internal.plan;

import dev.reelwright.asset.FileType;
import java.util.Collection;
import java.util.List;

/** What a file takes beside the media: headers, which stay the same, and an index, which grows with every sample. */
public final class IndexBytes {
    /** Headers of other containers, about. */
    private static final long USUAL_HEADER = 1000;

    private IndexBytes() {}

    /**
     * How much of a part's overhead grows with its length.
     *
     * @param overhead all bytes of the part's file that are no media
     * @param tracks its tracks, of which there is one at least
     */
    public static long growing(FileType type, long overhead, Collection<PacketLog> tracks) {
        if (!ContainerRules.isMovie(type)) {
            return Math.max(0, overhead - USUAL_HEADER);
        }
        long bytes = tracks.stream().mapToLong(IndexBytes::sampleTables).sum();
        return Math.min(overhead, bytes + chunkTables(List.copyOf(tracks)));
    }

    /** The tables that name samples: stsz, stss, and runs of equal times in stts and ctts (ISO/IEC 14496-12 §8.6, §8.7.3). */
    private static long sampleTables(PacketLog log) {
        int keys = 0;
        int durations = 0;
        int offsets = 0;
        boolean sameSize = true;
        boolean reordered = false;
        for (int i = 0; i < log.count(); i++) {
            keys += log.isKey(i) ? 1 : 0;
            sameSize &= log.size(i) == log.size(0);
            reordered |= log.pts(i) != log.dts(i);
            if (i == 0 || log.pts(i) - log.dts(i) != log.pts(i - 1) - log.dts(i - 1)) {
                offsets++;
            }
            if (i > 1 && log.dts(i) - log.dts(i - 1) != log.dts(i - 1) - log.dts(i - 2)) {
                durations++;
            }
        }
        return (sameSize ? 0 : 4L * log.count())
                + (keys == log.count() ? 0 : 4L * keys)
                + 8L * durations
                + (reordered ? 8L * offsets : 0);
    }

    /** The tables that place chunks, stco and stsc: a chunk is what lies together of one track. */
    private static long chunkTables(List<PacketLog> tracks) {
        int[] next = new int[tracks.size()];
        int last = -1;
        long chunks = 0;
        while (true) {
            int first = -1;
            for (int t = 0; t < next.length; t++) {
                if (next[t] < tracks.get(t).count()
                        && (first < 0 || time(tracks, next, t) < time(tracks, next, first))) {
                    first = t;
                }
            }
            if (first < 0) {
                break;
            }
            next[first]++;
            chunks += first == last ? 0 : 1;
            last = first;
        }
        // an address each, and every other time a new number of samples
        return tracks.size() == 1 ? 0 : chunks * 10;
    }

    private static double time(List<PacketLog> tracks, int[] next, int track) {
        PacketLog log = tracks.get(track);
        return log.base().time(log.dts(next[track])).toSeconds();
    }
}
