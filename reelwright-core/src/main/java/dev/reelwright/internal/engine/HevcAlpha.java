package dev.reelwright.internal.engine;

import dev.reelwright.internal.bitstream.BitReader;
import dev.reelwright.internal.bitstream.BitstreamException;
import dev.reelwright.internal.bitstream.HevcRecord;
import dev.reelwright.internal.bitstream.NalFraming;
import dev.reelwright.internal.bitstream.NalUnit;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.global.avcodec;

/**
 * What HEVC says of an alpha layer: whether there is one, by the scalability mask of the video parameter set (ITU-T H.265
 * F.7.3.2.1.1), and whether colours are multiplied by it, by the alpha channel information message (F.14.2.8).
 */
final class HevcAlpha {
    static final HevcAlpha NONE = new HevcAlpha(false, NalFraming.START_CODES);

    private static final int VPS = 32;
    private static final int FIRST_NOT_CODED_PICTURE = 32;
    private static final int PREFIX_MESSAGE = 39;
    private static final int ALPHA_CHANNEL_INFORMATION = 165;
    private static final int PREMULTIPLIED = 1;
    /** Auxiliary pictures, the fourth of the mask's sixteen flags. */
    private static final int AUXILIARY = 0x1000;
    /** Messages come before the pictures: no need to look farther into a packet. */
    private static final int FARTHEST = 4096;

    private final boolean present;
    private final NalFraming framing;

    private boolean premultiplied;

    private HevcAlpha(boolean present, NalFraming framing) {
        this.present = present;
        this.framing = framing;
    }

    static HevcAlpha of(AVCodecParameters par) {
        if (par.codec_id() != avcodec.AV_CODEC_ID_HEVC || par.extradata_size() <= 0) {
            return NONE;
        }
        byte[] parameters = new byte[par.extradata_size()];
        par.extradata().get(parameters);
        return of(parameters);
    }

    /** @param parameters an {@code hvcC} box's content (ISO/IEC 14496-15 §8.3.2), or units with start codes */
    static HevcAlpha of(byte[] parameters) {
        boolean boxed = parameters.length > 22 && parameters[0] == 1;
        List<NalUnit> units = units(parameters, boxed);
        boolean present = units.stream().anyMatch(unit -> type(unit) == VPS && hasAuxiliaryLayer(unit));
        if (!present) {
            return NONE;
        }
        HevcAlpha alpha =
                new HevcAlpha(true, boxed ? new NalFraming((parameters[21] & 3) + 1) : NalFraming.START_CODES);
        alpha.readMessages(units);
        return alpha;
    }

    private static List<NalUnit> units(byte[] parameters, boolean boxed) {
        try {
            return boxed ? new HevcRecord(parameters).units() : NalFraming.START_CODES.units(parameters);
        } catch (BitstreamException e) {
            return List.of();
        }
    }

    boolean isPresent() {
        return present;
    }

    boolean isPremultiplied() {
        return premultiplied;
    }

    /** Looks for the message in a sync sample, for not all containers have it in their headers. */
    void read(Packet packet) {
        if (!present || !packet.isKey() || packet.size() == 0) {
            return;
        }
        byte[] start = new byte[Math.min(FARTHEST, packet.size())];
        packet.raw.data().get(start);
        readMessages(framing.unitsOfBeginning(start));
    }

    private void readMessages(List<NalUnit> units) {
        for (NalUnit unit : units) {
            if (type(unit) < FIRST_NOT_CODED_PICTURE) {
                return;
            }
            if (type(unit) == PREFIX_MESSAGE) {
                readMessages(unit);
            }
        }
    }

    private void readMessages(NalUnit unit) {
        BitReader bits = new BitReader(unit.raw(), 2);
        try {
            while (bits.left() > 16) {
                int kind = bits.extensible();
                int size = bits.extensible();
                BitReader body = bits.part(size);
                boolean cancelled = kind != ALPHA_CHANNEL_INFORMATION || size == 0 || body.flag();
                if (!cancelled) {
                    premultiplied = body.read(3) == PREMULTIPLIED;
                }
            }
        } catch (BitstreamException e) {
            // a message that was cut off says nothing
        }
    }

    private static boolean hasAuxiliaryLayer(NalUnit unit) {
        try {
            return hasAuxiliaryLayer(new BitReader(unit.raw(), 2));
        } catch (BitstreamException e) {
            return false;
        }
    }

    private static boolean hasAuxiliaryLayer(BitReader bits) {
        bits.skip(4 + 2);
        int layers = bits.read(6) + 1;
        int subLayers = bits.read(3);
        if (layers < 2) {
            return false;
        }
        bits.skip(1 + 16);
        bits.skip(88);
        skipLevels(bits, subLayers);
        int described = bits.read(1) == 1 ? subLayers + 1 : 1;
        for (int i = 0; i < 3 * described; i++) {
            bits.exponential();
        }
        int highestLayer = bits.read(6);
        int layerSets = bits.exponential();
        bits.skip((long) layerSets * (highestLayer + 1));
        if (bits.read(1) == 1) {
            bits.skip(64);
            if (bits.read(1) == 1) {
                bits.exponential();
            }
            if (bits.exponential() > 0) {
                // reference decoder parameters, which nobody writes here and which are long to read
                return false;
            }
        }
        if (bits.read(1) == 0) {
            return false;
        }
        bits.align();
        skipLevels(bits, subLayers);
        bits.skip(1);
        return (bits.read(16) & AUXILIARY) != 0;
    }

    /** The rest of a profile_tier_level() after the general profile. */
    private static void skipLevels(BitReader bits, int subLayers) {
        bits.skip(8);
        int flags = subLayers > 0 ? bits.read(16) : 0;
        for (int i = 0; i < subLayers; i++) {
            int both = flags >> (14 - 2 * i);
            bits.skip(((both & 2) != 0 ? 88 : 0) + ((both & 1) != 0 ? 8 : 0));
        }
    }

    private static int type(NalUnit unit) {
        return unit.length() < 2 ? -1 : unit.at(0) >> 1 & 63;
    }
}
