using System.Xml.Linq;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class NotebookTests
{
    [Fact]
    public void A_notebook_shows_a_table_as_html()
    {
        XElement view = Shown(CustomerTable.FromColumns(
            [new NumberColumn("Age", [31, double.NaN]), CategoryColumn.FromTexts("Gender", ["f", null])], ["c1", "c2"], "ID"));
        Assert.Equal("2 customers with 2 columns from columns", view.Element("p")!.Value);
        Assert.Equal(["ID", "Age", "Gender"], view.Descendants("th").Select(cell => cell.Value));
        Assert.Equal(["c1", "31", "f", "c2", "–", "–"], view.Descendants("td").Select(cell => cell.Value));
    }

    [Fact]
    public void Of_a_large_table_the_first_rows_and_columns_are_shown_and_it_says_so()
    {
        CustomerTable rows = CustomerTable.FromColumns([new NumberColumn("Age", new double[1000])]);
        XElement view = Shown(rows);
        Assert.Equal(21, view.Descendants("tr").Count());
        Assert.Equal("1000 customers with 1 column from columns; the first 20 rows are shown", view.Element("p")!.Value);

        CustomerTable columns = CustomerTable.FromColumns(Enumerable.Range(0, 60).Select(i => new NumberColumn($"x{i}", new double[30])));
        Assert.Equal("30 customers with 60 columns from columns; the first 20 rows and 50 columns are shown", Shown(columns).Element("p")!.Value);
        Assert.Equal(51, Shown(columns).Descendants("th").Count());
        CustomerTable few = CustomerTable.FromColumns(Enumerable.Range(0, 60).Select(i => new NumberColumn($"x{i}", new double[3])));
        Assert.Equal("3 customers with 60 columns from columns; the first 50 columns are shown", Shown(few).Element("p")!.Value);
    }

    [Fact]
    public void An_empty_table_is_shown_too() => Assert.Empty(Shown(CustomerTable.FromColumns([])).Descendants("td"));

    [Fact]
    public void What_customers_wrote_stays_text()
    {
        const string Attack = "<script>alert('&amp;')</script>";
        string raw = Raw(CustomerTable.FromColumns(
            [new TextColumn(Attack, [Attack, new string('x', 10_000) + Attack, "a\u202eb\0c"])], [Attack, "\"quoted\"", "\u2028"], Attack + "key"));
        Assert.DoesNotContain("<script", raw, StringComparison.OrdinalIgnoreCase);
        XElement view = XElement.Parse(raw);
        Assert.Equal(Attack, view.Descendants("td").ElementAt(1).Value);
        Assert.Equal(new string('x', 59) + "…", view.Descendants("td").ElementAt(3).Value);
        Assert.Equal("a\\u202eb\\u0000c", view.Descendants("td").ElementAt(5).Value);
    }

    [Fact]
    public void A_notebook_shows_a_segmentation_as_html()
    {
        XElement view = Shown(SomeSegmentation());
        Assert.StartsWith("3 customers in 2 segments; decided by: ", view.Element("p")!.Value, StringComparison.Ordinal);
        Assert.Equal(["segment", "count", "share", "mean certainty"], view.Descendants("th").Select(cell => cell.Value));
        Assert.Equal(["loyal & <rich>", "2", "66.7 %", "0.800", "new", "1", "33.3 %", "0.600"], view.Descendants("td").Select(cell => cell.Value));
    }

    [Fact]
    public void A_notebook_shows_an_evaluation_as_html()
    {
        ClassificationReport report = SomeReport();
        XElement view = Shown(report);
        Assert.Equal(3, view.Descendants("table").Count());
        Assert.StartsWith("4 customers in 2 segments", view.Element("p")!.Value, StringComparison.Ordinal);
        Assert.Contains(report.Accuracy.ToString(), view.Descendants("td").Select(cell => cell.Value));
    }

    [Fact]
    public void Every_view_carries_the_attribute_the_kernel_looks_for()
    {
        Type[] views = [.. typeof(IHtmlView).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IHtmlView)))];
        Assert.Contains(typeof(CustomerTable), views);
        Assert.All(views, view => Assert.Contains(view.GetCustomAttributes(true), attribute => attribute is TypeFormatterSourceAttribute));
    }

    [Fact]
    public void Long_lists_of_notes_end_with_how_many_more_there_are()
    {
        XElement list = XElement.Parse(HtmlView.List([.. Enumerable.Range(0, 25).Select(i => $"note {i}")]));
        Assert.Equal(21, list.Elements().Count());
        Assert.Equal("and 5 more notes", list.Elements().Last().Value);
        Assert.Equal("", HtmlView.List([]));
    }

    [Fact]
    public void What_is_no_view_is_left_to_the_kernel()
    {
        using StringWriter writer = new();
        Assert.False(new HtmlViewFormatter().Format("text", writer));
        Assert.Equal("", writer.ToString());
    }

    internal static Segmentation SomeSegmentation() => new(
        ["loyal & <rich>", "new"], "ID", ["a", "b", "c"], [.9f, .1f, .7f, .3f, .4f, .6f], Decision.ArgMax, [new(null, "values were filled", 3)]);

    internal static ClassificationReport SomeReport() =>
        ClassificationReport.Create(["A", "B"], [0, 0, 1, 1], [0, 1, 1, 1], new float[] { .9f, .1f, .4f, .6f, .2f, .8f, .3f, .7f });

    private static string Raw(object value)
    {
        (string mime, string text) = Notebook.Show(value, out string[] preferred) ?? throw new InvalidOperationException("Nothing was shown.");
        Assert.Equal("text/html", mime);
        Assert.Equal(["text/html"], preferred);
        return text;
    }

    private static XElement Shown(object value) => XElement.Parse(Raw(value));
}
