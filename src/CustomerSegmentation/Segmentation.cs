namespace CustomerSegmentation;

/// <summary>Who is in which segment, and how sure that is: immutable, safe to share between threads.</summary>
public sealed partial class Segmentation
{
}
