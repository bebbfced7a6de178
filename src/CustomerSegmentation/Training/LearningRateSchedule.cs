namespace CustomerSegmentation;

/// <summary>How the learning rate changes over the epochs: a factor on the optimiser's rate.</summary>
public abstract record LearningRateSchedule
{
    private protected LearningRateSchedule() { }

    /// <summary>Always the optimiser's rate: the default.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>Epochs in which the rate rises from 0 in a straight line, batch by batch; default 0.</summary>
    public int WarmUpEpochs { get; init; }

    /// <summary>The schedule in words.</summary>
    public abstract string Describe();

    /// <summary>The factor at a moment of training.</summary>
    /// <param name="epoch">Epochs done at the end of the batch, with the share of the present one.</param>
    /// <param name="epochs">The most epochs there can be.</param>
    /// <param name="plateaus">How often the watched loss has stood still (<see cref="PlateauSchedule"/>).</param>
    internal double Factor(double epoch, int epochs, int plateaus) =>
        epoch < WarmUpEpochs ? epoch / WarmUpEpochs : After(epoch - WarmUpEpochs, Math.Max(1, epochs - WarmUpEpochs), plateaus);

    internal virtual IEnumerable<string> Problems() => WarmUpEpochs < 0 ? [$"WarmUpEpochs is {WarmUpEpochs}; give 0 or more."] : [];

    private protected abstract double After(double epoch, int epochs, int plateaus);
}

/// <summary>The same rate in every epoch.</summary>
public sealed record ConstantSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override string Describe() => "constant";

    private protected override double After(double epoch, int epochs, int plateaus) => 1;
}

/// <summary>The rate times <see cref="Decay"/> after every <see cref="Every"/> epochs.</summary>
public sealed record StepSchedule : LearningRateSchedule
{
    /// <summary>Epochs between two steps; default 30.</summary>
    public int Every { get; init; } = 30;

    /// <summary>The factor of a step; default 0.1.</summary>
    public double Decay { get; init; } = 0.1;

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"times {Decay} every {Every} epochs");

    internal override IEnumerable<string> Problems() => base.Problems()
        .Concat(Every < 1 ? [$"StepSchedule.Every is {Every}; give 1 or more."] : [])
        .Concat(Decay is > 0 and <= 1 ? [] : [FormattableString.Invariant($"StepSchedule.Decay is {Decay}; give a value above 0, at most 1.")]);

    private protected override double After(double epoch, int epochs, int plateaus) =>
        Math.Pow(Decay, Math.Floor(Math.Max(0, Math.Ceiling(epoch) - 1) / Every)); // the end of a batch is still in its epoch
}

/// <summary>Half a cosine from the rate down to 0 at the last epoch (Loshchilov, Hutter 2017).</summary>
public sealed record CosineSchedule : LearningRateSchedule
{
    /// <inheritdoc/>
    public override string Describe() => "cosine to 0";

    private protected override double After(double epoch, int epochs, int plateaus) => 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, epoch / epochs)));
}

/// <summary>The rate times <see cref="Decay"/> whenever the validation loss (training loss without one) has not improved for <see cref="Patience"/> epochs.</summary>
public sealed record PlateauSchedule : LearningRateSchedule
{
    /// <summary>Epochs without improvement before a step; default 5.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>The factor of a step; default 0.5.</summary>
    public double Decay { get; init; } = 0.5;

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"times {Decay} after {Patience} epochs without improvement");

    internal override IEnumerable<string> Problems() => base.Problems()
        .Concat(Patience < 1 ? [$"PlateauSchedule.Patience is {Patience}; give 1 or more."] : [])
        .Concat(Decay is > 0 and <= 1 ? [] : [FormattableString.Invariant($"PlateauSchedule.Decay is {Decay}; give a value above 0, at most 1.")]);

    private protected override double After(double epoch, int epochs, int plateaus) => Math.Pow(Decay, plateaus);
}
