namespace CustomerSegmentation;

/// <summary>Writes files whole or not at all: under a temporary name in the same folder, flushed to the disk, then renamed.</summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes a file through a stream and puts it in the place of what was there. If <paramref name="write"/> throws, or the disk fails, the
    /// old file is as it was and the temporary one is gone.
    /// </summary>
    /// <exception cref="SegmentationException">The file cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = Target(path);
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}.tmp");
        bool created = false;
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                created = true;
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception error)
        {
            if (created) Delete(temporary);
            if (error is not (IOException or UnauthorizedAccessException or NotSupportedException)) throw;
            throw new SegmentationException(
                $"{Show.Value(path)} cannot be written: {error.Message} Nothing was changed. Choose a folder that you may write to, with room on its disk.", error);
        }
    }

    /// <summary>The full path, a link followed to its end.</summary>
    private static string Target(string path)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new SegmentationException($"{Show.Value(path)} cannot be written: it is a folder. Give the path of a file in it.");
        string folder = Path.GetDirectoryName(full) ?? full;
        if (!Directory.Exists(folder))
            throw new SegmentationException($"{Show.Value(path)} cannot be written: the folder {Show.Value(folder)} does not exist. Create it first, or check the path.");
        string target = File.Exists(full) && File.ResolveLinkTarget(full, returnFinalTarget: true) is { } end ? end.FullName : full;
        if (!FileKind.IsRegularOrAbsent(target))
            throw new SegmentationException($"{Show.Value(path)} cannot be written: it is a device or a pipe, which would be replaced by a file. Give the path of an ordinary file.");
        return target;
    }

    private static void Delete(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to tell.
        }
    }
}
