using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>A vector's worth of a row: where it starts, and which of its lanes belong to the block.</summary>
internal readonly record struct HeadWindow(int Start, Vector512<float> Mask);

/// <summary>One or more whole heads that are worked on together: several heads in one window, or one head in as many windows as it needs.</summary>
internal readonly record struct HeadBlock(int FirstHead, HeadWindow[] Windows);

/// <summary>
/// How the heads of an attention lie in a row, runs of <see cref="Units"/> floats one after the other, and how kernels go through them:
/// where whole heads fill a vector, vector by vector; else head by head, with the lanes of others masked.
/// </summary>
internal sealed class HeadLayout
{
    public HeadLayout(int heads, int units)
    {
        (Heads, Units, Padded) = (heads, units, MatrixProduct.Padded(heads * units));
        bool together = MatrixProduct.Lanes % units == 0;
        Group = together ? units : MatrixProduct.Lanes;
        Shared = Vector512.Create([.. Enumerable.Range(0, MatrixProduct.Lanes).Select(lane => lane / Group)]);
        Blocks = together
            ? [.. Enumerable.Range(0, Padded / MatrixProduct.Lanes).Select(k => new HeadBlock(k * MatrixProduct.Lanes / units, [Window(k * MatrixProduct.Lanes, 0, Columns)]))]
            : [.. Enumerable.Range(0, heads).Select(head => new HeadBlock(head, Windows(head)))];
    }

    public int Heads { get; }

    public int Units { get; }

    /// <summary>The floats of all heads.</summary>
    public int Columns => Heads * Units;

    /// <summary>The floats of a row.</summary>
    public int Padded { get; }

    /// <summary>The lanes of a window that are one head's: 1, 2, 4, 8 or 16.</summary>
    public int Group { get; }

    /// <summary>Which of a block's heads each lane is.</summary>
    public Vector512<int> Shared { get; }

    public HeadBlock[] Blocks { get; }

    private HeadWindow[] Windows(int head)
    {
        int from = head * Units, end = from + Units;
        return [.. Enumerable.Range(0, (Units + MatrixProduct.Lanes - 1) / MatrixProduct.Lanes)
            .Select(k => from + k * MatrixProduct.Lanes)
            .Select(start => Window(Math.Min(start, Padded - MatrixProduct.Lanes), start, Math.Min(end, start + MatrixProduct.Lanes)))];
    }

    // The lanes from start whose column is in [from, end).
    private static HeadWindow Window(int start, int from, int end) =>
        new(start, Vector512.Create([.. Enumerable.Range(start, MatrixProduct.Lanes).Select(column => column >= from && column < end ? -1 : 0)]).AsSingle());
}
