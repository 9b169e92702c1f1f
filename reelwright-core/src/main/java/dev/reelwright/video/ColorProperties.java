package dev.reelwright.video;

/**
 * How sample values of a picture are to be read as colours: primaries, transfer characteristics and matrix coefficients
 * of ITU-T H.273, by their names there in short form ({@code bt709}, {@code smpte2084}, {@code arib-std-b67} …), and
 * whether the full range of code values is used. {@code "unspecified"} where the source does not say.
 */
public record ColorProperties(String primaries, String transfer, String matrix, boolean fullRange) {
    public static final String UNSPECIFIED = "unspecified";
    /** ITU-R BT.709, limited range: what SDR exports are tagged with. */
    public static final ColorProperties BT709 = new ColorProperties("bt709", "bt709", "bt709", false);

    /** IEC 61966-2-1 in full-range red, green and blue: what ordinary screens, web pages and image files are in. */
    public static final ColorProperties SRGB = new ColorProperties("bt709", "iec61966-2-1", "gbr", true);

    /** Perceptual Quantizer, SMPTE ST 2084. */
    public boolean isPq() {
        return transfer.equals("smpte2084");
    }

    /** Hybrid Log-Gamma, ARIB STD-B67 and ITU-R BT.2100. */
    public boolean isHlg() {
        return transfer.equals("arib-std-b67");
    }

    public boolean isHdr() {
        return isPq() || isHlg();
    }

    /** The same primaries and transfer characteristics in full-range red, green and blue. */
    public ColorProperties asRgb() {
        return new ColorProperties(primaries, transfer, SRGB.matrix, true);
    }
}
