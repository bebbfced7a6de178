namespace CustomerSegmentation.Tests;

public abstract class NumberContract : TransformerContract
{
    protected override Column Training { get; } = Tables.Number("Amount", 3, double.NaN, -1.5, 12, 0, 3, 1e6, double.NaN, 0.1, 7);
}

public sealed class MeanImputerContractTests : NumberContract
{
    protected override ITransformer Step { get; } = new SimpleImputer { Strategy = ImputeStrategy.Mean, AddIndicator = true };
}

public sealed class MedianImputerContractTests : NumberContract
{
    protected override ITransformer Step { get; } = new SimpleImputer();
}

public sealed class MostFrequentImputerContractTests : NumberContract
{
    protected override ITransformer Step { get; } = new SimpleImputer { Strategy = ImputeStrategy.MostFrequent };
}

public sealed class ConstantImputerContractTests : NumberContract
{
    protected override ITransformer Step { get; } = new SimpleImputer { Strategy = ImputeStrategy.Constant, Number = -1 };
    protected override bool LearnsFromNothing => true;
}

public sealed class StandardScalerContractTests : NumberContract
{
    protected override ITransformer Step { get; } = new StandardScaler();
}

public sealed class MinMaxScalerContractTests : NumberContract
{
    protected override ITransformer Step { get; } = new MinMaxScaler { Low = -1, High = 1, Clip = true };
}

public sealed class QuantileClipperContractTests : NumberContract
{
    protected override ITransformer Step { get; } = new QuantileClipper { Lower = 0.1, Upper = 0.9 };
}

public sealed class QuantileNormalizerContractTests : NumberContract
{
    protected override ITransformer Step { get; } = new QuantileNormalizer { Quantiles = 5 };
}

public sealed class OwnStepContractTests : NumberContract
{
    protected override ITransformer Step { get; } = new LogStep();
    protected override TransformerTypes Types => LogStep.Types;
}

public abstract class CategoryContract : TransformerContract
{
    protected override Column Training { get; } = Tables.Category("City", "Rome", "Oslo", null, "Rome", "Bonn", "Oslo", "Rome", null, "Łódź", "a=b");
}

public sealed class OneHotEncoderContractTests : CategoryContract
{
    protected override ITransformer Step { get; } = new OneHotEncoder { MinCount = 2, MaxLevels = 5 };
    protected override bool LearnsFromNothing => true;
}

public sealed class LevelImputerContractTests : CategoryContract
{
    protected override ITransformer Step { get; } = new SimpleImputer { Strategy = ImputeStrategy.MostFrequent, AddIndicator = true };
}

public sealed class LevelConstantContractTests : CategoryContract
{
    protected override ITransformer Step { get; } = new SimpleImputer { Strategy = ImputeStrategy.Constant, Level = "none" };
    protected override bool LearnsFromNothing => true;
}

public abstract class YesNoContract : TransformerContract
{
    protected override Column Training { get; } = Tables.YesNo("Member", 1, 0, -1, 1, 1, 0, -1, 1);
}

public sealed class YesNoEncoderContractTests : YesNoContract
{
    protected override ITransformer Step { get; } = new YesNoEncoder();
    protected override bool LearnsFromNothing => true;
}

public sealed class YesNoImputerContractTests : YesNoContract
{
    protected override ITransformer Step { get; } = new SimpleImputer { Strategy = ImputeStrategy.Constant, Level = "no" };
    protected override bool LearnsFromNothing => true;
}

public sealed class TimeEncoderContractTests : TransformerContract
{
    protected override ITransformer Step { get; } = new TimeEncoder();
    protected override Column Training { get; } = Tables.Time("Joined", "2024-02-29", null, "2023-12-31 23:59", "2024-01-01", "1999-05-05", null);
    protected override bool LearnsFromNothing => true;
}

public sealed class FixedTimeEncoderContractTests : TransformerContract
{
    protected override ITransformer Step { get; } = new TimeEncoder { Reference = new DateTime(2025, 1, 1), Month = false };
    protected override Column Training { get; } = Tables.Time("Joined", "2024-02-29", "2023-12-31 23:59", "2024-01-01");
    protected override bool LearnsFromNothing => true;
}
