package dev.reelwright.browser;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Chromium without a window, told what to do by the W3C's WebDriver protocol through the machine's {@code chromedriver}. */
final class WebDriver implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
    private static final Pattern SESSION = Pattern.compile("\"sessionId\":\"([^\"]+)\"");
    private static final Pattern VALUE = Pattern.compile("\\{\"value\":\"(.*)\"}", Pattern.DOTALL);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Nothing but the page may be loaded, and machines for tests have neither displays nor users. */
    private static final List<String> OPTIONS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--autoplay-policy=no-user-gesture-required");

    private final Process driver;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI root;

    private WebDriver(Process driver, int port, Path profile) {
        this.driver = driver;
        URI sessions = URI.create("http://127.0.0.1:" + port + "/session");
        Matcher session = SESSION.matcher(send("POST", sessions, capabilities(profile)));
        if (!session.find()) {
            throw new AssertionError("the driver told no session");
        }
        root = URI.create(sessions + "/" + session.group(1) + "/");
        command("timeouts", "{\"script\":" + PATIENCE.toMillis() + "}");
    }

    /**
     * Starts both; fails the test where they are not installed.
     *
     * @param profile an empty folder for what the browser keeps
     */
    static WebDriver start(Path profile) {
        Path program = installed("chromedriver")
                .orElseThrow(() -> new AssertionError(
                        "the profile 'browser' needs chromedriver and chromium on the PATH (Debian: apt install "
                                + "chromium chromium-driver)"));
        String said = "";
        // it takes one port for IPv4 and asks for the same for IPv6, which another process may have by then
        for (int attempt = 0; attempt < 3; attempt++) {
            try {
                Process process = new ProcessBuilder(program.toString(), "--port=0")
                        .redirectErrorStream(true)
                        .start();
                BufferedReader lines = process.inputReader();
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    Matcher port = PORT.matcher(line);
                    if (port.find()) {
                        return opened(process, Integer.parseInt(port.group(1)), profile);
                    }
                    said += "\n" + line;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new AssertionError(program + " ended without listening:" + said);
    }

    private static WebDriver opened(Process process, int port, Path profile) {
        try {
            return new WebDriver(process, port, profile);
        } catch (RuntimeException | Error e) {
            process.destroy();
            throw e;
        }
    }

    private static String capabilities(Path profile) {
        String options = Stream.concat(OPTIONS.stream(), Stream.of("--user-data-dir=" + profile))
                .map(WebDriver::quoted)
                .collect(Collectors.joining(","));
        String binary = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> installed(name).stream())
                .findFirst()
                .map(path -> ",\"binary\":" + quoted(path.toString()))
                .orElse("");
        return "{\"capabilities\":{\"alwaysMatch\":{\"goog:chromeOptions\":{\"args\":[" + options + "]" + binary
                + "}}}}";
    }

    private static Optional<Path> installed(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A text as JSON has it. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    void open(URI page) {
        command("url", "{\"url\":" + quoted(page.toString()) + "}");
    }

    /**
     * What a script's promise comes to, a text of letters, digits, spaces, lines and marks that JSON does not escape.
     *
     * @param expression of JavaScript
     */
    String await(String expression) {
        String script = "const done = arguments[0]; Promise.resolve(" + expression
                + ").then(text => done('' + text), e => done('failed: ' + e));";
        String answer = command("execute/async", "{\"script\":" + quoted(script) + ",\"args\":[]}");
        Matcher value = VALUE.matcher(answer);
        if (!value.matches() || value.group(1).startsWith("failed: ")) {
            throw new AssertionError(answer);
        }
        return value.group(1).replace("\\n", "\n");
    }

    private String command(String name, String body) {
        return send("POST", root.resolve(name), body);
    }

    private String send(String method, URI uri, String body) {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE.plusSeconds(10))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(method + " " + uri + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        try {
            send("DELETE", URI.create(root.toString().replaceAll("/$", "")), "");
        } finally {
            driver.destroy();
            if (!driver.waitFor(10, TimeUnit.SECONDS)) {
                driver.destroyForcibly();
            }
        }
    }
}
