namespace CustomerSegmentation;

/// <summary>The edges of one relation both ways, with the sums of their weights: <paramref name="ToUsers"/> is what customers hear.</summary>
internal sealed record GcnEdges(Adjacency ToUsers, Adjacency FromUsers, double[] UserSums, double[] OtherSums)
{
    public static GcnEdges Of(GraphRelation relation)
    {
        double[] users = EdgeForms.RowSums(relation.ToUsers);
        return new(relation.ToUsers, relation.FromUsers, users, relation.FromUsers == relation.ToUsers ? users : EdgeForms.RowSums(relation.FromUsers));
    }

    public Adjacency Way(bool toUsers) => toUsers ? ToUsers : FromUsers;

    public SparseMatrix Matrix(GcnSlot slot) =>
        slot.ToUsers ? EdgeForms.Make(ToUsers, slot.Form, UserSums, OtherSums) : EdgeForms.Make(FromUsers, slot.Form, OtherSums, UserSums);
}
