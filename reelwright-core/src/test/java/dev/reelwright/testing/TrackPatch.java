package dev.reelwright.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Changes what a film whose movie box comes last says of its tracks, by their places from 0 (ISO/IEC 14496-12 §8.3, §8.4.6). */
public final class TrackPatch {
    private static final int GROUP_AT = 4 + 20 + 8 + 2;

    private byte[] bytes;

    private TrackPatch(byte[] bytes) {
        this.bytes = bytes;
    }

    public static TrackPatch of(Path film) {
        try {
            return new TrackPatch(Files.readAllBytes(film));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TrackPatch enabled(int track, boolean enabled) {
        int flags = inside(track, "tkhd") + 3;
        bytes[flags] = (byte) (enabled ? bytes[flags] | 1 : bytes[flags] & ~1);
        return this;
    }

    /** Number of the group of which one member is presented at a time. */
    public TrackPatch group(int track, int number) {
        ByteBuffer.wrap(bytes).putShort(inside(track, "tkhd") + GROUP_AT, (short) number);
        return this;
    }

    /** The track to present where this one cannot be. */
    public TrackPatch fallback(int track, int id) {
        ByteBuffer tref = ByteBuffer.allocate(20);
        tref.putInt(20).put(ascii("tref")).putInt(12).put(ascii("fall")).putInt(id);
        return append(track, "trak", tref.array());
    }

    /** A BCP 47 tag. */
    public TrackPatch extendedLanguage(int track, String tag) {
        ByteBuffer elng = ByteBuffer.allocate(13 + tag.length());
        elng.putInt(elng.capacity()).put(ascii("elng")).putInt(0).put(ascii(tag));
        return append(track, "mdia", elng.array());
    }

    public Path to(Path file) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TrackPatch append(int track, String into, byte[] box) {
        int trak = trak(track);
        int end = into.equals("trak") ? trak + size(trak) : inside(track, into) - 8 + size(inside(track, into) - 8);
        int moov = find("moov", 0) - 4;
        for (int parent :
                into.equals("trak") ? new int[] {moov, trak} : new int[] {moov, trak, inside(track, into) - 8}) {
            ByteBuffer.wrap(bytes).putInt(parent, size(parent) + box.length);
        }
        byte[] longer = Arrays.copyOf(bytes, bytes.length + box.length);
        System.arraycopy(bytes, end, longer, end + box.length, bytes.length - end);
        System.arraycopy(box, 0, longer, end, box.length);
        bytes = longer;
        return this;
    }

    private int size(int box) {
        return ByteBuffer.wrap(bytes).getInt(box);
    }

    /** Where the content of the first box of this type in a track begins. */
    private int inside(int track, String type) {
        return find(type, trak(track)) + 4;
    }

    private int trak(int track) {
        int at = find("moov", 0);
        for (int i = 0; i <= track; i++) {
            at = find("trak", at + 4);
        }
        return at - 4;
    }

    private int find(String type, int from) {
        byte[] wanted = ascii(type);
        for (int i = from; i + 4 <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + 4, wanted, 0, 4)) {
                return i;
            }
        }
        throw new AssertionError("no box " + type);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
