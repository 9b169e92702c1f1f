package dev.reelwright.internal.events;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The clocks of one track's stages. */
public final class StageClocks {
    private static final List<StageClock> ALL_OFF =
            List.of(StageClock.OFF, StageClock.OFF, StageClock.OFF, StageClock.OFF, StageClock.OFF, StageClock.OFF);

    private final List<StageClock> clocks;
    private boolean told;

    /** The stages that a track goes through, in their order. */
    private enum Stage {
        READ,
        DECODE,
        RENDER,
        ENCODE,
        WRITE,
        COPY
    }

    private StageClocks(List<StageClock> clocks) {
        this.clocks = clocks;
    }

    /** Clocks for a track of a run that begins now; they stand still unless somebody records it. */
    public static StageClocks forTrack() {
        if (!Recorder.isOn() || !new StageEvent().isEnabled()) {
            return new StageClocks(ALL_OFF);
        }
        return new StageClocks(
                Arrays.stream(Stage.values()).map(s -> new StageClock(true)).toList());
    }

    /** Packets from the file. */
    public StageClock read() {
        return of(Stage.READ);
    }

    /** Packets to frames. */
    public StageClock decode() {
        return of(Stage.DECODE);
    }

    /** Frames to other frames: picture filters, conversion of samples. */
    public StageClock render() {
        return of(Stage.RENDER);
    }

    /** Frames to packets. */
    public StageClock encode() {
        return of(Stage.ENCODE);
    }

    /** Packets to the file. */
    public StageClock write() {
        return of(Stage.WRITE);
    }

    /** Packets carried over without decoding. */
    public StageClock copy() {
        return of(Stage.COPY);
    }

    private StageClock of(Stage stage) {
        return clocks.get(stage.ordinal());
    }

    /** Tells the recorder what was added up, once; called when no other thread works on the track any more. */
    public void tell(int trackId) {
        if (told || clocks == ALL_OFF) {
            return;
        }
        told = true;
        for (Stage stage : Stage.values()) {
            StageClock clock = of(stage);
            if (clock.items() > 0) {
                StageEvent event = new StageEvent();
                event.trackId = trackId;
                event.stage = stage.name().toLowerCase(Locale.ROOT);
                event.items = clock.items();
                event.busyNanos = clock.busyNanos();
                event.commit();
            }
        }
    }
}
