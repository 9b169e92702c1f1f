package dev.reelwright.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page and files for a browser on this machine, files also in ranges of bytes, as players read them. */
final class FileServer implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final Map<String, String> TYPES = Map.of(
            "mp4", "video/mp4",
            "mov", "video/quicktime",
            "mkv", "video/x-matroska",
            "webm", "video/webm");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Path> files = new ConcurrentHashMap<>();

    private FileServer(HttpServer server) {
        this.server = server;
    }

    /** Serves this page under the root. */
    static FileServer start(String page) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FileServer server = new FileServer(http);
        byte[] html = page.getBytes(StandardCharsets.UTF_8);
        http.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, html.length);
            exchange.getResponseBody().write(html);
            exchange.close();
        });
        http.createContext("/file/", server::sendFile);
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    URI page() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** The path under which a file can be read from now on. */
    String add(Path file) {
        String path = "/file/" + files.size() + "/" + file.getFileName();
        files.put(path, file);
        return path;
    }

    private void sendFile(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange;
                RandomAccessFile file = new RandomAccessFile(files.get(path).toFile(), "r")) {
            long first = 0;
            long last = file.length() - 1;
            String range = exchange.getRequestHeaders().getFirst("Range");
            Matcher bytes = RANGE.matcher(range == null ? "" : range);
            int status = 200;
            if (bytes.matches()) {
                status = 206;
                first = Long.parseLong(bytes.group(1));
                last = bytes.group(2).isEmpty() ? last : Math.min(last, Long.parseLong(bytes.group(2)));
                exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + last + "/" + file.length());
            }
            exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
            exchange.getResponseHeaders().set("Content-Type", TYPES.get(path.substring(path.lastIndexOf('.') + 1)));
            byte[] content = new byte[(int) (last - first + 1)];
            file.seek(first);
            file.readFully(content);
            exchange.sendResponseHeaders(status, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
