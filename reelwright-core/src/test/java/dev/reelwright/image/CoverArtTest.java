package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Media;
import dev.reelwright.testing.Programs;
import dev.reelwright.time.MediaTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CoverArtTest {
    @TempDir
    static Path folder;

    private static Path png;
    private static Path jpeg;

    @BeforeAll
    static void drawCovers() {
        png = folder.resolve("cover.png");
        jpeg = folder.resolve("cover.jpg");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        "testsrc2=s=150x150",
                        "-frames:v",
                        "1",
                        "-pix_fmt",
                        "rgb24",
                        png.toString()));
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-f",
                        "lavfi",
                        "-i",
                        "mandelbrot=s=120x90",
                        "-frames:v",
                        "1",
                        "-q:v",
                        "2",
                        jpeg.toString()));
    }

    private static Path with(String name, Path... covers) {
        Path file = folder.resolve(name);
        List<String> arguments = new ArrayList<>(
                List.of("-v", "error", "-y", "-i", Fixtures.audioOnly().toString()));
        for (Path cover : covers) {
            arguments.addAll(List.of("-i", cover.toString()));
        }
        arguments.addAll(List.of("-map", "0:a", "-t", "0.5"));
        for (int i = 0; i < covers.length; i++) {
            arguments.addAll(List.of("-map", i + 1 + ":v", "-c:v", "copy", "-disposition:v:" + i, "attached_pic"));
            arguments.addAll(List.of(
                    "-metadata:s:v:" + i, i == covers.length - 1 ? "comment=Cover (front)" : "comment=Cover (back)"));
        }
        arguments.add(file.toString());
        Programs.run("ffmpeg", arguments);
        return file;
    }

    private static GeneratedImage cover(Path file) {
        return CoverArt.of(Asset.open(file)).orElseThrow();
    }

    private static int[] pixels(Path picture) throws IOException {
        return Pictures.argb(ImageIO.read(picture.toFile()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.m4a", "a.mp3", "a.flac"})
    void B11_coverArtIsThePictureThatWasEmbedded(String name) throws IOException {
        GeneratedImage image = cover(with(name, png));

        assertThat(image.width()).isEqualTo(150);
        assertThat(image.height()).isEqualTo(150);
        assertThat(image.pixels()).isEqualTo(pixels(png));
        assertThat(image.actualTime()).isEqualTo(MediaTime.ZERO);
        assertThat(image.hasAlpha()).isFalse();
    }

    @Test
    void B11_imagesAttachedToMatroskaFilesAreCoverArt() throws IOException {
        Path file = folder.resolve("a.mka");
        Programs.run(
                "ffmpeg",
                List.of(
                        "-v",
                        "error",
                        "-i",
                        Fixtures.audioOnly().toString(),
                        "-t",
                        "0.5",
                        "-c",
                        "copy",
                        "-attach",
                        png.toString(),
                        "-metadata:s:t",
                        "mimetype=image/png",
                        "-metadata:s:t",
                        "filename=cover.png",
                        file.toString()));

        assertThat(cover(file).pixels()).isEqualTo(pixels(png));
    }

    @Test
    void B11_jpegCoversKeepTheirColours() throws IOException {
        GeneratedImage image = cover(with("jpeg.m4a", jpeg));

        // two decoders round and interpolate chroma a little differently
        assertThat(Pictures.psnr(image.pixels(), pixels(jpeg))).isGreaterThan(30);
        assertThat(Pictures.psnr(image.pixels(), Pictures.decodedByProgram(jpeg, 120, 90, folder)))
                .isGreaterThan(45);
    }

    @Test
    void B11_theFrontCoverIsTakenAmongSeveral() {
        assertThat(cover(with("two.mp3", jpeg, png)).width()).isEqualTo(150);
        assertThat(cover(with("other.mp3", png, jpeg)).width()).isEqualTo(120);
    }

    @Test
    void B11_coverArtOfRealMusic() throws IOException {
        GeneratedImage image = cover(Media.file("bear-id3.mp3"));

        assertThat(image.width()).isPositive();
        image.save(folder.resolve("bear.png"));
        assertThat(Pictures.argb(ImageIO.read(folder.resolve("bear.png").toFile())))
                .isEqualTo(image.pixels());
    }

    @Test
    void B11_filesWithoutCoverArtHaveNone() {
        assertThat(CoverArt.of(Asset.open(Fixtures.small()))).isEmpty();
        assertThat(CoverArt.of(Asset.open(Fixtures.audioOnly()))).isEmpty();
    }

    @Test
    void B11_brokenCoverArtIsAnError() throws IOException {
        Path file = with("broken.m4a", png);
        byte[] bytes = Files.readAllBytes(file);
        byte[] picture = Files.readAllBytes(png);
        int at = indexOf(bytes, picture);
        java.util.Arrays.fill(bytes, at + 40, at + picture.length, (byte) 0);
        Files.write(file, bytes);
        Asset asset = Asset.open(file);

        assertThatThrownBy(() -> CoverArt.of(asset))
                .asInstanceOf(type(MediaException.class))
                .extracting(MediaException::code)
                .isEqualTo(ErrorCode.DECODE_FAILED);
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int i = 0; i + part.length <= bytes.length; i++) {
            if (java.util.Arrays.mismatch(bytes, i, i + part.length, part, 0, part.length) < 0) {
                return i;
            }
        }
        throw new AssertionError("the picture is not in the file");
    }
}
