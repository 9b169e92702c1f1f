package dev.reelwright.internal.sample;

/**
 * The sample clip's sound, mono, a pure function of the absolute sample index: at every whole second a click of
 * {@value #CLICK_SECONDS} s that begins with its loudest sample exactly there, then a tone of {@value #TONE_SECONDS} s,
 * 440 Hz in even seconds and 660 Hz in odd ones, then silence. No sample is louder than {@value #CLICK_AMPLITUDE}.
 */
public final class TonePainter {
    public static final double CLICK_SECONDS = 0.005;
    public static final double TONE_SECONDS = 0.200;
    public static final double EVEN_SECOND_HERTZ = 440;
    public static final double ODD_SECOND_HERTZ = 660;

    private static final double CLICK_HERTZ = 2000;
    private static final double CLICK_AMPLITUDE = 0.5;
    private static final double TONE_AMPLITUDE = 0.25;
    private static final double TONE_EDGE_SECONDS = 0.010;

    private TonePainter() {}

    /**
     * Fills the first {@code sampleCount} places of a block.
     *
     * @param mono takes amplitudes from −1 to 1
     * @param firstSample the absolute index of the block's first sample; negative ones are before second 0
     * @param sampleCount at most the block's length
     * @param sampleRate in hertz
     */
    public static void fill(float[] mono, long firstSample, int sampleCount, int sampleRate) {
        for (int i = 0; i < sampleCount; i++) {
            long sample = firstSample + i;
            long second = Math.floorDiv(sample, (long) sampleRate);
            double within = Math.floorMod(sample, (long) sampleRate) / (double) sampleRate;
            mono[i] = (float) amplitude(second, within);
        }
    }

    private static double amplitude(long second, double within) {
        if (within < CLICK_SECONDS) {
            double fall = (1 + Math.cos(Math.PI * within / CLICK_SECONDS)) / 2;
            return CLICK_AMPLITUDE * fall * Math.cos(2 * Math.PI * CLICK_HERTZ * within);
        }
        double inTone = within - CLICK_SECONDS;
        if (inTone >= TONE_SECONDS) {
            return 0;
        }
        double hertz = Math.floorMod(second, 2L) == 0 ? EVEN_SECOND_HERTZ : ODD_SECOND_HERTZ;
        double edge = Math.min(1, Math.min(inTone, TONE_SECONDS - inTone) / TONE_EDGE_SECONDS);
        double gain = (1 - Math.cos(Math.PI * edge)) / 2;
        return TONE_AMPLITUDE * gain * Math.sin(2 * Math.PI * hertz * inTone);
    }
}
