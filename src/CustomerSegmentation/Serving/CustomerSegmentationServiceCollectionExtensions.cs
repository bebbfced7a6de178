using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CustomerSegmentation;

/// <summary>Puts fitted models into an application's dependency injection.</summary>
public static class CustomerSegmentationServiceCollectionExtensions
{
    /// <summary>
    /// Registers the model of a file under a name: loaded once, when it is first asked for, shared by all threads, disposed with the
    /// container. Ask for it with <c>[FromKeyedServices("churn")] SegmentationModel model</c> in a constructor, or with
    /// <c>provider.GetRequiredKeyedService&lt;SegmentationModel&gt;("churn")</c>; where it is the only model, <c>SegmentationModel model</c>
    /// is enough. To find a broken file at the start of the application, ask for the model there once.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">The name to ask for it by, once an application.</param>
    /// <param name="path">The model file. A relative path starts, as everywhere, at the current directory, taken at this call. Where a
    /// service cannot rely on it, give <c>Path.Combine(AppContext.BaseDirectory, "churn.seg")</c>.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentException">The name or the path is empty, or the name is registered already.</exception>
    /// <remarks>Asking for the model throws a <see cref="SegmentationException"/> with the name and the path when the file is missing or
    /// damaged; the next call tries again.</remarks>
    public static IServiceCollection AddCustomerSegmentation(this IServiceCollection services, string name, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        return Add(services, name, full, _ => SegmentationModel.Load(full));
    }

    /// <summary>
    /// Registers a model under a name that is made when it is first asked for, to load it with options or from elsewhere:
    /// <c>provider =&gt; SegmentationModel.Load("churn.seg", new ModelLoadOptions { VerificationKey = key })</c>. Otherwise as the overload
    /// with a path: once, for all threads, disposed with the container.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="name">The name to ask for it by, once an application.</param>
    /// <param name="create">Gives the model, which the container owns from then on.</param>
    /// <returns>The same services.</returns>
    /// <exception cref="ArgumentException">The name is empty or registered already.</exception>
    public static IServiceCollection AddCustomerSegmentation(
        this IServiceCollection services, string name, Func<IServiceProvider, SegmentationModel> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Add(services, name, null, create);
    }

    private static IServiceCollection Add(IServiceCollection services, string name, string? path, Func<IServiceProvider, SegmentationModel> create)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (services.Any(service => service.ServiceType == typeof(SegmentationModel) && service.IsKeyedService && Equals(service.ServiceKey, name)))
            throw new ArgumentException(
                $"A model named {Show.Value(name)} is registered already. Give each model a name of its own, or register it once.", nameof(name));
        ModelRegistration model = new(name, path, create);
        services.AddSingleton(model);
        services.AddKeyedSingleton(name, (provider, _) => model.Resolve(provider));
        services.TryAddSingleton(ModelRegistration.ResolveOnly);
        return services;
    }
}
