package dev.reelwright.error;

/** What kind of failure a {@link MediaException} reports; stable names that scripts may rely on. */
public enum ErrorCode {
    /** The file to be read does not exist, is not a regular file, or may not be read. */
    SOURCE_NOT_READABLE,
    /** The bytes are of no format that is read here. */
    FILE_FORMAT_NOT_RECOGNIZED,
    /** The format is known, but the file breaks its rules so badly that nothing can be read. */
    FILE_FAILED_TO_PARSE,
    /** The input policy forbids what the file or its address asks for. */
    REFERENCE_FORBIDDEN,
    /** The source has no media that this operation could use. */
    INVALID_SOURCE_MEDIA,
    /** The source's media data is missing or ends before its header says so. */
    FAILED_TO_LOAD_MEDIA_DATA,
    /** The source's media is encrypted. */
    CONTENT_IS_PROTECTED,
    /** No decoder for this media exists in the natives at hand. */
    DECODER_NOT_FOUND,
    /** A decoder refused or broke on the media. */
    DECODE_FAILED,
    /** No encoder for this preset exists in the natives at hand. */
    ENCODER_NOT_FOUND,
    /** An encoder refused its settings or broke. */
    ENCODE_FAILED,
    /** The preset is unknown, or it does not fit the asset. */
    OPERATION_NOT_SUPPORTED_FOR_PRESET,
    /** The file type cannot hold what the preset or the asset gives. */
    UNSUPPORTED_FILE_TYPE,
    /** The time range does not meet the asset. */
    INVALID_TIME_RANGE,
    /** The destination exists and overwriting was not asked for. */
    FILE_ALREADY_EXISTS,
    /** The destination cannot be created: its folder is missing or not writable. */
    CANNOT_CREATE_FILE,
    /** The destination's extension does not belong to the file type. */
    INVALID_OUTPUT_PATH_EXTENSION,
    /** The folder for temporary files does not exist, is no folder, or is not writable. */
    INVALID_TEMPORARY_DIRECTORY,
    /** No rate of this preset makes the output as small as was asked for. */
    CANNOT_FIT,
    /** Nothing moved for as long as the export may stand still. */
    STALLED,
    /** Writing failed. */
    WRITE_FAILED,
    /** No space is left where the output is written. */
    DISK_FULL,
    /** No frame is on screen at the requested time, or none lies within the tolerance. */
    NO_IMAGE_AT_TIME,
    /** A video compositor threw, or made a picture of another size than it was asked for. */
    VIDEO_COMPOSITOR_FAILED,
    /** The asset has no track of the kind that was asked for. */
    NO_SOURCE_TRACK,
    /** The operation was cancelled. */
    OPERATION_CANCELLED,
    /** This machine lacks usable native libraries. */
    NATIVES_NOT_AVAILABLE,
    /** Memory for native buffers could not be had. */
    OUT_OF_MEMORY,
    /** A failure that has no code of its own; the message and the cause tell more. */
    UNKNOWN
}
