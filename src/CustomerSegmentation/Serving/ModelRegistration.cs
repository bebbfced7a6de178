using Microsoft.Extensions.DependencyInjection;

namespace CustomerSegmentation;

/// <summary>A model that an application's container can give out, by its name.</summary>
internal sealed record ModelRegistration(string Name, string? Path, Func<IServiceProvider, SegmentationModel> Create)
{
    /// <summary>Creates the model; what goes wrong names the registration, since the call that asks for it seldom does.</summary>
    public SegmentationModel Resolve(IServiceProvider services)
    {
        try
        {
            return Create(services) ?? throw new SegmentationException("its factory gave nothing. Let it return a model.");
        }
        catch (SegmentationException failure)
        {
            throw new SegmentationException(
                $"The model {Show.Value(Name)} of AddCustomerSegmentation cannot be {(Path is null ? "created" : $"loaded from {Path}")}: {failure.Message}", failure);
        }
    }

    /// <summary>The one model there is, for constructors that ask for a <see cref="SegmentationModel"/> without a name.</summary>
    public static SegmentationModel ResolveOnly(IServiceProvider services)
    {
        string[] names = [.. services.GetServices<ModelRegistration>().Select(registration => registration.Name)];
        return names.Length == 1 ? services.GetRequiredKeyedService<SegmentationModel>(names[0])
            : throw new SegmentationException(
                $"There are {Show.Count(names.Length, "model")}, {Show.List(names, 20)}, so a {nameof(SegmentationModel)} without a name could be any of them. " +
                $"Ask for one by its name: [FromKeyedServices({Show.Value(names[0])})] or GetRequiredKeyedService<{nameof(SegmentationModel)}>({Show.Value(names[0])}).");
    }
}
