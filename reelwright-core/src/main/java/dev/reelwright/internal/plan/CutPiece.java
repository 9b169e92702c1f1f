package dev.reelwright.internal.plan;

import java.util.Set;

/** A piece of a smart cut. Frames are numbered in order of presentation, packets in order of decoding, both inclusive. */
public sealed interface CutPiece {
    int firstFrame();

    int lastFrame();

    default int frames() {
        return lastFrame() - firstFrame() + 1;
    }

    /** Frames that are decoded and encoded anew. */
    record Encode(int firstFrame, int lastFrame) implements CutPiece {}

    /**
     * Packets that are carried over as they are.
     *
     * @param firstPacket a packet that decoding can begin at
     * @param leftOut packets among them whose pictures come before the first one's and cannot be decoded without what came
     *     before it (leading pictures, ITU-T H.265 §3.84)
     */
    record Copy(int firstFrame, int lastFrame, int firstPacket, int lastPacket, Set<Integer> leftOut)
            implements CutPiece {
        public Copy {
            leftOut = Set.copyOf(leftOut);
        }

        public int packets() {
            return lastPacket - firstPacket + 1 - leftOut.size();
        }
    }
}
