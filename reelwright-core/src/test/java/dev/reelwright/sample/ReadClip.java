package dev.reelwright.sample;

import dev.reelwright.asset.AssetOptions;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.asset.FormatDescription.Ratio;
import dev.reelwright.asset.MediaType;
import dev.reelwright.internal.engine.Decoder;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.FilterGraph;
import dev.reelwright.internal.engine.Frame;
import dev.reelwright.internal.engine.Packet;
import dev.reelwright.internal.engine.StreamInfo;
import dev.reelwright.internal.engine.TimeBase;
import dev.reelwright.testing.BarCodeReader;
import dev.reelwright.time.MediaTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A clip file read back: its streams, its video packets, and its pictures, whose bar codes say which frames they are. */
record ReadClip(List<StreamInfo> streams, List<Sample> packets, List<Picture> pictures) {
    /** A coded picture, in file order. */
    record Sample(MediaTime start, boolean isKey) {}

    /** A decoded picture, in the order of display; 0xAARRGGBB. */
    record Picture(MediaTime start, int width, int height, int[] argb) {
        long number() {
            return BarCodeReader.read(width, height, argb);
        }
    }

    static ReadClip read(Path file) {
        try (Demuxer demuxer = Demuxer.open(file, AssetOptions.DEFAULT)) {
            StreamInfo video = stream(demuxer.streams(), MediaType.VIDEO);
            List<Sample> packets = new ArrayList<>();
            List<Picture> pictures = new ArrayList<>();
            try (Decoder decoder = Decoder.open(demuxer, video.index(), Decoder.Threading.FRAMES);
                    ToArgb toArgb = new ToArgb(video.timeBase(), pictures::add);
                    Packet packet = new Packet()) {
                while (demuxer.read(packet)) {
                    if (packet.streamIndex() == video.index()) {
                        packets.add(new Sample(time(video, packet), packet.isKey()));
                        toArgb.decode(decoder, packet);
                    }
                    packet.clear();
                }
                toArgb.decode(decoder, null);
            }
            return new ReadClip(demuxer.streams(), packets, pictures);
        }
    }

    private static MediaTime time(StreamInfo video, Packet packet) {
        return video.timeBase().time(packet.pts() == TimeBase.NONE ? packet.dts() : packet.pts());
    }

    private static StreamInfo stream(List<StreamInfo> streams, MediaType type) {
        return streams.stream().filter(s -> s.mediaType() == type).findFirst().orElseThrow();
    }

    /** Turns decoded frames into pixels. */
    private static final class ToArgb implements AutoCloseable {
        private final TimeBase timeBase;
        private final Consumer<Picture> sink;
        private final Frame decoded = new Frame();
        private final Frame pixels = new Frame();
        private FilterGraph filters;

        ToArgb(TimeBase timeBase, Consumer<Picture> sink) {
            this.timeBase = timeBase;
            this.sink = sink;
        }

        void decode(Decoder decoder, Packet packet) {
            while (!decoder.send(packet)) {
                receive(decoder);
            }
            receive(decoder);
        }

        private void receive(Decoder decoder) {
            while (decoder.receive(decoded)) {
                if (filters == null) {
                    filters = new FilterGraph(decoded, timeBase, Ratio.ONE, "format=bgra", 1);
                }
                MediaTime start = timeBase.time(decoded.bestPts());
                filters.push(decoded);
                while (filters.pull(pixels)) {
                    sink.accept(new Picture(start, pixels.width(), pixels.height(), pixels.readArgb()));
                }
            }
        }

        @Override
        public void close() {
            if (filters != null) {
                filters.close();
            }
            decoded.close();
            pixels.close();
        }
    }

    /** Every sound sample of a clip in PCM, from -1 to 1. */
    static float[] readPcm(Path file) {
        try (Demuxer demuxer = Demuxer.open(file, AssetOptions.DEFAULT);
                Packet packet = new Packet()) {
            StreamInfo audio = stream(demuxer.streams(), MediaType.AUDIO);
            List<Float> samples = new ArrayList<>();
            try (Decoder decoder = Decoder.open(demuxer, audio.index(), Decoder.Threading.NONE);
                    Frame frame = new Frame()) {
                while (demuxer.read(packet)) {
                    if (packet.streamIndex() == audio.index()) {
                        decoder.send(packet);
                        while (decoder.receive(frame)) {
                            append(frame, samples);
                        }
                    }
                    packet.clear();
                }
            }
            float[] result = new float[samples.size()];
            for (int i = 0; i < result.length; i++) {
                result[i] = samples.get(i);
            }
            return result;
        }
    }

    private static void append(Frame frame, List<Float> samples) {
        var planar = new dev.reelwright.internal.engine.SampleFormat("fltp", frame.sampleRate(), 1, "mono");
        try (var resampler = new dev.reelwright.internal.engine.Resampler(
                        frame,
                        planar,
                        dev.reelwright.asset.FormatDescription.Ratio.ONE,
                        dev.reelwright.internal.engine.Resampler.Levels.NORMALIZED);
                Frame converted = new Frame()) {
            resampler.convert(frame, converted);
            float[] block = new float[converted.samples()];
            converted.getSamples(0, block, block.length);
            for (float sample : block) {
                samples.add(sample);
            }
        }
    }

    StreamInfo video() {
        return stream(streams, MediaType.VIDEO);
    }

    FormatDescription.Video videoFormat() {
        return (FormatDescription.Video) video().format();
    }

    StreamInfo audio() {
        return stream(streams, MediaType.AUDIO);
    }

    MediaTime duration(StreamInfo stream) {
        return stream.timeBase().time(stream.duration());
    }
}
