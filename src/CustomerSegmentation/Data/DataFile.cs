namespace CustomerSegmentation;

/// <summary>Opens files for reading, with errors that say what is in the way.</summary>
internal static class DataFile
{
    public static FileStream Open(string path)
    {
        if (Directory.Exists(path)) throw new SegmentationException($"{Show.Value(path)} is a folder. Give the path of a file in it.");
        if (!File.Exists(path))
        {
            string full = Path.GetFullPath(path), folder = Path.GetDirectoryName(full) ?? full;
            if (!Directory.Exists(folder))
                throw new SegmentationException($"There is no file {Show.Value(path)}: the folder {Show.Value(folder)} does not exist. Check the path.");
            IEnumerable<string> others = Directory.EnumerateFiles(folder).Take(1000).Select(file => Path.GetFileName(file)!);
            throw new SegmentationException($"There is no file {Show.Value(Path.GetFileName(full))} in {Show.Value(folder)}{CustomerTable.Nearest(Path.GetFileName(full), others)} Check the path.");
        }
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SegmentationException($"{Show.Value(path)} cannot be opened: {error.Message} Check that it is readable and not locked by another program.", error);
        }
    }
}
