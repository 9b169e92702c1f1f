package dev.reelwright.internal.isobmff;

/**
 * A box: a typed, sized run of bytes in an ISO base media file (ISO/IEC 14496-12 §4.2); QuickTime calls it an atom.
 *
 * @param type the four-character code, one ISO 8859-1 character a byte
 * @param offset where the header begins, in bytes from the start of the file
 * @param headerSize the header's length in bytes: 8, or 16 with a 64-bit size, and 16 more for the extended type of
 *     {@code uuid}
 * @param size the length in bytes, header included, clamped to the end of what holds the box
 * @param truncated whether the box declares more bytes than there are, so that {@code size} was clamped
 */
public record Box(String type, long offset, long headerSize, long size, boolean truncated) {

    /** Where the content begins, in bytes from the start of the file. */
    public long contentOffset() {
        return offset + headerSize;
    }

    /** Where the box ends (exclusive), in bytes from the start of the file. */
    public long end() {
        return offset + size;
    }
}
