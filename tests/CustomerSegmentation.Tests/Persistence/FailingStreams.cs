namespace CustomerSegmentation.Tests;

/// <summary>Gives one byte a call and cannot seek, as a slow connection would.</summary>
internal sealed class TrickleStream(byte[] bytes, int failAfter = int.MaxValue) : Stream
{
    private int _at;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_at >= failAfter) throw new IOException("The cable was pulled.");
        if (_at == bytes.Length || buffer.Length == 0) return 0;
        buffer[0] = bytes[_at++];
        return 1;
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>Takes a number of bytes, then fails, as a full disk does.</summary>
internal sealed class FullStream(Stream inner, long capacity) : Stream
{
    private long _written;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        int count = (int)Math.Min(buffer.Length, capacity - _written);
        inner.Write(buffer[..count]);
        _written += count;
        if (count < buffer.Length) throw new IOException("No space left on device.");
    }

    public override void Flush() => inner.Flush();
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
