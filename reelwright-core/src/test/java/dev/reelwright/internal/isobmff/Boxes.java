package dev.reelwright.internal.isobmff;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds boxes from their parts. */
final class Boxes {

    static final int IDENTITY_ONE = 0x10000;
    static final int IDENTITY_W = 0x40000000;

    private Boxes() {}

    static byte[] box(String type, byte[]... content) {
        byte[] body = join(content);
        return join(u32(8 + body.length), fourCc(type), body);
    }

    static byte[] largeBox(String type, byte[]... content) {
        byte[] body = join(content);
        return join(u32(1), fourCc(type), u64(16 + body.length), body);
    }

    static byte[] fullBox(String type, int version, int flags, byte[]... content) {
        return box(type, u32((long) version << 24 | flags), join(content));
    }

    static byte[] mvhd(long timescale, long duration) {
        return fullBox("mvhd", 0, 0, u32(11), u32(12), u32(timescale), u32(duration), new byte[80]);
    }

    static byte[] tkhd(int id) {
        return fullBox("tkhd", 0, 3, u32(11), u32(12), u32(id), u32(0), u32(1000), tkhdRest(0, 0, 0, 640, 360));
    }

    static byte[] tkhdRest(int layer, int alternateGroup, int volume, int width, int height) {
        byte[] matrix = join(
                u32(IDENTITY_ONE), u32(0), u32(0), u32(0), u32(IDENTITY_ONE), u32(0), u32(0), u32(0), u32(IDENTITY_W));
        byte[] numbers = join(u16(layer), u16(alternateGroup), u16(volume), u16(0));
        return join(u64(0), numbers, matrix, u32((long) width << 16), u32((long) height << 16));
    }

    static byte[] mdhd(long timescale, long duration, int language) {
        return fullBox("mdhd", 0, 0, u32(11), u32(12), u32(timescale), u32(duration), u16(language), u16(0));
    }

    static byte[] hdlr(String handler) {
        return fullBox("hdlr", 0, 0, u32(0), fourCc(handler), new byte[12], new byte[1]);
    }

    static byte[] elst(byte[]... entries) {
        return fullBox("elst", 0, 0, u32(entries.length), join(entries));
    }

    static byte[] edit(long segmentDuration, int mediaTime, int rate) {
        return join(u32(segmentDuration), u32(mediaTime), u32(rate));
    }

    static byte[] stsd(byte[]... entries) {
        return fullBox("stsd", 0, 0, u32(entries.length), join(entries));
    }

    static byte[] visualEntry(String format, byte[]... extensions) {
        return box(format, new byte[78], join(extensions));
    }

    static byte[] minf(byte[] stsd) {
        return box("minf", box("vmhd", new byte[12]), box("stbl", stsd, box("stts", new byte[8])));
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] u16(int value) {
        return ByteBuffer.allocate(2).putShort((short) value).array();
    }

    static byte[] u32(long value) {
        return ByteBuffer.allocate(4).putInt((int) value).array();
    }

    static byte[] u64(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    static byte[] fourCc(String code) {
        return code.getBytes(StandardCharsets.ISO_8859_1);
    }
}
