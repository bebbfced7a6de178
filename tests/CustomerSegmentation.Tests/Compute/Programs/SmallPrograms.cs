namespace CustomerSegmentation.Tests;

/// <summary>Programs over a random graph of users (space 0), items (1) and groups (2), large enough for several blocks and shards.</summary>
internal sealed class SmallPrograms
{
    public const int Users = 333, Items = 70, Groups = 9, Follows = 0, Friends = 1, Buys = 2, Members = 3, BoughtBy = 4, Hubs = 5;
    private readonly ProgramBuilder _builder = new();

    public static int[] Rows => [Users, Items, Groups];

    /// <summary>The matrix of each slot: directed users, undirected users with self-loops, users ← items, groups ← users, items ← users, users who all have user 0.</summary>
    public static SparseMatrix[] Matrices { get; } =
        [Random(Users, Users, 1500, 1), Undirected(1200, 2), Random(Users, Items, 900, 3), Random(Groups, Users, 300, 4), Random(Items, Users, 400, 5), Hub()];

    private static readonly Dictionary<string, Func<SmallPrograms, ProgramMatrix[]>> Builders = new()
    {
        ["attention"] = p => [p.Attend(Follows, 4, 8, 0)],
        ["attention of one vector a head"] = p => [p.Attend(Friends, 2, 16, 0)],
        ["attention of many heads"] = p => [p.Attend(Follows, 18, 3, 0)],
        ["attention with dropout"] = p => [p.Attend(Friends, 8, 8, 0.4)],
        ["attention with dropout of many heads"] = p => [p.Attend(Follows, 18, 3, 0.4)],
        ["attention over a hub, one weight for both ends"] = p => [p._builder.Dense("s", [p.UserTable("x", 7)], 12) is var s ? p._builder.Attend("a", Hubs, 0, s, s, 3, 0.2) : null!],
        ["attention of users over items"] = p => [p._builder.Attend("a", Buys, 0, p._builder.Dense("s", [p.ItemTable("i", 5)], 20), p._builder.Dense("t", [p.UserTable("x", 7)], 20), 5, 0.3)],
        ["attention, then activation in place"] = p => [p._builder.Activate(p.Attend(Friends, 4, 8, 0.1), Activation.Relu, 0.3)],
        ["attention, then normalisation, mean of heads"] = p => [p._builder.MeanHeads(p._builder.LayerNorm("n", p.Attend(Friends, 4, 6, 0)), 4)],
        ["attention, then bias"] = p => [p._builder.Activate(p._builder.Bias("b", p.Attend(Friends, 4, 8, 0.1)), Activation.Gelu)],
        ["maximum"] = p => [p._builder.MaxNeighbours(Follows, 0, p.UserTable("x", 19))],
        ["maximum with edge dropout"] = p => [p._builder.MaxNeighbours(Buys, 0, p.ItemTable("i", 5), 0.4)],
        ["propagation with edge dropout"] = p => [p._builder.Propagate(Follows, 0, p._builder.Propagate(Friends, 0, p.UserTable("x", 70), 0.8f, edgeDropout: 0.3), edgeDropout: 0.5)],
        ["propagation with residual"] = p => [p.UserTable("x", 5) is var x ? p._builder.Propagate(Follows, 0, p._builder.Propagate(Follows, 0, x, 0.7f, x, 0.3f), 0.7f, x, 0.3f) : null!],
        ["products that mix"] = p => [p.UserTable("x", 20) is var x ? p._builder.Dense("d", [p._builder.Dense("e", [x, x, p._builder.Drop(x, 0.5)], 20)], 20, mix: 0.3f) : null!],
        ["activations"] = p => [p._builder.Sum([.. Enum.GetValues<Activation>().Select((kind, k) => p._builder.Activate(p._builder.Dense($"d{k}", [p.UserTable($"x{k}", 6)], 9), kind, 0.2))], [1, 2, 3, 4, 5])],
        ["layer normalisation"] = p => [p._builder.LayerNorm("n", p._builder.Dense("d", [p.UserTable("x", 6)], 19))],
        ["batch normalisation"] = p => [p._builder.Activate(p._builder.BatchNorm("n", p._builder.Dense("d", [p.UserTable("x", 6)], 19)), Activation.Relu, 0.5)],
        ["relations by attention"] = p => [p.UserTable("x", 6) is var x ? p._builder.JoinByAttention("j", [.. new[] { Follows, Friends, Hubs }.Select(slot => p._builder.Propagate(slot, 0, x)), x], 20) : null!],
        ["relations by bases"] = p => [p.UserTable("x", 6) is var x ? p._builder.DenseBasis("r", [p._builder.Propagate(Follows, 0, x), p._builder.Propagate(Friends, 0, x), x], 19, 2) : null!],
        ["largest of layers"] = p => [p.UserTable("x", 20) is var x ? p._builder.MaxOf([x, p._builder.Dense("d", [x], 20), p._builder.Propagate(Follows, 0, x)]) : null!],
        ["pooling by attention"] = p => [p._builder.AttentionPool("p", Members, 2, p.UserTable("x", 19), 6)],
        ["users and items both ways"] = p =>
        {
            ProgramMatrix users = p.UserTable("x", 6), items = p.ItemTable("i", 6);
            ProgramMatrix nextUsers = p._builder.Activate(p._builder.Dense("u", [users, p._builder.Propagate(Buys, 0, items)], 6), Activation.Relu, 0.2);
            ProgramMatrix nextItems = p._builder.Activate(p._builder.Dense("v", [items, p._builder.Propagate(BoughtBy, 1, users)], 6), Activation.Tanh);
            return [p._builder.Dense("w", [nextUsers, p._builder.Propagate(Buys, 0, nextItems)], 3), p._builder.MaxNeighbours(BoughtBy, 1, nextUsers)];
        },
    };

    public static IEnumerable<string> Names => Builders.Keys;

    public static ProgramCase Case(string name, int threads = 1, bool trains = true)
    {
        SmallPrograms programs = new();
        ProgramMatrix[] outputs = Builders[name](programs);
        ProgramCase one = new(programs._builder, outputs, Rows, Matrices, threads, trains);
        RandomSource random = new(8); // starts that are zero or one would hide much
        foreach (ProgramParameter parameter in one.All.Where(parameter => parameter.Learned))
            for (int i = 0; i < parameter.Rows; i++)
                for (int j = 0; j < parameter.Columns; j++) one.Parameters[parameter.Offset + i * parameter.Padded + j] += 0.5f * (float)random.NextNormal();
        return one;
    }

    private ProgramMatrix UserTable(string name, int columns) => _builder.Table(name, 0, Users, columns);

    private ProgramMatrix ItemTable(string name, int columns) => _builder.Table(name, 1, Items, columns);

    private ProgramMatrix Attend(int slot, int heads, int units, double dropout)
    {
        ProgramMatrix x = UserTable("x", 7);
        return _builder.Attend("a", slot, 0, _builder.Dense("s", [x], heads * units), _builder.Dense("t", [x], heads * units), heads, dropout);
    }

    private static SparseMatrix Random(int rows, int columns, int entries, ulong seed)
    {
        RandomSource random = new(seed);
        SortedSet<(int, int)> places = [];
        while (places.Count < entries) places.Add((random.Next(rows), random.Next(columns)));
        return Of(rows, columns, places, false);
    }

    private static SparseMatrix Undirected(int edges, ulong seed)
    {
        RandomSource random = new(seed);
        SortedSet<(int, int)> places = [.. Enumerable.Range(0, Users).Select(user => (user, user))];
        for (int e = 0; e < edges; e++)
        {
            (int a, int b) = (random.Next(Users), random.Next(Users));
            places.Add((a, b));
            places.Add((b, a));
        }
        return Of(Users, Users, places, true);
    }

    private static SparseMatrix Hub() =>
        Of(Users, Users, [.. Enumerable.Range(0, Users).SelectMany(user => new[] { (user, 0), (0, user), (user, user) })], true);

    private static SparseMatrix Of(int rows, int columns, SortedSet<(int Row, int Column)> places, bool symmetric)
    {
        int[] starts = new int[rows + 1];
        foreach ((int row, _) in places) starts[row + 1]++;
        for (int row = 0; row < rows; row++) starts[row + 1] += starts[row];
        return new(rows, columns, starts, [.. places.Select(place => place.Column)],
            [.. places.Select(place => 0.1f + (symmetric ? place.Row + place.Column : place.Row * 3 + place.Column) % 7 / 10f)], symmetric);
    }
}
