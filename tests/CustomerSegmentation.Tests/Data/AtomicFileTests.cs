using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_new_file_is_written_and_nothing_else_is_left()
    {
        AtomicFile.Write(_folder.File("a.seg"), stream => stream.Write([1, 2, 3]));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(_folder.File("a.seg")));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void An_old_file_is_replaced()
    {
        File.WriteAllBytes(_folder.File("a.seg"), new byte[100]);
        AtomicFile.Write(_folder.File("a.seg"), stream => stream.Write([1]));
        Assert.Equal([1], File.ReadAllBytes(_folder.File("a.seg")));
    }

    [Fact]
    public void A_disk_that_is_full_after_any_byte_leaves_the_old_file_as_it_was()
    {
        string path = _folder.File("a.seg");
        byte[] old = SmallModelFile.Bytes();
        File.WriteAllBytes(path, old);
        for (int capacity = 0; capacity < old.Length; capacity++)
        {
            int room = capacity;
            string message = Assert.Throws<SegmentationException>(() => AtomicFile.Write(path, stream =>
                ModelFileWriter.Write(new FullStream(stream, room), SmallModelFile.Sections, new()))).Message;
            Assert.Equal(
                $"The file {Show.Value(path)} cannot be written: No space left on device. Nothing was changed; check the folder, its rights and the space left.",
                message);
        }
        Assert.Equal(old, File.ReadAllBytes(path));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void What_the_writing_itself_throws_comes_through_and_changes_nothing()
    {
        File.WriteAllBytes(_folder.File("a.seg"), [7]);
        Assert.Throws<OperationCanceledException>(() => AtomicFile.Write(_folder.File("a.seg"), stream =>
        {
            stream.WriteByte(1);
            throw new OperationCanceledException();
        }));
        Assert.Equal([7], File.ReadAllBytes(_folder.File("a.seg")));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_folder_that_is_missing_or_in_the_way_is_named()
    {
        string nowhere = Path.Combine(_folder.Path, "missing", "a.seg");
        Assert.Contains($"There is no folder {Show.Value(Path.GetDirectoryName(nowhere))}.",
            Assert.Throws<SegmentationException>(() => AtomicFile.Write(nowhere, _ => { })).Message, StringComparison.Ordinal);
        Assert.Contains("It is a folder.", Assert.Throws<SegmentationException>(() => AtomicFile.Write(_folder.Path, _ => { })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_stays_a_link_and_what_it_points_to_is_replaced()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Links need rights on Windows.");
        File.WriteAllBytes(_folder.File("v1.seg"), [1]);
        File.CreateSymbolicLink(_folder.File("current.seg"), "v1.seg");
        AtomicFile.Write(_folder.File("current.seg"), stream => stream.WriteByte(2));
        Assert.Equal([2], File.ReadAllBytes(_folder.File("v1.seg")));
        Assert.NotNull(new FileInfo(_folder.File("current.seg")).LinkTarget);
    }

    [Fact]
    public void The_rights_of_the_old_file_stay()
    {
        string path = _folder.File("a.seg");
        File.WriteAllBytes(path, [1]);
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        AtomicFile.Write(path, stream => stream.WriteByte(2));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    public void Dispose() => _folder.Dispose();
}
