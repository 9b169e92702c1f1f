package dev.reelwright.internal.plan;

import dev.reelwright.internal.index.TrackIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/**
 * Divides the frames of many requests into runs that decoders take on side by side. Reads nothing.
 *
 * <p>Requests are numbered in the order in which they are answered. They are taken a window at a time, which bounds how many
 * pictures wait for their turn; in a window the requests that decoding can serve from one sync sample make up a run, and runs
 * that are answered early come first.
 */
public final class ImageBatch {
    /** Packets between two wanted frames, below which it is no use to start a decoder elsewhere. */
    private static final int NEAR = 24;

    private ImageBatch() {}

    /**
     * Requests for one decoder.
     *
     * @param window number of the window that they belong to
     * @param requests their numbers, by frame; requests for the same frame follow each other
     * @param goesOn whether the next window has requests from the same sync sample on as the last of these
     */
    public record Run(int window, List<Integer> requests, boolean goesOn) {
        public Run {
            requests = List.copyOf(requests);
        }
    }

    /**
     * Divides all requests.
     *
     * @param frames the frame of each request, -1 where there is none
     * @param windowSize requests of a window
     * @param decoders how many there are
     */
    public static List<Run> divide(TrackIndex index, int[] frames, int windowSize, int decoders) {
        List<TreeMap<Integer, List<Integer>>> windows = new ArrayList<>();
        for (int from = 0; from < frames.length; from += windowSize) {
            int to = Math.min(frames.length, from + windowSize);
            TreeMap<Integer, List<Integer>> bySync = new TreeMap<>();
            for (int request = from; request < to; request++) {
                int sync = frames[request] < 0 ? -1 : index.syncPacketFor(frames[request]);
                bySync.computeIfAbsent(sync, s -> new ArrayList<>()).add(request);
            }
            windows.add(bySync);
        }
        List<Run> runs = new ArrayList<>();
        for (int window = 0; window < windows.size(); window++) {
            int size = Math.min(frames.length - window * windowSize, windowSize);
            int most = Math.max(1, size / (2 * decoders));
            List<List<Integer>> groups = joined(index, frames, windows.get(window), most);
            groups.sort((one, other) -> Collections.min(one) - Collections.min(other));
            for (List<Integer> group : groups) {
                int last = frames[group.get(group.size() - 1)];
                boolean goesOn = last >= 0
                        && window + 1 < windows.size()
                        && windows.get(window + 1).containsKey(index.syncPacketFor(last));
                runs.add(new Run(window, group, goesOn));
            }
        }
        return runs;
    }

    /** Neighbouring groups become one as long as the way from one to the next is short and the run is no larger than its share. */
    private static List<List<Integer>> joined(
            TrackIndex index, int[] frames, TreeMap<Integer, List<Integer>> bySync, int most) {
        List<List<Integer>> groups = new ArrayList<>();
        List<Integer> current = new ArrayList<>();
        int lastPacket = -1;
        for (var entry : bySync.entrySet()) {
            List<Integer> group = entry.getValue();
            group.sort((one, other) -> Integer.compare(frames[one], frames[other]));
            boolean joins = entry.getKey() >= 0
                    && lastPacket >= 0
                    && entry.getKey() - lastPacket <= NEAR
                    && current.size() + group.size() <= most;
            if (!joins) {
                current = new ArrayList<>();
                groups.add(current);
            }
            current.addAll(group);
            int last = frames[group.get(group.size() - 1)];
            lastPacket = last < 0 ? -1 : index.packetOf(last);
        }
        return groups;
    }
}
