package dev.reelwright.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.Asset;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.testing.Fixtures;
import dev.reelwright.testing.Programs;
import dev.reelwright.testing.TrackPatch;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.VideoComposition;
import dev.reelwright.video.VideoCompositor;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposedImageTest {
    /** Lays a red square over the top left corner of the source. */
    private static final VideoCompositor OVERLAY = request -> {
        BufferedImage canvas = new BufferedImage(
                request.renderSize().width(), request.renderSize().height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = canvas.createGraphics();
        request.sourceFrames().values().forEach(frame -> graphics.drawImage(frame, 0, 0, null));
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, 20, 20);
        graphics.dispose();
        return canvas;
    };

    private static ImageGenerator.Builder of(VideoCompositor compositor) {
        return ImageGenerator.builder(Asset.open(Fixtures.standard()))
                .videoComposition(VideoComposition.builder(compositor).build());
    }

    private static MediaTime at(String time) {
        return MediaTime.parse(time);
    }

    @Test
    void I18_compositorsPictureIsTheImageAndTheTransformFlagIsIgnored() {
        Asset portrait = Asset.open(Fixtures.portrait());

        try (ImageGenerator images = ImageGenerator.builder(portrait)
                        .videoComposition(VideoComposition.builder(OVERLAY).build())
                        .appliesPreferredTrackTransform(false)
                        .build();
                ImageGenerator plain = ImageGenerator.builder(portrait).build()) {
            GeneratedImage image = images.image(at("1.01"));
            GeneratedImage upright = plain.image(at("1.01"));

            assertThat(image.width()).isEqualTo(upright.width());
            assertThat(image.height()).isEqualTo(upright.height());
            assertThat(Pictures.number(image)).isEqualTo(Pictures.number(upright));
            assertThat(new Color(image.pixels()[5 * image.width() + 5])).isEqualTo(Color.RED);
            assertThat(image.actualTime()).isEqualTo(at("1.01"));
        }
    }

    @Test
    void I18_composedPictureIsScaledDownWhenItIsMade() {
        try (ImageGenerator images = of(OVERLAY).maximumSize(320, 0).build()) {
            GeneratedImage image = images.image(at("2"));

            assertThat(image.width()).isEqualTo(320);
            assertThat(Pictures.number(image)).isEqualTo(60);
        }
    }

    @Test
    void I18_compositorIsAskedForEachTimeExactlyAlsoWhereOneFrameIsShown() {
        List<MediaTime> times = List.of(at("1"), at("1.01"), at("1.02"));
        List<MediaTime> asked = new java.util.concurrent.CopyOnWriteArrayList<>();

        try (ImageGenerator images = of(request -> {
                    asked.add(request.compositionTime());
                    return OVERLAY.compose(request);
                })
                .build()) {
            assertThat(images.images(times).map(r -> r.image().actualTime())).containsExactlyElementsOf(times);
        }
        assertThat(asked).containsExactlyElementsOf(times);
    }

    @Test
    void I19_whatImagesCannotDoIsRefused() {
        for (UnaryOperator<VideoComposition.Builder> wrong : List.<UnaryOperator<VideoComposition.Builder>>of(
                c -> c.renderScale(2),
                c -> c.frameDuration(MediaTime.ZERO),
                c -> c.frameDuration(at("-1")),
                c -> c.frameDuration(MediaTime.INVALID),
                c -> c.sourceTrackIdForFrameTiming(-1),
                c -> c.outputBufferDescription(List.of("left", "right")))) {
            VideoComposition composition =
                    wrong.apply(VideoComposition.builder(OVERLAY)).build();

            assertThatIllegalArgumentException().isThrownBy(() -> ImageGenerator.builder(Asset.open(Fixtures.small()))
                    .videoComposition(composition));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VideoComposition.builder(OVERLAY).renderSize(-1, 100));
    }

    @Test
    void I28_compositorIsExposedAndItsErrorFailsItsOwnRequestAlone() {
        VideoCompositor moody = request -> {
            if (request.compositionTime().equals(at("2"))) {
                throw new IllegalStateException("not today");
            }
            return OVERLAY.compose(request);
        };

        try (ImageGenerator images = of(moody).build()) {
            assertThat(images.customVideoCompositor()).containsSame(moody);
            List<ImageResult> results =
                    images.images(List.of(at("1"), at("2"), at("3"))).toList();

            assertThat(results.get(0)).isInstanceOf(ImageResult.Succeeded.class);
            assertThat(results.get(1)).isInstanceOfSatisfying(ImageResult.Failed.class, failed -> {
                MediaException error = failed.error();
                assertThat(error.code()).isEqualTo(ErrorCode.VIDEO_COMPOSITOR_FAILED);
                assertThat(error).hasMessageContaining("not today");
            });
            assertThat(results.get(2)).isInstanceOf(ImageResult.Succeeded.class);
        }
    }

    @Test
    void I28_pictureOfAnotherSizeThanTheCanvasIsAnError() {
        try (ImageGenerator images = of(request -> new BufferedImage(3, 3, BufferedImage.TYPE_INT_RGB))
                .build()) {
            assertThat(images.images(List.of(at("1"))).toList().get(0))
                    .isInstanceOfSatisfying(
                            ImageResult.Failed.class,
                            failed -> assertThat(failed.error().code()).isEqualTo(ErrorCode.VIDEO_COMPOSITOR_FAILED));
        }
    }

    /** A red track of a second, and a blue one of two. */
    private static Path twoTracks(Path folder, boolean redIsEnabled) {
        Path file = folder.resolve("two.mp4");
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y"));
        arguments.addAll(List.of("-f", "lavfi", "-i", "color=red:s=64x64:r=10:d=1"));
        arguments.addAll(List.of("-f", "lavfi", "-i", "color=blue:s=64x64:r=10:d=2"));
        arguments.addAll(List.of("-map", "0", "-map", "1", "-c:v", "libx264", "-pix_fmt", "yuv420p", "" + file));
        Programs.run("ffmpeg", arguments);
        return TrackPatch.of(file).enabled(0, redIsEnabled).enabled(1, true).to(folder.resolve("patched.mp4"));
    }

    private static Color colorAt(ImageGenerator images, String time) {
        GeneratedImage image = images.image(at(time));
        return new Color(image.pixels()[image.width() * 32 + 32]);
    }

    @Test
    void I20_theFirstEnabledVideoTrackIsTakenAndNoOther(@TempDir Path folder) {
        Asset red = Asset.open(twoTracks(folder, true));
        try (ImageGenerator images = ImageGenerator.builder(red).build()) {
            assertThat(colorAt(images, "0.55").getRed()).isGreaterThan(200);
            // what another track shows needs a composition
            assertThatThrownBy(() -> images.image(at("1.55")))
                    .isInstanceOf(MediaException.class)
                    .hasFieldOrPropertyWithValue("code", ErrorCode.NO_IMAGE_AT_TIME);
        }

        Asset blue = Asset.open(twoTracks(folder, false));
        try (ImageGenerator images = ImageGenerator.builder(blue).build()) {
            assertThat(colorAt(images, "0.55").getBlue()).isGreaterThan(200);
            assertThat(colorAt(images, "1.55").getBlue()).isGreaterThan(200);
        }
    }
}
