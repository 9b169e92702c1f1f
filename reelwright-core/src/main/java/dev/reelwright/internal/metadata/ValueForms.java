package dev.reelwright.internal.metadata;

import dev.reelwright.internal.metadata.KeyTable.Kind;
import dev.reelwright.metadata.DataType;
import dev.reelwright.metadata.KeySpace;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import dev.reelwright.metadata.MetadataValue.Data;
import dev.reelwright.metadata.MetadataValue.Text;
import dev.reelwright.metadata.MetadataValue.Whole;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How values are written in the key spaces, and the one form that lies between them: text; dates by ISO 8601; places by ISO
 * 6709; pictures as they are; names of genres; pairs as {@code 3/12}; numbers.
 */
final class ValueForms {
    private static final Pattern PAIR = Pattern.compile("\\s*(\\d{1,5})?\\s*(?:/\\s*(\\d{1,5})?)?\\s*");
    private static final Pattern TIMED =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}(?::\\d{2})?)([.,]\\d+)?\\s*(Z|[+-].*)?");

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

    private ValueForms() {}

    /** The value in the form between; empty where it says nothing of that kind. */
    static Optional<MetadataValue> read(Kind kind, MetadataItem item) {
        return switch (kind) {
            case PICTURE -> picture(item.value());
            case PAIR -> pair(item);
            case GENRE -> genre(item);
            case NUMBER, FLAG -> number(item);
            case DATE -> item.stringValue().map(text -> new Text(date(text)));
            case TEXT, LOCATION, BOOKKEEPING ->
                item.stringValue().filter(text -> !text.isEmpty()).map(Text::new);
        };
    }

    private static Optional<MetadataValue> picture(MetadataValue value) {
        if (!(value instanceof Data data)) {
            return Optional.empty();
        }
        DataType type = data.type().isPicture() ? data.type() : Pictures.type(data.bytes());
        return type.isPicture() ? Optional.of(new Data(data.bytes(), type)) : Optional.empty();
    }

    private static Optional<MetadataValue> pair(MetadataItem item) {
        return item.stringValue()
                .filter(text -> !text.isBlank() && PAIR.matcher(text).matches())
                .map(text -> new Text(text.strip()));
    }

    private static Optional<MetadataValue> genre(MetadataItem item) {
        boolean numbered = item.identifier().keySpace().equals(KeySpace.ITUNES)
                && item.key().equals("gnre");
        if (numbered) {
            long number = item.numberValue().map(Number::longValue).orElse(0L);
            return Genres.name(number - 1).map(Text::new);
        }
        return item.stringValue().filter(text -> !text.isEmpty()).map(text -> new Text(Genres.plain(text)));
    }

    private static Optional<MetadataValue> number(MetadataItem item) {
        if (item.value() instanceof Data data && data.length() > 0 && data.length() <= Long.BYTES) {
            long value = 0;
            for (byte b : data.bytes()) {
                value = value << 8 | b & 0xFF;
            }
            return Optional.of(new Whole(value, DataType.SIGNED_INTEGER));
        }
        return item.numberValue().map(n -> new Whole(Math.round(n.doubleValue()), DataType.SIGNED_INTEGER));
    }

    /** What tells a time and no zone is in UTC, in ID3 and Matroska by their specifications. */
    private static String date(String text) {
        Matcher timed = TIMED.matcher(text.strip());
        if (!timed.matches()) {
            return text.strip();
        }
        String fraction = timed.group(3) == null ? "" : timed.group(3);
        return timed.group(1) + "T" + timed.group(2) + fraction + (timed.group(4) == null ? "Z" : timed.group(4));
    }

    /** The value as the key space writes it; empty where it cannot. The total of a pair that has a key of its own is left out. */
    static Optional<MetadataValue> write(Kind kind, KeyTable.Key key, MetadataValue value) {
        String text = value instanceof Text t ? t.text() : "";
        return switch (kind) {
            case DATE -> Optional.of(new Text(written(key.space(), text)));
            case LOCATION -> place(key, text);
            case PAIR -> Optional.of(new Text(key.total().isEmpty() ? text : number(text)));
            case NUMBER, FLAG -> Optional.of(numberFor(key.space(), value));
            case TEXT, PICTURE, GENRE, BOOKKEEPING -> Optional.of(value);
        };
    }

    private static Optional<MetadataValue> place(KeyTable.Key key, String text) {
        boolean anyText =
                key.space().equals(KeySpace.ID3) || key.space().equals(KeySpace.MATROSKA) || isVorbis(key.space());
        return anyText || Iso6709.parse(text).isPresent() ? Optional.of(new Text(text)) : Optional.empty();
    }

    private static boolean isVorbis(KeySpace space) {
        return space.equals(KeySpace.VORBIS);
    }

    private static MetadataValue numberFor(KeySpace space, MetadataValue value) {
        boolean binary = space.equals(KeySpace.ITUNES) || space.equals(KeySpace.QUICKTIME_METADATA);
        return value instanceof Whole w && !binary ? new Text(Long.toString(w.value())) : value;
    }

    private static String written(KeySpace space, String text) {
        Matcher timed = TIMED.matcher(text);
        if (!timed.matches()) {
            return text;
        }
        boolean bare = space.equals(KeySpace.ID3) || space.equals(KeySpace.MATROSKA);
        if (bare) {
            String utc = MetadataItem.of("comn/creationDate", text)
                    .dateValue()
                    .map(d -> d.withOffsetSameInstant(ZoneOffset.UTC)
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toLocalDateTime()
                            .format(SECONDS))
                    .orElse(text);
            return space.equals(KeySpace.MATROSKA) ? utc.replace('T', ' ') : utc;
        }
        return space.equals(KeySpace.RIFF) ? timed.group(1) : text;
    }

    /** The number of a pair. */
    static String number(String pair) {
        Matcher m = PAIR.matcher(pair);
        return m.matches() && m.group(1) != null ? m.group(1) : "0";
    }

    /** The total of a pair, where there is one. */
    static Optional<String> total(String pair) {
        Matcher m = PAIR.matcher(pair);
        return m.matches() ? Optional.ofNullable(m.group(2)) : Optional.empty();
    }
}
