package dev.reelwright.testing;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportSession;
import dev.reelwright.image.ImageGenerator;
import dev.reelwright.time.MediaTime;
import java.nio.file.Path;

/** Does one thing in a process of its own, and prints the code, the phase and the message of its failure in a line each. */
public final class FailingProgram {
    private FailingProgram() {}

    /** @param arguments {@code image SOURCE}, or a preset's name, source and destination */
    public static void main(String[] arguments) {
        try {
            if (arguments[0].equals("image")) {
                takeImage(Path.of(arguments[1]));
            } else {
                export(arguments[0], Path.of(arguments[1]), Path.of(arguments[2]));
            }
            System.out.println("no failure");
        } catch (MediaException e) {
            System.out.println(e.code() + "\n" + e.phase() + "\n" + e.getMessage());
        }
        System.exit(0);
    }

    private static void takeImage(Path source) {
        try (ImageGenerator images = ImageGenerator.builder(Asset.open(source)).build()) {
            images.image(MediaTime.ZERO);
        }
    }

    private static void export(String preset, Path source, Path destination) {
        ExportSession.builder(Asset.open(source), ExportPreset.named(preset).orElseThrow())
                .build()
                .export(destination);
    }
}
