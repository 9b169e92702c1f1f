package dev.reelwright.cli;

import dev.reelwright.Reelwright;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Where the process starts. */
public final class Main {
    /** In the order in which they are listed. */
    private static final List<String> COMMANDS =
            List.of("export", "join", "images", "sheet", "info", "presets", "sample");

    private Main() {}

    private static Subcommand command(String name, Shell shell) {
        return switch (name) {
            case "export" -> new ExportCommand(shell);
            case "join" -> new JoinCommand(shell);
            case "images" -> new ImagesCommand(shell);
            case "sheet" -> new SheetCommand(shell);
            case "info" -> new InfoCommand(shell);
            case "presets" -> new PresetsCommand(shell);
            case "sample" -> new SampleCommand(shell);
            default -> throw new IllegalArgumentException(name);
        };
    }

    public static void main(String[] args) {
        // The JDK's own streams write in the locale's charset, which would spoil JSON and file names.
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        Thread preparing = args.length > 1 && COMMANDS.contains(args[0]) ? prepareAside(args[0]) : null;
        Cancellation cancellation = new Cancellation();
        Signals.install(cancellation, err);
        // The launcher knows; Java 17 can only tell whether both input and output are terminals.
        boolean terminal = Boolean.getBoolean("reelwright.stderr.tty");
        int exitCode = run(new Shell(out, err, terminal, cancellation), args);
        out.flush();
        err.flush();
        join(preparing);
        // no thread is left to wait for, and telling the JVM to exit looks through all jars for a logger to tell it to
        if (exitCode != ExitCode.DONE) {
            System.exit(exitCode);
        }
    }

    /** What a command needs takes about as long to load as its command line to be read, and another core may be free. */
    static Thread prepareAside(String command) {
        Thread thread = new Thread(() -> prepare(command), "reelwright-start");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** A process must not end amid FFmpeg's code, as one would whose command line is wrong. */
    private static void join(@Nullable Thread preparing) {
        try {
            if (preparing != null) {
                preparing.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void prepare(String command) {
        try {
            if (command.equals("images")) {
                Reelwright.warmUp();
            } else {
                Reelwright.ffmpegVersion();
            }
        } catch (RuntimeException | LinkageError e) {
            // if the command needs it, it comes across it too and tells it
            return;
        }
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /** Runs one command line with these streams and returns the exit code. */
    static int run(PrintStream out, PrintStream err, String... args) {
        return run(new Shell(out, err, false, new Cancellation()), args);
    }

    static int run(Shell shell, String... args) {
        Failures failures = new Failures(shell);
        try {
            return commandLine(shell, args)
                    .setParameterExceptionHandler(failures)
                    .setExecutionExceptionHandler(failures)
                    .execute(args);
        } catch (RuntimeException | Error e) {
            // picocli lets errors through, and what printing the version throws
            return failures.broken(e, args);
        }
    }

    private static CommandLine commandLine(Shell shell, String[] args) {
        CommandLine commands = new CommandLine(new RootCommand().spec(), Instances.FACTORY);
        // The options of all commands take longer to be told than one is read.
        boolean isNamed = args.length > 0 && COMMANDS.contains(args[0]);
        for (String name : isNamed ? List.of(args[0]) : COMMANDS) {
            commands.addSubcommand(name, command(name, shell).spec());
        }
        Values.register(commands);
        return commands.setOut(writer(shell.out()))
                .setErr(writer(shell.err()))
                // An argument that starts with @ is a file to work on, not a list of arguments.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                // Finding out whether colours work starts the console, which takes longer than all the rest.
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
