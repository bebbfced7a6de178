namespace CustomerSegmentation;

/// <summary>Text written under a temporary name and renamed.</summary>
internal static class AtomicCsv
{
    public static void Write(string path, Action<TextWriter> write)
    {
        string temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (StreamWriter writer = new(new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))) write(writer);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e)
        {
            if (File.Exists(temporary)) File.Delete(temporary);
            if (e is IOException or UnauthorizedAccessException)
                throw new SegmentationException($"The file {Show.Value(path)} cannot be written: {e.Message} Choose a folder that exists and that you may write to.", e);
            throw;
        }
    }
}
