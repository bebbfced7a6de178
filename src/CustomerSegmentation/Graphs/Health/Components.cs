namespace CustomerSegmentation;

/// <summary>Connected components of customers over some relations, items joining those who share them; directions do not matter.</summary>
internal static class Components
{
    /// <summary>The component of each customer, numbered from 0 in the order of first appearance; <c>[n]</c>. A customer without edges is one alone.</summary>
    public static int[] Of(int customers, IReadOnlyList<GraphRelation> relations)
    {
        // Items of one set are the same nodes in every relation over it.
        Dictionary<GraphItems, int> firstOf = [];
        int nodes = customers;
        foreach (GraphItems items in relations.Select(relation => relation.ItemSet).OfType<GraphItems>())
            if (firstOf.TryAdd(items, nodes)) nodes += items.Count;
        int[] parents = new int[nodes];
        for (int i = 0; i < nodes; i++) parents[i] = i;
        foreach (GraphRelation relation in relations)
        {
            int first = relation.ItemSet is { } items ? firstOf[items] : 0;
            Adjacency edges = relation.ToUsers;
            for (int row = 0; row < edges.Rows; row++)
                foreach (int end in edges.Row(row)) Unite(parents, row, first + end);
        }
        int[] numbers = new int[nodes], components = new int[customers];
        Array.Fill(numbers, -1);
        int next = 0;
        for (int row = 0; row < customers; row++)
        {
            ref int number = ref numbers[Root(parents, row)];
            if (number < 0) number = next++;
            components[row] = number;
        }
        return components;
    }

    /// <summary>How many customers each component has.</summary>
    public static int[] Sizes(int[] components)
    {
        int[] sizes = new int[components.Length == 0 ? 0 : components.Max() + 1];
        foreach (int component in components) sizes[component]++;
        return sizes;
    }

    private static int Root(int[] parents, int node)
    {
        while (parents[node] != node) node = parents[node] = parents[parents[node]]; // halves the way for the next who goes it
        return node;
    }

    private static void Unite(int[] parents, int a, int b)
    {
        (a, b) = (Root(parents, a), Root(parents, b));
        if (a < b) parents[b] = a;
        else parents[a] = b;
    }
}
