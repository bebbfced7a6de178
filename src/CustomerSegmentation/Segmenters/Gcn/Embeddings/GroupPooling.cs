namespace CustomerSegmentation;

/// <summary>How the rows of a group become one.</summary>
public enum GroupPooling
{
    /// <summary><c>Σ wᵢ·xᵢ / Σ wᵢ</c>; weights are those of edges, 1 in a group.</summary>
    Mean,

    /// <summary>The largest value of each dimension.</summary>
    Max,

    /// <summary><c>Σ aᵢ·xᵢ</c>, a the softmax over the group's members of <c>xᵢ·m / √d</c>, m being the group's mean: members who are like the group count more.</summary>
    Attention,
}
