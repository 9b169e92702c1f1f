package dev.reelwright.asset;

/**
 * How an asset is opened.
 *
 * @param maxStreams more streams than this are refused
 * @param maxPixels larger pictures than this are refused
 */
public record AssetOptions(int maxStreams, long maxPixels) {
    /** Up to 256 streams and pictures of up to 2^28 pixels (16384×16384). */
    public static final AssetOptions DEFAULT = new AssetOptions(256, 1L << 28);

    public AssetOptions {
        if (maxStreams < 1 || maxPixels < 1) {
            throw new IllegalArgumentException(
                    "limits are positive: " + maxStreams + " streams, " + maxPixels + " pixels");
        }
    }
}
