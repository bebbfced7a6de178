using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>A model over a graph in a model file: plan, preparations, members with their parameters, the carried graph, training record.</summary>
internal static class GcnModelFile
{
    public const string Kind = "graph";
    private const string Preparation = "preparation", Record = "training", Graph = "graph", Keys = "keys", Member = "member", KnownKeys = "known.keys", KnownCodes = "known.labels";

    public static IReadOnlyList<ModelSection> Sections(GcnParts parts)
    {
        List<ModelSection> sections =
        [
            ModelSection.FromJson(ModelKinds.Section, new JsonObject
            {
                ["kind"] = Kind,
                ["segments"] = Texts(parts.Segments),
                ["labels"] = Texts(parts.Labels),
                ["plan"] = GcnPlanJson.Save(parts.Plan),
                ["relations"] = new JsonArray([.. parts.Relations.Select(relation => new JsonObject
                {
                    ["name"] = relation.Name, ["space"] = relation.Space, ["directed"] = relation.Directed, ["repeated"] = relation.Repeated.ToString(), ["unknown"] = relation.Unknown.ToString(),
                    ["weighted"] = relation.Weighted,
                })]),
                ["items"] = Texts(parts.ItemSets),
                ["members"] = new JsonArray([.. parts.Members.Select(member => GcnMemberFile.Save(member))]),
                ["candidates"] = new JsonArray([.. parts.Candidates.Select(candidate => new JsonObject
                {
                    ["name"] = candidate.Name, ["weight"] = candidate.Weight, ["accuracy"] = Number(candidate.Accuracy), ["auc"] = Number(candidate.Auc),
                })]),
                ["carried"] = parts.Carried is not null,
            }),
            ModelSection.FromJson(Preparation, GraphFeaturesJson.Save(parts.Customers)),
            ModelSection.FromJson(Record, TrainingJson.Save(parts.Record)),
        ];
        for (int i = 0; i < parts.Items.Length; i++) sections.Add(ModelSection.FromJson($"{Preparation}{i + 1}", GraphFeaturesJson.Save(parts.Items[i])));
        for (int space = 0; space < parts.Keys.Length; space++)
            if (parts.Keys[space] is { } keys) sections.Add(new($"{Keys}{space}", GraphSections.WriteKeys(keys)));
        for (int i = 0; i < parts.Members.Count; i++) sections.AddRange(GcnMemberFile.Sections($"{Member}{i + 1}", parts.Members[i].Member));
        if (parts.Known is { } known)
            sections.AddRange([new(KnownKeys, GraphSections.WriteKeys(known.Keys)), new(KnownCodes, System.Runtime.InteropServices.MemoryMarshal.AsBytes(known.Codes.AsSpan()).ToArray())]);
        if (parts.Carried is { } carried) sections.AddRange(GraphSections.Write(Graph, carried.Data));
        return sections;
    }

    /// <summary>Everything that decides a fit, as text.</summary>
    public static string Identity(GcnPlan plan) => $"{GcnPlanJson.Save(plan).ToJsonString()}{PlanJson.Save(plan.Preparation).ToJsonString()}";

    public static SegmentationModel Read(ModelFile file, ModelLoadOptions options)
    {
        SettingsReader json = file.Settings(ModelKinds.Section);
        string[] segments = json.Texts("segments"), labels = json.Texts("labels"), itemSets = json.Texts("items");
        if (segments.Length != labels.Length || segments.Length is < 2 or > LabelEncoding.MostLabels || segments.Distinct().Count() != segments.Length || segments.Any(string.IsNullOrWhiteSpace))
            throw Wrong(file, $"names the segments {Show.List(segments)} for the labels {Show.List(labels)}");
        SettingsReader prepared = file.Settings(Preparation);
        GcnPlan plan = GcnPlanJson.Read(json.Object("plan"), options.Transformers ?? TransformerTypes.Default);
        plan.Decision.Check(segments);
        if (plan.Network.Problems().Concat(plan.Training.Problems()).Concat(plan.CorrectAndSmooth?.Problems() ?? []).Concat(plan.Batches.Problems()).FirstOrDefault() is { } problem) throw Wrong(file, $"has a plan that is none: {problem}");
        GraphFeatures customers = GraphFeaturesJson.Read(prepared, options);
        GraphFeatures[] items = [.. itemSets.Select((_, i) => GraphFeaturesJson.Read(file.Settings($"{Preparation}{i + 1}"), options))];
        CarriedRelation[] relations = [.. json.Objects("relations").Select(relation => new CarriedRelation(relation.Name("name"), relation.Integer("space", 0, itemSets.Length),
            relation.Flag("directed"), relation.Choice<RepeatedEdges>("repeated"), relation.Choice<UnknownEnds>("unknown"), relation.Flag("weighted")))];
        HashedKeys?[] keys = [.. Enumerable.Range(0, items.Length + 1).Select(space => file.Contains($"{Keys}{space}") ? GraphSections.ReadKeys(file.Bytes($"{Keys}{space}").Span, file.Source) : null)];
        CarriedGraph? carried = null;
        List<WeightedMember> members = [];
        try
        {
            if (json.Flag("carried"))
            {
                if (keys.Any(known => known is null)) throw Wrong(file, "carries a graph without its keys");
                int[] rows = [.. keys.Select(known => known!.Hashes.Length)];
                carried = new(GraphSections.Read(file, Graph, rows, [customers.Width, .. items.Select(set => set.Width)], relations), [.. keys.Select(known => known!)], relations);
            }
            GcnShape shape = new([customers.Width, .. items.Select(set => set.Width)], [.. keys.Select(known => known?.Hashes.Length ?? 0)],
                [.. relations.Select(relation => new GcnRelationShape(relation.Name, relation.Space, relation.Directed))], labels.Length == 2 ? 1 : labels.Length);
            AggregateShape aggregates = AggregateShape.Of(customers, items, relations);
            foreach (SettingsReader member in json.Objects("members"))
                members.Add(new(GcnMemberFile.Read(member, file, $"{Member}{members.Count + 1}", shape, aggregates, options), (float)member.Number("weight", 0, 1), (float)member.Number("temperature", 0.01, 100)));
            if (members.Count == 0) throw Wrong(file, "has no member that could score");
            return new GcnModel(new()
            {
                Plan = plan, Labels = labels, Segments = segments, Customers = customers, Items = items, ItemSets = itemSets, Relations = relations, Keys = keys,
                Carried = carried, Known = plan.CorrectAndSmooth is null ? null : ReadKnown(file, labels.Length), Members = members, Record = TrainingJson.ReadRecord(file.Settings(Record)),
                Candidates = [.. json.Objects("candidates").Select(candidate => new GraphCandidate(candidate.Text("name"), candidate.Number("weight", 0, 1),
                    candidate.NumberOrNull("accuracy") ?? double.NaN, candidate.NumberOrNull("auc") ?? double.NaN))],
            });
        }
        catch
        {
            carried?.Dispose();
            foreach (WeightedMember member in members) member.Member.Dispose();
            throw;
        }
    }

    private static KnownLabels ReadKnown(ModelFile file, int labels)
    {
        HashedKeys keys = GraphSections.ReadKeys(file.Bytes(KnownKeys).Span, file.Source);
        int[] codes = GraphSections.Values<int>(file, KnownCodes, keys.Hashes.Length);
        return Array.Find(codes, code => (uint)code >= (uint)labels) is not 0 and int bad ? throw Wrong(file, $"holds the label {bad} of {labels}") : new(keys, codes);
    }

    public static SegmentationException Wrong(ModelFile file, string what) => new($"The {file.Source} {what}. The file is damaged, or another program wrote it: save the model again.");

    private static JsonValue? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
