package dev.reelwright.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.AssetOptions;
import dev.reelwright.testing.Media;
import dev.reelwright.video.ColorProperties;
import dev.reelwright.video.HdrMetadata;
import java.util.List;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;

/** What frames say of high dynamic range, on a frame of a real file that says much. */
class HdrFactsTest {
    private static final List<Integer> KINDS = List.of(
            avutil.AV_FRAME_DATA_MASTERING_DISPLAY_METADATA,
            avutil.AV_FRAME_DATA_CONTENT_LIGHT_LEVEL,
            avutil.AV_FRAME_DATA_DYNAMIC_HDR_PLUS);

    @Test
    void E51_framesThatBecomeSdrSayNothingOfHdr() {
        try (Demuxer demuxer = Demuxer.open(Media.file("hdr10-video-with-sdr-container.mp4"), AssetOptions.DEFAULT);
                Decoder decoder = Decoder.open(demuxer, 0, Decoder.Threading.NONE);
                Packet packet = new Packet();
                Frame frame = new Frame()) {
            while (!decoder.receive(frame)) {
                assertThat(demuxer.read(packet)).isTrue();
                if (packet.streamIndex() == 0) {
                    decoder.send(packet);
                }
                packet.clear();
            }
            assertThat(KINDS).allMatch(kind -> avutil.av_frame_get_side_data(frame.raw, kind) != null);

            frame.becomeSdr(ColorProperties.BT709);

            assertThat(KINDS).allMatch(kind -> avutil.av_frame_get_side_data(frame.raw, kind) == null);
            assertThat(frame.hdr()).isEqualTo(HdrMetadata.NONE);
            assertThat(frame.color()).isEqualTo(ColorProperties.BT709);
        }
    }
}
