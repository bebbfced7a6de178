#:project ../../src/CustomerSegmentation/CustomerSegmentation.csproj
#:package Microsoft.Extensions.DependencyInjection

// A model in an application: trained and saved once, registered with the application's services, and asked from several threads.
// Run it from the repository's root: dotnet run docs/samples/application.cs

using CustomerSegmentation;
using Microsoft.Extensions.DependencyInjection;

CustomerTable customers = SyntheticShop.Customers(2000);
string file = Path.Combine(Path.GetTempPath(), $"shop-{Environment.ProcessId}.seg");

// Some day, in some other program: train and save.
MlpSegmenter segmenter = new MlpSegmenterBuilder().UseLabel("Segment").AddAll().UseTraining(new() { Epochs = 60 }).Build();
using (SegmentationModel trained = segmenter.Fit(customers)) trained.Save(file);

// At the start of the application: register. The model is loaded when it is first asked for, and disposed with the container.
ServiceCollection services = new();
services.AddCustomerSegmentation("shop", file);
services.AddSingleton<Greeter>();

using (ServiceProvider provider = services.BuildServiceProvider())
{
    Greeter greeter = provider.GetRequiredService<Greeter>();
    Console.WriteLine($"{string.Join(", ", greeter.Model.Segments)}: {greeter.Model.Training?.History}");

    // Requests come one by one, on several threads, and share the model.
    string[] greetings = new string[200];
    Parallel.For(0, greetings.Length, new() { MaxDegreeOfParallelism = 4 }, row => greetings[row] = greeter.Greet(customers.SelectRows([row])));
    foreach (string greeting in greetings.Take(5)) Console.WriteLine(greeting);

    // One by one or all at once: the answers are the same.
    Segmentation together = greeter.Model.Segment(customers);
    int same = Enumerable.Range(0, greetings.Length).Count(row => greetings[row] == Greeter.Text(together[row]));
    Console.WriteLine(FormattableString.Invariant($"{same} of {greetings.Length} answers from 4 threads equal those of all customers at once"));
}
File.Delete(file);

// A service of the application: what it needs comes through its constructor.
internal sealed class Greeter([FromKeyedServices("shop")] SegmentationModel model)
{
    public SegmentationModel Model => model;

    public string Greet(CustomerTable customer) => Text(model.Segment(customer)[0]);

    public static string Text(CustomerSegment customer) => customer.Segment switch
    {
        "Dormant" => $"{customer.Key}: We have missed you!",
        "New explorers" => $"{customer.Key}: Welcome! Here is where to start.",
        _ => $"{customer.Key}: Good to see you again.",
    };
}
