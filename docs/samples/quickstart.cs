#:project ../../src/CustomerSegmentation/CustomerSegmentation.csproj

// The main job. Nothing given: a synthetic shop from raw table to segments that can be trusted.
// With a file: dotnet run docs/samples/quickstart.cs -- customers.csv --label L [--key ID] [--folds 5] [--time COLUMN]
//                                                       [--seed 1] [--save model.seg] [--score new.csv --out segments.csv]
//                                                       [--encoding utf-8]
using CustomerSegmentation;

Console.OutputEncoding = System.Text.Encoding.UTF8;
try
{
    Arguments given = Arguments.Read(args);
    if (given.File is null) Shop(given);
    else Customers(given);
    return 0;
}
catch (SegmentationException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

static void Shop(Arguments given)
{
    CustomerTable customers = SyntheticShop.Customers(5000, given.Seed);
    TableSplit split = customers.Split(new() { TestShare = 0.25, ValidationShare = 0, StratifyBy = "Segment", Seed = given.Seed });
    MlpSegmenter segmenter = new MlpSegmenterBuilder().UseLabel("Segment").AddAll().UseSeed(given.Seed).Build();
    Console.WriteLine(Profile(customers, Prepare(segmenter, customers), "Segment"));

    using SegmentationModel model = Fit(segmenter, split.Train);
    Segmentation segments = model.Segment(customers);
    Console.WriteLine(segments.Typical(customers.Drop("Segment")));
    Console.WriteLine();
    Console.WriteLine($"Held out: {split.Test.RowCount} customers that the model never saw, with 95 % intervals.");
    ClassificationReport report = ClassificationReport.Of(model, split.Test);
    Console.WriteLine(report);
    Console.WriteLine($"accuracy {report.Accuracy}  macro F1 {report.MacroF1}  AUC {report.Auc}");
}

static void Customers(Arguments given)
{
    CustomerTable customers = given.Csv(given.File!);
    if (given.Label is null)
        throw new SegmentationException(
            $"Say which column holds the segment to learn: --label COLUMN. {given.File} has the columns: {string.Join(", ", customers.ColumnNames)}.");
    given.Check(customers); // what is wrong is said before anything takes time
    MlpSegmenterBuilder builder = new MlpSegmenterBuilder().UseLabel(given.Label).AddAll().UseSeed(given.Seed)
        .UseTraining(new() { ValidationTime = given.Time });
    if (given.Time is not null) builder.Exclude(given.Time); // what comes later has times that training never saw
    MlpSegmenter segmenter = builder.Build();
    FeaturePipeline preparation = Prepare(segmenter, customers);
    Console.WriteLine(Profile(customers, preparation, given.Label));
    CustomerTable? unknown = given.Score is null ? null : given.Csv(given.Score);
    if (unknown is not null) preparation.Transform(unknown); // says what does not fit before any training

    CrossValidationReport report;
    using (ConsoleProgress progress = new())
        report = CrossValidation.Run(segmenter, customers, new() { Folds = given.Folds, Seed = given.Seed, TimeColumn = given.Time }, progress);
    Console.WriteLine(report);

    if (given.Save is not null || unknown is not null)
    {
        using SegmentationModel model = Fit(segmenter, customers);
        if (given.Save is not null)
        {
            model.Save(given.Save);
            Console.WriteLine($"The model of all customers is in {given.Save}.");
        }
        if (unknown is not null) Score(model, unknown, given);
    }
    Console.WriteLine(report.Summary);
}

static void Score(SegmentationModel model, CustomerTable unknown, Arguments given)
{
    Segmentation segments = model.Segment(unknown);
    Console.WriteLine(segments);
    segments.ToCsv(given.Out!);
    Console.WriteLine($"The segments of {given.Score} are in {given.Out}.");
}

static SegmentationModel Fit(MlpSegmenter segmenter, CustomerTable customers)
{
    using ConsoleProgress progress = new();
    return segmenter.Fit(customers, progress);
}

static FeaturePipeline Prepare(MlpSegmenter segmenter, CustomerTable customers) => segmenter.Plan.Preparation.Fit(customers, segmenter.Label);

// What was found in each column, and what a fit on all customers does with it; inside a fold it is learned anew.
static TableProfile Profile(CustomerTable customers, FeaturePipeline preparation, string label)
{
    Dictionary<string, string> uses = preparation.Choices.ToDictionary(choice => choice.Column, choice => choice.What);
    return customers.Profile(column => column.Name == label ? "label: what is learned" : uses.GetValueOrDefault(column.Name, "not used"));
}

sealed record Arguments(string? File, string? Label, string? Key, int Folds, string? Time, ulong Seed, string? Save, string? Score, string? Out, string? Encoding)
{
    const string Usage = "Usage: quickstart.cs [-- customers.csv --label L [--key ID] [--folds 5] [--time COLUMN] [--seed 1] [--save model.seg] [--score new.csv --out segments.csv] [--encoding utf-8]]";

    // NA, null, ? and the like are taken as missing, and counted.
    public CustomerTable Csv(string path) => CustomerTable.FromCsv(path, new CsvOptions
    {
        Key = Key, MissingMarkers = CsvOptions.CommonMissingMarkers, Encoding = Encoding is null ? null : Named(Encoding),
    });

    public void Check(CustomerTable customers)
    {
        if (Label == Key || Label == Time || Time is not null && Time == Key) throw new SegmentationException($"--label, --key and --time name three different columns. {Usage}");
        _ = customers[Label!];
        if (Time is not null) _ = customers[Time];
        string[] read = [.. new[] { File, Score }.OfType<string>().Select(Path.GetFullPath)], written = [.. new[] { Save, Out }.OfType<string>().Select(Path.GetFullPath)];
        if (written.Intersect(read).Any() || written.Distinct().Count() < written.Length)
            throw new SegmentationException("--save and --out would overwrite another file of this command. Give each a path of its own.");
        if (Score is not null && !System.IO.File.Exists(Score)) throw new SegmentationException($"There is no file \"{Score}\" to score. Check the path.");
        foreach (string target in written)
            if (!Directory.Exists(Path.GetDirectoryName(target))) throw new SegmentationException($"\"{target}\" cannot be written: its folder does not exist. Create it first.");
    }

    static System.Text.Encoding Named(string name)
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        try
        {
            return System.Text.Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            throw new SegmentationException($"--encoding is \"{name}\"; give a name such as utf-8, windows-1252 or gb18030. {Usage}");
        }
    }

    public static Arguments Read(string[] args)
    {
        string? file = null;
        Dictionary<string, string> options = [];
        string[] known = ["--label", "--key", "--folds", "--time", "--seed", "--save", "--score", "--out", "--encoding"];
        for (int i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith('-') && file is null) file = args[i];
            else if (!known.Contains(args[i])) throw new SegmentationException($"\"{args[i]}\" is not known here. {Usage}");
            else if (i + 1 == args.Length) throw new SegmentationException($"{args[i]} needs a value after it. {Usage}");
            else if (!options.TryAdd(args[i], args[++i])) throw new SegmentationException($"{args[i - 1]} is given twice. {Usage}");
        }
        if (options.ContainsKey("--score") != options.ContainsKey("--out")) throw new SegmentationException($"--score and --out go together: the customers to score, and the file to write. {Usage}");
        if (file is null && options.Keys.FirstOrDefault(key => key != "--seed") is { } lone) throw new SegmentationException($"{lone} needs a file of customers first. {Usage}");
        return new(file, options.GetValueOrDefault("--label"), options.GetValueOrDefault("--key"), (int)Number("--folds", 5, 2, 1000), options.GetValueOrDefault("--time"),
            Number("--seed", 1, 0, ulong.MaxValue), options.GetValueOrDefault("--save"), options.GetValueOrDefault("--score"), options.GetValueOrDefault("--out"), options.GetValueOrDefault("--encoding"));

        ulong Number(string name, ulong otherwise, ulong least, ulong most) => !options.TryGetValue(name, out string? text) ? otherwise
            : ulong.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out ulong number) && number >= least && number <= most ? number
            : throw new SegmentationException($"{name} is \"{text}\"; give a whole number from {least} to {most}. {Usage}");
    }
}
