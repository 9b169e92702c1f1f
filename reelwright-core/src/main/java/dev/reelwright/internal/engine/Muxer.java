package dev.reelwright.internal.engine;

import dev.reelwright.NativeMemory.Kind;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.video.PictureTransform;
import dev.reelwright.video.Size;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** Writes packets into one file. Used by one thread at a time. */
public final class Muxer implements AutoCloseable {
    private final AVFormatContext context;
    private final AVIOContext io;
    private final Interrupt interrupt;
    private final @Nullable LeakWatch watch;
    /** What the file would have been written to; null for a muxer that writes one. */
    private final @Nullable VoidOutput nowhere;
    /** What it is written to where that is a stream. */
    private final @Nullable StreamOutput streamed;

    private long coverArtBytes;
    private boolean closed;

    private Muxer(
            AVFormatContext context,
            AVIOContext io,
            Interrupt interrupt,
            @Nullable VoidOutput nowhere,
            @Nullable StreamOutput streamed) {
        this.context = context;
        this.streamed = streamed;
        this.io = io;
        this.interrupt = interrupt;
        this.nowhere = nowhere;
        this.watch = LiveNatives.opened(Kind.MUXER, this);
    }

    /** Muxes as into a file, writes nothing, and has every packet noted; {@code format} as for {@link #create}. */
    public static Muxer toNowhere(String format, PacketTally tally) {
        Natives.load();
        LogTail.clear();
        AVFormatContext context = new AVFormatContext(null);
        Check.ok(
                avformat.avformat_alloc_output_context2(context, (AVOutputFormat) null, format, (String) null),
                ErrorCode.UNSUPPORTED_FILE_TYPE,
                "files of the format " + format + " cannot be written");
        try {
            VoidOutput nowhere = new VoidOutput(tally);
            context.pb(nowhere.io());
            return new Muxer(context, nowhere.io(), Interrupt.never(), nowhere, null);
        } catch (RuntimeException | Error e) {
            avformat.avformat_free_context(context);
            throw e;
        }
    }

    /** Creates the file; {@code format} is FFmpeg's name of the container format. */
    public static Muxer create(Path file, String format) {
        Natives.load();
        return create(file, format, Interrupt.never());
    }

    /**
     * The same; writing and finishing end with {@link ErrorCode#OPERATION_CANCELLED} soon after {@code cancelled} says so.
     * After that nothing but closing is left to do with it.
     *
     * @param cancelled asked often, on the thread that writes; once true it stays true
     */
    public static Muxer create(Path file, String format, BooleanSupplier cancelled) {
        Natives.load();
        return create(file, format, Interrupt.when(cancelled));
    }

    private static Muxer create(Path file, String format, Interrupt interrupt) {
        try {
            return createFile(file, format, interrupt);
        } catch (RuntimeException | Error e) {
            interrupt.close();
            throw e;
        }
    }

    private static Muxer createFile(Path file, String format, Interrupt interrupt) {
        LogTail.clear();
        String url = "file:" + file.toAbsolutePath();
        AVFormatContext context = new AVFormatContext(null);
        Check.ok(
                avformat.avformat_alloc_output_context2(context, (AVOutputFormat) null, format, url),
                ErrorCode.UNSUPPORTED_FILE_TYPE,
                "files of the format " + format + " cannot be written");
        AVIOContext io = new AVIOContext(null);
        try {
            interrupt.ok(
                    avformat.avio_open2(io, url, avformat.AVIO_FLAG_WRITE, interrupt.callback(), (AVDictionary) null),
                    ErrorCode.CANNOT_CREATE_FILE,
                    "cannot create " + file);
            context.pb(io);
            if (interrupt.callback() != null) {
                // for the second reader of the file that moves the index to its front
                context.interrupt_callback(interrupt.callback());
            }
            return new Muxer(context, io, interrupt, null, null);
        } catch (RuntimeException | Error e) {
            avformat.avformat_free_context(context);
            throw e;
        }
    }

    /**
     * Writes to a stream, from beginning to end; {@code format} and {@code cancelled} as for {@link #create}. The stream is
     * flushed at the end and not closed. It is called by one other thread at a time.
     */
    public static Muxer toStream(OutputStream stream, String format, BooleanSupplier cancelled) {
        Natives.load();
        LogTail.clear();
        AVFormatContext context = new AVFormatContext(null);
        Check.ok(
                avformat.avformat_alloc_output_context2(context, (AVOutputFormat) null, format, (String) null),
                ErrorCode.UNSUPPORTED_FILE_TYPE,
                "files of the format " + format + " cannot be written");
        Interrupt interrupt = Interrupt.when(cancelled);
        try {
            StreamOutput output = new StreamOutput(stream, interrupt);
            context.pb(output.io());
            return new Muxer(context, output.io(), interrupt, null, output);
        } catch (RuntimeException | Error e) {
            avformat.avformat_free_context(context);
            interrupt.close();
            throw e;
        }
    }

    /** A muxer that writes nothing: streams can be added to it, and that is all. */
    public static Muxer none() {
        Natives.load();
        AVFormatContext context = new AVFormatContext(null);
        Check.ok(
                avformat.avformat_alloc_output_context2(context, (AVOutputFormat) null, "null", (String) null),
                ErrorCode.UNSUPPORTED_FILE_TYPE,
                "nothing can be written");
        return new Muxer(context, new AVIOContext(null), Interrupt.never(), null, null);
    }

    /** Whether FFmpeg's container format of this name can hold streams of this coding. */
    public static boolean canHold(String format, String codec) {
        Natives.load();
        AVOutputFormat output = avformat.av_guess_format(format, null, null);
        var descriptor = avcodec.avcodec_descriptor_get_by_name(codec);
        return output != null && descriptor != null && avformat.avformat_query_codec(output, descriptor.id(), 0) == 1;
    }

    /** Whether encoders must keep their parameters out of the packets. */
    public boolean wantsGlobalHeader() {
        return (context.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0;
    }

    /** Adds a stream of what this encoder makes and returns its number. */
    public int addStream(Encoder encoder) {
        AVStream stream = newStream();
        Check.ok(
                avcodec.avcodec_parameters_from_context(stream.codecpar(), encoder.raw()),
                ErrorCode.WRITE_FAILED,
                "the encoder's parameters");
        timeBase(stream, encoder.timeBase());
        // Where the muxers look for it: the mp4 track header, Matroska's display size.
        stream.sample_aspect_ratio(encoder.raw().sample_aspect_ratio());
        AVRational rate = encoder.raw().framerate();
        if (rate.num() > 0) {
            stream.avg_frame_rate(rate);
        }
        return stream.index();
    }

    /** Adds a stream that carries a demuxer's packets as they are, and returns its number. */
    public int addStream(Demuxer source, int sourceStream) {
        return addStream(
                source, sourceStream, source.streams().get(sourceStream).timeBase());
    }

    /** The same, with packets that are timed otherwise than the demuxer's. */
    public int addStream(Demuxer source, int sourceStream, TimeBase base) {
        AVStream from = source.raw(sourceStream);
        AVStream stream = newStream();
        AVCodecParameters par = stream.codecpar();
        Check.ok(
                avcodec.avcodec_parameters_copy(par, from.codecpar()),
                ErrorCode.WRITE_FAILED,
                "the stream's parameters");
        if (!keepsTag(from.codecpar())) {
            par.codec_tag(0);
        }
        timeBase(stream, base);
        stream.avg_frame_rate(from.avg_frame_rate());
        // where container and bitstream differ the container rules, and the muxer must not see both
        AVRational aspect =
                from.sample_aspect_ratio().num() > 0 ? from.sample_aspect_ratio() : par.sample_aspect_ratio();
        stream.sample_aspect_ratio(aspect);
        par.sample_aspect_ratio(aspect);
        stream.disposition(from.disposition());
        return stream.index();
    }

    /**
     * Adds a stream of text in this coding that tells of a demuxer's stream what the container says of it, and returns its
     * number.
     *
     * @param header what the coding has in the track's header
     * @param area the picture that the text is shown on
     */
    public int addTextStream(String codec, byte[] header, TimeBase base, Size area, Demuxer source, int sourceStream) {
        AVStream stream = newStream();
        AVCodecParameters par = stream.codecpar();
        par.codec_type(avutil.AVMEDIA_TYPE_SUBTITLE);
        par.codec_id(codecId(codec));
        par.width(area.width());
        par.height(area.height());
        extradata(par, header);
        timeBase(stream, base);
        stream.disposition(source.raw(sourceStream).disposition());
        return stream.index();
    }

    /**
     * Adds a picture that decorates the file, whose only packet is the picture, and returns its stream.
     *
     * @param bytes how large the picture is
     */
    public int addCover(String codec, Size size, int bytes) {
        AVStream stream = newStream();
        AVCodecParameters par = stream.codecpar();
        par.codec_type(avutil.AVMEDIA_TYPE_VIDEO);
        par.codec_id(codecId(codec));
        par.width(size.width());
        par.height(size.height());
        timeBase(stream, TimeBase.ofScale(1000));
        stream.disposition(avformat.AV_DISPOSITION_ATTACHED_PIC);
        coverArtBytes += bytes;
        return stream.index();
    }

    /** Adds a file that goes along with the tracks, and returns its stream, which gets no packets. */
    public int addAttachment(String codec, byte[] content, String name, String mimeType) {
        AVStream stream = newStream();
        AVCodecParameters par = stream.codecpar();
        par.codec_type(avutil.AVMEDIA_TYPE_ATTACHMENT);
        par.codec_id(codecId(codec));
        extradata(par, content);
        AVDictionary dictionary = new AVDictionary(null);
        avutil.av_dict_set(dictionary, "filename", name, 0);
        avutil.av_dict_set(dictionary, "mimetype", mimeType, 0);
        stream.metadata(dictionary);
        return stream.index();
    }

    /** How many streams were added. */
    public int streams() {
        return context.nb_streams();
    }

    private static int codecId(String codec) {
        return Check.notNull(avcodec.avcodec_descriptor_get_by_name(codec), "a coding")
                .id();
    }

    /**
     * Adds a stream of timed data that carries a demuxer's packets as they are, and returns its number. It is called by the
     * only kind that the movie muxers know, until the file is finished.
     */
    public int addDataStream(TimeBase base) {
        AVStream stream = newStream();
        AVCodecParameters par = stream.codecpar();
        par.codec_type(avutil.AVMEDIA_TYPE_DATA);
        par.codec_id(avcodec.AV_CODEC_ID_BIN_DATA);
        timeBase(stream, base);
        tag(stream.index(), "gpmd");
        return stream.index();
    }

    private static void extradata(AVCodecParameters par, byte[] bytes) {
        if (bytes.length > 0) {
            BytePointer data = new BytePointer(
                    Check.notNull(avutil.av_mallocz(bytes.length + avcodec.AV_INPUT_BUFFER_PADDING_SIZE), "a header"));
            data.put(bytes, 0, bytes.length);
            par.extradata(data);
            par.extradata_size(bytes.length);
        }
    }

    /** Replaces the coding's parameters of a stream. Called before the start. */
    public void parameters(int index, byte[] bytes) {
        AVCodecParameters par = stream(index).codecpar();
        avutil.av_free(par.extradata());
        extradata(par, bytes);
    }

    /** A four-character code is kept only where the target format knows it for this coding. */
    private boolean keepsTag(AVCodecParameters from) {
        var tags = context.oformat().codec_tag();
        return tags == null || tags.isNull() || avformat.av_codec_get_id(tags, from.codec_tag()) == from.codec_id();
    }

    private AVStream newStream() {
        return Check.notNull(avformat.avformat_new_stream(context, null), "a stream");
    }

    private static void timeBase(AVStream stream, TimeBase base) {
        stream.time_base().num(base.numerator()).den(base.denominator());
    }

    private AVStream stream(int index) {
        return new AVStream(context.streams(index));
    }

    /** Writes how the stream's pictures of this size are to be turned when shown. */
    public void transform(int index, PictureTransform transform, Size coded) {
        if (transform.isIdentity()) {
            return;
        }
        AVCodecParameters par = stream(index).codecpar();
        AVPacketSideData list = new AVPacketSideData(par.coded_side_data());
        int[] count = {par.nb_coded_side_data()};
        AVPacketSideData entry = Check.notNull(
                avcodec.av_packet_side_data_new(list, count, avcodec.AV_PKT_DATA_DISPLAYMATRIX, 36, 0), "side data");
        ByteBuffer bytes = entry.data().capacity(36).asByteBuffer().order(ByteOrder.nativeOrder());
        bytes.asIntBuffer().put(DisplayMatrix.of(transform, coded));
        par.coded_side_data(list);
        par.nb_coded_side_data(count[0]);
    }

    /** Gives the stream's coding this four-character code in place of the format's own choice. Called before the start. */
    public void tag(int index, String fourCc) {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            code |= fourCc.charAt(i) << (8 * i);
        }
        stream(index).codecpar().codec_tag(code);
    }

    /** ISO 639-2; where it is not known nothing is said, as files of tags would have it among these. */
    public void language(int index, String language) {
        if (language.equals("und")) {
            return;
        }
        AVStream stream = stream(index);
        AVDictionary dictionary = stream.metadata() == null ? new AVDictionary(null) : stream.metadata();
        avutil.av_dict_set(dictionary, "language", language, 0);
        stream.metadata(dictionary);
    }

    public void enabled(int index, boolean enabled) {
        AVStream stream = stream(index);
        int rest = stream.disposition() & ~avformat.AV_DISPOSITION_DEFAULT;
        stream.disposition(enabled ? rest | avformat.AV_DISPOSITION_DEFAULT : rest);
    }

    /** Gives the file these chapters. Called before the start. */
    public void chapters(List<ChapterMark> marks) {
        ChapterMarks.write(context, marks);
    }

    /** Has the container format's own writer write these of the whole file; of one key there may be several. */
    public void metadata(List<Tag> items) {
        context.metadata(with(context.metadata(), items));
    }

    /** The same of one stream. */
    public void metadata(int index, List<Tag> items) {
        AVStream stream = stream(index);
        stream.metadata(with(stream.metadata(), items));
    }

    private static AVDictionary with(@Nullable AVDictionary there, List<Tag> items) {
        AVDictionary dictionary = there == null ? new AVDictionary(null) : there;
        for (Tag item : items) {
            avutil.av_dict_set(dictionary, item.key(), item.value(), avutil.AV_DICT_MULTIKEY);
        }
        return dictionary;
    }

    /** Writes bytes at the file's beginning, before what the container format's own writer does; called before the start. */
    public void writeFirst(byte[] bytes) {
        avformat.avio_write(io, bytes, bytes.length);
        ok(io.error(), ErrorCode.WRITE_FAILED, "the file cannot be written");
    }

    /** How many bytes the covers among the streams have. */
    public long coverArtBytes() {
        return coverArtBytes;
    }

    /**
     * Leaves bytes free at the beginning of the file, as many as asked for and those that the streams' own headers take in
     * an index, and returns how many that are. Called when all streams are there, before the start; on
     * most file systems the free bytes take no storage.
     */
    public long reserve(long bytes) {
        long total = bytes;
        for (int i = 0; i < context.nb_streams(); i++) {
            total += stream(i).codecpar().extradata_size();
        }
        long position = avformat.avio_seek(io, total, 0);
        Check.ok((int) Math.min(0, position), ErrorCode.WRITE_FAILED, "space at the file's beginning cannot be left");
        return total;
    }

    /** Writes the header; from now on streams cannot be added. */
    public void start(Map<String, String> options) {
        AVDictionary dictionary = new AVDictionary(null);
        try {
            options.forEach((key, value) -> avutil.av_dict_set(dictionary, key, value, 0));
            ok(
                    avformat.avformat_write_header(context, dictionary),
                    ErrorCode.WRITE_FAILED,
                    "the file's header cannot be written");
        } finally {
            avutil.av_dict_free(dictionary);
        }
    }

    /** Writes a packet of the stream, timed in {@code base}; its content moves away. */
    public void write(int index, Packet packet, TimeBase base) {
        interrupt.check();
        if (nowhere != null) {
            nowhere.tally().note(index, packet, base);
        }
        packet.streamIndex(index);
        AVRational to = stream(index).time_base();
        try (AVRational from = new AVRational()) {
            from.num(base.numerator()).den(base.denominator());
            avcodec.av_packet_rescale_ts(packet.raw, from, to);
        }
        packet.raw.pos(-1);
        ok(
                avformat.av_interleaved_write_frame(context, packet.raw),
                ErrorCode.WRITE_FAILED,
                "the file cannot be written");
    }

    private void ok(int result, ErrorCode code, String what) {
        if (streamed != null) {
            streamed.check();
        }
        interrupt.ok(result, code, what);
    }

    /** Bytes written so far. */
    public long bytesWritten() {
        return io.bytes_written();
    }

    /** Writes what completes the file and closes it. */
    public void finish() {
        interrupt.check();
        if (nowhere != null) {
            nowhere.keepEnd();
        }
        ok(avformat.av_write_trailer(context), ErrorCode.WRITE_FAILED, "the file cannot be completed");
        ok(io.error(), ErrorCode.WRITE_FAILED, "the file cannot be written");
        if (streamed != null) {
            streamed.finish();
        }
        Check.ok(free(), ErrorCode.WRITE_FAILED, "the file cannot be closed");
    }

    /** How large the file is that a muxer to nowhere would have written, after {@link #finish}; freed by {@link #close}. */
    public long unwrittenLength() {
        return nowhere == null ? 0 : nowhere.length();
    }

    /** What such a muxer of movies writes last, the index; empty for others. Called after {@link #finish}. */
    public ByteBuffer unwrittenEnd() {
        return nowhere == null ? ByteBuffer.allocate(0) : nowhere.end();
    }

    @Override
    public void close() {
        if (!closed) {
            free();
        }
        if (nowhere != null) {
            nowhere.close();
        }
    }

    private int free() {
        closed = true;
        avformat.avformat_free_context(context);
        int result = io.isNull() || nowhere != null || streamed != null ? 0 : avformat.avio_closep(io);
        if (streamed != null) {
            streamed.close();
        }
        interrupt.close();
        LiveNatives.closed(Kind.MUXER, watch);
        return result;
    }
}
