package dev.reelwright.internal.engine;

import dev.reelwright.NativeMemory.Kind;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.jspecify.annotations.Nullable;

/** One coded sample, or several of audio; owns its reference to the data. */
public final class Packet implements AutoCloseable {
    /** Two counts and two reasons (AV_PKT_DATA_SKIP_SAMPLES of libavcodec/packet.h). */
    private static final int SKIP_BYTES = 10;

    final AVPacket raw;
    private final @Nullable LeakWatch watch;

    public Packet() {
        Natives.load();
        raw = Check.notNull(avcodec.av_packet_alloc(), "a packet");
        watch = LiveNatives.opened(Kind.PACKET, this);
    }

    /** A packet of these bytes that can be decoded by itself. */
    public static Packet of(byte[] data) {
        Packet packet = new Packet();
        try {
            Check.ok(avcodec.av_new_packet(packet.raw, data.length), ErrorCode.OUT_OF_MEMORY, "a packet's data");
            packet.raw.data().put(data, 0, data.length);
            packet.raw.flags(avcodec.AV_PKT_FLAG_KEY);
            return packet;
        } catch (MediaException e) {
            packet.close();
            throw e;
        }
    }

    /** A copy of its data. */
    public byte[] bytes() {
        byte[] bytes = new byte[raw.size()];
        if (bytes.length > 0) {
            raw.data().get(bytes);
        }
        return bytes;
    }

    public int streamIndex() {
        return raw.stream_index();
    }

    public void streamIndex(int index) {
        raw.stream_index(index);
    }

    /** Presentation time in ticks, {@link TimeBase#NONE} when unknown. */
    public long pts() {
        return raw.pts();
    }

    public void pts(long ticks) {
        raw.pts(ticks);
    }

    /** Decode time in ticks, {@link TimeBase#NONE} when unknown. */
    public long dts() {
        return raw.dts();
    }

    public void dts(long ticks) {
        raw.dts(ticks);
    }

    public long duration() {
        return raw.duration();
    }

    public void duration(long ticks) {
        raw.duration(ticks);
    }

    /** Tells its times in other ticks. */
    public void retime(TimeBase from, TimeBase to) {
        if (pts() != TimeBase.NONE) {
            pts(to.ticks(from.time(pts())));
        }
        if (dts() != TimeBase.NONE) {
            dts(to.ticks(from.time(dts())));
        }
        duration(to.ticks(from.time(duration())));
    }

    public int size() {
        return raw.size();
    }

    /** Replaces what it holds; times and flags stay. */
    public void bytes(byte[] content) {
        try (Packet old = take()) {
            Check.ok(avcodec.av_new_packet(raw, content.length), ErrorCode.OUT_OF_MEMORY, "a packet");
            raw.data().put(content);
            Check.ok(avcodec.av_packet_copy_props(raw, old.raw), ErrorCode.OUT_OF_MEMORY, "a packet");
        }
    }

    /** Byte position in the file, -1 when unknown. */
    public long position() {
        return raw.pos();
    }

    /** Whether the container calls it a sync sample. */
    public boolean isKey() {
        return (raw.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
    }

    /** Whether it is needed for decoding only: the edit list hides it. */
    public boolean isHidden() {
        return (raw.flags() & avcodec.AV_PKT_FLAG_DISCARD) != 0;
    }

    public void hidden(boolean hides) {
        int others = raw.flags() & ~avcodec.AV_PKT_FLAG_DISCARD;
        raw.flags(hides ? others | avcodec.AV_PKT_FLAG_DISCARD : others);
    }

    /** Lets the decoder leave out so many samples of sound at the beginning and at the end of what it makes of the packet. */
    public void skipSamples(int atBeginning, int atEnd) {
        avcodec.av_packet_free_side_data(raw);
        if (atBeginning > 0 || atEnd > 0) {
            BytePointer data = avcodec.av_packet_new_side_data(raw, avcodec.AV_PKT_DATA_SKIP_SAMPLES, SKIP_BYTES);
            Check.notNull(data, "side data");
            data.capacity(SKIP_BYTES)
                    .asByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(atBeginning)
                    .putInt(atEnd)
                    .putShort((short) 0);
        }
    }

    /** Whether it holds but a reference that is never shown: show_frame is 0, RFC 6386 §9.1 and VP9 §6.2. */
    public boolean isInvisible(String codec) {
        if (raw.size() < 2) {
            return false;
        }
        int first = raw.data().get(0) & 0xff;
        if (codec.equals("vp8")) {
            return (first & 0x10) == 0;
        }
        boolean superframe = (raw.data().get(raw.size() - 1L) & 0xe0) == 0xc0;
        if (!codec.equals("vp9") || superframe || first >> 6 != 2) {
            return false;
        }
        // after the marker and the two bits of the profile; profile 3 has one bit more
        int bits = (first & 0x30) == 0x30 ? first << 1 : first;
        boolean showsExisting = (bits & 0x08) != 0;
        boolean shows = (bits & 0x02) != 0;
        return !showsExisting && !shows;
    }

    /** Whether it brings parameters that decoders need from here on, which are told this once alone. */
    public boolean bringsParameters() {
        return avcodec.av_packet_get_side_data(raw, avcodec.AV_PKT_DATA_NEW_EXTRADATA, (SizeTPointer) null) != null;
    }

    /** Whether the demuxer knows that its data is damaged or cut off. */
    public boolean isCorrupt() {
        return (raw.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
    }

    /** A second owner of the same data. */
    public Packet share() {
        Packet copy = new Packet();
        try {
            Check.ok(avcodec.av_packet_ref(copy.raw, raw), ErrorCode.OUT_OF_MEMORY, "share a packet");
            return copy;
        } catch (MediaException e) {
            copy.close();
            throw e;
        }
    }

    /** Moves the content to a new owner; this one is empty afterwards. */
    public Packet take() {
        Packet copy = new Packet();
        avcodec.av_packet_move_ref(copy.raw, raw);
        return copy;
    }

    /** Takes over the other's content, which is empty afterwards. */
    void takeFrom(Packet other) {
        clear();
        avcodec.av_packet_move_ref(raw, other.raw);
    }

    public void clear() {
        avcodec.av_packet_unref(raw);
    }

    @Override
    public void close() {
        if (!raw.isNull()) {
            avcodec.av_packet_free(raw);
            raw.setNull();
            LiveNatives.closed(Kind.PACKET, watch);
        }
    }
}
