using System.Collections.Immutable;

namespace CustomerSegmentation;

public sealed partial class TransformerTypes
{
    private static ImmutableDictionary<string, Reader> BuiltIn()
    {
        ImmutableDictionary<string, Reader>.Builder readers = ImmutableDictionary.CreateBuilder<string, Reader>(StringComparer.Ordinal);
        Add(SimpleImputer.Type, SimpleImputer.Read, FittedImputerColumn.Read);
        Add(StandardScaler.Type, _ => new StandardScaler(), FittedStandardColumn.Read);
        Add(MinMaxScaler.Type, MinMaxScaler.Read, FittedMinMaxColumn.Read);
        Add(QuantileClipper.Type, QuantileClipper.Read, FittedClipperColumn.Read);
        Add(QuantileNormalizer.Type, QuantileNormalizer.Read, FittedNormalizerColumn.Read);
        Add(OneHotEncoder.Type, OneHotEncoder.Read, FittedOneHotColumn.Read);
        Add(YesNoEncoder.Type, YesNoEncoder.Read, FittedYesNoColumn.Read);
        Add(TimeEncoder.Type, TimeEncoder.Read, FittedTimeColumn.Read);
        return readers.ToImmutable();

        void Add(string type, Func<SettingsReader, ITransformer> plan, Func<SettingsReader, FittedColumn> column) =>
            readers[type] = new(plan, state => FittedByColumn.Read(type, state, column));
    }
}
