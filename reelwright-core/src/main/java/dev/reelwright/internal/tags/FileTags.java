package dev.reelwright.internal.tags;

import dev.reelwright.metadata.MetadataItem;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Optional;

/**
 * What the tags of a file say.
 *
 * @param asset of the whole file
 * @param tracks of its tracks in the order of the file; empty where the format has none of tracks
 */
public record FileTags(List<MetadataItem> asset, List<List<MetadataItem>> tracks) {
    public FileTags {
        asset = List.copyOf(asset);
        tracks = List.copyOf(tracks);
    }

    static FileTags of(List<MetadataItem> asset) {
        return new FileTags(asset, List.of());
    }

    /**
     * Reads the tags of a file, which stays the caller's; empty where it has none of those known here, or of another format.
     *
     * @param formatName FFmpeg's name of the container format
     * @throws IOException when it cannot be read, or is damaged
     */
    public static Optional<FileTags> read(SeekableByteChannel file, String formatName) throws IOException {
        return read(new TagSource(file), formatName);
    }

    static Optional<FileTags> read(TagSource source, String formatName) throws IOException {
        try {
            return switch (formatName) {
                case "mp3", "aac" -> Id3Reader.read(source, 0).map(FileTags::of);
                case "flac" -> FlacTags.read(source).map(FileTags::of);
                case "ogg" -> OggTags.read(source);
                case "matroska" -> Optional.of(MatroskaTags.read(source));
                case "wav", "avi", "aiff" -> RiffTags.read(source).map(FileTags::of);
                default -> Optional.empty();
            };
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new IOException("the tags hold less than their sizes say", e);
        }
    }
}
