package dev.reelwright.internal.metadata;

import dev.reelwright.asset.FileType;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which key spaces files of a type have.
 *
 * @param own those that its readers look into, the one that is translated into first at the front
 * @param others those that it can hold as well, so that what has no translation is not lost
 */
record FileSpaces(List<KeySpace> own, List<KeySpace> others) {
    private static final KeySpace MDTA = KeySpace.QUICKTIME_METADATA;
    private static final KeySpace UDTA = KeySpace.QUICKTIME_USER_DATA;
    private static final KeySpace UISO = KeySpace.ISO_USER_DATA;
    private static final KeySpace ITSK = KeySpace.ITUNES;

    private static final Set<KeySpace> TELL_LANGUAGES = Set.of(MDTA, UDTA, UISO, KeySpace.MATROSKA);
    /** Of what is said more than once they have one value. */
    private static final Set<KeySpace> SINGLE = Set.of(KeySpace.RIFF);

    static FileSpaces of(FileType type) {
        return switch (type) {
            case MOV -> new FileSpaces(List.of(MDTA, UDTA), List.of(ITSK, UISO));
            case MP4 -> new FileSpaces(List.of(ITSK, UISO), List.of(UDTA, MDTA));
            case M4V, M4A -> new FileSpaces(List.of(ITSK), List.of(UDTA, MDTA, UISO));
            case MKV, WEBM -> new FileSpaces(List.of(KeySpace.MATROSKA), List.of());
            case OGG, FLAC -> new FileSpaces(List.of(KeySpace.VORBIS), List.of());
            case MOBILE_3GPP, MOBILE_3GPP2 -> new FileSpaces(List.of(UISO), List.of(ITSK, UDTA));
            case MP3, AIFF, AIFC -> new FileSpaces(List.of(KeySpace.ID3), List.of());
            case WAV -> new FileSpaces(List.of(KeySpace.RIFF, KeySpace.ID3), List.of());
            case TS, CAF -> new FileSpaces(List.of(), List.of());
        };
    }

    /** Where translations may go, the best place first. */
    List<KeySpace> all() {
        List<KeySpace> all = new ArrayList<>(own);
        all.addAll(others);
        return all;
    }

    /** Whether tracks have items of their own. */
    boolean tracksHaveItems() {
        return own.contains(MDTA) || own.contains(ITSK) || own.contains(KeySpace.MATROSKA);
    }

    static boolean tellsLanguages(KeySpace space, String key) {
        return TELL_LANGUAGES.contains(space)
                || (space.equals(KeySpace.ID3) && (key.equals("COMM") || key.equals("USLT")));
    }

    /** Whether files of the type have the item beside their key spaces: pictures as attachments, which have no key. */
    static boolean isAttached(FileType type, MetadataItem item) {
        return type == FileType.MKV && item.value().type().isPicture();
    }

    static boolean isSingle(KeySpace space) {
        return SINGLE.contains(space);
    }
}
