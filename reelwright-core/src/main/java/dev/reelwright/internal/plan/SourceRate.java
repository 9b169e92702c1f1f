package dev.reelwright.internal.plan;

import dev.reelwright.internal.index.PacketTable;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.time.MediaTime;
import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How many coded bytes a second a video track of the source takes, along the asset's timeline. It tells where the pictures
 * are busy, for free.
 *
 * <p>Sync samples count as much as any other sample: where the source has them says little of where the output will.
 */
public final class SourceRate {
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

    /** The same everywhere, for sources whose packets nobody has looked at. */
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

    /** Bytes a second from one time to another; at least 1, for what is a divisor. */
    public double between(double from, double to) {
        if (times.length == 0 || to <= from) {
            return 1;
        }
        return Math.max(1, (bytesBefore(to) - bytesBefore(from)) / (to - from));
    }

    /** Bytes of the frames that appear before this time, the one on screen in proportion. */
    private double bytesBefore(double time) {
        int at = Arrays.binarySearch(times, time);
        int next = at >= 0 ? at : -at - 1;
        if (next == 0 || next >= times.length) {
            return before[next];
        }
        double length = times[next] - times[next - 1];
        double shown = length <= 0 ? 1 : Math.min(1, (time - times[next - 1]) / length);
        return before[next - 1] + (before[next] - before[next - 1]) * shown;
    }

    /**
     * The start of the source's sync sample that lies nearest to a time and no further from it than this; the time itself
     * where there is none. Reading begins there without decoding anything in vain.
     */
    public MediaTime syncNear(MediaTime time, MediaTime within) {
        if (index == null) {
            return time;
        }
        MediaTime best = time;
        MediaTime distance = within;
        int at = Math.max(0, index.lastStartingBy(time));
        for (int step : new int[] {-1, 1}) {
            OptionalInt sync = nextSync(at, step, time, within);
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

    private OptionalInt nextSync(int from, int step, MediaTime time, MediaTime within) {
        if (index == null) {
            return OptionalInt.empty();
        }
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
