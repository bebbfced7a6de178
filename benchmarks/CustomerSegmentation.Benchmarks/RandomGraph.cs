namespace CustomerSegmentation.Benchmarks;

/// <summary>Distinct undirected edges between random users, seeded; no user is linked to itself.</summary>
internal sealed class RandomGraph
{
    public RandomGraph(int users, int edges, ulong seed = 1)
    {
        Users = users;
        (From, To) = (new int[edges], new int[edges]);
        RandomSource random = new(seed);
        HashSet<long> met = new(edges);
        while (met.Count < edges)
        {
            (int a, int b) = (random.Next(users), random.Next(users));
            int at = met.Count;
            if (a != b && met.Add((long)Math.Min(a, b) * users + Math.Max(a, b))) (From[at], To[at]) = (a, b);
        }
    }

    public int Users { get; }

    /// <summary>One end of each edge; each edge is there once.</summary>
    public int[] From { get; }

    /// <summary>The other end of each edge.</summary>
    public int[] To { get; }

    /// <summary>Who is linked to whom, both ways.</summary>
    public Adjacency Adjacency() => AdjacencyBuild.Mirrored(Users, Upper(), RepeatedEdges.Sum, out _);

    /// <summary>The entries of D^−½ (A + I) D^−½, sorted by row and column: rows, columns, values.</summary>
    public (long[] Rows, long[] Columns, float[] Values) Normalized()
    {
        int[] degree = new int[Users];
        Array.Fill(degree, 1);
        foreach (int user in From) degree[user]++;
        foreach (int user in To) degree[user]++;
        int[] next = new int[Users];
        for (int user = 1; user < Users; user++) next[user] = next[user - 1] + degree[user - 1];
        long[] rows = new long[Users + 2 * From.Length], columns = new long[rows.Length];
        float[] values = new float[rows.Length];
        void Put(int row, int column) => (rows[next[row]], columns[next[row]++]) = (row, column);
        for (int user = 0; user < Users; user++) Put(user, user);
        for (int edge = 0; edge < From.Length; edge++)
        {
            Put(From[edge], To[edge]);
            Put(To[edge], From[edge]);
        }
        for (int user = 0, start = 0; user < Users; start += degree[user++]) Array.Sort(columns, start, degree[user]);
        for (int i = 0; i < rows.Length; i++) values[i] = (float)(1 / Math.Sqrt((double)degree[rows[i]] * degree[columns[i]]));
        return (rows, columns, values);
    }

    /// <summary>Random features and labels of the users.</summary>
    public (float[] X, int[] Y) Data(int inputs, int labels, ulong seed = 1)
    {
        RandomSource random = RandomSource.For(seed, "users", 0);
        return ([.. Enumerable.Range(0, Users * inputs).Select(_ => (float)random.NextNormal())], [.. Enumerable.Range(0, Users).Select(_ => random.Next(labels))]);
    }

    private EdgeList Upper() => new(From.Length, [.. From.Zip(To, Math.Min)], [.. From.Zip(To, Math.Max)], null);
}
