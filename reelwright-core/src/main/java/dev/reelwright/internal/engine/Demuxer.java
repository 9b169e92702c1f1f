package dev.reelwright.internal.engine;

import dev.reelwright.asset.AssetOptions;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.metadata.MetadataItem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/** Reads the packets of one local file. Used by one thread at a time. */
public final class Demuxer implements AutoCloseable {
    /**
     * Self-contained formats. Playlists, scripts, device and pattern inputs are left out: they make the reader open what
     * the file names.
     */
    private static final Set<String> FORMATS = Set.of(
            "mov",
            "matroska",
            "avi",
            "mpegts",
            "mpeg",
            "ivf",
            "flv",
            "asf",
            "ogg",
            "flac",
            "wav",
            "w64",
            "aiff",
            "caf",
            "mp3",
            "aac",
            "loas",
            "ac3",
            "eac3",
            "dts",
            "dtshd",
            "truehd",
            "mlp",
            "amr",
            "ape",
            "au",
            "mxf",
            "nut",
            "rm",
            "gif",
            "apng",
            "jpeg_pipe",
            "png_pipe",
            "webp_pipe",
            "bmp_pipe",
            "tiff_pipe",
            "mjpeg",
            "dv",
            "tta",
            "wv",
            "tak",
            "yuv4mpegpipe",
            "dsf",
            "oma",
            "voc");

    /** Bare coded pictures: they carry no times, so that there is no timeline to work on. */
    private static final Set<String> RAW_VIDEO = Set.of("h264", "hevc", "vvc", "obu", "av1", "mpegvideo", "m4v");

    private final AVFormatContext context;
    private final AVIOContext io;
    private final List<StreamInfo> streams;
    private final String formatName;
    private boolean closed;

    private Demuxer(AVFormatContext context, AVIOContext io, String formatName, AssetOptions limits) {
        this.context = context;
        this.io = io;
        this.formatName = formatName;
        List<StreamInfo> infos = new ArrayList<>();
        for (int i = 0; i < context.nb_streams(); i++) {
            infos.add(StreamFacts.read(context, i, limits));
        }
        this.streams = List.copyOf(infos);
    }

    /** Opens a file and reads its headers. */
    public static Demuxer open(Path file, AssetOptions limits) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new MediaException(
                    ErrorCode.SOURCE_NOT_READABLE,
                    file + (Files.exists(file) ? " is not a readable regular file" : " does not exist"));
        }
        Natives.load();
        LogTail.clear();
        String url = "file:" + file.toAbsolutePath();
        AVIOContext io = new AVIOContext(null);
        Check.ok(
                avformat.avio_open2(io, url, avformat.AVIO_FLAG_READ, (AVIOInterruptCB) null, (AVDictionary) null),
                ErrorCode.SOURCE_NOT_READABLE,
                "cannot open " + file);
        try {
            return open(file, url, io, limits);
        } catch (RuntimeException | Error e) {
            avformat.avio_closep(io);
            throw e;
        }
    }

    private static Demuxer open(Path file, String url, AVIOContext io, AssetOptions limits) {
        // Probed by content alone: an extension could otherwise call for a pattern or playlist reader.
        AVInputFormat format = new AVInputFormat(null);
        int probed = avformat.av_probe_input_buffer2(io, format, "", null, 0, 0);
        if (probed < 0) {
            throw Check.failure(
                    probed, ErrorCode.FILE_FORMAT_NOT_RECOGNIZED, file + " is of no format that can be read");
        }
        String names = format.name().getString();
        String name = names.contains(",") ? names.substring(0, names.indexOf(',')) : names;
        if (RAW_VIDEO.contains(name)) {
            throw new MediaException(
                    ErrorCode.FILE_FORMAT_NOT_RECOGNIZED,
                    file + " is a raw stream of " + name
                            + " video, which carries no times; put it into a container first");
        }
        if (!FORMATS.contains(name)) {
            throw new MediaException(
                    ErrorCode.REFERENCE_FORBIDDEN,
                    file + " is of the format '" + name
                            + "', which is not opened: only self-contained media files are");
        }
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
        avutil.av_dict_set_int(options, "max_streams", limits.maxStreams(), 0);
        AVFormatContext context = Check.notNull(avformat.avformat_alloc_context(), "a demuxer");
        context.pb(io);
        try {
            // On failure FFmpeg frees the context, yet not the I/O that was handed in.
            Check.ok(
                    avformat.avformat_open_input(context, url, format, options),
                    ErrorCode.FILE_FAILED_TO_PARSE,
                    file + " cannot be read");
        } finally {
            avutil.av_dict_free(options);
        }
        try {
            Check.ok(
                    avformat.avformat_find_stream_info(context, (AVDictionary) null),
                    ErrorCode.FILE_FAILED_TO_PARSE,
                    file + " cannot be read");
            return new Demuxer(context, io, name, limits);
        } catch (RuntimeException | Error e) {
            avformat.avformat_close_input(context);
            throw e;
        }
    }

    /** FFmpeg's short name of the container format. */
    public String formatName() {
        return formatName;
    }

    public List<StreamInfo> streams() {
        return streams;
    }

    public List<MetadataItem> metadata() {
        return StreamFacts.metadata(context.metadata());
    }

    /** The container's own duration in microseconds, {@link TimeBase#NONE} when unknown. */
    public long durationMicros() {
        return context.duration();
    }

    /** The container's own start in microseconds, {@link TimeBase#NONE} when unknown. */
    public long startMicros() {
        return context.start_time();
    }

    /** From now on reads packets of these streams only. */
    public void select(Set<Integer> indices) {
        for (StreamInfo stream : streams) {
            raw(stream.index())
                    .discard(indices.contains(stream.index()) ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
        }
    }

    /** Reads the next packet; false at the end of the file. */
    public boolean read(Packet packet) {
        int result = avformat.av_read_frame(context, packet.raw);
        if (result == avutil.AVERROR_EOF()) {
            return false;
        }
        Check.ok(result, ErrorCode.FAILED_TO_LOAD_MEDIA_DATA, "the media data cannot be read");
        return true;
    }

    /** Whether the container's own index names media of these streams beyond the end of a file of this many bytes. */
    public boolean isCutOff(Set<Integer> indices, long fileSize) {
        for (int index : indices) {
            AVStream stream = raw(index);
            int entries = avformat.avformat_index_get_entries_count(stream);
            for (int i = 0; i < entries; i++) {
                AVIndexEntry entry = avformat.avformat_index_get_entry(stream, i);
                if (entry.pos() + entry.size() > fileSize) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Goes to a sync sample at or before {@code ticks} as far as the container's own index knows one; where reading really
     * goes on must be looked at afterwards. False when the container cannot seek.
     */
    public boolean seek(int streamIndex, long ticks) {
        return avformat.av_seek_frame(context, streamIndex, ticks, avformat.AVSEEK_FLAG_BACKWARD) >= 0;
    }

    /** Goes to a byte position; false when the format cannot. */
    public boolean seekToByte(long position) {
        if ((context.iformat().flags() & avformat.AVFMT_NO_BYTE_SEEK) != 0) {
            return false;
        }
        return avformat.av_seek_frame(context, -1, position, avformat.AVSEEK_FLAG_BYTE) >= 0;
    }

    AVStream raw(int index) {
        return new AVStream(context.streams(index));
    }

    AVFormatContext rawContext() {
        return context;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            avformat.avformat_close_input(context);
            avformat.avio_closep(io);
        }
    }
}
