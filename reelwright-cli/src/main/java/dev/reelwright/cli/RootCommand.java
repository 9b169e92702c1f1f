package dev.reelwright.cli;

import dev.reelwright.Reelwright;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** {@code reelwright} without a command: help and version. */
final class RootCommand implements Runnable {
    private final CommandSpec spec = Instances.specOf(this)
            .name("reelwright")
            .versionProvider(new Version())
            .addOption(Subcommand.help())
            .addOption(OptionSpec.builder("-V", "--version")
                    .versionHelp(true)
                    .type(boolean.class)
                    .description("Show the versions of this command, of FFmpeg and of Java, and stop.")
                    .build());

    RootCommand() {
        spec.usageMessage()
                .description("Exports media by preset and takes images at exact times.")
                .synopsisSubcommandLabel("<command>")
                .commandListHeading("%nCommands:%n")
                .footer(
                        "",
                        "Start here:",
                        "  reelwright sample clip.mp4",
                        "  reelwright info clip.mp4",
                        "  reelwright export clip.mp4 small.mp4 --preset=640x480",
                        "  reelwright images clip.mp4 --out=stills --count=5",
                        "",
                        "Exit codes: 0 done, 1 failed, 2 wrong usage, 130 cancelled.");
    }

    /** What picocli reads command lines by. */
    CommandSpec spec() {
        return spec;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "no command was given; see `reelwright --help` for all of them");
    }

    /** Asked for only when it is shown, because FFmpeg's libraries have to be loaded to tell theirs. */
    private static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "reelwright " + Reelwright.version() + " (FFmpeg " + Reelwright.ffmpegVersion() + ", natives "
                        + Reelwright.nativesLicense() + ", JDK " + System.getProperty("java.version") + ")"
            };
        }
    }
}
