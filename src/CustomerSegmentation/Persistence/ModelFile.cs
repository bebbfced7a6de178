namespace CustomerSegmentation;

/// <summary>
/// A model file that was read and found whole: named sections in one checksummed, possibly signed container. Immutable, safe to share
/// between threads.
/// </summary>
/// <remarks>Reading is <see cref="ModelFileReader"/>, writing <see cref="ModelFileWriter"/>.</remarks>
internal sealed class ModelFile
{
    private readonly Dictionary<string, ModelSection> _sections;

    internal ModelFile(string source, int version, bool isSigned, IReadOnlyList<ModelSection> sections)
    {
        (Source, Version, IsSigned, Sections) = (source, version, isSigned, sections);
        _sections = sections.ToDictionary(section => section.Name, StringComparer.Ordinal);
    }

    /// <summary>Where it came from, for messages that say "the …": <c>model file "churn.seg"</c>, <c>model stream</c>.</summary>
    public string Source { get; }

    /// <summary>The format version it was written in.</summary>
    public int Version { get; }

    /// <summary>Whether it carries a signature; it was verified only where the options had a key.</summary>
    public bool IsSigned { get; }

    /// <summary>The sections in the order of the file.</summary>
    public IReadOnlyList<ModelSection> Sections { get; }

    /// <summary>Whether there is a section of that name.</summary>
    public bool Contains(string name) => _sections.ContainsKey(name);

    /// <summary>The bytes of a section.</summary>
    /// <exception cref="SegmentationException">There is none of that name.</exception>
    public ReadOnlyMemory<byte> Bytes(string name) => _sections.TryGetValue(name, out ModelSection? section) ? section.Data
        : throw new SegmentationException(
            $"The {Source} has no section {Show.Value(name)}, only {Show.List(_sections.Keys, 20)}. " +
            "It holds another kind of model, or another program or version wrote it: save the model again.");

    /// <summary>A section of JSON, to be read field by field.</summary>
    /// <exception cref="SegmentationException">There is none of that name, or it is no JSON object.</exception>
    public SettingsReader Settings(string name) => ModelJson.Settings(Bytes(name).Span, $"section {Show.Value(name)} of the {Source}");

    /// <summary>A section of tensors.</summary>
    /// <exception cref="SegmentationException">There is none of that name, or its shapes do not fit its data.</exception>
    public TensorSection Tensors(string name) => TensorSection.Read(Bytes(name).Span, $"section {Show.Value(name)} of the {Source}");

    /// <summary>Reads a file.</summary>
    /// <exception cref="SegmentationException">It is missing, cannot be read, is damaged, too new, too large or not signed as demanded.</exception>
    public static ModelFile Read(string path, ModelLoadOptions? options = null)
    {
        if (Directory.Exists(path)) throw new SegmentationException($"{Show.Value(path)} is a folder, not a model file. Give the path of a file that Save wrote.");
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1 << 16);
            return ModelFileReader.Read(stream, options ?? new(), $"model file {Show.Value(path)}");
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SegmentationException(
                $"There is no model file {Show.Value(path)} (looked for {Path.GetFullPath(path)}). Check the path, or save a model there first.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SegmentationException($"The model file {Show.Value(path)} cannot be opened: {failure.Message} Check that it is a file this process may read.", failure);
        }
    }

    /// <summary>Reads a stream to its end, from where it stands; it stays open.</summary>
    /// <exception cref="SegmentationException">It cannot be read, is damaged, too new, too large or not signed as demanded.</exception>
    public static ModelFile Read(Stream stream, ModelLoadOptions? options = null) => ModelFileReader.Read(stream, options ?? new(), "model stream");

    /// <summary>Writes a file, whole or not at all: an old file of that name stays until the new one is complete.</summary>
    /// <exception cref="SegmentationException">It cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<ModelSection> sections, ModelSaveOptions? options = null) =>
        AtomicFile.Write(path, stream => ModelFileWriter.Write(stream, sections, options ?? new()));

    /// <summary>Writes to a stream, which stays open.</summary>
    /// <exception cref="SegmentationException">The stream failed.</exception>
    public static void Write(Stream stream, IReadOnlyList<ModelSection> sections, ModelSaveOptions? options = null)
    {
        try
        {
            ModelFileWriter.Write(stream, sections, options ?? new());
        }
        catch (IOException failure)
        {
            throw new SegmentationException(
                $"Writing the model to the stream failed: {failure.Message} What the stream holds now is not a whole model; write it anew.", failure);
        }
    }
}
