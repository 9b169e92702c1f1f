package dev.reelwright.internal.bitstream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.AssetOptions;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.internal.bitstream.RandomAccess.Kind;
import dev.reelwright.internal.bitstream.Splice.Seams;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.Encoder;
import dev.reelwright.internal.engine.EncoderSettings;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.PacketBytes;
import dev.reelwright.internal.engine.PacketBytes.Coded;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A smart cut made by hand: the first and the last pictures of a range encoded, the packets between copied. Reads the result back
 * with the {@code ffmpeg} program, which is told to fail at the slightest error.
 */
final class SplicedClip {
    /** Peak signal-to-noise in dB that encoded pictures have at least; neighbours of the test pattern differ by far more. */
    private static final double FAITHFUL = 36;

    final List<Coded> source = new ArrayList<>();
    final TreeMap<Long, Integer> numbers = new TreeMap<>();
    BitstreamFormat format;
    byte[] extradata;
    byte[] written;
    int copiedFrom;
    int copiedTo;
    private final Path folder;
    private final Path file;

    private SplicedClip(Path folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    /** Makes a clip of the test pattern by these arguments of {@code ffmpeg}. */
    static Path clip(Path folder, String name, int frames, String... arguments) {
        return clip(folder, name, "testsrc2=s=176x128:r=25", frames, arguments);
    }

    static Path clip(Path folder, String name, String pattern, int frames, String... arguments) {
        Path file = folder.resolve(name);
        List<String> all =
                new ArrayList<>(List.of("-v", "error", "-y", "-f", "lavfi", "-i", pattern, "-frames:v", "" + frames));
        all.addAll(List.of(arguments));
        all.add(file.toString());
        Programs.run("ffmpeg", all);
        return file;
    }

    static SplicedClip read(Path folder, Path file) {
        SplicedClip clip = new SplicedClip(folder, file);
        try (Demuxer demuxer = Demuxer.open(file, AssetOptions.DEFAULT);
                Packet packet = new Packet()) {
            while (demuxer.read(packet)) {
                clip.source.add(PacketBytes.of(packet));
                packet.clear();
            }
            clip.extradata = PacketBytes.extradata(demuxer, 0);
            String codec = demuxer.streams().get(0).format().codec();
            clip.format = BitstreamFormat.of(codec, clip.extradata).orElseThrow();
            clip.format = clip.format.with(clip.source.get(0).bytes());
        }
        clip.source.stream().map(Coded::pts).sorted().forEach(pts -> clip.numbers.put(pts, clip.numbers.size()));
        return clip;
    }

    RandomAccess access(int packet) {
        return format.randomAccess(source.get(packet).bytes());
    }

    int numberOf(Coded packet) {
        return numbers.get(packet.pts());
    }

    /** The first packet in decoding order that shows frame {@code number} or a later one and that decoding may start at. */
    private int accessFrom(int number) {
        for (int i = 0; i < source.size(); i++) {
            Kind kind = access(i).kind();
            if (numberOf(source.get(i)) >= number && (kind == Kind.CLOSED || kind == Kind.OPEN)) {
                return i;
            }
        }
        throw new AssertionError("nothing to start at from frame " + number);
    }

    private int accessBefore(int number) {
        for (int i = source.size() - 1; i >= 0; i--) {
            Kind kind = access(i).kind();
            if (numberOf(source.get(i)) <= number && (kind == Kind.CLOSED || kind == Kind.OPEN)) {
                return i;
            }
        }
        throw new AssertionError("nothing to end at before frame " + number);
    }

    /** Cuts to the frames from {@code in} up to {@code out}, and checks every one of them. */
    void cutAndCheck(int in, int out, String encoder, Seams seams, String container) {
        int start = accessFrom(in);
        int end = accessBefore(out);
        assertThat(start).isLessThan(end);
        int startNumber = numberOf(source.get(start));
        List<Coded> copied = new ArrayList<>();
        for (Coded packet : source.subList(start, end)) {
            if (numberOf(packet) >= startNumber) {
                copied.add(packet);
            }
        }
        copiedFrom = startNumber;
        copiedTo = copied.stream().mapToInt(this::numberOf).max().orElseThrow() + 1;

        Splice splice;
        List<byte[]> packets = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        List<Boolean> keys = new ArrayList<>();
        Path output = folder.resolve("cut." + container);
        try (Demuxer demuxer = Demuxer.open(file, AssetOptions.DEFAULT)) {
            Encoded head = encode(demuxer, encoder, Math.min(in, copiedFrom - 1), copiedFrom);
            splice = Splice.of(format, head.format, seams);
            written = splice.extradata();
            if (in < copiedFrom) {
                add(splice, head, source.get(start).bytes(), packets, times, keys);
            }
            for (Coded packet : copied) {
                byte[] written = splice.copied(packet.bytes());
                packets.add(written);
                times.add(packet.pts());
                keys.add(format.randomAccess(packet.bytes()).kind() == Kind.CLOSED);
            }
            if (copiedTo < out) {
                Encoded tail = encode(demuxer, encoder, copiedTo, out);
                add(splice, tail, null, packets, times, keys);
            }
            PacketBytes.mux(
                    output,
                    container.equals("mkv") ? "matroska" : container,
                    demuxer,
                    written,
                    timed(packets, times, keys));
        }
        check(output, in, out);
    }

    private static void add(
            Splice splice,
            Encoded encoded,
            byte @Nullable [] following,
            List<byte[]> packets,
            List<Long> times,
            List<Boolean> keys) {
        Splice.Part part = splice.part(encoded.packets.size(), following);
        for (int i = 0; i < encoded.packets.size(); i++) {
            packets.add(part.fit(i, encoded.packets.get(i).bytes()));
            times.add(encoded.packets.get(i).pts());
            keys.add(encoded.packets.get(i).key());
        }
    }

    /** Decode times as late as presentation allows. */
    private static List<Coded> timed(List<byte[]> packets, List<Long> times, List<Boolean> keys) {
        List<Long> sorted = times.stream().sorted().toList();
        long delay = 0;
        for (int i = 0; i < times.size(); i++) {
            delay = Math.max(delay, sorted.get(i) - times.get(i));
        }
        long first = sorted.get(0);
        List<Coded> timed = new ArrayList<>();
        for (int i = 0; i < times.size(); i++) {
            timed.add(new Coded(packets.get(i), times.get(i) - first, sorted.get(i) - delay - first, keys.get(i)));
        }
        return timed;
    }

    private record Encoded(BitstreamFormat format, List<Coded> packets) {}

    /** Encodes frames by the format's own settings. */
    private Encoded encode(Demuxer demuxer, String encoder, int from, int to) {
        EncoderMatch match = format.match();
        List<Long> times = new ArrayList<>(numbers.keySet());
        TimeBase base = demuxer.streams().get(0).timeBase();
        boolean fixed = encoder.startsWith("mpeg");
        TimeBase ticks = fixed ? new TimeBase(1, 25) : base;
        EncoderSettings.Video settings = new EncoderSettings.Video(
                encoder,
                match.options(encoder).orElseThrow(),
                match.picture().size(),
                match.picture().pixelFormat(),
                match.picture().color(),
                ticks,
                new Ratio(25, 1),
                1000,
                null);
        List<Coded> packets = new ArrayList<>();
        demuxer.rewind();
        try (Decoder decoder = Decoder.open(demuxer, 0, Decoder.Threading.NONE);
                Encoder opened = Encoder.open(settings, true);
                Packet packet = new Packet();
                Frame frame = new Frame()) {
            boolean more = true;
            while (more) {
                more = demuxer.read(packet);
                decoder.send(more ? packet : null);
                packet.clear();
                while (decoder.receive(frame)) {
                    long pts = frame.bestPts();
                    if (pts >= times.get(from) && (to == times.size() || pts < times.get(to))) {
                        frame.pts(fixed ? numbers.get(pts) : pts);
                        frame.chooseKey(packets.isEmpty() && pts == times.get(from));
                        opened.send(frame);
                        drain(opened, packet, packets, fixed, times);
                    }
                    frame.clear();
                }
            }
            opened.send(null);
            drain(opened, packet, packets, fixed, times);
            BitstreamFormat encodedFormat =
                    BitstreamFormat.of(format.codec(), opened.parameters()).orElseThrow();
            return new Encoded(encodedFormat.with(packets.get(0).bytes()), packets);
        }
    }

    private static void drain(Encoder encoder, Packet packet, List<Coded> packets, boolean fixed, List<Long> times) {
        while (encoder.receive(packet)) {
            Coded coded = PacketBytes.of(packet);
            packets.add(
                    fixed ? new Coded(coded.bytes(), times.get((int) coded.pts()), coded.dts(), coded.key()) : coded);
            packet.clear();
        }
    }

    private void check(Path output, int in, int out) {
        List<byte[]> both = pictures(List.of(file, output));
        byte[] before = both.get(0);
        byte[] after = both.get(1);
        int size = before.length / numbers.size();
        assertThat(after.length).as("bytes of the pictures of the cut").isEqualTo(size * (out - in));
        for (int number = in; number < out; number++) {
            byte[] wanted = Arrays.copyOfRange(before, number * size, (number + 1) * size);
            byte[] got = Arrays.copyOfRange(after, (number - in) * size, (number - in + 1) * size);
            if (number >= copiedFrom && number < copiedTo) {
                assertThat(Arrays.equals(wanted, got))
                        .as(
                                "copied frame %d of %d to %d, off by %.1f dB",
                                number, copiedFrom, copiedTo, fidelity(wanted, got))
                        .isTrue();
            } else {
                assertThat(fidelity(wanted, got)).as("encoded frame %d", number).isGreaterThan(FAITHFUL);
            }
        }
    }

    /** All pictures of a file, decoded with no error allowed. */
    static byte[] pictures(Path of) {
        return pictures(List.of(of)).get(0);
    }

    private static List<byte[]> pictures(List<Path> files) {
        List<String> arguments = new ArrayList<>(List.of("-v", "warning", "-xerror", "-y"));
        for (Path file : files) {
            arguments.addAll(List.of("-err_detect", "crccheck+bitstream+buffer+explode", "-i", file.toString()));
        }
        for (int i = 0; i < files.size(); i++) {
            arguments.addAll(List.of("-map", i + ":v", "-fps_mode", "passthrough", "-enc_time_base", "demux"));
            arguments.addAll(List.of("-f", "rawvideo", files.get(i) + ".yuv"));
        }
        Programs.Outcome outcome = Programs.start("ffmpeg", arguments);
        assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
        // the loader speaks up about the stand-in for a sound library
        assertThat(outcome.errors().lines().filter(line -> !line.contains("no version information")))
                .isEmpty();
        List<byte[]> pictures = new ArrayList<>();
        for (Path file : files) {
            try {
                pictures.add(Files.readAllBytes(Path.of(file + ".yuv")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return pictures;
    }

    /** Peak signal-to-noise of bytes, which suits samples of more than 8 bits well enough: of those the higher byte counts. */
    private double fidelity(byte[] one, byte[] other) {
        int step = format.match().picture().bitDepth() > 8 ? 2 : 1;
        int peak = step == 2 ? (1 << format.match().picture().bitDepth()) - 1 : 255;
        double sum = 0;
        for (int i = 0; i < one.length; i += step) {
            int a = one[i] & 0xff | (step == 2 ? (one[i + 1] & 0xff) << 8 : 0);
            int b = other[i] & 0xff | (step == 2 ? (other[i + 1] & 0xff) << 8 : 0);
            sum += (double) (a - b) * (a - b);
        }
        double mean = sum / (one.length / step);
        return mean == 0 ? 100 : 10 * Math.log10((double) peak * peak / mean);
    }
}
