package dev.reelwright.export;

import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/** Where an export goes. */
public sealed interface Destination {
    /** What messages and recordings call it. */
    String name();

    /** A file, of the machine's own file system or of any other provider's. */
    record File(Path path) implements Destination {
        @Override
        public String name() {
            return path.toString();
        }
    }

    /** A stream, which takes the bytes in their order while they are made. */
    record Stream(OutputStream stream) implements Destination {
        @Override
        public String name() {
            return "a stream";
        }
    }

    /** A channel, which takes the finished bytes from its position on. */
    record Channel(SeekableByteChannel channel) implements Destination {
        @Override
        public String name() {
            return "a channel";
        }
    }
}
