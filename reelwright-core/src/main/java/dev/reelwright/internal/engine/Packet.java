package dev.reelwright.internal.engine;

import dev.reelwright.error.ErrorCode;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;

/** One coded sample, or several of audio; owns its reference to the data. */
public final class Packet implements AutoCloseable {
    final AVPacket raw;

    public Packet() {
        Natives.load();
        raw = Check.notNull(avcodec.av_packet_alloc(), "a packet");
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

    public int size() {
        return raw.size();
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

    /** Whether the demuxer knows that its data is damaged or cut off. */
    public boolean isCorrupt() {
        return (raw.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
    }

    /** A second owner of the same data. */
    public Packet share() {
        Packet copy = new Packet();
        Check.ok(avcodec.av_packet_ref(copy.raw, raw), ErrorCode.OUT_OF_MEMORY, "share a packet");
        return copy;
    }

    /** Moves the content to a new owner; this one is empty afterwards. */
    public Packet take() {
        Packet copy = new Packet();
        avcodec.av_packet_move_ref(copy.raw, raw);
        return copy;
    }

    public void clear() {
        avcodec.av_packet_unref(raw);
    }

    @Override
    public void close() {
        if (!raw.isNull()) {
            avcodec.av_packet_free(raw);
            raw.setNull();
        }
    }
}
