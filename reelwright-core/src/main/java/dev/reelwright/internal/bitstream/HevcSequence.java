package dev.reelwright.internal.bitstream;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.internal.bitstream.Vui.Timing;
import dev.reelwright.video.Size;

/**
 * A sequence parameter set of HEVC, ITU-T H.265 §7.3.2.2; bits are those of the raw unit.
 *
 * @param id whose code begins at {@code idAt}
 */
record HevcSequence(Profile profile, int video, int id, int idAt, Samples samples, Size size, HevcDisplay display) {

    private static final int HEADER_BYTES = 2;
    private static final int PROFILE_AT = 3;
    private static final int HIGHEST_ID = 15;
    private static final int LONGEST_SIDE = 1 << 16;

    /**
     * What decoders must be able to do: the twelve bytes from general_profile_space to general_level_idc, as the sample
     * description has them, too.
     *
     * @param number general_profile_idc
     * @param subLayers temporal sub-layers beyond the first
     */
    record Profile(int number, int level, int subLayers) {}

    /** @param chroma 0 for none, 1 for 4:2:0, 2 for 4:2:2, 3 for 4:4:4 */
    record Samples(int chroma, boolean separatePlanes, int lumaDepth, int chromaDepth) {}

    static HevcSequence read(byte[] raw) {
        BitReader bits = new BitReader(raw, HEADER_BYTES);
        int video = bits.read(4);
        int subLayers = bits.read(3);
        bits.skip(1);
        skipProfile(bits, subLayers);
        Profile profile = new Profile(raw[PROFILE_AT] & 31, raw[PROFILE_AT + 11] & 0xff, subLayers);
        int idAt = bits.position();
        int id = bits.exponential(HIGHEST_ID, "the number of a sequence parameter set");
        int chroma = bits.exponential(3, "the chroma format");
        boolean separate = chroma == 3 && bits.flag();
        Size size = readSize(bits, separate ? 0 : chroma);
        Samples samples = new Samples(chroma, separate, depth(bits), depth(bits));
        int orderBits = 4 + bits.exponential(12, "the length of the order less 4");
        skipDepths(bits, subLayers);
        skipTools(bits);
        HevcReferenceSets.skip(bits);
        if (bits.flag()) {
            int count = bits.exponential(32, "the number of long-term pictures");
            bits.skip((long) count * (orderBits + 1));
        }
        bits.skip(2);
        return new HevcSequence(profile, video, id, idAt, samples, size, HevcDisplay.read(bits, subLayers));
    }

    /** profile_tier_level(), §7.3.3. */
    private static void skipProfile(BitReader bits, int subLayers) {
        bits.skip(96);
        int flags = subLayers > 0 ? bits.read(16) : 0;
        for (int i = 0; i < subLayers; i++) {
            int both = flags >> (14 - 2 * i);
            bits.skip(((both & 2) != 0 ? 88 : 0) + ((both & 1) != 0 ? 8 : 0));
        }
    }

    private static Size readSize(BitReader bits, int chroma) {
        long width = bits.exponential(LONGEST_SIDE, "the width");
        long height = bits.exponential(LONGEST_SIDE, "the height");
        if (bits.flag()) {
            int across = chroma == 1 || chroma == 2 ? 2 : 1;
            int down = chroma == 1 ? 2 : 1;
            width -= across * ((long) bits.exponential() + bits.exponential());
            height -= down * ((long) bits.exponential() + bits.exponential());
        }
        if (width <= 0 || height <= 0) {
            throw new BitstreamException("a sequence parameter set crops its pictures away");
        }
        return new Size((int) width, (int) height);
    }

    private static int depth(BitReader bits) {
        return 8 + bits.exponential(8, "the bit depth less 8");
    }

    /** How much decoders hold back. */
    private static void skipDepths(BitReader bits, int subLayers) {
        int told = bits.flag() ? subLayers + 1 : 1;
        for (int i = 0; i < 3 * told; i++) {
            bits.exponential();
        }
    }

    private static void skipTools(BitReader bits) {
        for (int i = 0; i < 6; i++) {
            bits.exponential();
        }
        boolean scaled = bits.flag();
        if (scaled && bits.flag()) {
            skipScalingLists(bits);
        }
        bits.skip(2);
        if (bits.flag()) {
            bits.skip(8);
            bits.exponential();
            bits.exponential();
            bits.skip(1);
        }
    }

    private static void skipScalingLists(BitReader bits) {
        for (int size = 0; size < 4; size++) {
            for (int matrix = 0; matrix < 6; matrix += size == 3 ? 3 : 1) {
                if (!bits.flag()) {
                    bits.exponential();
                    continue;
                }
                int numbers = Math.min(64, 16 << 2 * size) + (size > 1 ? 1 : 0);
                for (int i = 0; i < numbers; i++) {
                    bits.signedExponential();
                }
            }
        }
    }

    /** Frames a second as the set has them. */
    Ratio frameRate() {
        Timing timing = display.vui().timing();
        return timing == null ? Ratio.UNKNOWN : Ratios.reduced(timing.scale(), timing.ticks());
    }

    /**
     * The same unit under other numbers, which says of the display what {@code like} says. How many pictures decoders hold back
     * stays as it is: those still held back are thrown away where a picture that is no IDR starts anew (§C.5.2.2), so that the
     * encoder, which reorders none, must not make them hold back any.
     */
    static byte[] rewritten(byte[] raw, int id, int video, HevcSequence like) {
        HevcSequence own = read(raw);
        BitWriter bits = new BitWriter();
        bits.copy(raw, 0, 8 * HEADER_BYTES);
        bits.write(4, video);
        bits.copy(raw, 8 * HEADER_BYTES + 4, own.idAt);
        bits.exponential(id);
        bits.copy(raw, own.idAt + BitWriter.lengthOf(own.id), own.display.from());
        own.display.write(bits, raw, like.display);
        bits.copy(raw, own.display.to(), BitReader.stopBit(raw));
        bits.trail();
        return bits.toBytes();
    }
}
