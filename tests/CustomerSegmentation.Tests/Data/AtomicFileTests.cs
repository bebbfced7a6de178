using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("segmentation-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_written_and_replaced()
    {
        string path = Path.Combine(_folder, "a.bin");
        AtomicFile.Write(path, stream => stream.Write([1, 2, 3]));
        AtomicFile.Write(path, stream => stream.Write([4]));
        Assert.Equal([4], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_failure_leaves_the_old_file_and_nothing_else()
    {
        string path = Path.Combine(_folder, "a.bin");
        File.WriteAllText(path, "old");
        Assert.Throws<OperationCanceledException>(() => AtomicFile.Write(path, stream =>
        {
            stream.Write([1]);
            throw new OperationCanceledException();
        }));
        SegmentationException error = Assert.Throws<SegmentationException>(() => AtomicFile.Write(path, _ => throw new IOException("Disk full.")));
        Assert.Contains("cannot be written: Disk full. Nothing was changed.", error.Message);
        Assert.IsType<IOException>(error.InnerException);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_folder_and_a_missing_folder_are_named()
    {
        Assert.EndsWith("cannot be written: it is a folder. Give the path of a file in it.", Assert.Throws<SegmentationException>(() => AtomicFile.Write(_folder, _ => { })).Message);
        string path = Path.Combine(_folder, "none", "a.bin");
        Assert.Contains("does not exist. Create it first, or check the path.", Assert.Throws<SegmentationException>(() => AtomicFile.Write(path, _ => { })).Message);
    }

    [Fact]
    public void A_link_is_followed()
    {
        string target = Path.Combine(_folder, "target.bin"), link = Path.Combine(_folder, "link.bin");
        File.WriteAllText(target, "old");
        try
        {
            File.CreateSymbolicLink(link, target);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            Assert.Skip("Links cannot be made here.");
        }
        AtomicFile.Write(link, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(target));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void A_device_is_not_replaced_by_a_file()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Devices are told from files on Linux only.");
        SegmentationException error = Assert.Throws<SegmentationException>(() => AtomicFile.Write("/dev/null", stream => stream.WriteByte(1)));
        Assert.Contains("is a device or a pipe", error.Message, StringComparison.Ordinal);
        Assert.False(FileKind.IsRegularOrAbsent("/dev/null"));
    }
}
