package dev.reelwright.cli;

import java.util.ArrayList;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;

/**
 * How picocli makes objects of the classes that it is told of. Its own way begins with a search for Groovy through all of the
 * class path, for which each jar is opened, while another thread waits to load FFmpeg's libraries out of one of them.
 */
final class Instances implements IFactory {
    static final IFactory FACTORY = new Instances();

    private Instances() {}

    /** What picocli reads the command lines of this command by. */
    static CommandSpec specOf(Object command) {
        return CommandSpec.wrapWithoutInspection(command, FACTORY);
    }

    @Override
    public <K> K create(Class<K> type) throws ReflectiveOperationException {
        // what collects the values of an option that may be given many times
        boolean collects = type.isAssignableFrom(ArrayList.class);
        return collects
                ? type.cast(new ArrayList<>())
                : type.getDeclaredConstructor().newInstance();
    }
}
