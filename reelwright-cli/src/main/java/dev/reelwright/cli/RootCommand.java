package dev.reelwright.cli;

import dev.reelwright.Reelwright;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code reelwright} without a command: help and version. */
@Command(
        name = "reelwright",
        description = "Exports media by preset and takes images at exact times.",
        synopsisSubcommandLabel = "<command>",
        versionProvider = RootCommand.Version.class,
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Start here:",
            "  reelwright sample clip.mp4",
            "  reelwright info clip.mp4",
            "  reelwright export clip.mp4 small.mp4 --preset=640x480",
            "  reelwright images clip.mp4 --out=stills --count=5",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 130 cancelled."
        })
final class RootCommand implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and stop.")
    @SuppressWarnings("UnusedVariable") // picocli reads it to tell that help was asked for
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the versions of this command, of FFmpeg and of Java, and stop.")
    @SuppressWarnings("UnusedVariable") // picocli reads it to tell that the version was asked for
    private boolean version;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "no command was given; see `reelwright --help` for all of them");
    }

    /** Asked for only when it is shown, because FFmpeg's libraries have to be loaded to tell theirs. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "reelwright " + Reelwright.version() + " (FFmpeg " + Reelwright.ffmpegVersion() + ", natives "
                        + Reelwright.nativesLicense() + ", JDK " + System.getProperty("java.version") + ")"
            };
        }
    }
}
