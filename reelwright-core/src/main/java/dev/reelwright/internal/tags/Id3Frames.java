package dev.reelwright.internal.tags;

import dev.reelwright.internal.metadata.Languages;
import dev.reelwright.internal.metadata.Pictures;
import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataIdentifier;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import dev.reelwright.metadata.MetadataValue.Data;
import dev.reelwright.metadata.MetadataValue.Text;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads what a frame of ID3 says. */
final class Id3Frames {
    private static final Map<String, String> LONG_IDS = longIds();
    private static final String LINK = "-->";

    private Id3Frames() {}

    private static Map<String, String> longIds() {
        Map<String, String> ids = new HashMap<>();
        for (String pair : """
                BUF:RBUF CNT:PCNT COM:COMM CRA:AENC ETC:ETCO EQU:EQUA GEO:GEOB IPL:IPLS LNK:LINK MCI:MCDI MLL:MLLT PIC:APIC
                POP:POPM REV:RVRB RVA:RVAD SLT:SYLT STC:SYTC TAL:TALB TBP:TBPM TCM:TCOM TCO:TCON TCP:TCMP TCR:TCOP TDA:TDAT
                TDY:TDLY TEN:TENC TFT:TFLT TIM:TIME TKE:TKEY TLA:TLAN TLE:TLEN TMT:TMED TOA:TOPE TOF:TOFN TOL:TOLY TOR:TORY
                TOT:TOAL TP1:TPE1 TP2:TPE2 TP3:TPE3 TP4:TPE4 TPA:TPOS TPB:TPUB TRC:TSRC TRD:TRDA TRK:TRCK TS2:TSO2 TSA:TSOA
                TSC:TSOC TSI:TSIZ TSP:TSOP TSS:TSSE TST:TSOT TT1:TIT1 TT2:TIT2 TT3:TIT3 TXT:TEXT TXX:TXXX TYE:TYER UFI:UFID
                ULT:USLT WAF:WOAF WAR:WOAR WAS:WOAS WCM:WCOM WCP:WCOP WPB:WPUB WXX:WXXX""".strip().split("\\s+")) {
            ids.put(pair.substring(0, 3), pair.substring(4));
        }
        return ids;
    }

    /** What later versions call a frame of three letters; the same where they have none. */
    static String longId(String id) {
        return LONG_IDS.getOrDefault(id, id);
    }

    static List<MetadataItem> items(String id, ByteBuffer in, boolean shortIds) {
        return switch (id) {
            case "TXXX", "WXXX" -> described(id, in);
            case "COMM", "USLT" -> inLanguage(id, in);
            case "APIC" -> picture(in, shortIds);
            case "GEOB" -> object(in);
            case "PRIV", "UFID" -> owned(id, in);
            case "PCNT", "POPM", "PCST" -> List.of(item(id, new Data(Texts.rest(in), DataType.RAW)));
            default ->
                id.startsWith("T")
                        ? texts(id, in)
                        : id.startsWith("W")
                                ? List.of(item(id, new Text(string(in, StandardCharsets.ISO_8859_1))))
                                : List.of(item(id, new Data(Texts.rest(in), DataType.RAW)));
        };
    }

    private static MetadataItem item(String id, MetadataValue value) {
        return MetadataItem.of(new MetadataIdentifier(KeySpace.ID3, id), value);
    }

    private static List<MetadataItem> texts(String id, ByteBuffer in) {
        Charset charset = charset(in);
        List<MetadataItem> items = new ArrayList<>();
        while (in.hasRemaining()) {
            String text = string(in, charset);
            if (!text.isEmpty()) {
                items.add(item(id, new Text(text)));
            }
        }
        return items;
    }

    private static List<MetadataItem> described(String id, ByteBuffer in) {
        Charset charset = charset(in);
        String description = string(in, charset);
        List<MetadataItem> items = new ArrayList<>();
        boolean url = id.equals("WXXX");
        do {
            String text = string(in, url ? StandardCharsets.ISO_8859_1 : charset);
            items.add(described(item(id, new Text(text)), description));
        } while (in.hasRemaining() && !url);
        return items;
    }

    private static MetadataItem described(MetadataItem item, String description) {
        return description.isEmpty() ? item : item.withAttribute(MetadataItem.INFO, description);
    }

    private static List<MetadataItem> inLanguage(String id, ByteBuffer in) {
        Charset charset = charset(in);
        String code = Texts.text(in, 3, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        String description = string(in, charset);
        MetadataItem item = described(item(id, new Text(string(in, charset))), description);
        boolean told = code.matches("[a-z]{3}") && !code.equals("xxx") && !code.equals(Languages.UNDETERMINED);
        return List.of(told ? item.inLanguage(Languages.tag(code)) : item);
    }

    private static List<MetadataItem> picture(ByteBuffer in, boolean shortIds) {
        Charset charset = charset(in);
        String mime =
                shortIds ? Texts.text(in, 3, StandardCharsets.ISO_8859_1) : string(in, StandardCharsets.ISO_8859_1);
        int type = in.get() & 0xFF;
        String description = string(in, charset);
        byte[] bytes = Texts.rest(in);
        if (mime.equals(LINK)) {
            return List.of();
        }
        DataType dataType = Pictures.type(bytes);
        String known = Pictures.mimeType(dataType);
        MetadataItem item = item("APIC", new Data(bytes, dataType))
                .withAttribute(MetadataItem.PICTURE_TYPE, Integer.toString(type))
                .withAttribute(MetadataItem.MIME_TYPE, known.isEmpty() ? mime : known);
        return List.of(described(item, description));
    }

    private static List<MetadataItem> object(ByteBuffer in) {
        Charset charset = charset(in);
        String mime = string(in, StandardCharsets.ISO_8859_1);
        String file = string(in, charset);
        String description = string(in, charset);
        MetadataItem item = item("GEOB", new Data(Texts.rest(in), DataType.RAW))
                .withAttribute(MetadataItem.MIME_TYPE, mime)
                .withAttribute(MetadataItem.FILE_NAME, file);
        return List.of(described(item, description));
    }

    private static List<MetadataItem> owned(String id, ByteBuffer in) {
        String owner = string(in, StandardCharsets.ISO_8859_1);
        return List.of(described(item(id, new Data(Texts.rest(in), DataType.RAW)), owner));
    }

    private static Charset charset(ByteBuffer in) {
        return switch (in.get()) {
            case 0 -> StandardCharsets.ISO_8859_1;
            case 1 -> StandardCharsets.UTF_16;
            case 2 -> StandardCharsets.UTF_16BE;
            default -> StandardCharsets.UTF_8;
        };
    }

    /** Text up to a zero or the end; in UTF-16 with a byte order mark, which each text has anew. */
    private static String string(ByteBuffer in, Charset charset) {
        int width = charset.name().startsWith("UTF-16") ? 2 : 1;
        int start = in.position();
        int end = start;
        while (end + width <= in.limit() && !isZero(in, end, width)) {
            end += width;
        }
        byte[] bytes = Texts.bytes(in, end - start);
        in.position(Math.min(in.limit(), end + width));
        boolean unmarked =
                charset == StandardCharsets.UTF_16 && (bytes.length < 2 || (bytes[0] & bytes[1] & 0xFE) != 0xFE);
        return new String(bytes, unmarked ? StandardCharsets.UTF_16LE : charset);
    }

    private static boolean isZero(ByteBuffer in, int at, int width) {
        return in.get(at) == 0 && (width == 1 || in.get(at + 1) == 0);
    }
}
