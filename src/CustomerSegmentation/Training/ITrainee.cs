namespace CustomerSegmentation;

/// <summary>What the training loop trains: a network with its training rows, its optimiser and, where there is one, its validation part.</summary>
internal interface ITrainee : IDisposable
{
    /// <summary>Training rows.</summary>
    int Rows { get; }

    /// <summary>Whether there is a validation part.</summary>
    bool HasValidation { get; }

    /// <summary>One step on the rows <c>order[offset … offset + size)</c>; gives the batch's mean loss, penalties included, before the step.</summary>
    /// <param name="order">Row numbers.</param>
    /// <param name="offset">The first place of the batch.</param>
    /// <param name="size">The rows of the batch.</param>
    /// <param name="step">The number of the step since the start, from 0.</param>
    /// <param name="learningRate">The rate of this step.</param>
    double Step(int[] order, int offset, int size, long step, double learningRate);

    /// <summary>The mean loss over the validation part, NaN without one.</summary>
    double ValidationLoss();

    /// <summary>All that scoring needs: parameters and state.</summary>
    float[] SaveWeights();

    /// <summary>Takes back what <see cref="SaveWeights"/> gave.</summary>
    void LoadWeights(ReadOnlySpan<float> weights);

    /// <summary>What the optimiser keeps between steps.</summary>
    float[] SaveMoments();

    /// <summary>Takes back what <see cref="SaveMoments"/> gave.</summary>
    void LoadMoments(ReadOnlySpan<float> moments);
}
