package dev.reelwright.internal.plan;

import dev.reelwright.internal.index.PacketTable;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.time.MediaTime;
import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How many frames a video track of the source has along the asset's timeline, and how many coded bytes they take. It tells
 * where the pictures are busy, for free.
 *
 * <p>Sync samples count as much as any other sample: where the source has them says little of where the output will.
 */
public final class SourceRate {
    private static final double USUAL_FRAME_RATE = 30;
    private static final SourceRate UNKNOWN = new SourceRate(new double[0], new double[] {0}, null);

    private final double[] times;
    /** Bytes of all frames before each one; one entry more than there are frames. */
    private final double[] before;

    private final @Nullable TrackIndex index;

    private SourceRate(double[] times, double[] before, @Nullable TrackIndex index) {
        this.times = times;
        this.before = before;
        this.index = index;
    }

    /** Of the same frames everywhere, for sources whose packets nobody has looked at. */
    public static SourceRate unknown() {
        return UNKNOWN;
    }

    public static SourceRate of(TrackIndex index) {
        PacketTable packets = index.packets();
        int frames = index.frameCount();
        double usual = usualSize(index);
        double[] times = new double[frames];
        double[] before = new double[frames + 1];
        for (int i = 0; i < frames; i++) {
            times[i] = index.start(i).toSeconds();
            double size = usual > 0 && index.isSync(i) ? usual : packets.size(index.packetOf(i));
            before[i + 1] = before[i] + size;
        }
        return new SourceRate(times, before, index);
    }

    /** What a frame takes that is no sync sample; 0 where all are. */
    private static double usualSize(TrackIndex index) {
        double bytes = 0;
        int count = 0;
        for (int i = 0; i < index.frameCount(); i++) {
            if (!index.isSync(i)) {
                bytes += index.packets().size(index.packetOf(i));
                count++;
            }
        }
        return count == 0 ? 0 : bytes / count;
    }

    /** Frames that appear from one time to another, those on screen at either in proportion. */
    public double frames(double from, double to) {
        return times.length == 0 ? USUAL_FRAME_RATE * (to - from) : framesBefore(to) - framesBefore(from);
    }

    /** Bytes of these frames; 1 at least, for what is a divisor. */
    public double bytes(double from, double to) {
        return times.length == 0 ? frames(from, to) : Math.max(1, bytesBefore(to) - bytesBefore(from));
    }

    private double framesBefore(double time) {
        int next = next(time);
        return next == 0 || next >= times.length ? next : next - 1 + shown(next, time);
    }

    private double bytesBefore(double time) {
        int next = next(time);
        return next == 0 || next >= times.length
                ? before[next]
                : before[next - 1] + (before[next] - before[next - 1]) * shown(next, time);
    }

    /** The first frame that appears at this time or later. */
    private int next(double time) {
        int at = Arrays.binarySearch(times, time);
        return at >= 0 ? at : -at - 1;
    }

    /** How much of the frame before this one is over at a time. */
    private double shown(int next, double time) {
        double length = times[next] - times[next - 1];
        return length <= 0 ? 1 : Math.min(1, (time - times[next - 1]) / length);
    }

    /**
     * When a frame appears near this time: the source's sync sample that is nearest and no further away than this, else the
     * frame on screen. Reading that begins at a sync sample decodes nothing in vain.
     */
    public MediaTime frameNear(MediaTime time, MediaTime within) {
        if (index == null || index.frameCount() == 0) {
            return time;
        }
        int at = Math.max(0, index.lastStartingBy(time));
        MediaTime best = index.start(at);
        MediaTime distance = within;
        for (int step : new int[] {-1, 1}) {
            OptionalInt sync = nextSync(index, at, step, time, within);
            if (sync.isPresent()) {
                MediaTime start = index.start(sync.getAsInt());
                MediaTime away = start.minus(time).abs();
                if (!away.isAfter(distance)) {
                    best = start;
                    distance = away;
                }
            }
        }
        return best;
    }

    private static OptionalInt nextSync(TrackIndex index, int from, int step, MediaTime time, MediaTime within) {
        for (int i = from; i >= 0 && i < index.frameCount(); i += step) {
            if (index.start(i).minus(time).abs().isAfter(within) && i != from) {
                return OptionalInt.empty();
            }
            if (index.isSync(i)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
