namespace CustomerSegmentation;

/// <summary>How parameters follow their gradient. Choose one of its kinds; each states its defaults.</summary>
public abstract record Optimizer
{
    private protected Optimizer() { }

    /// <summary>The step size; default 0.001 (0.01 for <see cref="Sgd"/>).</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>The optimiser in words.</summary>
    public abstract string Describe();

    internal abstract IEnumerable<string> Problems();

    private protected IEnumerable<string> Check(params (string Name, double Value, double Low, double High)[] settings) =>
        settings.Append((nameof(LearningRate), LearningRate, double.Epsilon, 100))
            .Where(setting => !(setting.Item2 >= setting.Item3 && setting.Item2 <= setting.Item4))
            .Select(setting => FormattableString.Invariant(
                $"{GetType().Name}.{setting.Item1} is {setting.Item2}; give a value from {(setting.Item3 == double.Epsilon ? "just above 0" : setting.Item3.ToString(System.Globalization.CultureInfo.InvariantCulture))} to {setting.Item4}."));
}

/// <summary>Adam (Kingma, Ba 2014) with bias correction: the default.</summary>
public sealed record Adam : Optimizer
{
    /// <summary>The decay of the mean gradient; default 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>The decay of the mean squared gradient; default 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root; default 1e-8.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"Adam, learning rate {LearningRate}");

    internal override IEnumerable<string> Problems() =>
        Check((nameof(Beta1), Beta1, 0, 0.999999), (nameof(Beta2), Beta2, 0, 0.999999999), (nameof(Epsilon), Epsilon, double.Epsilon, 1));
}

/// <summary>Adam with weight decay apart from the gradient (Loshchilov, Hutter 2019); the decay falls on weights, not on biases and norms.</summary>
public sealed record AdamW : Optimizer
{
    /// <summary>The decay of the mean gradient; default 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>The decay of the mean squared gradient; default 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root; default 1e-8.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>The share of a weight, times the learning rate, that a step takes off; default 0.01.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"AdamW, learning rate {LearningRate}, weight decay {WeightDecay}");

    internal override IEnumerable<string> Problems() =>
        Check((nameof(Beta1), Beta1, 0, 0.999999), (nameof(Beta2), Beta2, 0, 0.999999999), (nameof(Epsilon), Epsilon, double.Epsilon, 1), (nameof(WeightDecay), WeightDecay, 0, 1000));
}

/// <summary>Stochastic gradient descent with momentum, as in PyTorch: <c>v = momentum·v + g; w −= rate·v</c>.</summary>
public sealed record Sgd : Optimizer
{
    /// <summary>Learning rate 0.01, momentum 0.9.</summary>
    public Sgd() => LearningRate = 0.01;

    /// <summary>The share of the last step that goes on; default 0.9.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"SGD, learning rate {LearningRate}, momentum {Momentum}");

    internal override IEnumerable<string> Problems() => Check((nameof(Momentum), Momentum, 0, 0.999999));
}

/// <summary>RMSprop (Hinton 2012), as in PyTorch: the gradient over the root of its mean square.</summary>
public sealed record RmsProp : Optimizer
{
    /// <summary>The decay of the mean squared gradient; default 0.99.</summary>
    public double Alpha { get; init; } = 0.99;

    /// <summary>Added to the root; default 1e-8.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <inheritdoc/>
    public override string Describe() => FormattableString.Invariant($"RMSprop, learning rate {LearningRate}");

    internal override IEnumerable<string> Problems() => Check((nameof(Alpha), Alpha, 0, 0.999999999), (nameof(Epsilon), Epsilon, double.Epsilon, 1));
}
