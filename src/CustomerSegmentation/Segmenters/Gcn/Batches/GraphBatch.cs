namespace CustomerSegmentation;

/// <summary>A part of a graph for one step: its numbers, which targets are in it, and their rows. Owns the numbers.</summary>
internal sealed record GraphBatch(GcnData Data, int[] Targets, int[] Rows) : IDisposable
{
    public void Dispose() => Data.Dispose();
}

/// <summary>Cuts a graph into batches. Used from one thread at a time.</summary>
internal abstract class GraphBatcher
{
    /// <summary>Training customers a step.</summary>
    public abstract int Size { get; }

    /// <summary>The batch of a step; the caller disposes it.</summary>
    /// <param name="order">The training targets in the order of the epoch.</param>
    /// <param name="offset">The first of the batch.</param>
    /// <param name="size">How many.</param>
    /// <param name="step">The number of the step.</param>
    public abstract GraphBatch Batch(int[] order, int offset, int size, long step);

    /// <summary>Batches that have each of some targets once, the same at every call; the caller disposes each before the next.</summary>
    public abstract IEnumerable<GraphBatch> All(GcnTargets targets);

    /// <summary>The rows' features and rows of the learned tables.</summary>
    protected static unsafe GcnData Gather(GcnData data, IReadOnlyList<int>[] rows, GcnEdges[] relations, int[][]? reach = null)
    {
        TensorBuffer?[] features = new TensorBuffer?[rows.Length];
        for (int space = 0; space < rows.Length; space++)
        {
            if (data.Features[space] is not { } from) continue;
            int padded = MatrixProduct.Padded(data.Widths[space]);
            TensorBuffer to = features[space] = new((long)rows[space].Count * padded);
            for (int i = 0; i < rows[space].Count; i++)
                new Span<float>(from.Pointer + (long)rows[space][i] * padded, padded).CopyTo(new(to.Pointer + (long)i * padded, padded));
        }
        return new([.. rows.Select(own => own.Count)], data.Widths, features, relations)
        {
            TableRows = [.. rows.Select((own, space) => own.Select(row => data.TableRows[space]?[row] ?? row).ToArray())],
            Reach = reach,
        };
    }
}
