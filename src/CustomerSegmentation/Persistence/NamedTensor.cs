namespace CustomerSegmentation;

/// <summary>Numbers of a model under a name; <paramref name="Values"/> are in row-major order, as many as the product of <paramref name="Shape"/>.</summary>
internal sealed record NamedTensor(string Name, int[] Shape, float[] Values)
{
    /// <summary>The shape in words: <c>[128, 32]</c>.</summary>
    public string ShapeText => Text(Shape);

    internal static string Text(IEnumerable<int> shape) => $"[{string.Join(", ", shape.Select(size => Show.Value(size)))}]";
}
