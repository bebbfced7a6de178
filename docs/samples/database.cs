#:project ../../src/CustomerSegmentation/CustomerSegmentation.csproj
#:package Microsoft.Data.Sqlite

// A database in, a table of the database out. Any ADO.NET provider works the same way; SQLite in memory needs no server.
// Run it from the repository's root: dotnet run docs/samples/database.cs

using System.Data.Common;
using CustomerSegmentation;
using Microsoft.Data.Sqlite;

using SqliteConnection database = new("Data Source=:memory:");
database.Open();
const string features = "CustomerId, Age, Gender, Region, MemberSince, PurchaseFrequency, AverageBasket, ClickRate, DaysSinceLastOrder";
FillShop();

// In: a query becomes a table. Every fourth customer has no segment yet.
CustomerTable known = Query($"SELECT {features}, Segment FROM customers WHERE Segment IS NOT NULL");
CustomerTable unknown = Query($"SELECT {features} FROM customers WHERE Segment IS NULL");
Console.WriteLine(known.Profile());

MlpSegmenter segmenter = new MlpSegmenterBuilder().UseLabel("Segment").AddAll().UseTraining(new() { Epochs = 60 }).Build();
using SegmentationModel model = segmenter.Fit(known);
Segmentation segments = model.Segment(unknown);

// Out: into a table beside the customers, all or nothing.
Execute("CREATE TABLE segments (CustomerId TEXT PRIMARY KEY, Segment TEXT NOT NULL, Certainty REAL NOT NULL)");
Insert("segments", segments.Select(customer => new object[] { customer.Key, customer.Segment, customer.Certainty }));

Console.WriteLine("\nWhat SQL says about the customers who were put into a segment:");
using SqliteCommand summary = new(
    "SELECT s.Segment, count(*), avg(DaysSinceLastOrder) FROM segments s JOIN customers c USING (CustomerId) GROUP BY 1 ORDER BY 2 DESC", database);
using SqliteDataReader answer = summary.ExecuteReader();
while (answer.Read())
    Console.WriteLine(FormattableString.Invariant($"{answer.GetString(0),-16} {answer.GetInt64(1),5} customers, last order {answer.GetDouble(2),3:0} days ago"));

CustomerTable Query(string sql)
{
    using SqliteCommand command = new(sql, database);
    using SqliteDataReader reader = command.ExecuteReader();
    return CustomerTable.FromDataReader(reader, key: "CustomerId");
}

void Execute(string sql)
{
    using SqliteCommand command = new(sql, database);
    command.ExecuteNonQuery();
}

void Insert(string table, IEnumerable<object[]> rows)
{
    using SqliteTransaction transaction = database.BeginTransaction();
    using SqliteCommand command = database.CreateCommand();
    foreach (object[] row in rows)
    {
        command.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", row.Select((_, i) => $"${i}"))})";
        command.Parameters.Clear();
        for (int i = 0; i < row.Length; i++) command.Parameters.AddWithValue($"${i}", row[i]);
        command.ExecuteNonQuery();
    }
    transaction.Commit();
}

// Stands for a database that is there already: 2,000 customers of the built-in shop, a quarter of them without their segment.
void FillShop()
{
    using DbDataReader shop = SyntheticShop.Customers(2000).Select([.. features.Split(", ").Skip(1), "Segment"]).ToDataReader();
    Execute($"CREATE TABLE customers ({features}, Segment)");
    List<object[]> rows = [];
    for (int row = 0; shop.Read(); row++)
    {
        object[] values = new object[shop.FieldCount];
        shop.GetValues(values);
        if (row % 4 == 0) values[^1] = DBNull.Value;
        rows.Add(values);
    }
    Insert("customers", rows);
}
