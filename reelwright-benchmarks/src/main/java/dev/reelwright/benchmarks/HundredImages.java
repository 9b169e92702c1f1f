package dev.reelwright.benchmarks;

import dev.reelwright.benchmarks.Report.Check;
import dev.reelwright.benchmarks.Similarity.Images;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** What the benchmarks of images share: 5 min of 1080p in long groups of pictures, and a hundred small JPEGs out of it. */
final class HundredImages {
    static final int COUNT = 100;
    static final int STEP_SECONDS = 3;
    static final Size SIZE = new Size(320, 180);
    static final int FRAME_RATE = 30;

    /** Of 100, our default. */
    static final int QUALITY = 85;
    /** The same for FFmpeg's encoder, which ours is too: what our command hands to it. */
    static final String FFMPEG_QUALITY = "6";

    private static final Inputs.Shape INPUT = new Inputs.Shape(
            "p4",
            FRAME_RATE,
            COUNT * STEP_SECONDS,
            // no sync samples at changes of scene: each group of pictures has its 240 frames
            List.of("-preset", "veryfast", "-g", "240", "-bf", "3", "-sc_threshold", "0"));

    /** Scalers, colours and chroma differ a little between the sides; a frame that is not the same one differs a lot. */
    private static final double SAME_PICTURES = 0.95;

    private HundredImages() {}

    static Path input(Workshop workshop) throws IOException, InterruptedException {
        return workshop.inputs().make(INPUT);
    }

    /** In the middle of a frame, where rounding cannot make it another one. */
    static MediaTime inside(int frame) {
        return MediaTime.of(2L * frame + 1, 2 * FRAME_RATE);
    }

    /** Our command, with what it needs to know besides. */
    static Contender ours(Workshop workshop, Path input, Images outputs, List<String> more) {
        List<String> arguments = new ArrayList<>(List.of(
                "images",
                input.toString(),
                "--every=" + STEP_SECONDS + "s",
                "--size=" + SIZE.width() + "x",
                "--out=" + outputs.folder(),
                "--format=jpeg",
                "--quality=" + QUALITY,
                "--overwrite",
                "--progress=none"));
        arguments.addAll(more);
        return Contender.ours(workshop.ours(arguments.toArray(String[]::new)));
    }

    /** Whether all of them made all images in the same size. */
    static Check complete(List<Images> all) throws IOException {
        List<String> found = new ArrayList<>();
        for (Images images : all) {
            found.add(images.folder().getFileName() + " " + rightOnes(images.folder()));
        }
        boolean right = found.stream().allMatch(words -> words.endsWith(" " + COUNT));
        String what = COUNT + " images of " + SIZE.width() + "x" + SIZE.height() + " each, and nothing else";
        return new Check(what, String.join(", ", found), right);
    }

    /** How many there are of the right size, and what else is there. */
    private static String rightOnes(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> paths = Files.list(folder)) {
            files = paths.toList();
        }
        int right = 0;
        for (Path file : files) {
            BufferedImage image = ImageIO.read(file.toFile());
            boolean fits = image != null && image.getWidth() == SIZE.width() && image.getHeight() == SIZE.height();
            right += fits ? 1 : 0;
        }
        return right == files.size() ? Integer.toString(right) : right + " of " + files.size();
    }

    static Check samePictures(Similarity similarity, String peer, Images ours, Images theirs)
            throws IOException, InterruptedException {
        double found = similarity.ofImages(ours, theirs);
        return new Check(
                "same pictures as " + peer, String.format(Locale.ROOT, "SSIM %.4f", found), found >= SAME_PICTURES);
    }
}
