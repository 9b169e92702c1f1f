package dev.reelwright.internal.isobmff;

import java.nio.ByteBuffer;

/**
 * {@code colr}: colours by code points, as {@code nclc} in QuickTime files and as {@code nclx} elsewhere, or by a profile
 * (ISO/IEC 14496-12 §12.1.5; QuickTime File Format, "Color Parameter Atoms").
 */
final class ColorBox {
    static final String TYPE = "colr";

    private static final String QUICKTIME = "nclc";
    private static final String ISO = "nclx";
    /** The code points of {@code nclc}. */
    private static final int CODE_POINTS = 6;
    /** Of {@code nclx}: how it begins, and whether samples use the full range. */
    private static final int RANGE_AT = Integer.BYTES + CODE_POINTS;

    private ColorBox() {}

    /** How it tells colours, the same for both families of files. */
    static String kind(BoxTree box) {
        ByteBuffer content = box.content().slice();
        String kind = content.remaining() < Integer.BYTES ? "" : BoxSource.fourCc(content.getInt(0));
        return kind.equals(QUICKTIME) ? ISO : kind;
    }

    /**
     * The source's box as files of this family have it.
     *
     * @param written the writer's in its place, which knows the range from the coding
     */
    static BoxTree converted(BoxTree box, BoxTree written, boolean quickTime) {
        ByteBuffer content = box.content().slice();
        if (!box.type().equals(TYPE) || !kind(box).equals(ISO) || content.remaining() < RANGE_AT) {
            return box;
        }
        byte[] points = new byte[CODE_POINTS];
        content.get(Integer.BYTES, points);
        BoxWriter out = new BoxWriter().fourCc(quickTime ? QUICKTIME : ISO).put(points);
        return BoxTree.of(
                TYPE, quickTime ? out.bytes() : out.u8(range(box, written)).bytes());
    }

    private static int range(BoxTree box, BoxTree written) {
        for (BoxTree told : new BoxTree[] {box, written}) {
            ByteBuffer content = told.content().slice();
            if (content.remaining() > RANGE_AT) {
                return content.get(RANGE_AT);
            }
        }
        return 0;
    }
}
