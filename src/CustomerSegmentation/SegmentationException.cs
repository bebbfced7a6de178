namespace CustomerSegmentation;

/// <summary>
/// The one exception this library throws for bad data, bad plans and bad files. Its message names the value, the place
/// (file, row, column), what was expected and what to do. Wrong arguments in code (null, out of range) stay
/// <see cref="ArgumentException"/>; cancellation stays <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class SegmentationException : Exception
{
    /// <summary>Creates the exception with a message for the person who must act on it.</summary>
    public SegmentationException(string message) : base(message) { }

    /// <summary>Creates the exception with the failure that caused it.</summary>
    public SegmentationException(string message, Exception? innerException) : base(message, innerException) { }
}
