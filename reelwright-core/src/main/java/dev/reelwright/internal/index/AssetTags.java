package dev.reelwright.internal.index;

import dev.reelwright.asset.MediaSource;
import dev.reelwright.internal.engine.Demuxer;
import dev.reelwright.internal.engine.StreamInfo;
import dev.reelwright.internal.isobmff.MovieMetadata;
import dev.reelwright.internal.metadata.Tags;
import dev.reelwright.internal.tags.FileTags;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataItem;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an asset's tags say: as its file has them where they can be read, else as FFmpeg hands them on. */
final class AssetTags {
    private final Demuxer demuxer;
    private final Optional<FileTags> own;
    private final @Nullable MovieMetadata boxes;

    private AssetTags(Demuxer demuxer, Optional<FileTags> own, @Nullable MovieMetadata boxes) {
        this.demuxer = demuxer;
        this.own = own;
        this.boxes = boxes;
    }

    /** @param boxes what the boxes of a movie file say; null elsewhere, and where they cannot be read */
    static AssetTags read(MediaSource source, Demuxer demuxer, @Nullable MovieMetadata boxes) {
        if (boxes != null) {
            return new AssetTags(demuxer, Optional.empty(), boxes);
        }
        try (SeekableByteChannel file = demuxer.channel()) {
            return new AssetTags(demuxer, FileTags.read(file, demuxer.formatName()), null);
        } catch (IOException e) {
            // FFmpeg read the file all the same, so its tags have to do
            System.getLogger(AssetTags.class.getName())
                    .log(System.Logger.Level.DEBUG, "the tags of " + source.name() + " could not be read", e);
            return new AssetTags(demuxer, Optional.empty(), null);
        }
    }

    List<MetadataItem> ofAsset() {
        if (boxes != null) {
            return boxes.items();
        }
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

    /** @param boxId the track's number in its boxes; 0 where it has none: covers are streams of FFmpeg's alone */
    List<MetadataItem> of(StreamInfo stream, int boxId) {
        if (stream.attachedPicture()) {
            return Tags.ofPicture(stream.metadata());
        }
        if (boxes != null && boxId > 0) {
            return boxes.track(boxId);
        }
        List<StreamInfo> media =
                demuxer.streams().stream().filter(s -> !s.attachedPicture()).toList();
        List<List<MetadataItem>> tracks = own.map(FileTags::tracks).orElse(List.of());
        return tracks.size() == media.size() && !tracks.isEmpty()
                ? tracks.get(media.indexOf(stream))
                : Tags.items(demuxer.formatName(), stream.metadata());
    }
}
