using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class ModelFilePathTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_file_is_written_and_read()
    {
        ModelFile.Write(_folder.File("churn.seg"), SmallModelFile.Sections);
        Assert.Equal(SmallModelFile.Bytes(), File.ReadAllBytes(_folder.File("churn.seg")));
        Assert.Equal(3, ModelFile.Read(_folder.File("churn.seg")).Sections.Count);
    }

    [Fact]
    public void A_missing_file_is_named_with_where_it_was_looked_for()
    {
        foreach (string path in new[] { "churn-that-is-not-there.seg", "no-such-folder/churn.seg" })
            Assert.Equal(
                $"There is no model file \"{path}\" (looked for {Path.GetFullPath(path)}). Check the path, or save a model there first.",
                Assert.Throws<SegmentationException>(() => ModelFile.Read(path)).Message);
    }

    [Fact]
    public void A_folder_in_its_place_is_named() => Assert.Equal(
        $"{Show.Value(_folder.Path)} is a folder, not a model file. Give the path of a file that Save wrote.",
        Assert.Throws<SegmentationException>(() => ModelFile.Read(_folder.Path)).Message);

    [Fact]
    public void A_damaged_file_is_named()
    {
        string path = _folder.File("churn.seg");
        File.WriteAllBytes(path, SmallModelFile.Bytes()[..100]);
        Assert.StartsWith($"The model file {Show.Value(path)} is damaged: it ends after 100 bytes, expected ",
            Assert.Throws<SegmentationException>(() => ModelFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_cannot_be_written_to_its_end_is_reported()
    {
        for (int capacity = 0; capacity < SmallModelFile.Bytes().Length; capacity++)
            Assert.Equal(
                "Writing the model to the stream failed: No space left on device. What the stream holds now is not a whole model; write it anew.",
                Assert.Throws<SegmentationException>(() => ModelFile.Write(new FullStream(Stream.Null, capacity), SmallModelFile.Sections)).Message);
    }

    public void Dispose() => _folder.Dispose();
}
