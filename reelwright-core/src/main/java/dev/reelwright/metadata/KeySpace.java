package dev.reelwright.metadata;

import java.util.regex.Pattern;

/**
 * A set of keys that metadata items are named by: one for each way in which files write them. Other programs' own ones have
 * codes of one to four printable ASCII characters.
 *
 * @param code its name in identifiers
 */
public record KeySpace(String code) {
    private static final Pattern CODE = Pattern.compile("[\\x21-\\x2E\\x30-\\x7E]{1,4}");

    /** QuickTime metadata: keys such as {@code com.apple.quicktime.title} (QuickTime File Format, "Metadata"). */
    public static final KeySpace QUICKTIME_METADATA = new KeySpace("mdta");
    /** QuickTime user data: four-character codes such as {@code ©nam}. */
    public static final KeySpace QUICKTIME_USER_DATA = new KeySpace("udta");
    /** User data of ISO base media and 3GPP files: {@code titl}, {@code cprt} (3GPP TS 26.244 §8). */
    public static final KeySpace ISO_USER_DATA = new KeySpace("uiso");
    /** The list that iTunes began: four-character codes, or {@code mean.name} for its free-form items. */
    public static final KeySpace ITUNES = new KeySpace("itsk");
    /** Frames of ID3v2 (id3.org): {@code TIT2}, {@code APIC}. */
    public static final KeySpace ID3 = new KeySpace("id3");
    /** Tags of Matroska and WebM (RFC 9559 §5.1.8): {@code TITLE}. */
    public static final KeySpace MATROSKA = new KeySpace("mkv");
    /** Fields of Vorbis comments, in Ogg and FLAC files: {@code TITLE}. */
    public static final KeySpace VORBIS = new KeySpace("vorb");
    /** Chunks of the list INFO in RIFF files: {@code INAM}. */
    public static final KeySpace RIFF = new KeySpace("riff");
    /** The names of what several key spaces have in common: {@link CommonKey}. */
    public static final KeySpace COMMON = new KeySpace("comn");
    /** What no other key space here names. */
    public static final KeySpace UNKNOWN = new KeySpace("unkn");

    public KeySpace {
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException(
                    "a key space's code is one to four printable ASCII characters without a slash, not '" + code + "'");
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
