package dev.reelwright.internal.index;

import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.StreamInfo;
import dev.reelwright.internal.metadata.Tags;
import dev.reelwright.internal.tags.FileTags;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataItem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an asset's tags say: as its file has them where they can be read, else as FFmpeg hands them on. */
final class AssetTags {
    private final Demuxer demuxer;
    private final Optional<FileTags> own;

    private AssetTags(Demuxer demuxer, Optional<FileTags> own) {
        this.demuxer = demuxer;
        this.own = own;
    }

    static AssetTags read(Path file, Demuxer demuxer) {
        try {
            return new AssetTags(demuxer, FileTags.read(file, demuxer.formatName()));
        } catch (IOException e) {
            // FFmpeg read the file all the same, so its tags have to do
            System.getLogger(AssetTags.class.getName())
                    .log(System.Logger.Level.DEBUG, "the tags of " + file + " could not be read", e);
            return new AssetTags(demuxer, Optional.empty());
        }
    }

    List<MetadataItem> ofAsset() {
        List<MetadataItem> told = Tags.items(demuxer.formatName(), demuxer.metadata());
        if (own.isEmpty()) {
            return told;
        }
        List<MetadataItem> items = new ArrayList<>(own.get().asset());
        if (demuxer.formatName().equals("wav")) {
            // what broadcasters write beside both kinds of tags
            Set<String> said =
                    items.stream().flatMap(i -> i.stringValue().stream()).collect(Collectors.toSet());
            told.stream()
                    .filter(i -> i.identifier().keySpace().equals(KeySpace.UNKNOWN))
                    .filter(i -> !said.contains(i.stringValue().orElse("")))
                    .forEach(items::add);
        }
        return items;
    }

    List<MetadataItem> of(StreamInfo stream) {
        if (stream.attachedPicture()) {
            return Tags.ofPicture(stream.metadata());
        }
        List<StreamInfo> media =
                demuxer.streams().stream().filter(s -> !s.attachedPicture()).toList();
        List<List<MetadataItem>> tracks = own.map(FileTags::tracks).orElse(List.of());
        return tracks.size() == media.size() && !tracks.isEmpty()
                ? tracks.get(media.indexOf(stream))
                : Tags.items(demuxer.formatName(), stream.metadata());
    }
}
