namespace CustomerSegmentation;

/// <summary>Lets many threads use a resource while any may dispose it: it is freed when the last use has ended.</summary>
internal sealed class Lease(IDisposable resource) : IDisposable
{
    private int _uses = 1; // one is the owner's
    private int _disposed;

    /// <summary>Begins a use, which the caller disposes.</summary>
    /// <exception cref="ObjectDisposedException">The owner has disposed it.</exception>
    public Use Take()
    {
        for (int uses = Volatile.Read(ref _uses); ; uses = Volatile.Read(ref _uses))
        {
            if (uses == 0 || Volatile.Read(ref _disposed) != 0)
                throw new ObjectDisposedException(nameof(SegmentationModel), "The model was disposed and its memory is free. Dispose it after its last use, or load it again.");
            if (Interlocked.CompareExchange(ref _uses, uses + 1, uses) == uses) return new(this);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) Release();
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _uses) == 0) resource.Dispose();
    }

    /// <summary>One use.</summary>
    internal readonly struct Use(Lease lease) : IDisposable
    {
        public void Dispose() => lease.Release();
    }
}
