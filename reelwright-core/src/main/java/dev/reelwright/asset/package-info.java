/**
 * What can be read: an {@link dev.reelwright.asset.Asset} is a timed media resource with tracks on one timeline that starts at zero.
 */
@NullMarked
package dev.reelwright.asset;

import org.jspecify.annotations.NullMarked;
