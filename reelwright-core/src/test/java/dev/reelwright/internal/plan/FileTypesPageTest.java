package dev.reelwright.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.asset.ContentType;
import dev.reelwright.asset.FileType;
import dev.reelwright.internal.plan.ContainerRules.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The page about file types says what the data say. */
class FileTypesPageTest {
    private static final Path PAGE = Path.of("../docs/file-types.md");

    @Test
    void S48_thePageNamesWhatEveryFileTypeHolds() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| type | video | audio | text | timed data | cover art |");
        lines.add("|---|---|---|---|---|---|");
        for (FileType type : FileType.values()) {
            StringBuilder line = new StringBuilder("| `" + type.commandName() + "` |");
            for (Content content : Content.values()) {
                line.append(' ')
                        .append(codings(ContainerRules.codecs(type, content)))
                        .append(" |");
            }
            lines.add(line.toString());
        }

        assertThat(Files.readString(PAGE)).contains(String.join("\n", lines));
    }

    private static String codings(Set<String> codecs) {
        return codecs.isEmpty() ? "–" : String.join(" ", codecs);
    }

    @Test
    void S48_thePageNamesEveryContentType() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| identifier | media types | extensions | holds | written |");
        lines.add("|---|---|---|---|---|");
        for (ContentType type : ContentType.all()) {
            lines.add("| `" + type.identifier() + "` | " + String.join(" ", type.mimeTypes()) + " | "
                    + String.join(" ", type.extensions()) + " | "
                    + type.kind().name().toLowerCase(Locale.ROOT) + " | "
                    + (type.fileType().isPresent() ? "yes" : "no") + " |");
        }

        assertThat(Files.readString(PAGE)).contains(String.join("\n", lines));
    }
}
