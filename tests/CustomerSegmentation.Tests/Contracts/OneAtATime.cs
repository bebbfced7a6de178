using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>For tests that look at the whole process, such as the number of its tensors: they run when nothing else does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class OneAtATime
{
    public const string Name = "one at a time";
}
