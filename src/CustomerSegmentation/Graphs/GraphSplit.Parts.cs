namespace CustomerSegmentation;

public sealed partial class GraphSplit
{
    /// <summary>The same split of the graph of these customers alone, in that order; whom it does not have is left out.</summary>
    internal GraphSplit Within(int[] rows)
    {
        int[] places = new int[Customers];
        Array.Fill(places, -1);
        for (int i = 0; i < rows.Length; i++) places[rows[i]] = i;
        int[] Part(int[] part) => [.. part.Select(row => places[row]).Where(place => place >= 0).Order()];
        return new(rows.Length, Part(Train), Part(Validation), Part(Test), Inductive);
    }
}
