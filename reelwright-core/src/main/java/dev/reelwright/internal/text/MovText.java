package dev.reelwright.internal.text;

import dev.reelwright.internal.text.StyledText.Run;
import dev.reelwright.internal.text.StyledText.Style;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Samples of 3GPP timed text: a length, the text, and boxes that style it (3GPP TS 26.245 §5.17). */
final class MovText {
    private static final int STYL = 0x7374_796c;
    private static final int BOX_HEADER = 8;
    private static final int STYLE_RECORD = 12;
    private static final int BOLD = 1;
    private static final int ITALIC = 2;
    private static final int UNDERLINE = 4;
    private static final short FONT = 1;
    private static final byte FONT_SIZE = 18;
    private static final int WHITE = 0xFFFF_FFFF;
    private static final int LONGEST = 0xFFFF;

    private MovText() {}

    /** Where a style begins and ends, in characters. */
    private record Span(int from, int to, Set<Style> styles) {}

    static StyledText read(byte[] sample) {
        if (sample.length < 2) {
            return new StyledText(List.of());
        }
        ByteBuffer in = ByteBuffer.wrap(sample);
        int length = Math.min(in.getShort() & LONGEST, in.remaining());
        byte[] text = new byte[length];
        in.get(text);
        int[] characters = decode(text).codePoints().toArray();
        List<Span> spans = new ArrayList<>();
        while (in.remaining() >= BOX_HEADER) {
            int end = in.position() + Math.max(BOX_HEADER, in.getInt());
            int type = in.getInt();
            if (type == STYL) {
                readStyles(in, spans);
            }
            in.position(end < 0 ? in.limit() : Math.min(in.limit(), end));
        }
        return styled(characters, spans);
    }

    private static String decode(byte[] text) {
        boolean marked = text.length >= 2 && (text[0] & 0xFF) >= 0xFE && (text[1] & 0xFF) >= 0xFE;
        Charset charset = marked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        return new String(text, charset);
    }

    private static void readStyles(ByteBuffer in, List<Span> into) {
        int count = in.remaining() < Short.BYTES ? 0 : in.getShort() & LONGEST;
        for (int i = 0; i < count && in.remaining() >= STYLE_RECORD; i++) {
            int from = in.getShort() & LONGEST;
            int to = in.getShort() & LONGEST;
            in.getShort();
            into.add(new Span(from, to, styles(in.get())));
            in.get();
            in.getInt();
        }
    }

    private static Set<Style> styles(byte face) {
        Set<Style> styles = EnumSet.noneOf(Style.class);
        if ((face & BOLD) != 0) {
            styles.add(Style.BOLD);
        }
        if ((face & ITALIC) != 0) {
            styles.add(Style.ITALIC);
        }
        if ((face & UNDERLINE) != 0) {
            styles.add(Style.UNDERLINE);
        }
        return styles;
    }

    private static StyledText styled(int[] characters, List<Span> spans) {
        StyledText.Builder text = new StyledText.Builder();
        for (int i = 0; i < characters.length; i++) {
            for (Style style : Style.values()) {
                int at = i;
                text.style(
                        style,
                        spans.stream()
                                .anyMatch(s -> at >= s.from()
                                        && at < s.to()
                                        && s.styles().contains(style)));
            }
            text.append(Character.toString(characters[i]));
        }
        return text.build();
    }

    static byte[] write(StyledText text) {
        byte[] plain = text.plain().getBytes(StandardCharsets.UTF_8);
        int length = Math.min(plain.length, LONGEST);
        List<Span> spans = new ArrayList<>();
        int at = 0;
        for (Run run : text.runs()) {
            int end = at + run.text().codePointCount(0, run.text().length());
            if (!run.styles().isEmpty()) {
                spans.add(new Span(at, end, run.styles()));
            }
            at = end;
        }
        int styles = spans.isEmpty() ? 0 : BOX_HEADER + Short.BYTES + STYLE_RECORD * spans.size();
        ByteBuffer out = ByteBuffer.allocate(Short.BYTES + length + styles);
        out.putShort((short) length).put(plain, 0, length);
        if (!spans.isEmpty()) {
            out.putInt(styles).putInt(STYL).putShort((short) spans.size());
            for (Span span : spans) {
                out.putShort((short) span.from()).putShort((short) span.to());
                out.putShort(FONT).put(face(span.styles())).put(FONT_SIZE).putInt(WHITE);
            }
        }
        return out.array();
    }

    private static byte face(Set<Style> styles) {
        int face = 0;
        face |= styles.contains(Style.BOLD) ? BOLD : 0;
        face |= styles.contains(Style.ITALIC) ? ITALIC : 0;
        face |= styles.contains(Style.UNDERLINE) ? UNDERLINE : 0;
        return (byte) face;
    }

    /** What follows the reserved fields of a sample entry: white letters in the middle at the bottom (§5.16). */
    static byte[] header() {
        byte[] font = "Sans-Serif".getBytes(StandardCharsets.US_ASCII);
        int fontTable = BOX_HEADER + Short.BYTES + Short.BYTES + 1 + font.length;
        ByteBuffer out = ByteBuffer.allocate(30 + fontTable);
        out.putInt(0);
        out.put((byte) 1).put((byte) -1);
        out.putInt(0);
        out.putLong(0);
        out.putShort((short) 0).putShort((short) 0).putShort(FONT);
        out.put((byte) 0).put(FONT_SIZE).putInt(WHITE);
        out.putInt(fontTable).putInt(0x6674_6162).putShort((short) 1).putShort(FONT);
        out.put((byte) font.length).put(font);
        return out.array();
    }
}
