package dev.reelwright.cli;

import dev.reelwright.error.ErrorCode;
import dev.reelwright.error.MediaException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the user what went wrong and what to do about it, and turns it into an exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final Map<ErrorCode, String> WAYS_OUT = Map.of(
            ErrorCode.FILE_ALREADY_EXISTS, "add --overwrite to replace it",
            ErrorCode.CANNOT_CREATE_FILE, "create the folder first, or write to one that can be written to",
            ErrorCode.DISK_FULL, "free some space, or write to another disk",
            ErrorCode.NO_IMAGE_AT_TIME, "widen --before and --after, or ask for a time that `reelwright info` shows",
            ErrorCode.INVALID_TIME_RANGE, "`reelwright info <input>` tells how long it is",
            ErrorCode.OPERATION_NOT_SUPPORTED_FOR_PRESET, "`reelwright presets <input>` tells which presets fit it",
            ErrorCode.ENCODER_NOT_FOUND, "`reelwright presets` tells which presets this machine can run",
            ErrorCode.NO_SOURCE_TRACK, "`reelwright info <input>` lists its tracks",
            ErrorCode.SOURCE_NOT_READABLE, "check the path and that you may read it");

    private final Shell shell;

    Failures(Shell shell) {
        this.shell = shell;
    }

    /** Arguments that picocli or a converter refused. */
    @Override
    public int handleParseException(ParameterException e, String[] args) {
        String message = e instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched)
                : String.valueOf(e.getMessage());
        return wrongUsage(message, e.getCommandLine(), asksForJson(args));
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String first = e.getUnmatched().get(0);
        boolean isCommand = e.getCommandLine().getParent() == null && !first.startsWith("-");
        String noun = isCommand ? "command" : first.startsWith("-") ? "option" : "place for the argument";
        List<String> near = e.getSuggestions();
        String meant = near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
        return "there is no " + noun + " '" + first + "'" + meant;
    }

    private int wrongUsage(String message, CommandLine command, boolean json) {
        String wayOut = "`" + command.getCommandSpec().qualifiedName() + " --help` tells how it is used";
        tell("USAGE", message, wayOut, null, json);
        return ExitCode.USAGE;
    }

    private static boolean asksForJson(String[] args) {
        return Arrays.stream(args).takeWhile(arg -> !arg.equals("--")).anyMatch("--json"::equals);
    }

    /** What a command threw. */
    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        boolean json = command.getCommand() instanceof Subcommand sub && sub.json();
        if (e instanceof MediaException failure) {
            return told(failure, json);
        }
        if (e instanceof IllegalArgumentException) {
            return wrongUsage(String.valueOf(e.getMessage()), command, json);
        }
        return told(new MediaException(ErrorCode.UNKNOWN, e.toString(), e), json);
    }

    /** What even picocli did not expect. */
    int broken(Throwable e, String[] args) {
        boolean json = asksForJson(args);
        if (e instanceof MediaException failure) {
            return told(failure, json);
        }
        ErrorCode code = e instanceof OutOfMemoryError ? ErrorCode.OUT_OF_MEMORY : ErrorCode.UNKNOWN;
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return told(new MediaException(code, String.valueOf(cause.getMessage()), e), json);
    }

    private int told(MediaException e, boolean json) {
        boolean cancelled = e.code() == ErrorCode.OPERATION_CANCELLED;
        if (cancelled && !json) {
            String message = String.valueOf(e.getMessage());
            shell.err().println("reelwright: " + (message.startsWith("cancelled") ? message : "cancelled"));
        } else {
            tell(e.code().name(), String.valueOf(e.getMessage()), wayOut(e), e, json);
        }
        return cancelled ? ExitCode.CANCELLED : ExitCode.FAILED;
    }

    /** What the user can do, empty where nothing is known or the message says it already. */
    private static String wayOut(MediaException e) {
        if (String.valueOf(e.getMessage()).contains("allow hidden media")) {
            return "--allow-hidden lets media that is cut off stay in the file, --trim=keyframe begins at a key frame";
        }
        String wayOut = WAYS_OUT.getOrDefault(e.code(), "");
        boolean said = String.valueOf(e.getMessage()).contains("--overwrite") || e.getMessage() == null;
        return said ? "" : wayOut;
    }

    private void tell(String code, String message, String wayOut, @Nullable MediaException e, boolean json) {
        if (json) {
            shell.err()
                    .println(Json.object()
                            .put("error", describe(code, message, wayOut, e))
                            .build()
                            .text());
            return;
        }
        shell.err().println("reelwright: error [" + code + "]: " + Text.oneLine(message));
        if (!wayOut.isEmpty()) {
            shell.err().println("  " + wayOut);
        }
    }

    /** The failure in the shape that all commands share. */
    static Json describe(MediaException e) {
        return describe(e.code().name(), String.valueOf(e.getMessage()), wayOut(e), e);
    }

    private static Json describe(String code, String message, String wayOut, @Nullable MediaException e) {
        Json.Builder json = Json.object().put("code", code).put("message", message);
        if (e == null) {
            json.putNull("phase").putNull("detail");
        } else {
            json.put("phase", e.phase() == null ? Json.NULL : Json.name(e.phase()));
            json.put("detail", e.logTail().isEmpty() ? null : String.join("\n", e.logTail()));
            e.trackId().ifPresent(id -> json.put("track", id));
            e.nativeCode().ifPresent(number -> json.put("nativeCode", number));
        }
        return json.put("hint", wayOut.isEmpty() ? null : wayOut).build();
    }
}
