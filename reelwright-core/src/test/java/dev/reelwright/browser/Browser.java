package dev.reelwright.browser;

import dev.reelwright.testing.BarCodeReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A browser's {@code <video>} as a player of outputs. */
final class Browser implements AutoCloseable {
    private final FileServer server;
    private final WebDriver driver;

    private Browser(FileServer server, WebDriver driver) {
        this.server = server;
        this.driver = driver;
    }

    /** @param profile an empty folder for what the browser keeps */
    static Browser start(Path profile) throws IOException {
        FileServer server = FileServer.start(page());
        try {
            WebDriver driver = WebDriver.start(profile);
            driver.open(server.page());
            return new Browser(server, driver);
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    private static String page() throws IOException {
        try (InputStream in = Browser.class.getResourceAsStream("player.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What the browser says of a type of media, empty where it cannot play it. */
    String canPlay(String type) {
        return driver.await("document.createElement('video').canPlayType(" + quotedForScript(type) + ")");
    }

    /**
     * A picture as the player shows it.
     *
     * @param time the start that the player gives it, in seconds
     * @param number what its bar code says
     */
    record Picture(double time, long number) {}

    /**
     * What the player made of a file.
     *
     * @param duration in seconds
     * @param ended where it stood when it said that it had played to the end
     * @param sought the pictures after each seek
     * @param played those that it told of while it played
     */
    record Playback(double duration, double ended, List<Picture> sought, List<Picture> played) {}

    /**
     * Seeks to each of these times, in seconds, then plays from the start to the end, with a look at all pictures where no
     * time is given; fails on any error of the player.
     */
    Playback play(Path file, List<Double> times) {
        String seconds =
                times.stream().map(t -> String.format(Locale.ROOT, "%.6f", t)).collect(Collectors.joining(","));
        String source = quotedForScript(server.add(file));
        List<String> lines =
                driver.await("watch(" + source + ", [" + seconds + "])").lines().toList();
        String[] whole = lines.get(0).split(" ");
        List<Picture> pictures = lines.stream().skip(1).map(Browser::picture).toList();
        return new Playback(
                Double.parseDouble(whole[0]),
                Double.parseDouble(whole[1]),
                pictures.subList(0, times.size()),
                pictures.subList(times.size(), pictures.size()));
    }

    private static Picture picture(String line) {
        String[] words = line.split(" ");
        byte[] luma = Base64.getDecoder().decode(words[3]);
        return new Picture(
                Double.parseDouble(words[0]), number(Integer.parseInt(words[1]), Integer.parseInt(words[2]), luma));
    }

    private static long number(int width, int height, byte[] luma) {
        int[] argb = new int[luma.length];
        for (int i = 0; i < luma.length; i++) {
            argb[i] = 255 << 24 | (luma[i] & 255) * 0x010101;
        }
        return BarCodeReader.read(width, height, argb);
    }

    private static String quotedForScript(String text) {
        return "'" + text.replace("'", "\\'") + "'";
    }

    @Override
    public void close() throws InterruptedException {
        try {
            driver.close();
        } finally {
            server.close();
        }
    }
}
