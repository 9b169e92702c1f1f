/** Export media by preset and take images at exact times, in-process on the FFmpeg libraries. */
module dev.reelwright {
    requires transitive java.desktop;
    requires static transitive org.jspecify;
    requires jdk.jfr;
    requires org.bytedeco.javacpp;
    requires org.bytedeco.ffmpeg;

    exports dev.reelwright;
    exports dev.reelwright.asset;
    exports dev.reelwright.error;
    exports dev.reelwright.export;
    exports dev.reelwright.image;
    exports dev.reelwright.metadata;
    exports dev.reelwright.sample;
    exports dev.reelwright.time;
    exports dev.reelwright.video;
}
