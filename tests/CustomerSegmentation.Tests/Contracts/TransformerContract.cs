using System.Text.Json.Nodes;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>What every transformer must do, whoever wrote it. Derive, and name a step and a column that it takes.</summary>
public abstract class TransformerContract
{
    /// <summary>The step.</summary>
    protected abstract ITransformer Step { get; }

    /// <summary>A column of about ten rows with some missing values, as training data.</summary>
    protected abstract Column Training { get; }

    /// <summary>Whether the step can learn from a column that is all missing; otherwise it says what to do.</summary>
    protected virtual bool LearnsFromNothing => false;

    /// <summary>How the step is read back.</summary>
    protected virtual TransformerTypes Types => TransformerTypes.Default;

    private IFittedTransformer Fitted => Step.Fit([Training]);

    [Fact]
    public void The_same_input_gives_the_same_result_and_the_fit_changes_nothing()
    {
        ITransformer step = Step;
        string settings = step.SaveSettings().ToJsonString(), words = step.Describe();
        Column training = Training;
        string?[] before = Texts(training);
        IFittedTransformer first = step.Fit([training]), second = step.Fit([training]);
        Assert.Equal(first.SaveState().ToJsonString(), second.SaveState().ToJsonString());
        Same(Apply(first, training), Apply(first, training));
        Assert.Equal(first.SaveState().ToJsonString(), second.SaveState().ToJsonString());
        Assert.Equal((settings, words), (step.SaveSettings().ToJsonString(), step.Describe()));
        Assert.Equal(before, Texts(training));
    }

    [Fact]
    public void Permuted_rows_give_permuted_results()
    {
        int[] order = RandomSource.For(1, "contract").Permutation(Training.Count);
        IFittedTransformer fitted = Fitted, refitted = Step.Fit([Training.SelectRows(order)]);
        Column[] plain = Apply(fitted, Training), permuted = Apply(fitted, Training.SelectRows(order)), relearned = Apply(refitted, Training.SelectRows(order));
        for (int i = 0; i < plain.Length; i++)
        {
            Assert.Equal(Texts(plain[i].SelectRows(order)), Texts(permuted[i]));
            // Sums in another order may differ in the last bits.
            for (int row = 0; row < order.Length; row++)
                if (permuted[i] is NumberColumn numbers) Assert.Equal(numbers.Values[row], ((NumberColumn)relearned[i]).Values[row], 1e-9);
                else Assert.Equal(permuted[i].Text(row), relearned[i].Text(row));
        }
    }

    [Fact]
    public void Save_and_read_give_an_equal_step_and_the_same_bits()
    {
        ITransformer back = Types.ReadPlan(new(Parse(TransformerTypes.Save(Step)), "test"));
        Assert.Equal(Step, back);
        IFittedTransformer fitted = Fitted, read = Types.ReadFitted(new(Parse(TransformerTypes.Save(fitted)), "test"));
        Same(Apply(fitted, Training), Apply(read, Training));
        Assert.Equal(fitted.OutputNames, read.OutputNames);
        Assert.Equal(fitted.Describe(), read.Describe());
    }

    [Fact]
    public void A_row_alone_gives_what_it_gives_in_a_batch()
    {
        IFittedTransformer fitted = Fitted;
        Column[] batch = Apply(fitted, Training);
        for (int row = 0; row < Training.Count; row++)
        {
            Column[] alone = Apply(fitted, Training.SelectRows([row]));
            for (int i = 0; i < batch.Length; i++) Assert.Equal(batch[i].Text(row), alone[i].Text(0));
        }
    }

    [Fact]
    public void Equal_rows_give_equal_finite_results()
    {
        int present = Enumerable.Range(0, Training.Count).First(row => !Training.IsMissing(row));
        Column equal = Training.SelectRows([present, present, present]);
        foreach (Column output in Apply(Step.Fit([equal]), equal))
        {
            Assert.Single(Texts(output).Distinct());
            if (output is NumberColumn numbers) Assert.True(double.IsFinite(numbers.Values[0]));
        }
    }

    [Fact]
    public void An_all_missing_column_is_learned_or_named()
    {
        Column nothing = Missing(3);
        if (LearnsFromNothing)
        {
            Apply(Step.Fit([nothing]), nothing);
            return;
        }
        Assert.Contains(nothing.Name, Assert.Throws<SegmentationException>(() => Step.Fit([nothing])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_all_missing_column_and_no_rows_can_be_transformed()
    {
        IFittedTransformer fitted = Fitted;
        Assert.All(Apply(fitted, Missing(3)), column => Assert.Equal(3, column.Count));
        Assert.All(Apply(fitted, Training.SelectRows([])), column => Assert.Equal(0, column.Count));
    }

    [Fact]
    public void An_infinite_number_is_named()
    {
        if (Training.Kind != ColumnKind.Number) return;
        NumberColumn infinite = new(Training.Name, [1, double.PositiveInfinity]);
        Assert.Contains(Training.Name, Assert.Throws<SegmentationException>(() => Step.Fit([infinite])).Message, StringComparison.Ordinal);
        Assert.Contains(Training.Name, Assert.Throws<SegmentationException>(() => Apply(Fitted, infinite)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_are_as_many_as_their_names_and_of_the_promised_kind()
    {
        IFittedTransformer fitted = Fitted;
        Column[] outputs = Apply(fitted, Training);
        Assert.NotEmpty(outputs);
        Assert.Equal(fitted.OutputNames, outputs.Select(output => output.Name));
        Assert.Equal(fitted.OutputNames.Count, fitted.OutputNames.Distinct().Count());
        Assert.Equal(Step.Gives(Training.Kind), outputs[0].Kind);
        Assert.True(Step.Takes(Training.Kind));
    }

    [Fact]
    public void Step_and_fitted_step_have_a_name_and_words()
    {
        Assert.NotEqual("", Step.Describe());
        Assert.NotEqual("", Fitted.Describe());
        Assert.Equal(Step.TypeName, Fitted.TypeName);
    }

    private Column Missing(int count) => ColumnCoercion.AllMissing(ColumnNeed.Of(Training), count);

    private static Column[] Apply(IFittedTransformer fitted, Column column) => [.. fitted.Transform([column], new DataNotes())];

    private static string?[] Texts(Column column) => [.. Enumerable.Range(0, column.Count).Select(column.Text)];

    private static void Same(Column[] expected, Column[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(Texts(expected[i]), Texts(actual[i]));
    }

    private static JsonObject Parse(JsonObject saved) => JsonNode.Parse(saved.ToJsonString())!.AsObject();
}
