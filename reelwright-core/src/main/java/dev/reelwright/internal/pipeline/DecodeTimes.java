package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.index.PacketTable;
import dev.reelwright.internal.index.TrackIndex;
import dev.reelwright.time.MediaTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Times of decoding for containers that have none of their own or tell them coarsely: pictures are decoded at the times that
 * pictures are shown at, earlier by as much as any of the clips needs.
 */
final class DecodeTimes {
    private record Clip(long[] shown, TimeBase base) {}

    private final List<Clip> clips = new ArrayList<>();
    private MediaTime delay = MediaTime.ZERO;

    private DecodeTimes() {}

    /** Of one track of several files. */
    static DecodeTimes of(List<Asset> parts, int number, BooleanSupplier asked) {
        DecodeTimes times = new DecodeTimes();
        for (Asset part : parts) {
            Track track = part.tracks().get(number);
            times.add(FrameWindow.of(part, track, asked).index());
        }
        return times;
    }

    private void add(TrackIndex index) {
        PacketTable packets = index.packets();
        long[] shown = new long[packets.count()];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = packets.pts(i);
        }
        Arrays.sort(shown);
        for (int i = 0; i < shown.length; i++) {
            delay = MediaTime.max(delay, index.timeBase().time(shown[i] - packets.pts(i)));
        }
        clips.add(new Clip(shown, index.timeBase()));
    }

    /** When a packet of a clip is decoded, on the clip's own timeline. */
    MediaTime time(int clip, int packet) {
        Clip of = clips.get(clip);
        int last = of.shown().length - 1;
        return of.base().time(of.shown()[Math.min(packet, last)]).minus(delay);
    }
}
