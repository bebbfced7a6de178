using CustomerSegmentation;

Console.WriteLine($"initializers: {typeof(Program).Assembly.GetTypes().Count(type => type.Name == "TorchInitializer")}");
try
{
    TorchRuntime.EnsureLoaded();
    return 1;
}
catch (SegmentationException expected)
{
    Console.WriteLine(expected.Message);
    return 0;
}
