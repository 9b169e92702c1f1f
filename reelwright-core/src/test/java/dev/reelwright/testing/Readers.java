package dev.reelwright.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What {@code exiftool} and {@code mediainfo} say of a file: readers that have nothing in common with FFmpeg. Both are
 * installed programs; tests that ask them fail where they are missing.
 */
public final class Readers {
    private Readers() {}

    /**
     * What exiftool says, by group and tag, as in {@code ItemList:Title}; values of one tag in the order of the file. Numbers
     * are plain, and what timed data says is among them.
     */
    public static Map<String, List<String>> exiftool(Path file) {
        // what nothing says the coding of is UTF-8, as other writers have it
        String said = run("exiftool", "-a", "-G1", "-args", "-n", "-ee", "-charset", "riff=utf8", file.toString());
        Map<String, List<String>> tags = new LinkedHashMap<>();
        for (String line : said.lines().toList()) {
            int equals = line.indexOf('=');
            if (line.startsWith("-") && equals > 0) {
                tags.computeIfAbsent(line.substring(1, equals), k -> new ArrayList<>())
                        .add(line.substring(equals + 1));
            }
        }
        return tags;
    }

    /**
     * What mediainfo says, by kind of stream and field, as in {@code General:Title}; fields of its own names are among them.
     */
    public static Map<String, List<String>> mediainfo(Path file) {
        String said = run("mediainfo", "--Output=XML", file.toString());
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (Element track : elements(parse(said), "track")) {
            add(track, track.getAttribute("type"), fields);
        }
        return fields;
    }

    private static void add(Element parent, String kind, Map<String, List<String>> fields) {
        for (Element field : elements(parent, "*")) {
            if (elements(field, "*").isEmpty()) {
                fields.computeIfAbsent(kind + ":" + field.getTagName(), k -> new ArrayList<>())
                        .add(field.getTextContent());
            }
        }
    }

    private static Element parse(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("mediainfo wrote no XML: " + xml, e);
        }
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            Node node = found.item(i);
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static String run(String... command) {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new AssertionError(
                    command[0] + " is not installed, which these tests read files by; on Debian: "
                            + "apt-get install libimage-exiftool-perl mediainfo",
                    e);
        }
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new AssertionError(String.join(" ", command) + " ended with " + exitCode);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
