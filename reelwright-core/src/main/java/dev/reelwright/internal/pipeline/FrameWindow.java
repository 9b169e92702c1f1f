package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.index.EditedMedia;
import dev.reelwright.internal.index.PacketIndexer;
import dev.reelwright.internal.index.TrackIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The video of a file by its frames' numbers, decoded in stretches as a player does: from the sync sample before on. */
final class FrameWindow {
    private final Asset asset;
    private final Track track;
    private final TrackIndex index;
    private final BooleanSupplier asked;

    FrameWindow(Asset asset, Track track, TrackIndex index, BooleanSupplier asked) {
        this.asset = asset;
        this.track = track;
        this.index = index;
        this.asked = asked;
    }

    /** Of a file whose packets are looked through first. */
    static FrameWindow of(Asset asset, Track track, BooleanSupplier asked) {
        return new FrameWindow(asset, track, PacketIndexer.index(asset, track, asked), asked);
    }

    TrackIndex index() {
        return index;
    }

    /** Decodes the frames of these numbers, the last one exclusive, in one go. The caller closes them. */
    Map<Integer, Frame> decode(int from, int to) {
        Map<Integer, Frame> frames = new HashMap<>();
        try (Demuxer demuxer = Demuxer.open(asset.source(), asset.options(), asked);
                Decoder decoder = Decoder.open(demuxer, track.index(), Decoder.Threading.FRAMES);
                Packet packet = new Packet();
                Frame frame = new Frame()) {
            EditedMedia.attach(demuxer, asset);
            demuxer.select(Set.of(track.index()));
            Map<Long, Integer> wanted = new HashMap<>();
            for (int i = from; i < to; i++) {
                wanted.put(index.containerPts(i), i);
            }
            Feeding feeding = new Feeding(track.index(), decoder, frame, wanted, frames);
            new SourceStart(asset, demuxer, index.start(from), List.of(track), true).replay(feeding::feed);
            while (frames.size() < wanted.size() && demuxer.read(packet)) {
                feeding.feed(packet);
                packet.clear();
            }
            if (frames.size() < wanted.size()) {
                feeding.feed(null);
            }
            return frames;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close(frames);
            throw new CutException("interrupted");
        } catch (RuntimeException | Error e) {
            close(frames);
            throw e;
        }
    }

    static void close(Map<Integer, Frame> frames) {
        frames.values().forEach(Frame::close);
        frames.clear();
    }

    /** Sends packets and keeps the frames that are wanted. */
    private record Feeding(
            int stream, Decoder decoder, Frame frame, Map<Long, Integer> wanted, Map<Integer, Frame> into) {
        void feed(@Nullable Packet packet) {
            // packets that were read to know the streams come whatever is selected
            boolean taken = packet != null && packet.streamIndex() != stream;
            while (!taken) {
                taken = decoder.send(packet);
                while (decoder.receive(frame)) {
                    Integer number = wanted.get(frame.bestPts());
                    if (number != null && !into.containsKey(number)) {
                        Frame kept = new Frame();
                        kept.takeFrom(frame);
                        into.put(number, kept);
                    }
                    frame.clear();
                }
            }
        }
    }
}
