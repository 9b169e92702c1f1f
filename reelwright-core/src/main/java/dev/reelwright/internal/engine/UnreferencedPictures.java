package dev.reelwright.internal.engine;

import dev.reelwright.internal.bitstream.Av1References;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/**
 * Tells packets whose pictures no other refers to, so that they need not be decoded on the way to another, for codings of which
 * FFmpeg's decoders do not skip such pictures themselves.
 */
public interface UnreferencedPictures {
    /** For a stream of HEVC or AV1 whose header tells enough, else null. */
    static @Nullable UnreferencedPictures of(Demuxer demuxer, int streamIndex) {
        AVCodecParameters parameters = demuxer.raw(streamIndex).codecpar();
        if (parameters.codec_id() == avcodec.AV_CODEC_ID_HEVC) {
            return HevcSubLayers.of(parameters);
        }
        Av1References references = parameters.codec_id() == avcodec.AV_CODEC_ID_AV1
                ? Av1References.of(demuxer.parameters(streamIndex))
                : null;
        return references == null
                ? null
                : packet -> {
                    if (packet.bringsParameters()) {
                        references.change();
                    }
                    return references.leavesNothing(packet.bytes());
                };
    }

    /**
     * Whether all of the packet's coded pictures, of whatever layer, are referred to by none. Is asked of every packet that a
     * decoder may get, in their order: what one says of those behind it is remembered.
     */
    boolean contains(Packet packet);
}
