using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class ModelFileTests
{
    private static readonly byte[] s_bytes = SmallModelFile.Bytes();

    [Fact]
    public void What_is_written_reads_back()
    {
        ModelFile file = SmallModelFile.Read(s_bytes);
        Assert.Equal(1, file.Version);
        Assert.False(file.IsSigned);
        Assert.Equal(["plan", "weights", "empty"], file.Sections.Select(section => section.Name));
        Assert.Equal(["a", "ä", "客"], file.Settings("plan").Texts("levels"));
        Assert.Equal([1f, 2, 3, 4, 5, float.Epsilon], file.Tensors("weights").Values("w", 2, 3));
        Assert.Equal(0, file.Bytes("empty").Length);
    }

    [Fact]
    public void The_same_sections_give_the_same_bytes() => Assert.Equal(s_bytes, SmallModelFile.Bytes());

    [Fact]
    public void A_file_without_sections_is_a_file()
    {
        using MemoryStream stream = new();
        ModelFile.Write(stream, []);
        stream.Position = 0;
        Assert.Empty(ModelFile.Read(stream).Sections);
    }

    [Fact]
    public void A_stream_that_gives_one_byte_at_a_time_is_read_to_its_end()
    {
        ModelFile file = ModelFile.Read(new TrickleStream(s_bytes));
        Assert.Equal(SmallModelFile.Sections[1].Data.ToArray(), file.Bytes("weights").ToArray());
    }

    [Fact]
    public void A_large_section_through_a_stream_that_cannot_seek_is_whole()
    {
        byte[] large = new byte[300_001];
        for (int i = 0; i < large.Length; i++) large[i] = (byte)(i * 31);
        using MemoryStream stream = new();
        ModelFile.Write(stream, [new("large", large)]);
        Assert.Equal(large, ModelFile.Read(new TrickleStream(stream.ToArray())).Bytes("large").ToArray());
    }

    [Fact]
    public void Reading_starts_where_the_stream_stands()
    {
        using MemoryStream stream = new([1, 2, 3, .. s_bytes]) { Position = 3 };
        Assert.Equal(3, ModelFile.Read(stream).Sections.Count);
    }

    [Fact]
    public void Truncated_at_any_byte_it_is_refused_with_one_clear_error()
    {
        for (int length = 0; length < s_bytes.Length; length++)
        {
            byte[] part = s_bytes[..length];
            string seekable = SmallModelFile.Refusal(part);
            string trickled = Assert.Throws<SegmentationException>(() => ModelFile.Read(new TrickleStream(part))).Message;
            string expected = length == 0 ? "The model stream is empty." : length < 8 ? "is no model file of CustomerSegmentation"
                : $"is damaged: it ends after {Show.Count(length, "byte")}";
            if (length is 0 or >= 8) Assert.Contains(expected, seekable, StringComparison.Ordinal);
            Assert.Equal(seekable, trickled);
            Assert.EndsWith("Get the file anew, or save the model again.", seekable, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void With_any_bit_flipped_it_is_refused()
    {
        for (int bit = 0; bit < 8 * s_bytes.Length; bit++)
        {
            byte[] flipped = [.. s_bytes];
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEmpty(SmallModelFile.Refusal(flipped));
            Assert.Throws<SegmentationException>(() => ModelFile.Read(new TrickleStream(flipped)));
        }
    }

    [Fact]
    public void Bytes_after_its_end_are_refused()
    {
        byte[] longer = [.. s_bytes, 0];
        Assert.Contains($"it is {longer.Length} bytes long, expected {s_bytes.Length}", SmallModelFile.Refusal(longer), StringComparison.Ordinal);
        string trickled = Assert.Throws<SegmentationException>(() => ModelFile.Read(new TrickleStream(longer))).Message;
        Assert.Contains($"more bytes follow after its end at {s_bytes.Length} bytes", trickled, StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_in_the_content_is_found_by_the_checksum()
    {
        byte[] flipped = [.. s_bytes];
        flipped[^40] ^= 1;
        Assert.Equal("The model stream is damaged: its checksum does not match its content. Get the file anew, or save the model again.", SmallModelFile.Refusal(flipped));
    }

    [Fact]
    public void Another_kind_of_file_is_named_as_such() => Assert.Equal(
        "The model stream is no model file of CustomerSegmentation: its first bytes are 49442C4167652C47, expected 89435345470D0A1A. " +
        "Give a file that a model's Save wrote, transferred as binary.", SmallModelFile.Refusal("ID,Age,Gender\n1,2,f\n"u8.ToArray()));

    [Fact]
    public void A_newer_version_asks_for_an_update() => Assert.Equal(
        "The model stream has format version 2, this version of the library reads up to 1. Update the CustomerSegmentation package, " +
        "or save the model with this version. (A damaged file can look like this too.)", SmallModelFile.Refusal(SmallModelFile.Forged(s_bytes, 8, 2)));

    [Fact]
    public void Unknown_features_ask_for_an_update() => Assert.Contains(
        "uses features (0x00000004) that this version of the library does not know", SmallModelFile.Refusal(SmallModelFile.Forged(s_bytes, 12, 4)), StringComparison.Ordinal);

    [Fact]
    public void A_stream_that_fails_is_reported_with_the_place_for_every_place()
    {
        for (int length = 0; length <= s_bytes.Length; length++)
        {
            SegmentationException failure = Assert.Throws<SegmentationException>(() => ModelFile.Read(new TrickleStream(s_bytes, failAfter: length)));
            Assert.Equal(
                $"Reading the model stream failed after {Show.Count(length, "byte")}: The cable was pulled. Try again, or get the file anew.",
                failure.Message);
            Assert.IsType<IOException>(failure.InnerException);
        }
    }

    [Fact]
    public void A_missing_section_is_named_with_those_that_are_there() => Assert.Equal(
        "The model stream has no section \"graph\", only \"plan\", \"weights\", \"empty\". " +
        "It holds another kind of model, or another program or version wrote it: save the model again.",
        Assert.Throws<SegmentationException>(() => SmallModelFile.Read(s_bytes).Settings("graph")).Message);

    [Fact]
    public void Sections_that_cannot_be_read_back_are_not_written()
    {
        using MemoryStream stream = new();
        Assert.Throws<ArgumentException>(() => new ModelSection("Plan", default));
        Assert.Throws<ArgumentException>(() => new ModelSection("", default));
        Assert.Throws<ArgumentException>(() => new ModelSection(new string('a', 33), default));
        Assert.Throws<ArgumentException>(() => ModelFile.Write(stream, [new("a", default), new("a", default)]));
        Assert.Equal(0, stream.Length);
    }
}
