using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;

namespace CustomerSegmentation;

/// <summary>
/// A flat run of floats in a Torch tensor on the CPU: Torch owns and aligns the memory (64 bytes), the kernels work on its pointer,
/// and the same tensor goes to another device without a copy by hand. Zero at first.
/// </summary>
/// <remarks>Whoever creates it disposes it; the pointer is valid until then.</remarks>
internal sealed unsafe class TensorBuffer : IDisposable
{
    // Above it Torch's threads are worth waking to write zeros, below it they are not: one of them may have to wait for a processor.
    private const long WorthThreads = 1 << 20;

    private readonly torch.Tensor _tensor; // [length], float32 on the CPU

    /// <summary>Allocates zeros.</summary>
    /// <exception cref="SegmentationException">Torch cannot be loaded.</exception>
    public TensorBuffer(long length)
    {
        TorchRuntime.EnsureLoaded();
        Length = length;
        _tensor = Allocate(Math.Max(1, length)); // a tensor of no elements has no memory to point at
        using torch.Tensor start = First(_tensor); // Torch shows no more than 2 GB as bytes
        Pointer = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(start.bytes));
        if (Length < WorthThreads) Clear();
    }

    /// <summary>The number of floats.</summary>
    public long Length { get; }

    /// <summary>The first float.</summary>
    public float* Pointer { get; }

    /// <summary>The floats.</summary>
    public Span<float> Span => new(Pointer, checked((int)Length));

    /// <summary>Sets all floats to zero.</summary>
    public void Clear() => NativeMemory.Clear(Pointer, (nuint)Length * sizeof(float));

    /// <inheritdoc/>
    public void Dispose() => _tensor.Dispose();

    // Apart, so that Torch's types are first touched after it is loaded. A caller's dispose scope must not own the buffer.
    private static torch.Tensor First(torch.Tensor tensor) => tensor.narrow(0, 0, 1).DetachFromDisposeScope();

    private static torch.Tensor Allocate(long length) =>
        (length < WorthThreads ? torch.empty(length, torch.ScalarType.Float32, torch.CPU) : torch.zeros(length, torch.ScalarType.Float32, torch.CPU)).DetachFromDisposeScope();
}
