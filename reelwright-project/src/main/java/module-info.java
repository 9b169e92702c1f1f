/** Documents that say in JSON what is to be made: export presets of one's own. */
module dev.reelwright.project {
    requires transitive dev.reelwright;
    requires static transitive org.jspecify;
    requires com.fasterxml.jackson.core;

    exports dev.reelwright.project;
}
