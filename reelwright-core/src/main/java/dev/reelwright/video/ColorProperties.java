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
}
