package dev.reelwright.internal.bitstream;

import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.internal.bitstream.Vui.Timing;
import dev.reelwright.video.Size;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sequence parameter set of H.264, ITU-T H.264 §7.3.2.1.1.
 *
 * @param references reference frames at most
 * @param gaps the bit that allows gaps in the frames' numbers
 */
record H264Sequence(
        Profile profile,
        int id,
        Samples samples,
        Ordering ordering,
        int references,
        int gaps,
        Shape shape,
        Display display) {

    /** Profiles whose sets tell the chroma format. */
    private static final Set<Integer> HIGH = Set.of(100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135);

    private static final int MOST_BLOCKS = 1 << 12;
    private static final int MOST_SETS = 31;

    /**
     * What decoders must be able to do.
     *
     * @param number profile_idc
     * @param constraints the byte of constraint flags
     * @param level level_idc
     */
    record Profile(int number, int constraints, int level) {
        boolean isHigh() {
            return HIGH.contains(number);
        }
    }

    /**
     * What samples there are and how they are coded.
     *
     * @param chroma 0 for none, 1 for 4:2:0, 2 for 4:2:2, 3 for 4:4:4
     */
    record Samples(
            int chroma,
            boolean separatePlanes,
            int lumaDepth,
            int chromaDepth,
            boolean lossless,
            boolean scalingLists) {
        static final Samples USUAL = new Samples(1, false, 8, 8, false, false);
    }

    /**
     * How pictures are numbered.
     *
     * @param frameBits bits of a frame's number
     * @param kind pic_order_cnt_type
     * @param orderBits bits of the order of output, of kind 0 alone
     */
    record Ordering(int frameBits, int kind, int orderBits) {}

    /**
     * What the pictures' rectangle is.
     *
     * @param blocks width and height of a frame in blocks of 16
     * @param size as it is shown
     * @param interlaced whether pictures may be coded as fields
     * @param fieldsInBlocks whether blocks of frames may
     */
    record Shape(Size blocks, Size size, boolean interlaced, boolean fieldsInBlocks) {}

    /**
     * How the pictures are shown; bits are those of the raw unit.
     *
     * @param from the first bit that speaks of it
     * @param to the bit after it
     * @param clocked whether there are parameters of the hypothetical reference decoder
     * @param structured whether messages tell of fields and repetitions
     */
    record Display(
            int from,
            int to,
            Vui vui,
            boolean clocked,
            boolean structured,
            @Nullable Restriction restriction) {}

    /**
     * How much decoders hold back.
     *
     * @param from the first bit of it
     * @param depths the first bit of both numbers, which end it
     */
    record Restriction(int from, int depths, int reorder, int buffering) {}

    /** @param raw with the unit's header */
    static H264Sequence read(byte[] raw) {
        BitReader bits = new BitReader(raw, 1);
        Profile profile = new Profile(bits.read(8), bits.read(8), bits.read(8));
        int id = bits.exponential(MOST_SETS, "the number of a sequence parameter set");
        Samples samples = profile.isHigh() ? readSamples(bits) : Samples.USUAL;
        Ordering ordering = readOrdering(bits);
        int references = bits.exponential(16, "the number of reference frames");
        int gaps = bits.position();
        bits.skip(1);
        Shape shape = readShape(bits, samples.separatePlanes ? 0 : samples.chroma);
        return new H264Sequence(profile, id, samples, ordering, references, gaps, shape, readDisplay(bits));
    }

    private static Samples readSamples(BitReader bits) {
        int chroma = bits.exponential(3, "the chroma format");
        boolean separate = chroma == 3 && bits.flag();
        int lumaDepth = 8 + bits.exponential(6, "the bit depth less 8");
        int chromaDepth = 8 + bits.exponential(6, "the bit depth less 8");
        boolean lossless = bits.flag();
        boolean lists = bits.flag();
        for (int i = 0; lists && i < (chroma == 3 ? 12 : 8); i++) {
            if (bits.flag()) {
                skipScalingList(bits, i < 6 ? 16 : 64);
            }
        }
        return new Samples(chroma, separate, lumaDepth, chromaDepth, lossless, lists);
    }

    private static void skipScalingList(BitReader bits, int length) {
        int last = 8;
        int next = 8;
        for (int i = 0; i < length && next != 0; i++) {
            next = last + bits.signedExponential() & 0xff;
            last = next == 0 ? last : next;
        }
    }

    private static Ordering readOrdering(BitReader bits) {
        int frameBits = 4 + bits.exponential(12, "the length of frame numbers less 4");
        int kind = bits.exponential(2, "the kind of order");
        int orderBits = kind == 0 ? 4 + bits.exponential(12, "the length of the order less 4") : 0;
        if (kind == 1) {
            bits.skip(1);
            bits.signedExponential();
            bits.signedExponential();
            int cycle = bits.exponential(255, "the length of the order's cycle");
            for (int i = 0; i < cycle; i++) {
                bits.signedExponential();
            }
        }
        return new Ordering(frameBits, kind, orderBits);
    }

    private static Shape readShape(BitReader bits, int chroma) {
        int width = bits.exponential(MOST_BLOCKS, "the width in blocks") + 1;
        int height = bits.exponential(MOST_BLOCKS, "the height in blocks") + 1;
        boolean interlaced = !bits.flag();
        boolean fieldsInBlocks = interlaced && bits.flag();
        bits.skip(1);
        Size blocks = new Size(width, interlaced ? 2 * height : height);
        long shownWidth = 16L * blocks.width();
        long shownHeight = 16L * blocks.height();
        if (bits.flag()) {
            int across = chroma == 1 || chroma == 2 ? 2 : 1;
            int down = (chroma == 1 ? 2 : 1) * (interlaced ? 2 : 1);
            shownWidth -= across * ((long) bits.exponential() + bits.exponential());
            shownHeight -= down * ((long) bits.exponential() + bits.exponential());
        }
        if (shownWidth <= 0 || shownHeight <= 0) {
            throw new BitstreamException("a sequence parameter set crops its pictures away");
        }
        return new Shape(blocks, new Size((int) shownWidth, (int) shownHeight), interlaced, fieldsInBlocks);
    }

    private static Display readDisplay(BitReader bits) {
        int from = bits.position();
        if (!bits.flag()) {
            return new Display(from, bits.position(), Vui.NONE, false, false, null);
        }
        Vui vui = Vui.read(bits);
        if (bits.flag()) {
            vui = vui.with(new Timing(bits.read(32), bits.read(32), bits.flag()));
        }
        boolean clocked = skipClock(bits);
        clocked |= skipClock(bits);
        if (clocked) {
            bits.skip(1);
        }
        boolean structured = bits.flag();
        Restriction restriction = bits.flag() ? readRestriction(bits) : null;
        return new Display(from, bits.position(), vui, clocked, structured, restriction);
    }

    /** Parameters of the hypothetical reference decoder, §E.1.2. */
    private static boolean skipClock(BitReader bits) {
        if (!bits.flag()) {
            return false;
        }
        int count = bits.exponential(31, "the number of buffers less 1") + 1;
        bits.skip(8);
        for (int i = 0; i < count; i++) {
            bits.exponential();
            bits.exponential();
            bits.skip(1);
        }
        bits.skip(20);
        return true;
    }

    private static Restriction readRestriction(BitReader bits) {
        int from = bits.position();
        bits.skip(1);
        for (int i = 0; i < 4; i++) {
            bits.exponential();
        }
        return new Restriction(
                from,
                bits.position(),
                bits.exponential(16, "the number of reordered frames"),
                bits.exponential(16, "the number of buffered frames"));
    }

    /** Frames a second, where they come at a fixed rate. */
    Ratio frameRate() {
        Timing timing = display.vui().timing();
        return timing == null || !timing.fixed() ? Ratio.UNKNOWN : Ratios.reduced(timing.scale(), 2L * timing.ticks());
    }

    /** Whether coded pictures of the other mean the same when they are decoded by this set. */
    boolean decodes(H264Sequence other) {
        return samples.equals(other.samples)
                && !samples.scalingLists
                && shape.blocks.equals(other.shape.blocks)
                && !shape.interlaced
                && !other.shape.interlaced
                && references >= other.references;
    }

    /** The same unit under another number, which says of the display and of the depth of reordering what {@code like} says. */
    static byte[] rewritten(byte[] raw, int id, H264Sequence like) {
        H264Sequence own = read(raw);
        BitWriter bits = new BitWriter();
        bits.copy(raw, 0, 32);
        bits.exponential(id);
        int after = 32 + BitWriter.lengthOf(own.id);
        Display display = own.display;
        if (display.clocked) {
            // messages that belong to the clock would be misread without it
            bits.copy(raw, after, BitReader.stopBit(raw));
        } else {
            bits.copy(raw, after, display.from);
            like.writeDisplay(bits, raw, display);
            bits.copy(raw, display.to, BitReader.stopBit(raw));
        }
        bits.trail();
        return bits.toBytes();
    }

    private void writeDisplay(BitWriter bits, byte[] raw, Display other) {
        bits.flag(true);
        display.vui.write(bits);
        Timing timing = display.vui.timing();
        bits.flag(timing != null);
        if (timing != null) {
            bits.write(32, timing.ticks());
            bits.write(32, timing.scale());
            bits.flag(timing.fixed());
        }
        bits.write(2, 0);
        bits.flag(other.structured);
        Restriction least = display.restriction;
        Restriction restriction = other.restriction;
        bits.flag(least != null && restriction != null);
        if (least != null && restriction != null) {
            bits.copy(raw, restriction.from, restriction.depths);
            bits.exponential(Math.max(least.reorder, restriction.reorder));
            bits.exponential(Math.max(least.buffering, restriction.buffering));
        }
    }
}
