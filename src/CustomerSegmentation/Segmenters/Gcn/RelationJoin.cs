namespace CustomerSegmentation;

/// <summary>How several relations come together in a layer.</summary>
public enum RelationJoin
{
    /// <summary>One convolution a relation, added up: the default.</summary>
    Sum,

    /// <summary>One convolution a relation, weighted by a softmax that is learned (semantic attention of HAN; Wang et al. 2019).</summary>
    Attention,

    /// <summary>One convolution a relation, side by side, then a linear map.</summary>
    Concatenation,

    /// <summary>The relations' weights are mixtures of a few shared bases (R-GCN; Schlichtkrull et al. 2018), see <see cref="GcnOptions.Bases"/>.</summary>
    Basis,
}

/// <summary>Which layers' states the answer is made from (jumping knowledge; Xu et al. 2018).</summary>
public enum JumpingKnowledge
{
    /// <summary>The last: the default.</summary>
    Last,

    /// <summary>All, side by side.</summary>
    Concatenation,

    /// <summary>The maximum of each column over the layers.</summary>
    Maximum,
}
