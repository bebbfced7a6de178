using CustomerSegmentation;
using TorchSharp;

// Before anything of the package: this is what the package's module initializer is for.
using (torch.Tensor four = torch.ones(2, 2).sum())
    if (four.item<float>() != 4) return 1;
TorchRuntime.EnsureLoaded();
Console.WriteLine($"Torch {TorchRuntime.Status}");
Console.WriteLine("package works");
return 0;
