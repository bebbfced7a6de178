using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace CustomerSegmentation;

/// <summary>The file that keeps a fit's state between two epochs. It belongs to one plan and one table; with others it is refused.</summary>
internal sealed class CheckpointFile
{
    private const string Section = "checkpoint", Tensors = "state";
    private readonly string _path, _identity;
    private readonly int _every;

    private CheckpointFile(string path, int every, string identity, TrainingCheckpoint? resume) => (_path, _every, _identity, Resume) = (path, every, identity, resume);

    /// <summary>Where to go on from, or null to start.</summary>
    public TrainingCheckpoint? Resume { get; }

    /// <summary>The file that the options name, read where it is there; null where they name none.</summary>
    /// <param name="options">The options.</param>
    /// <param name="plan">All of the plan that decides the fit.</param>
    /// <param name="customers">The training customers.</param>
    /// <param name="trainee">What will be trained, with the weights it starts from.</param>
    /// <exception cref="SegmentationException">The file is damaged, or of another plan, start or table.</exception>
    public static CheckpointFile? For(FitOptions options, string plan, CustomerTable customers, ITrainee trainee)
    {
        if (options.Checkpoint is not { } path) return null;
        if (options.CheckpointEvery < 1) throw new SegmentationException($"FitOptions.CheckpointEvery is {options.CheckpointEvery}; give 1 or more.");
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new SegmentationException($"FitOptions.Checkpoint {Show.Value(path)} cannot be written: the folder {Show.Value(folder)} does not exist. Create it first, or check the path.");
        string start = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(trainee.SaveWeights().AsSpan())));
        string validation = options.Validation is null ? "" : DataFingerprint.Of(options.Validation);
        string all = string.Join('\n', plan, DataFingerprint.Of(customers), DataFingerprint.OfKeys(customers), trainee.Rows, validation, start);
        string identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
        return new(path, options.CheckpointEvery, identity, File.Exists(path) ? ReadOrSay(path, identity, trainee) : null);
    }

    /// <summary>Writes the state where it is time to.</summary>
    public void Write(int epoch, Func<TrainingCheckpoint> state)
    {
        if (epoch % _every != 0) return;
        TrainingCheckpoint checkpoint = state();
        ModelFile.Write(_path,
        [
            ModelSection.FromJson(Section, new JsonObject
            {
                ["identity"] = _identity,
                ["bestEpoch"] = checkpoint.BestEpoch,
                ["bestLoss"] = double.IsFinite(checkpoint.BestLoss) ? checkpoint.BestLoss : null,
                ["plateaus"] = checkpoint.Plateaus,
                ["plateauStart"] = checkpoint.PlateauStart,
                ["step"] = checkpoint.Step,
                ["losses"] = TrainingJson.Save(checkpoint.Losses),
            }),
            TensorSection.Write(Tensors, [Flat("weights", checkpoint.Weights), Flat("moments", checkpoint.Moments), Flat("best", checkpoint.BestWeights)]),
        ]);
    }

    /// <summary>The fit has ended: the file has served.</summary>
    public void Finish() => File.Delete(_path);

    private static NamedTensor Flat(string name, float[] values) => new(name, [values.Length], values);

    private static TrainingCheckpoint ReadOrSay(string path, string identity, ITrainee trainee)
    {
        ModelFile file;
        try
        {
            file = ModelFile.Read(path);
        }
        catch (SegmentationException damaged)
        {
            throw new SegmentationException($"The checkpoint {Show.Value(path)} cannot be used: {damaged.Message} Delete it to start anew.", damaged);
        }
        return Read(file, path, identity, trainee);
    }

    private static TrainingCheckpoint Read(ModelFile file, string path, string identity, ITrainee trainee)
    {
        SettingsReader json = file.Settings(Section);
        if (json.Text("identity") != identity)
            throw new SegmentationException(
                $"The checkpoint {Show.Value(path)} is of another plan, other customers or another start than this fit. Delete it to start anew, or give the plan, the customers and the FitOptions it was made with.");
        TensorSection tensors = file.Tensors(Tensors);
        List<EpochLosses> losses = TrainingJson.ReadLosses(json.Object("losses"));
        int weights = trainee.SaveWeights().Length, bestEpoch = json.Integer("bestEpoch", 0, losses.Count);
        return new(losses, bestEpoch, !json.Has("bestLoss") ? double.PositiveInfinity : json.Number("bestLoss"), json.Integer("plateaus", 0),
            json.Integer("plateauStart", 0), json.Whole("step", 0), tensors.Values("weights", weights),
            tensors.Values("moments", trainee.SaveMoments().Length), tensors.Values("best", trainee.HasValidation && bestEpoch > 0 ? weights : 0));
    }
}
