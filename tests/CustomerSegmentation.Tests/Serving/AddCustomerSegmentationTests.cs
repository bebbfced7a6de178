using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class AddCustomerSegmentationTests
{
    [Fact]
    public void A_model_is_asked_for_by_its_name()
    {
        using StubModel churn = new(), value = new();
        using ServiceProvider provider = new ServiceCollection()
            .AddCustomerSegmentation("churn", _ => churn)
            .AddCustomerSegmentation("value", _ => value)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Assert.Same(churn, provider.GetRequiredKeyedService<SegmentationModel>("churn"));
        Assert.Same(value, provider.GetRequiredKeyedService<SegmentationModel>("value"));
        Assert.Null(provider.GetKeyedService<SegmentationModel>("other"));
    }

    [Fact]
    public void Constructors_get_it_by_name_and_the_only_one_without()
    {
        StubModel churn = new();
        using ServiceProvider provider = new ServiceCollection()
            .AddCustomerSegmentation("churn", _ => churn)
            .AddTransient<NamedConsumer>().AddTransient<Consumer>().BuildServiceProvider();
        Assert.Same(churn, provider.GetRequiredService<NamedConsumer>().Model);
        Assert.Same(churn, provider.GetRequiredService<Consumer>().Model);
    }

    [Fact]
    public void Without_a_name_one_of_two_is_not_guessed()
    {
        using ServiceProvider provider = new ServiceCollection()
            .AddCustomerSegmentation("churn", _ => new StubModel())
            .AddCustomerSegmentation("value", _ => new StubModel())
            .AddTransient<Consumer>().BuildServiceProvider();
        Assert.Equal(
            "There are 2 models, \"churn\", \"value\", so a SegmentationModel without a name could be any of them. " +
            "Ask for one by its name: [FromKeyedServices(\"churn\")] or GetRequiredKeyedService<SegmentationModel>(\"churn\").",
            Assert.Throws<SegmentationException>(provider.GetRequiredService<Consumer>).Message);
    }

    [Fact]
    public void An_application_s_own_default_model_is_left_alone()
    {
        using StubModel own = new();
        using ServiceProvider provider = new ServiceCollection().AddSingleton<SegmentationModel>(own)
            .AddCustomerSegmentation("churn", _ => new StubModel()).BuildServiceProvider();
        Assert.Same(own, provider.GetRequiredService<SegmentationModel>());
    }

    [Fact]
    public void Sixty_four_threads_asking_at_once_get_one_model_made_once()
    {
        int made = 0;
        using Barrier start = new(64);
        using ServiceProvider provider = new ServiceCollection().AddCustomerSegmentation("churn", _ =>
        {
            Interlocked.Increment(ref made);
            Thread.Sleep(20); // long enough for all of them to ask meanwhile
            return new StubModel();
        }).BuildServiceProvider();
        SegmentationModel?[] models = new SegmentationModel?[64];
        Thread[] threads = [.. Enumerable.Range(0, 64).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            using IServiceScope scope = provider.CreateScope();
            models[i] = i % 2 == 0 ? scope.ServiceProvider.GetRequiredKeyedService<SegmentationModel>("churn") : scope.ServiceProvider.GetRequiredService<SegmentationModel>();
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        Assert.Equal(1, made);
        Assert.All(models, model => Assert.Same(models[0], model));
        Assert.Equal(0, ((StubModel)models[0]!).Disposals);
    }

    [Fact]
    public void Many_threads_score_with_the_model_of_a_file_and_get_the_same_bits()
    {
        using TemporaryFolder folder = new();
        float[] expected;
        using (SegmentationModel trained = SmallModel.Fit())
        {
            trained.Save(folder.File("segments.seg"));
            expected = trained.Segment(SmallModel.Customers).Probabilities.ToArray();
        }
        ServiceProvider provider = new ServiceCollection().AddCustomerSegmentation("segments", folder.File("segments.seg")).BuildServiceProvider();
        Parallel.For(0, 64, new() { MaxDegreeOfParallelism = 16 }, _ => Assert.Equal(
            expected, provider.GetRequiredKeyedService<SegmentationModel>("segments").Segment(SmallModel.Customers).Probabilities.ToArray()));
        SegmentationModel model = provider.GetRequiredService<SegmentationModel>();
        provider.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Segment(SmallModel.Customers));
    }

    [Fact]
    public void A_signature_can_be_demanded_with_a_key_of_the_application()
    {
        using TemporaryFolder folder = new();
        using (SegmentationModel trained = SmallModel.Fit()) trained.Save(folder.File("segments.seg"));
        using ServiceProvider provider = new ServiceCollection()
            .AddSingleton(_ => ECDsa.Create(ECCurve.NamedCurves.nistP256))
            .AddCustomerSegmentation("segments", services => SegmentationModel.Load(
                folder.File("segments.seg"), new() { VerificationKey = services.GetRequiredService<ECDsa>() })).BuildServiceProvider();
        Assert.Contains("The model \"segments\" of AddCustomerSegmentation cannot be created: The model file ",
            Assert.Throws<SegmentationException>(() => provider.GetRequiredKeyedService<SegmentationModel>("segments")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_relative_path_starts_at_the_directory_that_was_current_when_it_was_registered() => Assert.Equal(
        Path.GetFullPath("models/churn.seg"),
        new ServiceCollection().AddCustomerSegmentation("churn", "models/churn.seg")
            .Select(service => service.IsKeyedService ? null : service.ImplementationInstance).OfType<ModelRegistration>().Single().Path);

    [Fact]
    public void The_container_disposes_what_it_made_and_only_that()
    {
        StubModel asked = new();
        int unasked = 0;
        ServiceProvider provider = new ServiceCollection()
            .AddCustomerSegmentation("asked", _ => asked)
            .AddCustomerSegmentation("unasked", _ => { unasked++; return new StubModel(); }).BuildServiceProvider();
        provider.GetRequiredKeyedService<SegmentationModel>("asked");
        using (IServiceScope scope = provider.CreateScope()) scope.ServiceProvider.GetRequiredKeyedService<SegmentationModel>("asked");
        Assert.Equal(0, asked.Disposals);
        provider.Dispose();
        Assert.Equal(1, asked.Disposals);
        Assert.Equal(0, unasked);
    }

    [Fact]
    public void A_name_registered_twice_is_refused()
    {
        ServiceCollection services = new();
        services.AddCustomerSegmentation("churn", "churn.seg");
        ArgumentException failure = Assert.Throws<ArgumentException>(() => services.AddCustomerSegmentation("churn", _ => new StubModel()));
        Assert.Equal("A model named \"churn\" is registered already. Give each model a name of its own, or register it once. (Parameter 'name')", failure.Message);
        Assert.Throws<ArgumentException>(() => services.AddCustomerSegmentation(" ", "churn.seg"));
        Assert.Throws<ArgumentException>(() => services.AddCustomerSegmentation("value", ""));
    }

    [Fact]
    public void A_missing_file_is_named_with_its_registration_when_first_asked_for()
    {
        using ServiceProvider provider = new ServiceCollection().AddCustomerSegmentation("churn", "missing/churn.seg").BuildServiceProvider();
        string full = Path.GetFullPath("missing/churn.seg");
        Assert.Equal(
            $"The model \"churn\" of AddCustomerSegmentation cannot be loaded from {full}: " +
            $"There is no model file {Show.Value(full)} (looked for {full}). Check the path, or save a model there first.",
            Assert.Throws<SegmentationException>(() => provider.GetRequiredKeyedService<SegmentationModel>("churn")).Message);
    }

    [Fact]
    public void A_damaged_file_is_named_with_its_registration()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder.File("churn.seg"), SmallModelFile.Bytes()[..70]);
        using ServiceProvider provider = new ServiceCollection().AddCustomerSegmentation("churn", folder.File("churn.seg")).BuildServiceProvider();
        string message = Assert.Throws<SegmentationException>(provider.GetRequiredService<SegmentationModel>).Message;
        Assert.StartsWith($"The model \"churn\" of AddCustomerSegmentation cannot be loaded from {folder.File("churn.seg")}: The model file ", message, StringComparison.Ordinal);
        Assert.Contains(" is damaged: it ends after 70 bytes", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_is_not_kept_the_next_call_tries_again()
    {
        int calls = 0;
        using ServiceProvider provider = new ServiceCollection().AddCustomerSegmentation("churn", _ =>
            ++calls == 1 ? throw new SegmentationException("Not there yet.") : new StubModel()).BuildServiceProvider();
        Assert.Equal("The model \"churn\" of AddCustomerSegmentation cannot be created: Not there yet.",
            Assert.Throws<SegmentationException>(() => provider.GetRequiredKeyedService<SegmentationModel>("churn")).Message);
        Assert.NotNull(provider.GetRequiredKeyedService<SegmentationModel>("churn"));
    }

    [Fact]
    public void A_factory_that_gives_nothing_is_named()
    {
        using ServiceProvider provider = new ServiceCollection().AddCustomerSegmentation("churn", _ => null!).BuildServiceProvider();
        Assert.Equal("The model \"churn\" of AddCustomerSegmentation cannot be created: its factory gave nothing. Let it return a model.",
            Assert.Throws<SegmentationException>(() => provider.GetRequiredKeyedService<SegmentationModel>("churn")).Message);
    }

    private sealed class NamedConsumer([FromKeyedServices("churn")] SegmentationModel model)
    {
        public SegmentationModel Model { get; } = model;
    }

    private sealed class Consumer(SegmentationModel model)
    {
        public SegmentationModel Model { get; } = model;
    }
}
