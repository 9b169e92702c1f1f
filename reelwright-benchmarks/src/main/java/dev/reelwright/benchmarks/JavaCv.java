package dev.reelwright.benchmarks;

import dev.reelwright.time.MediaTime;
import dev.reelwright.time.Rounding;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.Java2DFrameConverter;

/** JavaCV's grabber, used as its users do: a file that is open, out of which it takes exact pictures in one size. */
final class JavaCv implements AutoCloseable {
    private static final int MICROSECONDS = 1_000_000;

    private final FFmpegFrameGrabber grabber;
    private final Java2DFrameConverter converter = new Java2DFrameConverter();

    private JavaCv(FFmpegFrameGrabber grabber) {
        this.grabber = grabber;
    }

    static JavaCv open(Path file, Size size) throws IOException {
        FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile());
        grabber.setImageWidth(size.width());
        grabber.setImageHeight(size.height());
        grabber.start();
        return new JavaCv(grabber);
    }

    /**
     * The frame on screen at a time well inside of it; at its very start rounding may give the one before. The picture
     * lasts until the next one is taken.
     */
    Still take(MediaTime time) throws IOException {
        // its plain setTimestamp takes any frame near it, and decodes the sound on the way, too
        grabber.setVideoTimestamp(time.toTicks(1, MICROSECONDS, Rounding.HALF_AWAY_FROM_ZERO));
        Frame frame = grabber.grabImage();
        if (frame == null) {
            throw new IOException("JavaCV has no picture at " + time.inSeconds());
        }
        return new Still(converter.convert(frame), frame.timestamp / (double) MICROSECONDS);
    }

    @Override
    public void close() throws IOException {
        converter.close();
        grabber.close();
    }
}
