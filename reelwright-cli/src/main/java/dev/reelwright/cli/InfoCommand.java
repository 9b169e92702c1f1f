package dev.reelwright.cli;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Track;
import dev.reelwright.asset.TrackIndexSummary;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells what an asset is. */
final class InfoCommand extends Subcommand {
    private final Argument<Path> input = parameter("<input>", Path.class, "The media file to read.");

    private final Argument<Boolean> index =
            flag("--index", "Read all packets, too, and tell the number of frames and groups of pictures.");

    InfoCommand(Shell shell) {
        super(shell, "info", "Tells what a media file is: duration, tracks, metadata.");
    }

    @Override
    public Integer call() {
        Asset asset = Asset.open(input.get());
        Map<Integer, TrackIndexSummary> summaries = summaries(asset);
        if (json()) {
            print(InfoJson.of(asset, summaries));
        } else {
            InfoText.of(asset, summaries).forEach(this::print);
        }
        return ExitCode.DONE;
    }

    /** The packet index of each track of video and audio by its id; empty when not asked for. */
    private Map<Integer, TrackIndexSummary> summaries(Asset asset) {
        Map<Integer, TrackIndexSummary> summaries = new LinkedHashMap<>();
        if (index.get()) {
            asset.tracks().stream()
                    .filter(track -> track.isVideo() || track.isAudio())
                    .forEach((Track track) ->
                            summaries.put(track.id(), asset.index(track).summary()));
        }
        return summaries;
    }
}
