package dev.reelwright.internal.events;

import jdk.jfr.FlightRecorder;
import jdk.jfr.FlightRecorderListener;

/** Whether anybody records, asked once for each run. */
final class Recorder {
    private Recorder() {}

    /** Whether the flight recorder of this process has been started; only then are its events worth loading. */
    static boolean isOn() {
        return Gate.isOpen();
    }

    /** Loaded by the first export or image of the process, never by its start. */
    private static final class Gate {
        /** Whether this Java has a flight recorder at all: small runtimes are made without it. */
        private static final boolean PRESENT = listen();

        static boolean isOpen() {
            return PRESENT && FlightRecorder.isInitialized();
        }

        private static boolean listen() {
            try {
                // recordings may be started long after the work that they are to look into
                FlightRecorder.addListener(new FlightRecorderListener() {
                    @Override
                    public void recorderInitialized(FlightRecorder recorder) {
                        FlightRecorder.addPeriodicEvent(NativeMemoryEvent.class, NativeMemoryEvent::emit);
                    }
                });
                return FlightRecorder.isAvailable();
            } catch (LinkageError e) {
                return false;
            }
        }
    }
}
