package dev.reelwright.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Structural similarity of moving pictures or of runs of images, as FFmpeg's filter measures it: 1 for the same. */
final class Similarity {
    /** Where only one of two clips names its colours, the comparison would convert one of them. */
    private static final String UNTAGGED = "setparams=colorspace=unknown:color_primaries=unknown:color_trc=unknown,";

    /** Some image formats hold RGB, others do not. */
    private static final String ALIKE = "format=yuv444p,";

    private static final Pattern RESULT = Pattern.compile("SSIM Y:([0-9.]+).*All:([0-9.]+)");
    /** The nth frame is compared with the nth, whatever the clocks of the files say. */
    private static final String BY_NUMBER = "settb=1/25,setpts=N";
    /** Each frame is compared with the one on screen then, whose time another container may have rounded up. */
    private static final String BY_TIME = "settb=1/90000,setpts=PTS-STARTPTS+180";

    private final Programs programs;

    Similarity(Programs programs) {
        this.programs = programs;
    }

    /**
     * How alike two are.
     *
     * @param luma by the brightness alone
     * @param all by all planes, each pixel of each counted once
     */
    record Score(double luma, double all) {}

    /** Of a clip, whose frames may be fewer, to a clip that is scaled to its size first; both as 8-bit 4:2:0. */
    Score toScaledByTime(Path clip, Path original, int width, int height) throws IOException, InterruptedException {
        return measure(
                List.of("-i", clip.toString()),
                List.of("-i", original.toString()),
                "[0:v]" + BY_TIME + ",format=yuv420p[main];[1:v]scale=" + width + ":" + height
                        + ":flags=bicubic,format=yuv420p," + BY_TIME.replace("+180", "") + "[reference]");
    }

    /** Of a clip to a clip that is scaled to its size first. */
    double toScaled(Path clip, Path original, int width, int height) throws IOException, InterruptedException {
        return measure(
                        List.of("-i", clip.toString()),
                        List.of("-i", original.toString()),
                        byNumber("", "scale=" + width + ":" + height + ":flags=bicubic,"))
                .all();
    }

    /** Of one run of images to another; patterns as FFmpeg understands them. */
    double ofImages(Images one, Images other) throws IOException, InterruptedException {
        return measure(one.input(), other.input(), byNumber(ALIKE, ALIKE)).all();
    }

    private static String byNumber(String main, String reference) {
        return "[0:v]" + main + UNTAGGED + BY_NUMBER + "[main];[1:v]" + reference + UNTAGGED + BY_NUMBER
                + "[reference]";
    }

    /** A run of numbered images. */
    record Images(Path folder, String pattern, int first) {
        List<String> input() {
            String path = folder.resolve(pattern).toString();
            return List.of("-f", "image2", "-start_number", Integer.toString(first), "-i", path);
        }
    }

    private Score measure(List<String> main, List<String> reference, String preparation)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-v", "info"));
        arguments.addAll(main);
        arguments.addAll(reference);
        arguments.addAll(List.of("-lavfi", preparation + ";[main][reference]ssim", "-f", "null", "-"));
        String text = Commands.run(programs.ffmpeg(arguments));
        Matcher matcher = RESULT.matcher(text);
        if (!matcher.find()) {
            throw new IOException("no similarity in " + text);
        }
        return new Score(Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)));
    }
}
