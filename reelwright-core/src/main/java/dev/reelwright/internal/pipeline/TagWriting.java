package dev.reelwright.internal.pipeline;

import dev.reelwright.asset.FileType;
import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import dev.reelwright.export.ExportPlan;
import dev.reelwright.internal.engine.Muxer;
import dev.reelwright.internal.engine.Tag;
import dev.reelwright.internal.metadata.Tags;
import dev.reelwright.internal.plan.ContainerRules;
import dev.reelwright.internal.tags.FlacWriter;
import dev.reelwright.internal.tags.Id3Writer;
import dev.reelwright.internal.tags.OggWriter;
import dev.reelwright.internal.tags.WavWriter;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How an export's metadata comes into files that are no movies: by FFmpeg's writers where these keep everything, else as bytes
 * before or after they have written. FFmpeg's ID3 has one text a frame and no private frames, its FLAC one cover a stream and
 * the word description for comments, as its Ogg has, its WAV no ID3 at all.
 */
final class TagWriting {
    private final FileType type;
    private final List<MetadataItem> items;
    private final boolean completes;

    private TagWriting(FileType type, List<MetadataItem> items, boolean completes) {
        this.type = type;
        this.items = items;
        this.completes = completes;
    }

    /** @param completes whether the file can be completed when it is written, which a stream cannot */
    static TagWriting of(ExportPlan plan, boolean completes) {
        return new TagWriting(plan.fileType(), plan.metadata().asset(), completes);
    }

    /** The same with these covers, unless pictures are among the metadata already. */
    TagWriting withCovers(List<MetadataItem> covers) {
        if (items.stream().anyMatch(i -> i.value().type().isPicture())) {
            return this;
        }
        List<MetadataItem> all = new ArrayList<>(items);
        all.addAll(covers);
        return new TagWriting(type, all, completes);
    }

    /**
     * Tells the muxer before it starts.
     *
     * @param chapters for files that have them among their tags
     */
    void prepare(Muxer muxer, List<Id3Writer.Mark> chapters) {
        if (type == FileType.MP3) {
            muxer.writeFirst(Id3Writer.tag(items, chapters));
        } else if (type == FileType.OGG) {
            List<Tag> tags = Tags.tags(type, items);
            muxer.metadata(
                    0,
                    completes
                            ? tags.stream()
                                    .map(t -> new Tag(OggWriter.standIn(t.key()), t.value()))
                                    .toList()
                            : tags);
        } else if (!completes || (type != FileType.FLAC && !ContainerRules.isMovie(type))) {
            muxer.metadata(Tags.tags(type, items));
        }
    }

    /** The muxer's options with those that make room for tags. */
    Map<String, String> options(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        if (type == FileType.MP3) {
            all.put("id3v2_version", "0");
        }
        if (type == FileType.FLAC && completes) {
            all.put("metadata_header_padding", Integer.toString(FlacWriter.length(items)));
        }
        return all;
    }

    /** Completes the finished file. */
    void complete(Path file) {
        try {
            if (type == FileType.FLAC) {
                FlacWriter.write(file, items);
            } else if (type == FileType.WAV) {
                WavWriter.append(file, Id3Writer.tag(items));
            } else if (type == FileType.OGG) {
                OggWriter.complete(file);
            }
        } catch (IOException e) {
            throw new MediaException(ErrorCode.WRITE_FAILED, "the tags cannot be written", e);
        }
    }

    /** Bytes that the tags take at most, but for headers of the whole file. */
    long length() {
        return items.stream().mapToLong(TagWriting::length).sum();
    }

    private static long length(MetadataItem item) {
        String text = item.stringValue().orElse("");
        // Base64 writes three bytes as four
        long bytes = item.value() instanceof MetadataValue.Data d ? d.length() * 4L / 3 + 4 : 0;
        return 64 + bytes + 4L * (item.key().length() + text.length());
    }
}
