package dev.reelwright.internal.render;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.Track;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.error.Phase;
import dev.reelwright.image.DynamicRangePolicy;
import dev.reelwright.image.GeneratedImage;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.plan.ColorRules;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Decodes a still picture that decorates a file. */
public final class CoverReader {
    private static final TimeBase CLOCK = TimeBase.ofScale(25);

    private CoverReader() {}

    /** The cover of an asset, nothing when it has none. */
    public static Optional<GeneratedImage> read(Asset asset, ImageWorkshop.ImageFactory factory) {
        return asset.tracks().stream()
                .filter(track -> track.coverArt() && track.format() instanceof FormatDescription.Video)
                .min(Comparator.comparing(track -> !isFront(track)))
                .map(track -> read(asset, track, factory));
    }

    /** ID3 and FLAC say what a picture shows, which FFmpeg hands on as a comment. */
    private static boolean isFront(Track track) {
        return track.metadata().stream()
                .anyMatch(item -> item.key().equalsIgnoreCase("comment")
                        && item.stringValue()
                                .orElse("")
                                .toLowerCase(Locale.ROOT)
                                .contains("front"));
    }

    private static GeneratedImage read(Asset asset, Track track, ImageWorkshop.ImageFactory factory) {
        try (Demuxer demuxer = Demuxer.open(asset.source(), asset.options());
                Decoder decoder = Decoder.open(demuxer, track.index(), Decoder.Threading.NONE);
                Frame frame = new Frame()) {
            demuxer.select(Set.of(track.index()));
            decode(demuxer, decoder, track, frame);
            Size size = new Size(frame.width(), frame.height());
            if ((long) size.width() * size.height() > asset.options().maxPixels()) {
                throw new MediaException(
                        ErrorCode.INVALID_SOURCE_MEDIA, "a cover of " + size + " pixels is above the limit");
            }
            return render(track, frame, size, factory);
        } catch (MediaException e) {
            throw e.in(Phase.IMAGE);
        }
    }

    private static void decode(Demuxer demuxer, Decoder decoder, Track track, Frame frame) {
        try (Packet packet = new Packet()) {
            boolean found = false;
            while (!found && demuxer.read(packet)) {
                found = packet.streamIndex() == track.index();
                if (found) {
                    decoder.send(packet);
                }
                packet.clear();
            }
            decoder.send(null);
            if (!found || !decoder.receive(frame)) {
                throw new MediaException(ErrorCode.DECODE_FAILED, "the cover art cannot be decoded")
                        .onTrack(track.id());
            }
        }
    }

    private static GeneratedImage render(Track track, Frame frame, Size size, ImageWorkshop.ImageFactory factory) {
        FormatDescription.Video format = (FormatDescription.Video) track.format();
        FilterChains.Layout layout = new FilterChains.Layout(null, size, PictureTransform.IDENTITY);
        FilterChains.Look look = new FilterChains.Look(
                format.hasAlpha(), DynamicRangePolicy.FORCE_SDR, ColorRules.peakLuminance(format));
        try (VideoRenderer renderer = new VideoRenderer(
                        CLOCK,
                        format.color(),
                        like -> FilterChains.forImage(layout, look, FilterChains.Decoded.of(like)),
                        1);
                Frame rendered = new Frame()) {
            renderer.render(frame, rendered);
            return factory.make(
                    MediaTime.ZERO, MediaTime.ZERO, new StillPicture.Sdr(size, format.hasAlpha(), rendered.readArgb()));
        }
    }
}
