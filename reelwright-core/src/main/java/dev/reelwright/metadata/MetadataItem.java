package dev.reelwright.metadata;

/**
 * One descriptive fact.
 *
 * @param key the container's name for it, such as {@code title} or {@code com.apple.quicktime.location.ISO6709}
 * @param value its text
 */
public record MetadataItem(String key, String value) {}
