namespace CustomerSegmentation;

/// <summary>Writes a file whole or not at all: under a temporary name beside it, then renamed. What was there before stays until then.</summary>
internal static class AtomicFile
{
    /// <summary>Lets <paramref name="write"/> fill a new file and puts it in the place of <paramref name="path"/>.</summary>
    /// <exception cref="SegmentationException">The file cannot be written; the old one is as it was. What <paramref name="write"/> throws
    /// beside input and output errors comes through, with the same effect.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string? temporary = null;
        try
        {
            string target = new FileInfo(path).LinkTarget is null ? Path.GetFullPath(path) : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
            if (Directory.Exists(target)) throw new IOException("It is a folder.");
            string folder = Path.GetDirectoryName(target) ?? throw new IOException("It is a folder.");
            if (!Directory.Exists(folder)) throw new IOException($"There is no folder {Show.Value(folder)}.");
            string name = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
            using (FileStream stream = new(name, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                temporary = name;
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            if (!OperatingSystem.IsWindows() && File.Exists(target)) File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            File.Move(temporary, target, overwrite: true);
            temporary = null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SegmentationException(
                $"The file {Show.Value(path)} cannot be written: {failure.Message} Nothing was changed; check the folder, its rights and the space left.", failure);
        }
        finally
        {
            if (temporary is not null) Delete(temporary);
        }
    }

    private static void Delete(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The error that brought us here says more.
        }
    }
}
