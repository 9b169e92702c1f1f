package dev.reelwright.benchmarks;

import dev.reelwright.export.AudioSettings;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.export.TrackPlan;
import dev.reelwright.export.VideoSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a plan chose, so that a peer can be told the same. */
record SameExport(VideoSettings video, AudioSettings audio) {
    static SameExport of(ExportPlan plan) {
        return new SameExport(video(plan), audio(plan));
    }

    private static VideoSettings video(ExportPlan plan) {
        return plan.tracks().stream()
                .filter(TrackPlan.EncodeVideo.class::isInstance)
                .map(track -> ((TrackPlan.EncodeVideo) track).settings())
                .findFirst()
                .orElseThrow();
    }

    private static AudioSettings audio(ExportPlan plan) {
        return plan.tracks().stream()
                .filter(TrackPlan.EncodeAudio.class::isInstance)
                .map(track -> ((TrackPlan.EncodeAudio) track).settings())
                .findFirst()
                .orElseThrow();
    }

    /** The arguments of {@code ffmpeg} for it. */
    List<String> arguments(Path input, Path output) {
        List<String> arguments = new ArrayList<>(List.of("-i", input.toString(), "-map", "0:v:0", "-map", "0:a:0"));
        String scale = "scale=" + video.size().width() + ":" + video.size().height() + ":flags=bicubic";
        arguments.addAll(List.of("-vf", scale, "-pix_fmt", video.pixelFormat(), "-c:v", video.encoder()));
        video.options().forEach((key, value) -> arguments.addAll(List.of("-" + key + ":v", value)));
        arguments.addAll(List.of("-g", Integer.toString(video.keyInterval())));
        arguments.addAll(List.of("-c:a", audio.encoder(), "-b:a", Long.toString(audio.bitRate())));
        arguments.add(output.toString());
        return arguments;
    }
}
