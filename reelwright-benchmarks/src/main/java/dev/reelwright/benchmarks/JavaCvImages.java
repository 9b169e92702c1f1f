package dev.reelwright.benchmarks;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.bytedeco.ffmpeg.global.avutil;

/** A program that takes the hundred images by JavaCV: the input and a folder are its arguments. */
public final class JavaCvImages {
    private static final int QUIET_NATIVE_ACCESS = 22;

    private JavaCvImages() {}

    /** Starts it in a JVM of its own. */
    static ProcessBuilder command(Path input, Path folder) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        if (Runtime.version().feature() >= QUIET_NATIVE_ACCESS) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-Djava.awt.headless=true", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(JavaCvImages.class.getName(), input.toString(), folder.toString()));
        return new ProcessBuilder(command);
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        // else it prints all about the file
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (JavaCv javaCv = JavaCv.open(Path.of(arguments[0]), HundredImages.SIZE)) {
            for (int i = 0; i < HundredImages.COUNT; i++) {
                int number = i * HundredImages.STEP_SECONDS * HundredImages.FRAME_RATE;
                Still still = javaCv.take(HundredImages.inside(number));
                if (Math.round(still.shownAt() * HundredImages.FRAME_RATE) != number) {
                    throw new IOException("not frame " + number + " but the one at " + still.shownAt());
                }
                write(writer, still.image(), folder.resolve(i + ".jpg"));
            }
        } finally {
            writer.dispose();
        }
    }

    private static void write(ImageWriter writer, BufferedImage image, Path file) throws IOException {
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(HundredImages.QUALITY / 100f);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        }
    }
}
