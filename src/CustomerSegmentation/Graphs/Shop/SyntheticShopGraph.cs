namespace CustomerSegmentation;

/// <summary>The synthetic shop as a graph: <c>SyntheticShop.Graph()</c>.</summary>
public static class SyntheticShopGraph
{
    extension(SyntheticShop)
    {
        /// <summary>
        /// The customers of the synthetic shop with a relation <c>friends</c> between them and a relation <c>bought</c> with 300 products, whose table has category and price.
        /// Three in five friendships are within a segment, where chance gives one in four, and purchases are somewhat typical of the segment: so a customer's segment can be
        /// told better than from the table alone. Deterministic: the same seed gives the same graph for ever, its first customers and the edges among them whatever the count.
        /// </summary>
        /// <param name="count">How many customers, at least 1. Default: 5,000.</param>
        /// <param name="seed">Another seed gives another shop. Default: 1.</param>
        public static CustomerGraph Graph(int count = 5000, ulong seed = 1)
        {
            CustomerTable table = SyntheticShop.Customers(count, seed);
            ShopCustomer[] customers = new ShopCustomer[count];
            for (int i = 0; i < count; i++) customers[i] = ShopCustomer.Draw(seed, i + 1);
            return new CustomerGraphBuilder(table)
                .AddItems("products", Products(seed))
                .AddUserUser("friends", ShopEdges.Friends(customers, seed))
                .AddUserItem("bought", ShopEdges.Bought(customers, seed), items: "products")
                .Build();
        }
    }

    private static CustomerTable Products(ulong seed)
    {
        ShopProduct[] products = [.. Enumerable.Range(0, ShopProduct.Count).Select(number => ShopProduct.Draw(seed, number))];
        return CustomerTable.Create("the synthetic shop's products", "ProductId", [.. products.Select(product => product.Id)],
        [
            CategoryColumn.FromTexts("Category", [.. products.Select(product => product.Category)]),
            new NumberColumn("Price", [.. products.Select(product => product.Price)]),
        ], []);
    }
}
