package dev.reelwright.internal.index;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.IndexOrigin;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.internal.file.OutputFile;
import dev.reelwright.time.MediaTime;
import dev.reelwright.time.TimeRange;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A packet index in a file: a mark and a version, then compressed what it is of, its clock, its gaps and its packets, every
 * column as differences.
 */
public final class IndexFile {
    private static final int MARK = 0x52574958; // "RWIX"
    private static final int VERSION = 1;
    private static final int MOST_PACKETS = 50_000_000;
    private static final int MOST_GAPS = 1_000_000;
    private static final int INFINITE = 0;

    private IndexFile() {}

    static void write(TrackIndex index, Path file) {
        try (OutputFile output = OutputFile.prepare(file, null, true)) {
            try (DataOutputStream plain = new DataOutputStream(Files.newOutputStream(output.scratch()))) {
                plain.writeInt(MARK);
                plain.writeInt(VERSION);
                try (DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(plain)))) {
                    write(index, out);
                }
            }
            output.commit();
        } catch (IOException e) {
            throw new MediaException(ErrorCode.WRITE_FAILED, file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void write(TrackIndex index, DataOutputStream out) throws IOException {
        TrackIndex.Identity identity = index.identity();
        out.writeLong(identity.file().length());
        out.writeLong(identity.file().check());
        out.writeInt(identity.trackId());
        out.writeUTF(identity.origin().name());
        out.writeInt(index.timeBase().numerator());
        out.writeInt(index.timeBase().denominator());
        write(index.zero(), out);
        write(index.limit(), out);
        out.writeInt(index.gaps().size());
        for (TimeRange gap : index.gaps()) {
            write(gap.start(), out);
            write(gap.end(), out);
        }
        index.packets().write(out);
    }

    private static void write(MediaTime time, DataOutputStream out) throws IOException {
        out.writeInt(time.isNumeric() ? time.timescale() : INFINITE);
        out.writeLong(time.isNumeric() ? time.value() : 0);
    }

    /** The index of a track of this asset. */
    public static TrackIndex read(Path file, Asset asset) {
        try (DataInputStream plain = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (plain.readInt() != MARK || plain.readInt() != VERSION) {
                throw new MediaException(
                        ErrorCode.FILE_FORMAT_NOT_RECOGNIZED,
                        file + " is no packet index of this version; make it anew from the asset");
            }
            DataInputStream in = new DataInputStream(new BufferedInputStream(new InflaterInputStream(plain)));
            return read(in, file, asset);
        } catch (IOException | IllegalArgumentException e) {
            throw new MediaException(
                    ErrorCode.FILE_FAILED_TO_PARSE, "the packet index " + file + " is damaged: " + e.getMessage(), e);
        }
    }

    private static TrackIndex read(DataInputStream in, Path file, Asset asset) throws IOException {
        FileStamp stamp = new FileStamp(in.readLong(), in.readLong());
        int trackId = in.readInt();
        if (!stamp.equals(FileStamp.of(asset.source())) || asset.track(trackId).isEmpty()) {
            throw new MediaException(
                    ErrorCode.FILE_FAILED_TO_PARSE,
                    "the packet index " + file + " is of another file than " + asset.name()
                            + ", or that file was changed; make it anew from the asset");
        }
        TrackIndex.Identity identity = new TrackIndex.Identity(trackId, IndexOrigin.valueOf(in.readUTF()), stamp);
        TimeBase base = new TimeBase(in.readInt(), in.readInt());
        MediaTime zero = time(in);
        MediaTime limit = time(in);
        List<TimeRange> gaps = new ArrayList<>();
        int gapCount = limited(in.readInt(), MOST_GAPS);
        for (int i = 0; i < gapCount; i++) {
            gaps.add(TimeRange.between(time(in), time(in)));
        }
        return new TrackIndex(identity, base, zero, PacketTable.read(in, MOST_PACKETS), gaps, limit);
    }

    private static MediaTime time(DataInputStream in) throws IOException {
        int timescale = in.readInt();
        long value = in.readLong();
        return timescale == INFINITE ? MediaTime.POSITIVE_INFINITY : MediaTime.of(value, timescale);
    }

    static int limited(int count, int most) throws IOException {
        if (count < 0 || count > most) {
            throw new IOException(count + " entries are not between 0 and " + most);
        }
        return count;
    }
}
