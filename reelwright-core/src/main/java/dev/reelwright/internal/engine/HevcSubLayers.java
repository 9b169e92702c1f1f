package dev.reelwright.internal.engine;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** Those of HEVC: sub-layer non-reference pictures of the highest temporal sub-layer (ITU-T H.265 §7.4.2.2, table 7-1). */
final class HevcSubLayers implements UnreferencedPictures {
    // HEVCDecoderConfigurationRecord, ISO/IEC 14496-15 §8.3.3.1
    private static final int RECORD_BYTES = 23;
    private static final int LAYERS_AT = 21;

    private static final int HEADER_BYTES = 2;
    private static final int FIRST_NOT_CODED_PICTURE = 32;
    private static final int FIRST_ALWAYS_REFERENCE = 16;

    private final int lengthBytes;
    private final int highestLayer;
    /** Whether there are other parameters than the header's, or more sub-layers than it tells of. */
    private boolean changed;

    private HevcSubLayers(int lengthBytes, int highestLayer) {
        this.lengthBytes = lengthBytes;
        this.highestLayer = highestLayer;
    }

    /** Null where the header does not say how packets are made up. */
    static @Nullable HevcSubLayers of(AVCodecParameters parameters) {
        if (parameters.extradata_size() < RECORD_BYTES) {
            return null;
        }
        BytePointer record = parameters.extradata();
        int layers = record.get(LAYERS_AT) >> 3 & 7;
        boolean known = record.get(0) == 1 && layers > 0;
        return known ? new HevcSubLayers((record.get(LAYERS_AT) & 3) + 1, layers - 1) : null;
    }

    @Override
    public boolean contains(Packet packet) {
        changed |= packet.bringsParameters();
        boolean unreferenced = !changed && isUnreferenced(packet);
        return unreferenced && !changed;
    }

    private boolean isUnreferenced(Packet packet) {
        BytePointer data = packet.raw.data();
        long size = packet.raw.size();
        boolean any = false;
        long at = 0;
        while (at + lengthBytes + HEADER_BYTES <= size) {
            long length = 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = length << 8 | data.get(at + i) & 0xff;
            }
            int header = (data.get(at + lengthBytes) & 0xff) << 8 | data.get(at + lengthBytes + 1) & 0xff;
            int type = header >> 9 & 63;
            int temporal = (header & 7) - 1;
            changed |= temporal > highestLayer;
            if (type < FIRST_NOT_CODED_PICTURE) {
                if (type >= FIRST_ALWAYS_REFERENCE || type % 2 == 1 || temporal != highestLayer) {
                    return false;
                }
                any = true;
            }
            at += lengthBytes + length;
        }
        return any;
    }
}
