package dev.reelwright.video;

import java.awt.image.BufferedImage;

/**
 * Makes one picture out of the source tracks' pictures at a time. Called on threads of the library's own, one call at a time
 * for each generator that uses it.
 */
@FunctionalInterface
public interface VideoCompositor {
    /**
     * Composes the picture at one time.
     *
     * @return a picture of the request's render size
     * @throws Exception to fail this one request, which is reported with it as the cause
     */
    BufferedImage compose(CompositionRequest request) throws Exception;
}
