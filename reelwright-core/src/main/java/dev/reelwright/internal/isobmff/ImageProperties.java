package dev.reelwright.internal.isobmff;

import dev.reelwright.video.HdrMetadata;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Gives the main picture of an image file properties that FFmpeg's writer does not know. Image files keep the properties of
 * all pictures in one list, {@code ipco}, and say in {@code ipma} by their numbers there which of them a picture has
 * (ISO/IEC 23008-12 §9.3). Only files as that writer makes them are read.
 */
public final class ImageProperties {
    /** Numbers of properties have 7 bits; the eighth says that no reader may ignore the property. */
    private static final int LAST_NUMBER = 127;

    /** Of places: offsets and lengths of four bytes, and no offset that others add to. */
    private static final int FIELDS = 0x4400;

    private ImageProperties() {}

    /**
     * The file with the mastering display and the content light of its main picture, as far as they are known.
     *
     * @param file a whole file, such as AVIF
     * @throws MalformedBoxException if the file is made in another way
     */
    public static byte[] withHdr(byte[] file, HdrMetadata hdr) throws MalformedBoxException {
        List<BoxTree> added = HdrBoxes.of(hdr);
        if (added.isEmpty()) {
            return file;
        }
        List<BoxTree> boxes = BoxTree.readAll(ByteBuffer.wrap(file));
        BoxWriter out = new BoxWriter();
        for (BoxTree box : boxes) {
            out.put((box.type().equals("meta") ? completed(box, added) : box.bytes()).array());
        }
        if (boxes.stream().noneMatch(box -> box.type().equals("meta"))) {
            throw new MalformedBoxException("an image file has a meta box, and there is none");
        }
        return out.bytes();
    }

    private static ByteBuffer completed(BoxTree unopened, List<BoxTree> added) throws MalformedBoxException {
        BoxTree meta = BoxTree.read(unopened.bytes());
        BoxTree properties = meta.require("iprp");
        BoxTree list = properties.require("ipco");
        int known = list.boxes().size();
        if (known + added.size() > LAST_NUMBER) {
            throw new MalformedBoxException("the ipco box has %d properties already".formatted(known));
        }
        added.forEach(list::add);
        BoxTree links = properties.require("ipma");
        links.content(linked(plain(links), plain(meta.require("pitm")).getShort(), known + 1, added.size()));
        BoxTree places = meta.require("iloc");
        places.content(moved(plain(places), meta.size() - unopened.size()));
        return meta.bytes();
    }

    /** The content of a box of version 0 without flags, read as far as these. */
    private static ByteBuffer plain(BoxTree box) throws MalformedBoxException {
        ByteBuffer content = box.content().slice();
        if (content.getInt() != 0) {
            throw new MalformedBoxException("the %s box has another version or flags".formatted(box.type()));
        }
        return content;
    }

    /** Lets a picture have so many more properties, from this number on, that readers may ignore. */
    private static byte[] linked(ByteBuffer links, short picture, int first, int count) {
        BoxWriter out = BoxWriter.fullBox();
        int pictures = links.getInt();
        out.u32(pictures);
        for (int i = 0; i < pictures; i++) {
            short id = links.getShort();
            byte[] numbers = new byte[links.get()];
            links.get(numbers);
            boolean chosen = id == picture;
            out.u16(id).u8(numbers.length + (chosen ? count : 0)).put(numbers);
            for (int number = first; chosen && number < first + count; number++) {
                out.u8(number);
            }
        }
        return out.bytes();
    }

    /** The media lies behind the {@code meta} box, and moves as that grows. */
    private static byte[] moved(ByteBuffer places, long by) throws MalformedBoxException {
        int fields = places.getShort();
        if (fields != FIELDS) {
            throw new MalformedBoxException("the iloc box has fields of the sizes %x".formatted(fields));
        }
        int pictures = places.getShort();
        BoxWriter out = BoxWriter.fullBox().u16(fields).u16(pictures);
        for (int i = 0; i < pictures; i++) {
            // its number, and which file it is in
            out.u32(places.getInt());
            int pieces = places.getShort();
            out.u16(pieces);
            for (int piece = 0; piece < pieces; piece++) {
                out.u32(places.getInt() + by).u32(places.getInt());
            }
        }
        return out.bytes();
    }
}
