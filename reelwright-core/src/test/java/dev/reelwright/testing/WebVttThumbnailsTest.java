package dev.reelwright.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader that other tests rely on must notice what is wrong. */
class WebVttThumbnailsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeImage() throws IOException {
        ImageIO.write(
                new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("a b.png").toFile());
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("t.vtt"), text);
    }

    @Test
    void B11_goodFilesAreRead() throws IOException {
        Path file = file("WEBVTT\n\n00:00.000 --> 00:00:01.500\na%20b.png#xywh=20,10,20,10\n\n");

        assertThat(WebVttThumbnails.read(file))
                .containsExactly(new WebVttThumbnails.Cue(0, 1500, folder.resolve("a b.png"), 20, 10, 20, 10));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "WEBVTTX\n\n",
                "WEBVTT\n00:00.000 --> 00:01.000\na%20b.png#xywh=0,0,1,1\n\n",
                "WEBVTT\n\n00:00.000 -> 00:01.000\na%20b.png#xywh=0,0,1,1\n\n",
                "WEBVTT\n\n00:00,000 --> 00:01,000\na%20b.png#xywh=0,0,1,1\n\n",
                "WEBVTT\n\n0:00:00.000 --> 0:00:01.000\na%20b.png#xywh=0,0,1,1\n\n",
                "WEBVTT\n\n00:01.000 --> 00:01.000\na%20b.png#xywh=0,0,1,1\n\n",
                "WEBVTT\n\n00:00.000 --> 00:60.000\na%20b.png#xywh=0,0,1,1\n\n",
                "WEBVTT\n\n00:00.000 --> 00:01.000\na b.png#xywh=0,0,1,1\n\n",
                "WEBVTT\n\n00:00.000 --> 00:01.000\na%20b.png\n\n",
                "WEBVTT\n\n00:00.000 --> 00:01.000\na%20b.png#xywh=21,0,20,10\n\n",
                "WEBVTT\n\n00:00.000 --> 00:01.000\na%20b.png#xywh=0,0,0,10\n\n",
                "WEBVTT\n\n00:00.000 --> 00:01.000\nnone.png#xywh=0,0,1,1\n\n",
                "WEBVTT\n\n00:01.000 --> 00:02.000\na%20b.png#xywh=0,0,1,1\n\n"
                        + "00:00.000 --> 00:01.000\na%20b.png#xywh=0,0,1,1\n\n",
            })
    void B11_badFilesAreNoticed(String text) throws IOException {
        Path file = file(text);

        assertThatThrownBy(() -> WebVttThumbnails.read(file))
                .isInstanceOfAny(AssertionError.class, RuntimeException.class);
    }
}
