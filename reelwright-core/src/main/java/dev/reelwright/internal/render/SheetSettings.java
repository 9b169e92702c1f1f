package dev.reelwright.internal.render;

import dev.reelwright.video.Size;

/** How a contact sheet is drawn; in the words of {@link dev.reelwright.image.ContactSheet.Builder}. */
public record SheetSettings(int columns, Size tileSize, String title, Lettering lettering) {}
