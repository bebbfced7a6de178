using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>How the heads of an attention lie in a row: <paramref name="heads"/> runs of <paramref name="units"/> floats, one after the other.</summary>
internal readonly unsafe struct HeadLayout(int heads, int units)
{
    public int Heads => heads;

    public int Units => units;

    /// <summary>The floats of all heads.</summary>
    public int Columns => heads * units;

    /// <summary>The floats of a row.</summary>
    public int Padded => MatrixProduct.Padded(heads * units);

    /// <summary>The floats of one number a head.</summary>
    public int Lanes => MatrixProduct.Padded(heads);

    /// <summary>The sum of each head's floats, in an order that depends on nothing but their number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Sum(float* row, float* sums)
    {
        for (int head = 0; head < heads; head++, row += units)
        {
            float sum = 0;
            if (units % 8 == 0)
            {
                Vector256<float> eight = Vector256.Load(row);
                for (int i = 8; i < units; i += 8) eight += Vector256.Load(row + i);
                Vector128<float> four = eight.GetLower() + eight.GetUpper();
                sum = four[0] + four[2] + (four[1] + four[3]);
            }
            else
                for (int i = 0; i < units; i++) sum += row[i];
            sums[head] = sum;
        }
    }

    /// <summary>Gives each float of a head that head's number; padding is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Spread(float* numbers, float* row)
    {
        for (int head = 0; head < heads; head++, row += units)
            if (units % 8 == 0)
                for (int i = 0; i < units; i += 8) Vector256.Create(numbers[head]).Store(row + i);
            else
                for (int i = 0; i < units; i++) row[i] = numbers[head];
        for (int i = heads * units; i < Padded; i++) *row++ = 0;
    }
}
