package dev.reelwright.export;

/** How good, or how large, a preset's video is to be. */
public sealed interface VideoRate {
    /**
     * As good as the tier says for the real size and frame rate of the output, under the cap that belongs to it. What each
     * tier means for each coding is measured, and one table holds it.
     */
    record Quality(QualityTier tier) implements VideoRate {}

    /**
     * The same quality all along, however many bits that takes.
     *
     * @param factor constant rate factor of the coding's reference encoder, lower is better: 0 to 51 for H.264 and HEVC, 0
     *     to 63 for AV1 and VP9
     */
    record ConstantQuality(int factor) implements VideoRate {
        public ConstantQuality {
            if (factor < 0 || factor > 63) {
                throw new IllegalArgumentException("a constant rate factor lies between 0 and 63, not " + factor);
            }
        }
    }

    /**
     * So many bits a second on average, however good that looks.
     *
     * @param bitsPerSecond 1000 at least
     */
    record BitRate(long bitsPerSecond) implements VideoRate {
        public BitRate {
            if (bitsPerSecond < 1000) {
                throw new IllegalArgumentException("a bit rate is 1000 bits a second or more, not " + bitsPerSecond);
            }
        }
    }

    /** As good as the tier says. */
    static VideoRate quality(QualityTier tier) {
        return new Quality(tier);
    }

    /** The same quality all along. */
    static VideoRate constantQuality(int factor) {
        return new ConstantQuality(factor);
    }

    /** So many bits a second on average. */
    static VideoRate bitRate(long bitsPerSecond) {
        return new BitRate(bitsPerSecond);
    }
}
