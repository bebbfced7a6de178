namespace CustomerSegmentation;

/// <summary>
/// A matrix <c>[rows of its space, columns]</c> that a program computes, as a name: the memory is the run's. Rows are padded to whole
/// vectors; padding of gradients is zero, padding of values is never read by a product.
/// </summary>
internal sealed class ProgramMatrix(int index, int space, int columns)
{
    /// <summary>Its place among the program's matrices.</summary>
    public int Index { get; } = index;

    /// <summary>Which kind of rows: 0 customers, then each set of items, then groups.</summary>
    public int Space { get; } = space;

    public int Columns { get; } = columns;

    public int Padded { get; } = MatrixProduct.Padded(columns);

    /// <summary>Whether any parameter lies below it.</summary>
    public bool NeedsGradient { get; set; }

    /// <summary>The matrix whose values it overwrites; itself otherwise.</summary>
    public ProgramMatrix ValueHolder { get; private set; } = null!;

    /// <summary>The matrix whose gradient it shares; itself otherwise.</summary>
    public ProgramMatrix GradientHolder { get; private set; } = null!;

    /// <summary>An operation that works in place on the gradient, and perhaps the values, of a matrix that nobody else reads.</summary>
    public ProgramMatrix InPlaceOf(ProgramMatrix? values, ProgramMatrix? gradient)
    {
        (ValueHolder, GradientHolder) = (values?.ValueHolder ?? this, gradient?.GradientHolder ?? this);
        return this;
    }
}
