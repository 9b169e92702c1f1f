package dev.reelwright.internal.engine;

import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Packets as plain bytes, from demuxers and into files, for tests that rewrite them. */
public final class PacketBytes {
    private PacketBytes() {}

    /** A packet of a video track; times in its ticks. */
    public record Coded(byte[] bytes, long pts, long dts, boolean key) {}

    public static Coded of(Packet packet) {
        byte[] bytes = new byte[packet.size()];
        packet.raw.data().get(bytes);
        return new Coded(bytes, packet.pts(), packet.dts(), packet.isKey());
    }

    public static byte[] extradata(Demuxer demuxer, int stream) {
        AVCodecParameters parameters = demuxer.raw(stream).codecpar();
        byte[] bytes = new byte[parameters.extradata_size()];
        if (bytes.length > 0) {
            parameters.extradata().get(bytes);
        }
        return bytes;
    }

    /** Writes a file of one track like a demuxer's, but with these packets and this extradata. */
    public static void mux(Path file, String format, Demuxer like, byte[] extradata, List<Coded> packets) {
        TimeBase base = like.streams().get(0).timeBase();
        try (Muxer muxer = Muxer.create(file, format)) {
            int index = muxer.addStream(like, 0);
            AVCodecParameters parameters = stream(muxer, like, extradata);
            parameters.initial_padding(0);
            muxer.start(java.util.Map.of());
            for (Coded coded : packets) {
                try (Packet packet = new Packet()) {
                    AVPacket raw = packet.raw;
                    Check.ok(avcodec.av_new_packet(raw, coded.bytes.length), null, "a packet");
                    raw.data().put(coded.bytes, 0, coded.bytes.length);
                    raw.pts(coded.pts).dts(coded.dts);
                    raw.flags(coded.key ? avcodec.AV_PKT_FLAG_KEY : 0);
                    muxer.write(index, packet, base);
                }
            }
            muxer.finish();
        }
    }

    private static AVCodecParameters stream(Muxer muxer, Demuxer like, byte[] extradata) {
        try {
            var field = Muxer.class.getDeclaredField("context");
            field.setAccessible(true);
            var context = (org.bytedeco.ffmpeg.avformat.AVFormatContext) field.get(muxer);
            AVCodecParameters parameters = new AVStream(context.streams(0)).codecpar();
            avutil.av_free(parameters.extradata());
            if (extradata.length == 0) {
                parameters.extradata(new BytePointer((org.bytedeco.javacpp.Pointer) null));
                parameters.extradata_size(0);
                return parameters;
            }
            BytePointer bytes = new BytePointer(avutil.av_mallocz(extradata.length + 64L));
            bytes.capacity(extradata.length).put(extradata, 0, extradata.length);
            parameters.extradata(bytes);
            parameters.extradata_size(extradata.length);
            return parameters;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
