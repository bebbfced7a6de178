using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Xunit;

namespace CustomerSegmentation.Tests;

/// <summary>Files that were made to do harm: their checksum is right.</summary>
public sealed class HostileModelFileTests
{
    private const int TotalLength = 16, SectionCount = 24, SignatureLength = 28, FirstOffset = 64, FirstLength = 72;

    private static readonly byte[] s_bytes = SmallModelFile.Bytes();

    [Theory]
    [InlineData(TotalLength, long.MaxValue, "claims a length of 9223372036854775807 bytes, more than the 2147483648 that are accepted")]
    [InlineData(TotalLength, 1_000_000_000L, "it ends after")]
    [InlineData(TotalLength, 100L, "it claims a length of 100 bytes, expected at least 208")]
    [InlineData(TotalLength, -1L, "it claims a length of -1 bytes")]
    [InlineData(FirstOffset, long.MaxValue, "section \"plan\" starts at byte 9223372036854775807, expected 176")]
    [InlineData(FirstOffset, 0L, "section \"plan\" starts at byte 0")]
    [InlineData(FirstLength, long.MaxValue, "section \"plan\" claims 9223372036854775807 bytes")]
    [InlineData(FirstLength, long.MinValue, "section \"plan\" claims -9223372036854775808 bytes")]
    [InlineData(FirstLength, 0L, "section \"weights\" starts at byte")]
    public void Hostile_sizes_are_refused_before_anything_is_allocated(int at, long number, string message)
    {
        byte[] forged = SmallModelFile.Forged(s_bytes, at, number);
        AssertRefused(forged, message);
    }

    [Theory]
    [InlineData(SectionCount, int.MaxValue, "it claims 2147483647 sections, expected 0 to 1024")]
    [InlineData(SectionCount, -1, "it claims -1 sections")]
    [InlineData(SectionCount, 1024, "expected at least")]
    [InlineData(SectionCount, 2, "section \"plan\" starts at byte 176, expected 128")]
    [InlineData(SignatureLength, int.MaxValue, "it claims a signature of 2147483647 bytes, expected 0 to 256")]
    [InlineData(SignatureLength, -1, "it claims a signature of -1 bytes")]
    [InlineData(SignatureLength, 10, "section \"weights\" claims")]
    public void Hostile_counts_are_refused_before_anything_is_allocated(int at, int number, string message)
    {
        byte[] forged = SmallModelFile.Forged(s_bytes, at, number);
        AssertRefused(forged, message);
    }

    [Fact]
    public void Bytes_that_belong_to_no_section_are_refused() => AssertRefused(
        SmallModelFile.Forged([.. s_bytes, 0], bytes => BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(TotalLength), bytes.Length)),
        $"its sections end at byte {s_bytes.Length - 32}, expected {s_bytes.Length - 31}");

    [Fact]
    public void A_stream_that_promises_two_gigabytes_costs_what_it_holds()
    {
        // A header and a table that agree on one section of almost 2 GiB, and then nothing: a stream cannot be asked for its length.
        byte[] head = s_bytes[..(32 + 48)];
        long total = 2L << 30;
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(TotalLength), total);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(SectionCount), 1);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(FirstOffset), head.Length);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(FirstLength), total - 32 - head.Length);
        string message = "";
        long allocated = SmallModelFile.Allocated(() =>
            message = Assert.Throws<SegmentationException>(() => ModelFile.Read(new TrickleStream(head))).Message);
        Assert.Contains("is damaged: it ends after 80 bytes, expected 2147483648", message, StringComparison.Ordinal);
        Assert.True(allocated < 1 << 20, $"{allocated} bytes were allocated.");
    }

    [Fact]
    public void The_largest_size_accepted_is_an_option()
    {
        string message = SmallModelFile.Refusal(s_bytes, new() { MaximumSize = 200 });
        Assert.Contains($"claims a length of {s_bytes.Length} bytes, more than the 200 that are accepted", message, StringComparison.Ordinal);
        Assert.Contains("raise ModelLoadOptions.MaximumSize", message, StringComparison.Ordinal);
        Assert.NotNull(SmallModelFile.Read(s_bytes, new() { MaximumSize = s_bytes.Length }));
    }

    [Fact]
    public void Names_that_could_be_paths_or_repeat_are_refused()
    {
        AssertRefused(SmallModelFile.Forged(s_bytes, bytes => "../x"u8.CopyTo(bytes.AsSpan(32))), "section 1 has the name \"../x\"");
        AssertRefused(SmallModelFile.Forged(s_bytes, bytes => bytes.AsSpan(32, 32).Clear()), "section 1 has the name \"\"");
        AssertRefused(SmallModelFile.Forged(s_bytes, bytes => bytes.AsSpan(32, 32).CopyTo(bytes.AsSpan(80))), "two sections have the name \"plan\"");
    }

    [Fact]
    public void Any_bytes_changed_and_checksummed_again_are_read_or_refused_never_more() =>
        Gen.Select(Gen.Int[0, s_bytes.Length - 33], Gen.Byte).Array[1, 6].Sample(changes =>
        {
            byte[] forged = SmallModelFile.Forged(s_bytes, bytes =>
            {
                foreach ((int at, byte value) in changes) bytes[at] = value;
            });
            long allocated = SmallModelFile.Allocated(() => ReadAll(forged));
            Assert.True(allocated < 1 << 20, $"{allocated} bytes were allocated.");
        }, iter: 5_000, threads: 1);

    [Fact]
    public void Any_bytes_cut_out_or_put_in_and_checksummed_again_are_read_or_refused() =>
        Gen.Select(Gen.Int[0, s_bytes.Length - 33], Gen.Int[0, 64], Gen.Byte.Array[0, 64]).Sample((at, cut, put) =>
            ReadAll(SmallModelFile.Forged([.. s_bytes[..at], .. put, .. s_bytes[Math.Min(at + cut, s_bytes.Length - 32)..]],
                bytes => BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(TotalLength), bytes.Length))), iter: 2_000, threads: 1);

    [Theory]
    [InlineData("""{"tensors":[{"name":"w","shape":[2147483647,2147483647,2147483647]}]}""", "claims tensor \"w\" of shape [2147483647, 2147483647, 2147483647], where 2 values are left")]
    [InlineData("""{"tensors":[{"name":"w","shape":[65536,65536,65536,65536]}]}""", "where 2 values are left")]
    [InlineData("""{"tensors":[{"name":"w","shape":[-1]}]}""", "\"shape\" should be a whole number from 0 to 2147483647 but is \"-1\"")]
    [InlineData("""{"tensors":[{"name":"w","shape":[1.5]}]}""", "\"shape\" should be a whole number from 0 to 2147483647 but is \"1.5\"")]
    [InlineData("""{"tensors":[{"name":"w","shape":[1,1,1,1,1,1,1,1,1]}]}""", "claims tensor \"w\" of 9 dimensions, more than the 8 that are read")]
    [InlineData("""{"tensors":[{"name":"w","shape":[3]}]}""", "where 2 values are left")]
    [InlineData("""{"tensors":[{"name":"w","shape":[1]}]}""", "holds 4 bytes that belong to no tensor")]
    [InlineData("""{"tensors":[{"name":"w","shape":[1]},{"name":"w","shape":[1]}]}""", "holds two tensors \"w\"")]
    [InlineData("""{"tensors":[null]}""", "\"tensors\" should be objects but is missing")]
    [InlineData("""{"tensors":{}}""", "in the section, \"tensors\" should be a list but is an object")]
    [InlineData("""{}""", "in the section, \"tensors\" should be a list but is missing")]
    public void Tensors_whose_shapes_do_not_fit_their_data_are_refused(string header, string message)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] data = [.. BitConverter.GetBytes(json.Length), .. json, .. new byte[8]];
        Assert.Contains(message, Assert.Throws<SegmentationException>(() => TensorSection.Read(data, "section")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    [InlineData(5)]
    public void A_tensor_header_longer_than_its_section_is_refused(int length)
    {
        byte[] data = [.. BitConverter.GetBytes(length), 1, 2, 3, 4];
        Assert.Equal(
            $"The section claims a header of {length} bytes, where 4 are left. The file is damaged, or another program or version wrote it: save the model again.",
            Assert.Throws<SegmentationException>(() => TensorSection.Read(data, "section")).Message);
        Assert.Throws<SegmentationException>(() => TensorSection.Read([1, 2], "section"));
    }

    [Fact]
    public void Json_that_is_deep_repeated_broken_or_no_text_is_refused()
    {
        Refused(Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 100) + new string(']', 100) + "}"), "is no valid JSON");
        Refused("""{"a":1,"a":2}"""u8, "is no valid JSON");
        Refused("""{"a":1"""u8, "is no valid JSON");
        Refused("""{"a":NaN}"""u8, "is no valid JSON");
        Refused("""[1]"""u8, "is no JSON object");
        Refused("null"u8, "is no JSON object");
        Refused(""u8, "is no valid JSON");
        Refused("""{"a":"\ud800"}"""u8, "holds text that is no Unicode");
        Refused([(byte)'{', (byte)'"', 0xff, (byte)'"', (byte)':', (byte)'1', (byte)'}'], "is not UTF-8");
        Refused(Encoding.UTF8.GetBytes("{\"a\":[" + string.Join(',', Enumerable.Repeat('1', ModelJson.MaxTokens)) + "]}"), "has more than 4000000 names and values");

        static void Refused(ReadOnlySpan<byte> json, string message)
        {
            byte[] bytes = json.ToArray();
            string refusal = Assert.Throws<SegmentationException>(() => ModelJson.Read(bytes, "section \"plan\" of the model stream")).Message;
            Assert.StartsWith("The section \"plan\" of the model stream " + message, refusal, StringComparison.Ordinal);
        }
    }

    private static void ReadAll(byte[] bytes)
    {
        try
        {
            ModelFile file = SmallModelFile.Read(bytes);
            foreach (ModelSection section in file.Sections)
            {
                try
                {
                    SettingsReader json = file.Settings(section.Name);
                    _ = json.Number("mean") + json.Texts("levels").Length + json.Text("label").Length;
                }
                catch (SegmentationException)
                {
                    _ = file.Tensors(section.Name).Tensors.Count;
                }
            }
        }
        catch (SegmentationException failure)
        {
            Assert.NotEmpty(failure.Message);
        }
    }

    private static void AssertRefused(byte[] bytes, string message)
    {
        string refusal = "";
        long allocated = SmallModelFile.Allocated(() => refusal = SmallModelFile.Refusal(bytes));
        Assert.Contains(message, refusal, StringComparison.Ordinal);
        Assert.True(allocated < 1 << 20, $"{allocated} bytes were allocated.");
        Assert.Throws<SegmentationException>(() => ModelFile.Read(new TrickleStream(bytes)));
    }
}
