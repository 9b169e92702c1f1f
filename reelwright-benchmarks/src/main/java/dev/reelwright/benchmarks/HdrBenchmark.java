package dev.reelwright.benchmarks;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.FileType;
import dev.reelwright.asset.FormatDescription;
import dev.reelwright.benchmarks.Report.Check;
import dev.reelwright.benchmarks.Report.Entry;
import dev.reelwright.benchmarks.Report.Goal;
import dev.reelwright.benchmarks.Report.Measure;
import dev.reelwright.export.ExportPreset;
import dev.reelwright.export.ExportSession;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoSettings;
import dev.reelwright.internal.render.ToneMapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** P9: HLG of 1080p with 10 bits to SDR of 720p, against the usual chain of filters and against a thriftier order of it. */
final class HdrBenchmark implements Benchmark {
    private static final ExportPreset PRESET = ExportPreset.H264_1280x720;
    private static final int FRAME_RATE = 24;
    private static final int SECONDS = 15;
    private static final String USUAL = "ffmpeg zscale+tonemap";
    private static final String SCALED_FIRST = "ffmpeg, scaled first";
    /** Seconds from the start, where there is something to see. */
    private static final String LOOKED_AT = "10";

    /** Mean steps of 255 that coding leaves between a picture and exact arithmetic. */
    private static final double SAME_LOOK = 3;

    @Override
    public String id() {
        return "P9";
    }

    @Override
    public String title() {
        return SECONDS + " s of HLG 1080p24 10-bit HEVC to SDR 1280x720 H.264, same encoder settings";
    }

    @Override
    public Report run(Workshop workshop) throws IOException, InterruptedException {
        Path input = workshop.inputs().makeHlg("p9", FRAME_RATE, SECONDS);
        VideoSettings video = video(input);
        Path ours = workshop.output("p9-reelwright.mp4");
        Path usual = workshop.output("p9-ffmpeg.mp4");
        Path scaledFirst = workshop.output("p9-ffmpeg-scaled-first.mp4");
        String scale = "zscale=w=" + video.size().width() + ":h=" + video.size().height() + ":filter=bicubic";
        String linear = "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=mobius:desat=0";
        String coded = "zscale=t=bt709:m=bt709:r=tv";
        List<Contender> contenders = List.of(
                Contender.ours(workshop.ours(
                        "export",
                        input.toString(),
                        ours.toString(),
                        "--preset",
                        PRESET.name(),
                        "--overwrite",
                        "--progress=none")),
                Contender.peer(
                        USUAL,
                        workshop.programs().ffmpeg(peer(input, video, linear + "," + coded + "," + scale, usual))),
                Contender.peer(
                        SCALED_FIRST,
                        workshop.programs()
                                .ffmpeg(peer(input, video, scale + "," + linear + "," + coded, scaledFirst))));
        Machine machine = Machine.now();
        List<Entry> entries = new Contest(contenders).hold(workshop.request().runs());
        List<Goal> goals = List.of(new Goal(USUAL, Measure.WALL, 2), new Goal(USUAL, Measure.CPU, 2));
        return new Report(
                id(),
                title(),
                machine,
                workshop.request().runs(),
                entries,
                Report.ratios(entries, goals),
                List.of(look(workshop, input, video, ours)));
    }

    private static VideoSettings video(Path input) {
        return ExportSession.builder(Asset.open(input), PRESET).build().plan(FileType.MP4).tracks().stream()
                .filter(TrackPlan.EncodeVideo.class::isInstance)
                .map(track -> ((TrackPlan.EncodeVideo) track).settings())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> peer(Path input, VideoSettings video, String filters, Path output) {
        List<String> arguments = new ArrayList<>(List.of("-i", input.toString(), "-map", "0:v:0", "-vf", filters));
        arguments.addAll(List.of("-pix_fmt", video.pixelFormat(), "-c:v", video.encoder()));
        video.options().forEach((key, value) -> arguments.addAll(List.of("-" + key + ":v", value)));
        arguments.addAll(List.of("-g", Integer.toString(video.keyInterval()), output.toString()));
        return arguments;
    }

    /** A frame against the library's own arithmetic, pixel by pixel and without any table. */
    private static Check look(Workshop workshop, Path input, VideoSettings video, Path output)
            throws IOException, InterruptedException {
        FormatDescription.Video source = (FormatDescription.Video)
                Asset.open(input).videoTrack().orElseThrow().format();
        ToneMapping mapping = ToneMapping.of(source.color(), video.peakLuminance());
        ByteBuffer hdr = samples(workshop, input, video, "p9-hdr.raw");
        ByteBuffer sdr = samples(workshop, output, video, "p9-sdr.raw");
        double sum = 0;
        int components = hdr.remaining() / Short.BYTES;
        for (int i = 0; i < components; i += 3) {
            double[] exact = mapping.map(sample(hdr, i), sample(hdr, i + 1), sample(hdr, i + 2));
            for (int c = 0; c < 3; c++) {
                sum += Math.abs(255 * (exact[c] - sample(sdr, i + c)));
            }
        }
        double mean = sum / components;
        String found = String.format(Locale.ROOT, "%.2f of 255 on average", mean);
        return new Check("colours of the float reference within " + SAME_LOOK, found, mean <= SAME_LOOK);
    }

    private static double sample(ByteBuffer samples, int index) {
        return (samples.getShort(index * Short.BYTES) & 0xffff) / 65_535.0;
    }

    private static ByteBuffer samples(Workshop workshop, Path file, VideoSettings video, String name)
            throws IOException, InterruptedException {
        Path raw = workshop.output(name);
        String scale = "scale=" + video.size().width() + ":" + video.size().height()
                + ":flags=bicubic+accurate_rnd+full_chroma_int,format=rgb48le";
        Commands.run(workshop.programs()
                .ffmpeg(
                        "-ss",
                        LOOKED_AT,
                        "-i",
                        file.toString(),
                        "-frames:v",
                        "1",
                        "-vf",
                        scale,
                        "-f",
                        "rawvideo",
                        raw.toString()));
        return ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
    }
}
