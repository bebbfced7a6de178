using System.Text;

namespace CustomerSegmentation;

/// <summary>
/// The characters of a CSV, decoded strictly and counted on their way to the parser: line ends, lines, bytes. What cannot be decoded
/// or read ends with an error that says where.
/// </summary>
internal sealed class CsvSource : TextReader
{
    internal const int BlockSize = 1 << 16;
    private readonly string _name;
    private readonly TextReader? _text;
    private readonly Stream? _stream;
    private readonly Encoding? _given;
    private readonly CancellationToken _cancellation;
    private readonly byte[] _bytes = [];
    private char[] _chars = [];
    private int _start, _end;
    private bool _ended, _afterCarriageReturn;
    private Decoder? _decoder;
    private Utf8Watch? _watch;
    private long _blockStart;
    private long _feeds, _carriageReturns, _pairs;

    public CsvSource(string name, Stream stream, Encoding? encoding, CancellationToken cancellation) : this(name, cancellation)
    {
        (_stream, _given) = (stream, encoding);
        _bytes = new byte[BlockSize];
    }

    public CsvSource(string name, TextReader text, CancellationToken cancellation) : this(name, cancellation)
    {
        _text = text;
        _chars = new char[BlockSize];
    }

    private CsvSource(string name, CancellationToken cancellation) => (_name, _cancellation) = (name, cancellation);

    /// <summary>The encoding in use, null before the first block and for text that came decoded.</summary>
    public Encoding? Encoding { get; private set; }

    public bool ByteOrderMark { get; private set; }

    /// <summary>CR LF, LF, CR, or "mixed" with counts; "none" for a single line.</summary>
    public string LineEnds
    {
        get
        {
            long feeds = _feeds - _pairs, returns = _carriageReturns - _pairs;
            string[] kinds = [.. new[] { (_pairs, "CR LF"), (feeds, "LF"), (returns, "CR") }.Where(kind => kind.Item1 > 0)
                .Select(kind => kind.Item2)];
            return kinds.Length switch { 0 => "none", 1 => kinds[0], _ => "mixed: " + string.Join(", ", kinds) };
        }
    }

    /// <summary>The characters of the first block, still to be read.</summary>
    public ReadOnlySpan<char> Waiting => _chars.AsSpan(_start, _end - _start);

    /// <summary>Reads the first block, so that <see cref="Waiting"/> and <see cref="Encoding"/> are known.</summary>
    public async ValueTask StartAsync(bool wait)
    {
        if (_start == _end && !_ended) await FillAsync(wait).ConfigureAwait(false);
    }

    public override int Peek() => Ready() ? _chars[_start] : -1;

    public override int Read() => Ready() ? _chars[_start++] : -1;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer) => Ready() ? Take(buffer) : 0;

    public override int ReadBlock(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override async ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        while (_start == _end && !_ended) await FillAsync(wait: true).ConfigureAwait(false);
        return Take(buffer.Span);
    }

    public override Task<int> ReadAsync(char[] buffer, int index, int count) => ReadAsync(buffer.AsMemory(index, count)).AsTask();

    public override ValueTask<int> ReadBlockAsync(Memory<char> buffer, CancellationToken cancellationToken = default) => ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadBlockAsync(char[] buffer, int index, int count) => ReadAsync(buffer, index, count);

    private bool Ready()
    {
        while (_start == _end && !_ended) FillAsync(wait: false).AsTask().GetAwaiter().GetResult(); // without waiting it is complete at once
        return _start < _end;
    }

    private int Take(Span<char> buffer)
    {
        int count = Math.Min(buffer.Length, _end - _start);
        _chars.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    private async ValueTask FillAsync(bool wait)
    {
        _cancellation.ThrowIfCancellationRequested();
        _start = _end = 0;
        try
        {
            if (_text is not null)
            {
                _end = wait ? await _text.ReadAsync(_chars, _cancellation).ConfigureAwait(false) : _text.Read(_chars);
                _ended = _end == 0;
            }
            else
            {
                int length = 0, read = -1;
                // Full blocks, so that the mark and the first lines are seen whole.
                while (length < _bytes.Length && read != 0)
                {
                    read = wait ? await _stream!.ReadAsync(_bytes.AsMemory(length), _cancellation).ConfigureAwait(false) : _stream!.Read(_bytes, length, _bytes.Length - length);
                    length += read;
                }
                _ended = read == 0;
                Decode(_bytes.AsSpan(0, length));
                _blockStart += length;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException)
        {
            throw new SegmentationException($"Reading {_name} failed after {Lines()}: {error.Message} Nothing was kept of it; read it again.", error);
        }
        Count(_chars.AsSpan(0, _end));
    }

    private string Lines() => Show.Count(Line(_feeds, _carriageReturns, _pairs) - 1, "line");

    private void Decode(ReadOnlySpan<byte> bytes)
    {
        int mark = 0;
        if (_decoder is null)
        {
            (Encoding, mark) = CsvEncoding.Choose(_name, bytes, _given);
            ByteOrderMark = mark > 0;
            _watch = _given is { IsSingleByte: true, CodePage: not 20127 } ? new(_name, _given) : null;
            _decoder = Encoding.GetDecoder();
            _chars = new char[Encoding.GetMaxCharCount(BlockSize)];
            bytes = bytes[mark..];
        }
        _watch?.See(bytes, _ended);
        try
        {
            _end = _decoder.GetChars(bytes, _chars, flush: _ended);
        }
        catch (DecoderFallbackException error)
        {
            int at = Math.Clamp(error.Index, 0, bytes.Length);
            ReadOnlySpan<byte> before = bytes[..at];
            long line = Line(_feeds + before.Count((byte)'\n'), _carriageReturns + before.Count((byte)'\r'), _pairs + before.Count("\r\n"u8));
            throw CsvEncoding.Invalid(_name, Encoding!, _given is not null, error, _blockStart + mark + error.Index, line);
        }
    }

    private void Count(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return;
        if (text.IndexOf('\0') is >= 0 and int nul)
        {
            ReadOnlySpan<char> before = text[..nul];
            long line = Line(_feeds + before.Count('\n'), _carriageReturns + before.Count('\r'), _pairs + before.Count("\r\n"));
            throw new SegmentationException(
                $"{_name} has a NUL character in line {line}: it is no text in the encoding {Encoding?.WebName ?? "given"}. If it is UTF-16 without a byte-order mark, give Encoding = Encoding.Unicode; otherwise the file is damaged or not a CSV.");
        }
        int returns = text.Count('\r');
        if (_afterCarriageReturn && text[0] == '\n') _pairs++;
        if (returns > 0) _pairs += text.Count("\r\n");
        _feeds += text.Count('\n');
        _carriageReturns += returns;
        _afterCarriageReturn = text[^1] == '\r';
    }

    private static long Line(long feeds, long returns, long pairs) => 1 + feeds + returns - pairs;
}
