package dev.reelwright;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.testing.Fixtures;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the README compile and run, one after the other. */
class ReadmeTest {
    private static final Pattern EXAMPLE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void examplesCompileAndRun() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));
        List<String> examples = new ArrayList<>();
        Matcher matcher = EXAMPLE.matcher(readme);
        while (matcher.find()) {
            examples.add(matcher.group(1));
        }
        assertThat(examples).hasSize(7);

        List<String> all = new ArrayList<>(examples);
        all.add(1, session());
        run(String.join("\n", all));

        assertThat(folder.resolve("holiday.mp4")).isRegularFile();
        assertThat(folder.resolve("out.mp4")).isRegularFile();
        assertThat(folder.resolve("small.mp4")).isRegularFile();
        assertThat(folder.resolve("part.mp4")).isRegularFile();
        assertThat(folder.resolve("joined.mp4")).isRegularFile();
        try (Stream<Path> pictures = Files.list(folder.resolve("pictures"))) {
            // two images, a poster, thumbnails and what says when each is shown
            assertThat(pictures).hasSize(5);
        }
    }

    private static String session() {
        return """
                ExportSession session = ExportSession.builder(asset, ExportPreset.LOW_QUALITY).build();
                Path out = folder.resolve("out.mp4");
                Asset other = asset;
                Path dir = java.nio.file.Files.createDirectories(folder.resolve("pictures"));
                List<MediaTime> times = List.of(seconds(1), seconds(2));
                Flow.Subscriber<ExportState> bar = new Flow.Subscriber<>() {
                    public void onSubscribe(Flow.Subscription s) { s.request(Long.MAX_VALUE); }
                    public void onNext(ExportState s) {}
                    public void onError(Throwable t) {}
                    public void onComplete() {}
                };
                """;
    }

    private void run(String body) throws IOException, ReflectiveOperationException {
        // a longer clip than the fixtures have: the example asks for 10 s to 25 s
        Path clip = Fixtures.clip("holiday.mov", b -> b.size(new dev.reelwright.video.Size(320, 180))
                .duration(dev.reelwright.time.MediaTime.seconds(26)));
        String code = body.replace("Path.of(\"holiday.mov\")", "java.nio.file.Path.of(\"" + clip + "\")")
                .replace("Path.of(\"holiday.mp4\")", "folder.resolve(\"holiday.mp4\")")
                .replace("System.out.println(", "String.valueOf(");
        Path source = Files.writeString(folder.resolve("Example.java"), """
                import static dev.reelwright.time.MediaTime.seconds;
                import dev.reelwright.asset.*;
                import dev.reelwright.export.*;
                import dev.reelwright.image.*;
                import dev.reelwright.time.*;
                import java.awt.image.BufferedImage;
                import java.nio.file.Path;
                import java.time.Duration;
                import java.util.List;
                import java.util.Optional;
                import java.util.concurrent.Flow;
                public class Example {
                    public static void run(Path folder) throws Exception {
                """ + code + "\n    }\n}\n");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int result = compiler.run(
                null,
                null,
                null,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                source.toString());
        assertThat(result).isZero();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {new File(folder.toString()).toURI().toURL()},
                getClass().getClassLoader())) {
            loader.loadClass("Example").getMethod("run", Path.class).invoke(null, folder);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
