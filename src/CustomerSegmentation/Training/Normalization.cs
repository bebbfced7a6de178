namespace CustomerSegmentation;

/// <summary>What is normalised between a layer's product and its activation.</summary>
public enum Normalization
{
    /// <summary>Nothing: the default.</summary>
    None,

    /// <summary>Each unit over the rows of the batch (Ioffe, Szegedy 2015), by running means at scoring.</summary>
    Batch,

    /// <summary>Each row over its units (Ba, Kiros, Hinton 2016).</summary>
    Layer,
}
