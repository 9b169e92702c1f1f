package dev.reelwright.internal.engine;

import dev.reelwright.NativeMemory.Kind;
import dev.reelwright.asset.AssetOptions;
import dev.reelwright.asset.MediaSource;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.internal.events.StageClock;
import dev.reelwright.time.MediaTime;
import dev.reelwright.video.Size;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Reads the packets of one source. Used by one thread at a time. */
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

    private static final MediaTime LONG_AGO = MediaTime.seconds(-1_000_000_000);
    private static final TimeBase MICROS = new TimeBase(1, 1_000_000);

    private final MediaSource source;
    private final AssetOptions limits;
    private final Input input;
    private final AVFormatContext context;
    private final Interrupt interrupt;
    private final List<StreamInfo> streams;
    private final Feeds feeds;
    private final Map<Integer, StageClock> clocks = new HashMap<>();
    private final String formatName;
    private final @Nullable LeakWatch watch;
    private boolean closed;

    private Demuxer(
            MediaSource source,
            Input input,
            AVFormatContext context,
            Interrupt interrupt,
            String formatName,
            List<Size> containerSizes,
            AssetOptions limits) {
        this.source = source;
        this.limits = limits;
        this.input = input;
        this.context = context;
        this.interrupt = interrupt;
        this.formatName = formatName;
        List<StreamInfo> infos = new ArrayList<>();
        for (int i = 0; i < context.nb_streams(); i++) {
            // streams that come up in the packets alone have no container that tells of them
            Size containerSize = i < containerSizes.size() ? containerSizes.get(i) : Size.ZERO;
            infos.add(StreamFacts.read(context, i, containerSize, limits));
        }
        this.streams = List.copyOf(infos);
        this.feeds = new Feeds(streams);
        this.watch = LiveNatives.opened(Kind.DEMUXER, this);
    }

    /** Opens a file and reads its headers. */
    public static Demuxer open(Path file, AssetOptions limits) {
        return open(MediaSource.of(file), limits);
    }

    /** Opens a source and reads its headers. */
    public static Demuxer open(MediaSource source, AssetOptions limits) {
        return open(source, limits, Interrupt.never());
    }

    /**
     * The same; opening, reading and seeking end with {@link ErrorCode#OPERATION_CANCELLED} soon after {@code cancelled} says
     * so. After that nothing but closing is left to do with it.
     *
     * @param cancelled asked often, on the thread that reads; once true it stays true
     */
    public static Demuxer open(MediaSource source, AssetOptions limits, BooleanSupplier cancelled) {
        Natives.load();
        return open(source, limits, Interrupt.when(cancelled));
    }

    private static Demuxer open(MediaSource source, AssetOptions limits, Interrupt interrupt) {
        return open(source, limits, interrupt, Reading.WHOLE);
    }

    /**
     * Opens a source again whose tracks are known from before. Where its header is enough to read packets and to decode them,
     * the bitstreams are not looked into: {@link #streams()} then lack what those alone tell, such as pixel formats.
     *
     * @param cancelled as for {@link #open(MediaSource, AssetOptions, BooleanSupplier)}
     */
    public static Demuxer reopen(MediaSource source, AssetOptions limits, BooleanSupplier cancelled) {
        Natives.load();
        return open(source, limits, Interrupt.when(cancelled), Reading.HEADER);
    }

    /** What is read when a source is opened. */
    private enum Reading {
        /** Header and the beginnings of the bitstreams. */
        WHOLE,
        /** The header alone, where it is enough. */
        HEADER,
        /** All, as if there were no edit lists. */
        UNEDITED
    }

    /** Opens the same file once more, read as if its tracks had no edit lists: times are those of the media. */
    public Demuxer withoutEdits() {
        return open(source, limits, interrupt.again(), Reading.UNEDITED);
    }

    private static Demuxer open(MediaSource source, AssetOptions limits, Interrupt interrupt, Reading reading) {
        try {
            Natives.load();
            LogTail.clear();
            Input input = Input.open(source, interrupt);
            try {
                return open(source, input, limits, interrupt, reading);
            } catch (RuntimeException | Error e) {
                input.close();
                throw e;
            }
        } catch (RuntimeException | Error e) {
            interrupt.close();
            throw e;
        }
    }

    private static Demuxer open(
            MediaSource media, Input input, AssetOptions limits, Interrupt interrupt, Reading reading) {
        String source = media.name();
        // Probed by content alone: an extension could otherwise call for a pattern or playlist reader.
        AVInputFormat format = new AVInputFormat(null);
        ok(
                avformat.av_probe_input_buffer2(input.io(), format, "", null, 0, 0),
                input,
                interrupt,
                ErrorCode.FILE_FORMAT_NOT_RECOGNIZED,
                source + " is of no format that can be read");
        String names = format.name().getString();
        String name = names.contains(",") ? names.substring(0, names.indexOf(',')) : names;
        if (RAW_VIDEO.contains(name)) {
            throw new MediaException(
                    ErrorCode.FILE_FORMAT_NOT_RECOGNIZED,
                    source + " is a raw stream of " + name
                            + " video, which carries no times; put it into a container first");
        }
        if (!FORMATS.contains(name)) {
            throw new MediaException(
                    ErrorCode.REFERENCE_FORBIDDEN,
                    source + " is of the format '" + name
                            + "', which is not opened: only self-contained media files are");
        }
        AVFormatContext context = Check.notNull(avformat.avformat_alloc_context(), "a demuxer");
        context.pb(input.io());
        if (interrupt.callback() != null) {
            context.interrupt_callback(interrupt.callback());
        }
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "protocol_whitelist", input.protocols(), 0);
        avutil.av_dict_set_int(options, "max_streams", limits.maxStreams(), 0);
        if (reading == Reading.UNEDITED) {
            avutil.av_dict_set(options, "ignore_editlist", "1", 0);
        }
        try {
            // On failure FFmpeg frees the context, yet not the I/O that was handed in.
            ok(
                    avformat.avformat_open_input(context, input.url(), format, options),
                    input,
                    interrupt,
                    ErrorCode.FILE_FAILED_TO_PARSE,
                    source + " cannot be read");
        } finally {
            avutil.av_dict_free(options);
        }
        try {
            List<Size> containerSizes = pictureSizes(context);
            if (reading != Reading.HEADER || !tellsEnough(context, name)) {
                ok(
                        avformat.avformat_find_stream_info(context, (AVDictionary) null),
                        input,
                        interrupt,
                        ErrorCode.FILE_FAILED_TO_PARSE,
                        source + " cannot be read");
            }
            interrupt.check();
            return new Demuxer(media, input, context, interrupt, name, containerSizes, limits);
        } catch (RuntimeException | Error e) {
            avformat.avformat_close_input(context);
            throw e;
        }
    }

    /** Whether the header lists samples of all video, as that of a movie in fragments does not, and says how they are coded. */
    private static boolean tellsEnough(AVFormatContext context, String format) {
        boolean enough = format.equals("mov");
        for (int i = 0; enough && i < context.nb_streams(); i++) {
            AVStream stream = new AVStream(context.streams(i));
            boolean video = stream.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO;
            boolean attached = (stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
            enough = !video
                    || attached
                    || (stream.codecpar().codec_id() != avcodec.AV_CODEC_ID_NONE
                            && stream.nb_frames() > 0
                            && avformat.avformat_index_get_entries_count(stream) > 0);
        }
        return enough;
    }

    /** Whatever went wrong with the source itself is told rather than what FFmpeg made of it. */
    private static void ok(int result, Input input, Interrupt interrupt, ErrorCode code, String what) {
        input.check(ErrorCode.SOURCE_NOT_READABLE);
        interrupt.ok(result, code, what);
    }

    /** What the container alone says: looking into the bitstreams replaces it by what they say. */
    private static List<Size> pictureSizes(AVFormatContext context) {
        List<Size> sizes = new ArrayList<>();
        for (int i = 0; i < context.nb_streams(); i++) {
            AVCodecParameters par = new AVStream(context.streams(i)).codecpar();
            sizes.add(new Size(Math.max(0, par.width()), Math.max(0, par.height())));
        }
        return sizes;
    }

    /** FFmpeg's short name of the container format. */
    public String formatName() {
        return formatName;
    }

    public List<StreamInfo> streams() {
        return streams;
    }

    /** The coding's parameters that decoders of the stream need before the first packet. */
    public byte[] parameters(int streamIndex) {
        AVCodecParameters par = raw(streamIndex).codecpar();
        byte[] bytes = new byte[Math.max(0, par.extradata_size())];
        if (bytes.length > 0) {
            par.extradata().get(bytes);
        }
        return bytes;
    }

    public List<Tag> metadata() {
        return StreamFacts.metadata(context.metadata());
    }

    /** The picture of a stream that is one which decorates the file; the caller's to close. */
    public Packet attachedPicture(int streamIndex) {
        Packet packet = new Packet();
        try {
            Check.ok(
                    avcodec.av_packet_ref(packet.raw, raw(streamIndex).attached_pic()),
                    ErrorCode.FAILED_TO_LOAD_MEDIA_DATA,
                    "the cover cannot be read");
            return packet;
        } catch (RuntimeException | Error e) {
            packet.close();
            throw e;
        }
    }

    /** Its chapters in the file's order. */
    public List<ChapterMark> chapters() {
        return ChapterMarks.read(context);
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
        feeds.select(indices);
        for (StreamInfo stream : streams) {
            boolean reads = indices.contains(stream.index()) && !feeds.has(stream.index());
            raw(stream.index()).discard(reads ? avcodec.AVDISCARD_DEFAULT : avcodec.AVDISCARD_ALL);
        }
    }

    /** From now on the packets of this stream come from there. The feed is closed with the demuxer. */
    public void feed(int streamIndex, PacketFeed feed) {
        feeds.add(streamIndex, feed);
        raw(streamIndex).discard(avcodec.AVDISCARD_ALL);
    }

    /** Reads the next packet; false at the end of the file. */
    public boolean read(Packet packet) {
        interrupt.check();
        return feeds.isEmpty() ? readOwn(packet) : feeds.read(packet, this::readOwn);
    }

    private boolean readOwn(Packet packet) {
        int result = readFrame(packet);
        input.check(ErrorCode.FAILED_TO_LOAD_MEDIA_DATA);
        if (result == avutil.AVERROR_EOF()) {
            // to most formats, reading that was broken off looks like the end
            interrupt.check();
            return false;
        }
        interrupt.ok(result, ErrorCode.FAILED_TO_LOAD_MEDIA_DATA, "the media data cannot be read");
        return true;
    }

    private int readFrame(Packet packet) {
        if (clocks.isEmpty()) {
            return avformat.av_read_frame(context, packet.raw);
        }
        long started = System.nanoTime();
        int result = avformat.av_read_frame(context, packet.raw);
        StageClock clock = clocks.get(packet.streamIndex());
        if (result >= 0 && clock != null) {
            clock.stop(started, 1);
        }
        return result;
    }

    /** From now on adds up on this clock what reading the packets of the stream takes. */
    public void time(int streamIndex, StageClock clock) {
        if (clock.isOn()) {
            clocks.put(streamIndex, clock);
        }
    }

    /** Bytes of the source. */
    public long length() {
        return avformat.avio_size(input.io());
    }

    /** Another reader of the same bytes. */
    public SeekableByteChannel channel() throws IOException {
        return input.channel();
    }

    /** Whether the container's own index names media of these streams beyond the end of the source. */
    public boolean isCutOff(Set<Integer> indices) {
        long length = length();
        for (int index : indices) {
            AVStream stream = raw(index);
            int entries = avformat.avformat_index_get_entries_count(stream);
            for (int i = 0; i < entries; i++) {
                AVIndexEntry entry = avformat.avformat_index_get_entry(stream, i);
                if (entry.pos() + entry.size() > length) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Lists what the container's own index knows of a stream: in mov all samples after edits, in others some or none. */
    public void entries(int streamIndex, IndexEntries.Sink sink) {
        IndexEntries.of(raw(streamIndex)).forEach(sink);
    }

    /** Whether the container's own index begins with a sample that the edit list hides. */
    public boolean beginsHidden(int streamIndex) {
        return IndexEntries.of(raw(streamIndex)).beginsHidden();
    }

    /**
     * Goes to a sync sample at or before {@code ticks} as far as the container's own index knows one; where reading really
     * goes on must be looked at afterwards. False when the container cannot seek.
     */
    public boolean seek(int streamIndex, long ticks) {
        if (feeds.isEmpty()) {
            return seekOwn(streamIndex, ticks);
        }
        MediaTime time = base(streamIndex).time(ticks);
        feeds.seek(time);
        int own = feeds.own(streamIndex);
        return own < 0 || seekOwn(own, base(own).ticks(time));
    }

    private TimeBase base(int streamIndex) {
        return streamIndex < 0 ? MICROS : streams.get(streamIndex).timeBase();
    }

    private boolean seekOwn(int streamIndex, long ticks) {
        return found(avformat.av_seek_frame(context, streamIndex, ticks, avformat.AVSEEK_FLAG_BACKWARD));
    }

    /** Goes to a byte position; false when the format cannot. */
    public boolean seekToByte(long position) {
        if ((context.iformat().flags() & avformat.AVFMT_NO_BYTE_SEEK) != 0) {
            return false;
        }
        return found(avformat.av_seek_frame(context, -1, position, avformat.AVSEEK_FLAG_BYTE));
    }

    /** Goes back to the beginning as far as the container can. */
    public void rewind() {
        feeds.seek(LONG_AGO);
        boolean done = seekToEarliest() || seekOwn(-1, Long.MIN_VALUE + 1) || seekOwn(-1, 0) || seekToByte(0);
        LogTail.clear();
        if (!done) {
            throw new MediaException(
                    ErrorCode.FAILED_TO_LOAD_MEDIA_DATA, "the file cannot be read from its beginning again");
        }
    }

    /** Movie files are sought by one stream, and the others follow to its time: none may begin before it. */
    private boolean seekToEarliest() {
        if (!formatName().equals("mov")) {
            return false;
        }
        StreamInfo earliest = null;
        for (StreamInfo stream : streams) {
            boolean begins = stream.start() != TimeBase.NONE;
            if (begins && (earliest == null || start(stream).isBefore(start(earliest)))) {
                earliest = stream;
            }
        }
        return earliest != null && seekOwn(earliest.index(), earliest.start());
    }

    private static MediaTime start(StreamInfo stream) {
        return stream.timeBase().time(stream.start());
    }

    private boolean found(int result) {
        input.check(ErrorCode.FAILED_TO_LOAD_MEDIA_DATA);
        interrupt.check();
        return result >= 0;
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
            feeds.close();
            avformat.avformat_close_input(context);
            input.close();
            interrupt.close();
            LiveNatives.closed(Kind.DEMUXER, watch);
        }
    }
}
