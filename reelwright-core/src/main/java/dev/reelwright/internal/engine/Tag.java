package dev.reelwright.internal.engine;

/**
 * A name and a text, which is all that FFmpeg says of metadata.
 *
 * @param key FFmpeg's name for it, such as {@code title} or {@code com.apple.quicktime.location.ISO6709}
 */
public record Tag(String key, String value) {}
