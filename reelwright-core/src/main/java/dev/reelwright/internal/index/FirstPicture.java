package dev.reelwright.internal.index;

import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.StreamInfo;
import dev.reelwright.video.HdrMetadata;
import java.util.Set;

/** Facts that containers often leave out and the bitstream tells with its first picture. */
final class FirstPicture {
    /** A decoder that has given nothing by then is not worth waiting for. */
    private static final int MOST_PACKETS = 64;

    private FirstPicture() {}

    /** What the stream's first picture says of high dynamic range; nothing where it cannot be decoded. Moves the reader. */
    static HdrMetadata hdr(Demuxer demuxer, StreamInfo stream) {
        demuxer.seek(-1, 0);
        demuxer.select(Set.of(stream.index()));
        try (Decoder decoder = Decoder.open(demuxer, stream.index(), Decoder.Threading.NONE);
                Packet packet = new Packet();
                Frame frame = new Frame()) {
            boolean more = true;
            for (int i = 0; i < MOST_PACKETS && more; i++) {
                more = demuxer.read(packet);
                decoder.send(more ? packet : null);
                packet.clear();
                if (decoder.receive(frame)) {
                    return frame.hdr();
                }
            }
        } catch (MediaException e) {
            // what needs the pictures will say so; the headers' facts stand
            System.getLogger(FirstPicture.class.getName())
                    .log(System.Logger.Level.DEBUG, "the first picture cannot be decoded", e);
        }
        return HdrMetadata.NONE;
    }
}
