package dev.reelwright.internal.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.global.avcodec;

/**
 * What HEVC says of an alpha layer: whether there is one, by the scalability mask of the video parameter set (ITU-T H.265
 * F.7.3.2.1.1), and whether colours are multiplied by it, by the alpha channel information message (F.14.2.8).
 */
final class HevcAlpha {
    static final HevcAlpha NONE = new HevcAlpha(false, 0);

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
    /** Bytes that tell a unit's length, 0 where start codes part them. */
    private final int lengthSize;

    private boolean premultiplied;

    private HevcAlpha(boolean present, int lengthSize) {
        this.present = present;
        this.lengthSize = lengthSize;
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
        List<byte[]> units = boxed ? boxedUnits(parameters) : unitsByStartCode(parameters);
        boolean present = units.stream().anyMatch(unit -> type(unit) == VPS && hasAuxiliaryLayer(unit));
        if (!present) {
            return NONE;
        }
        HevcAlpha alpha = new HevcAlpha(true, boxed ? (parameters[21] & 3) + 1 : 0);
        alpha.readMessages(units);
        return alpha;
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
        readMessages(lengthSize == 0 ? unitsByStartCode(start) : unitsByLength(start, lengthSize));
    }

    private void readMessages(List<byte[]> units) {
        for (byte[] unit : units) {
            if (type(unit) < FIRST_NOT_CODED_PICTURE) {
                return;
            }
            if (type(unit) == PREFIX_MESSAGE) {
                readMessages(new BitReader(unescaped(unit), 2));
            }
        }
    }

    private void readMessages(BitReader bits) {
        while (bits.left() > 16) {
            int kind = bits.extensible();
            int size = bits.extensible();
            BitReader body = bits.part(size);
            boolean cancelled = kind != ALPHA_CHANNEL_INFORMATION || size == 0 || body.read(1) == 1;
            if (!cancelled) {
                premultiplied = body.read(3) == PREMULTIPLIED;
            }
        }
    }

    private static boolean hasAuxiliaryLayer(byte[] unit) {
        BitReader bits = new BitReader(unescaped(unit), 2);
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
        bits.skip(layerSets * (highestLayer + 1));
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

    private static int type(byte[] unit) {
        return unit.length < 2 ? -1 : unit[0] >> 1 & 63;
    }

    private static List<byte[]> boxedUnits(byte[] box) {
        List<byte[]> units = new ArrayList<>();
        int at = 23;
        for (int array = box[22] & 255; array > 0 && at + 3 <= box.length; array--) {
            int count = (box[at + 1] & 255) << 8 | box[at + 2] & 255;
            at += 3;
            for (; count > 0 && at + 2 <= box.length; count--) {
                int end = Math.min(box.length, at + 2 + ((box[at] & 255) << 8 | box[at + 1] & 255));
                units.add(Arrays.copyOfRange(box, at + 2, end));
                at = end;
            }
        }
        return units;
    }

    private static List<byte[]> unitsByLength(byte[] bytes, int lengthSize) {
        List<byte[]> units = new ArrayList<>();
        int at = 0;
        while (at + lengthSize < bytes.length) {
            long length = 0;
            for (int i = 0; i < lengthSize; i++) {
                length = length << 8 | bytes[at + i] & 255;
            }
            int end = (int) Math.min(bytes.length, at + lengthSize + length);
            units.add(Arrays.copyOfRange(bytes, at + lengthSize, end));
            at = end;
        }
        return units;
    }

    private static List<byte[]> unitsByStartCode(byte[] bytes) {
        List<byte[]> units = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i + 2 < bytes.length; i++) {
            if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1) {
                if (begin >= 0) {
                    units.add(Arrays.copyOfRange(bytes, begin, i));
                }
                begin = i + 3;
            }
        }
        if (begin >= 0) {
            units.add(Arrays.copyOfRange(bytes, begin, bytes.length));
        }
        return units;
    }

    /** Without the bytes that keep start codes from appearing inside. */
    private static byte[] unescaped(byte[] unit) {
        byte[] plain = new byte[unit.length];
        int length = 0;
        int zeros = 0;
        for (byte b : unit) {
            if (zeros >= 2 && b == 3) {
                zeros = 0;
                continue;
            }
            zeros = b == 0 ? zeros + 1 : 0;
            plain[length++] = b;
        }
        return Arrays.copyOf(plain, length);
    }
}
