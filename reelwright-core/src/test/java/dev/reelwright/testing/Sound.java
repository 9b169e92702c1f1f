package dev.reelwright.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The samples of an audio track as {@code ffmpeg} decodes them, with edit lists and skipped samples applied. */
public final class Sound {
    private final float[][] channels;
    private final int sampleRate;

    private Sound(float[][] channels, int sampleRate) {
        this.channels = channels;
        this.sampleRate = sampleRate;
    }

    /** Places of the first loud sample of each click of the sample clip, at most one in half a second. */
    public List<Integer> clicks() {
        List<Integer> clicks = new ArrayList<>();
        for (int i = 0; i < channels[0].length; i++) {
            boolean loud = Math.abs(channels[0][i]) > 0.25;
            if (loud && (clicks.isEmpty() || i - clicks.get(clicks.size() - 1) > sampleRate / 2)) {
                clicks.add(i);
            }
        }
        return clicks;
    }

    /** The only audio track of a file. */
    public static Sound of(Path file) {
        return of(file, 0);
    }

    /** One of the audio tracks of a file, from 0. */
    public static Sound of(Path file, int track) {
        List<Map<String, String>> streams = Probe.of(file).streams().stream()
                .filter(s -> s.get("codec_type").equals("audio"))
                .toList();
        int count = Integer.parseInt(streams.get(track).get("channels"));
        int rate = Integer.parseInt(streams.get(track).get("sample_rate"));
        try {
            Path raw = Files.createTempFile("sound", ".f32");
            Programs.run(
                    "ffmpeg",
                    List.of(
                            "-v",
                            "error",
                            "-y",
                            "-i",
                            file.toString(),
                            "-map",
                            "0:a:" + track,
                            "-f",
                            "f32le",
                            raw.toString()));
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
            Files.delete(raw);
            float[][] channels = new float[count][bytes.remaining() / Float.BYTES / count];
            for (int i = 0; i < channels[0].length; i++) {
                for (float[] channel : channels) {
                    channel[i] = bytes.getFloat();
                }
            }
            return new Sound(channels, rate);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file of tracks, each given as the expressions of its channels or as a whole source of a filter graph. */
    public static Path write(Path file, List<String> sources, String... options) {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-y"));
        sources.forEach(source -> arguments.addAll(List.of("-f", "lavfi", "-i", source)));
        for (int i = 0; i < sources.size(); i++) {
            arguments.addAll(List.of("-map", Integer.toString(i)));
        }
        arguments.addAll(List.of(options));
        arguments.add(file.toString());
        Programs.run("ffmpeg", arguments);
        return file;
    }

    /** A source of tones, one frequency a channel, each at this amplitude. */
    public static String tones(double amplitude, int rate, double seconds, int... frequencies) {
        List<String> channels = Arrays.stream(frequencies)
                .mapToObj(f -> f == 0 ? "0" : amplitude + "*sin(2*PI*" + f + "*t)")
                .toList();
        return "aevalsrc=" + String.join("|", channels) + ":s=" + rate + ":d=" + seconds;
    }

    public int samples() {
        return channels[0].length;
    }

    public int channelCount() {
        return channels.length;
    }

    public int sampleRate() {
        return sampleRate;
    }

    public float[] channel(int number) {
        return channels[number];
    }

    public double seconds() {
        return (double) samples() / sampleRate;
    }

    /** Root of the mean square of the first channel between two times in seconds. */
    public double loudness(double from, double to) {
        int begin = (int) Math.round(from * sampleRate);
        int end = (int) Math.round(to * sampleRate);
        double sum = 0;
        for (int i = begin; i < end; i++) {
            sum += channels[0][i] * channels[0][i];
        }
        return Math.sqrt(sum / (end - begin));
    }

    /** Of a single tone in the first channel: how often a second it turns positive. */
    public double frequency(double from, double to) {
        int begin = (int) Math.round(from * sampleRate);
        int end = (int) Math.round(to * sampleRate);
        int turns = 0;
        for (int i = begin + 1; i < end; i++) {
            turns += channels[0][i - 1] < 0 && channels[0][i] >= 0 ? 1 : 0;
        }
        return turns * (double) sampleRate / (end - begin);
    }

    public double peak() {
        double peak = 0;
        for (float[] channel : channels) {
            for (float sample : channel) {
                peak = Math.max(peak, Math.abs(sample));
            }
        }
        return peak;
    }

    /** Amplitude of a tone in a channel between two times. */
    public double tone(int channel, double frequency, double fromSeconds, double toSeconds) {
        int from = (int) Math.round(fromSeconds * sampleRate);
        int to = (int) Math.min(samples(), Math.round(toSeconds * sampleRate));
        double sine = 0;
        double cosine = 0;
        for (int i = from; i < to; i++) {
            double angle = 2 * Math.PI * frequency * i / sampleRate;
            sine += channels[channel][i] * Math.sin(angle);
            cosine += channels[channel][i] * Math.cos(angle);
        }
        return 2 * Math.hypot(sine, cosine) / Math.max(1, to - from);
    }

    /** By how many samples another sound, in its first channel, lags behind this one, where they are most alike. */
    public int lag(Sound other, int most) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        int count = Math.min(samples(), other.samples()) - 2 * most;
        for (int lag = -most; lag <= most; lag++) {
            double sum = 0;
            for (int i = most; i < most + count; i++) {
                sum += channels[0][i] * other.channels[0][i + lag];
            }
            if (sum > highest) {
                highest = sum;
                best = lag;
            }
        }
        return best;
    }
}
