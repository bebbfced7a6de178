namespace CustomerSegmentation.Tests;

/// <summary>The layers of the reference in the verbs of the program builder.</summary>
internal static class LayerPrograms
{
    public static ProgramMatrix[] Build(string name, ReferenceLayer layer)
    {
        ProgramBuilder b = layer.Builder;
        ProgramMatrix Dense(params ProgramMatrix[] inputs)
        {
            for (int k = 0, from = 0; k < inputs.Length; from += inputs[k++].Columns)
                layer.Given(inputs.Length == 1 ? "layer.weight" : $"layer.weight{k + 1}", "weight", from, inputs.Length == 1 ? 0 : inputs[k].Columns);
            layer.Given("layer.bias", "bias");
            return b.Dense("layer", inputs, 3);
        }
        ProgramMatrix OwnAndNeighbours(ProgramMatrix own, ProgramMatrix neighbours)
        {
            layer.Given("layer.weight1", "weight_self");
            layer.Given("layer.weight2", "weight_neighbour");
            layer.Given("layer.bias", "bias");
            return b.Dense("layer", [own, neighbours], 3);
        }
        ProgramMatrix Hop(ProgramMatrix x, EdgeForm form, string? relation = null) => b.Propagate(layer.Slot(relation ?? layer.Relation, form), 0, x);
        ProgramMatrix[] Hops(EdgeForm form, int hops)
        {
            ProgramMatrix[] all = [layer.Input("x")];
            while (all.Length <= hops) all = [.. all, Hop(all[^1], form)];
            return all;
        }
        ProgramMatrix[] Hidden() => [.. Enumerable.Range(0, 3).Select(k => layer.Input($"h_{k}"))];
        ProgramMatrix Beside(ProgramMatrix[] parts)
        {
            for (int k = 0; k < parts.Length; k++) // the product with unit matrices beside zeros
                layer.Fixed($"layer.weight{k + 1}", [.. Enumerable.Range(0, 3).Select(i => Enumerable.Range(0, 3 * parts.Length).Select(j => j == 3 * k + i ? 1.0 : 0).ToArray())]);
            return b.Dense("layer", parts, 3 * parts.Length, bias: false);
        }
        ProgramMatrix[] Convolutions()
        {
            ProgramMatrix x = layer.Input("x");
            for (int r = 0; r < 2; r++)
            {
                layer.Given($"relation{r}.weight", $"weight_{r}");
                layer.Given($"relation{r}.bias", $"bias_{r}");
            }
            return [.. new[] { "friends", "follows" }.Select((relation, r) => b.Dense($"relation{r}", [Hop(x, EdgeForm.SymmetricLoops, relation)], 3))];
        }
        return name switch
        {
            _ when name.StartsWith("gcnii", StringComparison.Ordinal) => [Gcnii(layer)],
            _ when name.StartsWith("gcn", StringComparison.Ordinal) => [Dense(Hops(EdgeForm.SymmetricLoops, 1)[1])],
            _ when name.StartsWith("sage_mean", StringComparison.Ordinal) => [Hops(EdgeForm.Mean, 1) is var hops ? OwnAndNeighbours(hops[0], hops[1]) : null!],
            _ when name.StartsWith("sage_max", StringComparison.Ordinal) => [layer.Input("x") is var x ? OwnAndNeighbours(x, b.MaxNeighbours(layer.Slot(layer.Relation, EdgeForm.Sum), 0, x)) : null!],
            _ when name.StartsWith("sum_", StringComparison.Ordinal) => [Hops(EdgeForm.Sum, 1)[1]],
            _ when name.StartsWith("mean_", StringComparison.Ordinal) => [Hops(EdgeForm.Mean, 1)[1]],
            _ when name.StartsWith("max_", StringComparison.Ordinal) => [b.MaxNeighbours(layer.Slot(layer.Relation, EdgeForm.Sum), 0, layer.Input("x"))],
            _ when name.StartsWith("gat", StringComparison.Ordinal) => [Gat(layer, name.Contains("biases", StringComparison.Ordinal))],
            _ when name.StartsWith("sgc", StringComparison.Ordinal) => [Dense(Hops(EdgeForm.SymmetricLoops, 3)[3])],
            "sign_without_loops" => [Dense(Hops(EdgeForm.Symmetric, 2))],
            _ when name.StartsWith("sign", StringComparison.Ordinal) => [Dense(Hops(EdgeForm.SymmetricLoops, 2))],
            _ when name.StartsWith("appnp", StringComparison.Ordinal) => [Appnp(layer)],
            "rgcn" => [Rgcn(layer)],
            "relations_sum" => [b.Sum(Convolutions())],
            "relations_concat" => [Beside(Convolutions())],
            "relations_attention" => [Joined(layer, Hidden())],
            "users_from_items" or "users_from_items_weighted" => [OwnAndNeighbours(layer.Input("users"), Hop(layer.Input("items"), EdgeForm.Mean))],
            "items_from_users" => [OwnAndNeighbours(layer.Input("items"), b.Propagate(layer.Slot("items_from_users", EdgeForm.Mean), 1, layer.Input("users")))],
            _ when name.StartsWith("lightgcn", StringComparison.Ordinal) => LightGcn(layer),
            "layer_norm" => [Normed(layer, b.LayerNorm("layer", layer.Input("h")))],
            "batch_norm" => [Normed(layer, b.BatchNorm("layer", layer.Input("h")))],
            "jumping_concat" => [Beside(Hidden())],
            "jumping_max" => [b.MaxOf(Hidden())],
            "pool_mean" => [b.Propagate(layer.Slot("groups", EdgeForm.Mean), 2, layer.Input("x"))],
            "pool_max" => [b.MaxNeighbours(layer.Slot("groups", EdgeForm.Sum), 2, layer.Input("x"))],
            "pool_attention" => [Pooled(layer)],
            "pool_attention_tanh" => [PooledByKeys(layer)],
            _ => throw new ArgumentException($"no program for {name}"),
        };
    }

    private static ProgramMatrix Gat(ReferenceLayer layer, bool biases)
    {
        ProgramMatrix x = layer.Input("x");
        int heads = layer.Setting("heads").GetInt32();
        foreach (string end in new[] { "source", "target" })
        {
            layer.Given($"{end}.weight", $"weight_{end}");
            if (biases) layer.Given($"{end}.bias", $"bias_{end}");
        }
        layer.Given("layer.attention", "attention");
        ProgramMatrix source = layer.Builder.Dense("source", [x], 3 * heads, bias: biases), target = layer.Builder.Dense("target", [x], 3 * heads, bias: biases);
        ProgramMatrix y = layer.Builder.Attend("layer", layer.Slot(layer.Relation, EdgeForm.SumLoops), 0, source, target, heads, 0);
        layer.Given("layer.bias", "bias");
        return layer.Builder.Bias("layer.bias", layer.Setting("join").GetString() == "mean" ? layer.Builder.MeanHeads(y, heads) : y);
    }

    private static ProgramMatrix Appnp(ReferenceLayer layer)
    {
        ProgramMatrix h = layer.Input("h"), z = h;
        float alpha = layer.Setting("alpha").GetSingle();
        for (int hop = 0; hop < layer.Setting("hops").GetInt32(); hop++) z = layer.Builder.Propagate(layer.Slot(layer.Relation, EdgeForm.SymmetricLoops), 0, z, 1 - alpha, h, alpha);
        return z;
    }

    private static ProgramMatrix Gcnii(ReferenceLayer layer)
    {
        layer.Given("layer.weight", "weight");
        ProgramMatrix mixed = layer.Builder.Propagate(layer.Slot(layer.Relation, EdgeForm.SymmetricLoops), 0, layer.Input("h"), 0.9f, layer.Input("first"), 0.1f);
        return layer.Builder.Dense("layer", [mixed], 3, bias: false, mix: layer.Setting("beta").GetSingle());
    }

    private static ProgramMatrix Rgcn(ReferenceLayer layer)
    {
        ProgramMatrix x = layer.Input("x");
        layer.Given("self.weight", "weight_self");
        layer.Given("self.bias", "bias");
        layer.Given("layer.coefficients", "coefficients");
        for (int basis = 0; basis < 2; basis++) layer.Given($"layer.weight{basis + 1}", "bases", basis * x.Columns, x.Columns);
        ProgramMatrix[] relations = [.. new[] { "friends", "follows", "followed" }.Select(relation => layer.Builder.Propagate(layer.Slot(relation, EdgeForm.Mean), 0, x))];
        return layer.Builder.Sum([layer.Builder.Dense("self", [x], 3), layer.Builder.DenseBasis("layer", relations, 3, 2, bias: false)]);
    }

    private static ProgramMatrix Joined(ReferenceLayer layer, ProgramMatrix[] hidden)
    {
        foreach (string part in new[] { "weight", "bias", "query" }) layer.Given($"layer.{part}", part);
        return layer.Builder.JoinByAttention("layer", hidden, 4);
    }

    private static ProgramMatrix[] LightGcn(ReferenceLayer layer)
    {
        string suffix = layer.Relation == "buys" ? "" : "_weighted";
        int toUsers = layer.Slot(layer.Relation, EdgeForm.Symmetric), toItems = layer.Slot($"items_from_users{suffix}", EdgeForm.Symmetric), layers = layer.Setting("layers").GetInt32();
        List<ProgramMatrix> users = [layer.Input("users")], items = [layer.Input("items")];
        for (int k = 0; k < layers; k++)
        {
            ProgramMatrix next = layer.Builder.Propagate(toUsers, 0, items[^1]);
            items.Add(layer.Builder.Propagate(toItems, 1, users[^1]));
            users.Add(next);
        }
        float[] shares = [.. users.Select(_ => 1f / (layers + 1))];
        return [layer.Builder.Sum([.. users], shares), layer.Builder.Sum([.. items], shares)];
    }

    private static ProgramMatrix Normed(ReferenceLayer layer, ProgramMatrix y)
    {
        layer.Given("layer.weight", "scale");
        layer.Given("layer.bias", "shift");
        return y;
    }

    private static ProgramMatrix Pooled(ReferenceLayer layer)
    {
        ProgramMatrix x = layer.Input("x");
        layer.Given("layer.weight", "query", turned: true);
        ProgramMatrix scores = layer.Builder.Dense("layer", [x], 1, bias: false);
        return layer.Builder.Add(new PoolOperation(layer.Builder.Matrix(2, x.Columns), layer.Slot("groups", EdgeForm.Sum), x, scores));
    }

    private static ProgramMatrix PooledByKeys(ReferenceLayer layer)
    {
        layer.Given("layer.weight", "weight");
        layer.Given("layer.bias", "bias");
        layer.Given("layer.query.weight", "query", turned: true);
        return layer.Builder.AttentionPool("layer", layer.Slot("groups", EdgeForm.Sum), 2, layer.Input("x"), 4);
    }
}
