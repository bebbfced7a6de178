using TorchSharp;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class TorchRuntimeTests
{
    [Fact]
    public void Torch_is_loaded_and_says_how()
    {
        TorchRuntime.EnsureLoaded();
        using torch.Tensor two = torch.ones(1) + torch.ones(1);
        Assert.Equal(2f, two.item<float>());
        Assert.StartsWith("loaded ", TorchRuntime.Status);
    }
}
