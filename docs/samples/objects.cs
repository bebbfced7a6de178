#:project ../../src/CustomerSegmentation/CustomerSegmentation.csproj

// Objects in, objects out: customers an application holds as objects become a table, a model learns their segments, and new customers
// get theirs back as objects. Run it from the repository's root: dotnet run docs/samples/objects.cs

using CustomerSegmentation;

// Stands for what an application loads: 2,000 customers of the built-in shop as objects of its own. Null is "not known".
Customer[] all = [.. SyntheticShop.Customers(2000).ToObjects(row => new Customer(
    row.Key, Number(row, "Age"), row.Category("Region"), row.YesNo("Newsletter"), row.Time("MemberSince"),
    Number(row, "PurchaseFrequency"), Number(row, "AverageBasket"), Number(row, "ClickRate"), Number(row, "DaysSinceLastOrder"),
    row.Category("Segment")))];

// In: say once which columns there are, each by a name and a function.
CustomerTable known = CustomerTable.FromObjects(all.Take(1500), columns => Features(columns).Category("Segment", c => c.Segment));
CustomerTable fresh = CustomerTable.FromObjects(all.Skip(1500), columns => Features(columns)); // without the label

MlpSegmenter segmenter = new MlpSegmenterBuilder().UseLabel("Segment").AddAll().UseTraining(new() { Epochs = 60 }).Build();
using SegmentationModel model = segmenter.Fit(known);
Segmentation segments = model.Segment(fresh);
Console.WriteLine(segments);

// Out: one object a customer, found again by key.
Offer[] offers = [.. all.Skip(1500).Select(customer => Offer.For(customer, segments[customer.Id]))];
Console.WriteLine();
foreach (IGrouping<string, Offer> kind in offers.GroupBy(offer => offer.Text).OrderByDescending(kind => kind.Count()))
    Console.WriteLine(FormattableString.Invariant($"{kind.Count(),4} customers get: {kind.Key}"));

static ObjectColumns<Customer> Features(ObjectColumns<Customer> columns) => columns
    .Key(c => c.Id)
    .Number("Age", c => c.Age)
    .Category("Region", c => c.Region)
    .YesNo("Newsletter", c => c.Newsletter)
    .Time("MemberSince", c => c.MemberSince)
    .Number("PurchaseFrequency", c => c.PurchaseFrequency)
    .Number("AverageBasket", c => c.AverageBasket)
    .Number("ClickRate", c => c.ClickRate)
    .Number("DaysSinceLastOrder", c => c.DaysSinceLastOrder);

static double? Number(CustomerRow row, string name) => row.IsMissing(name) ? null : row.Number(name);

internal sealed record Customer(
    string Id, double? Age, string? Region, bool? Newsletter, DateTime? MemberSince, double? PurchaseFrequency, double? AverageBasket,
    double? ClickRate, double? DaysSinceLastOrder, string? Segment);

internal sealed record Offer(string CustomerId, string Text)
{
    public static Offer For(Customer customer, CustomerSegment segment) => new(customer.Id, segment switch
    {
        { Certainty: < 0.6f } => "nothing, we are not sure enough who they are",
        { Segment: "Bargain hunters" } => "a discount code",
        { Segment: "Dormant" } => "a letter that asks what went wrong",
        { Segment: "New explorers" } => "a tour of the range",
        _ => "a word of thanks",
    });
}
