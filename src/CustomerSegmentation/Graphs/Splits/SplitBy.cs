namespace CustomerSegmentation;

/// <summary>What keeps the parts of a split graph apart.</summary>
public enum SplitBy
{
    /// <summary>Each customer on its own: edges join the parts, as they will where all customers are known and some labels are missing (transductive).</summary>
    Customer,

    /// <summary>Connected components over all relations, which stay whole: no edge and no shared item joins the parts (inductive).</summary>
    Component,

    /// <summary>A time: the latest customers are tested, those just before them validate, all before train.</summary>
    Time,
}
