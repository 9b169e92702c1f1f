package dev.reelwright.export;

import dev.reelwright.time.MediaTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What an export did.
 *
 * @param destination where it went
 * @param bytes its size
 * @param duration when the last of its tracks ends
 * @param wallTime from leaving the queue to the file being in its place
 * @param plan what was planned
 * @param carriedOut the same plan, with what the encoders and the file say was really done in place of what was planned
 * @param ending why the output ends where it does
 * @param tracks what was written, in the order of the plan; dropped tracks are not among them
 */
public record ExportResult(
        Destination destination,
        long bytes,
        MediaTime duration,
        Duration wallTime,
        ExportPlan plan,
        ExportPlan carriedOut,
        Ending ending,
        List<WrittenTrack> tracks,
        List<Optimization> optimizations,
        List<String> warnings) {

    public ExportResult {
        tracks = List.copyOf(tracks);
        optimizations = List.copyOf(optimizations);
        warnings = List.copyOf(warnings);
    }

    /**
     * The finished file.
     *
     * @throws IllegalStateException where it went to no file
     */
    public Path output() {
        if (destination instanceof Destination.File file) {
            return file.path();
        }
        throw new IllegalStateException("the export went to " + destination.name());
    }

    /** Why an output ends where it does. */
    public enum Ending {
        /** All of the range is there. */
        COMPLETE,
        /** It would have grown larger than the limit. */
        LENGTH_LIMIT,
        /** {@link Export#finishEarly()} was called. */
        FINISHED_EARLY
    }

    /**
     * One track of the output.
     *
     * @param plan what was planned for it
     * @param outputTrack its number in the output, from 1
     * @param samples frames of video, packets of anything else
     * @param mediaBytes coded bytes
     * @param duration from the output's start to where it ends
     */
    public record WrittenTrack(TrackPlan plan, int outputTrack, long samples, long mediaBytes, MediaTime duration) {
        /** Coded bits a second. */
        public long bitRate() {
            double seconds = duration.toSeconds();
            return seconds > 0 ? Math.round(mediaBytes * 8 / seconds) : 0;
        }
    }

    /** Something that could make the export faster or the file better, and whether it was done. */
    public record Optimization(String name, Outcome outcome, String reason) {
        /** Whether it was done. */
        public enum Outcome {
            APPLIED,
            NOT_APPLIED
        }
    }
}
