package dev.reelwright.internal.isobmff;

import dev.reelwright.metadata.CommonKey;
import dev.reelwright.metadata.MetadataItem;
import dev.reelwright.metadata.MetadataValue;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * When a movie was made by its headers' own account, in seconds since 1904. Many cameras write nothing else of it, so that it
 * is a metadata item of the key space of common keys where no other item tells; and what items tell of it is written there, for
 * the many programs that look nowhere else.
 */
final class HeaderTimes {
    private static final long SECONDS_TO_1970 = 2_082_844_800L;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Set<String> DATES = Set.of("com.apple.quicktime.creationdate", "\u00a9day", "date");

    /** Phones leave the colon out of the zone. */
    private static final DateTimeFormatter TO_THE_SECOND = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    private HeaderTimes() {}

    /** @param created the header's number; some writers count from 1970 */
    static Optional<MetadataItem> item(long created, List<MetadataItem> others) {
        boolean told = others.stream().anyMatch(item -> DATES.contains(item.key()));
        if (created <= 0 || told) {
            return Optional.empty();
        }
        try {
            Instant time = Instant.ofEpochSecond(created < SECONDS_TO_1970 ? created : created - SECONDS_TO_1970);
            return time.isAfter(LATEST)
                    ? Optional.empty()
                    : Optional.of(MetadataItem.of(
                            CommonKey.CREATION_DATE.identifier(), new MetadataValue.Text(time.toString())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What the items say of it to the second, as headers count; 0 where they do not. */
    static long created(List<MetadataItem> items) {
        for (MetadataItem item : items) {
            boolean common = item.identifier().equals(CommonKey.CREATION_DATE.identifier());
            if (common || DATES.contains(item.key())) {
                try {
                    return OffsetDateTime.parse(item.stringValue().orElse(""), TO_THE_SECOND)
                                    .toEpochSecond()
                            + SECONDS_TO_1970;
                } catch (DateTimeParseException e) {
                    // a year, or something else of less use
                    continue;
                }
            }
        }
        return 0;
    }

    /** Writes creation and modification time into a header: {@code mvhd}, {@code tkhd} or {@code mdhd}. */
    static void write(BoxTree header, long created) {
        ByteBuffer old = header.content();
        byte[] bytes = new byte[old.remaining()];
        old.get(bytes);
        ByteBuffer times = ByteBuffer.wrap(bytes);
        boolean wide = bytes.length > 0 && bytes[0] == 1;
        if (wide && bytes.length >= 20) {
            times.putLong(4, created).putLong(12, created);
        } else if (!wide && bytes.length >= 12 && created <= 0xFFFFFFFFL) {
            times.putInt(4, (int) created).putInt(8, (int) created);
        }
        header.content(bytes);
    }
}
