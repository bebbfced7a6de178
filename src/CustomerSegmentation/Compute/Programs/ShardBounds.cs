namespace CustomerSegmentation;

/// <summary>How rows are cut into shards: whole blocks, fixed by the data and never by the number of threads.</summary>
internal static class ShardBounds
{
    /// <summary>Rows that go through a stage together.</summary>
    public const int Block = 64;

    /// <summary>The most shards, and so the most threads that can work at once.</summary>
    public const int Most = 16;

    /// <summary>How many shards there are.</summary>
    public static int Count(int rows) => Math.Clamp((rows + Block - 1) / Block, 1, Most);

    /// <summary>Shards of as many rows each.</summary>
    public static int[] Even(int rows) => Balanced(rows, row => row);

    /// <summary>Shards of as much cost each; <paramref name="cost"/> gives the cost of all rows before a row.</summary>
    public static int[] Balanced(int rows, Func<int, long> cost)
    {
        int blocks = (rows + Block - 1) / Block, shards = Count(rows);
        long total = cost(rows);
        int[] bounds = new int[shards + 1];
        for (int shard = 1, block = 0; shard < shards; shard++)
        {
            while (block < blocks && cost(block * Block) < total * shard / shards) block++;
            bounds[shard] = Math.Min(rows, block * Block);
        }
        bounds[shards] = rows;
        return bounds;
    }
}
