using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>Which shares of attention are left out at random, for each edge and head apart, as a function of key and ends.</summary>
internal readonly record struct AttentionDraw(DropoutDraw Draw)
{
    /// <summary>All bits set in the heads <paramref name="lane"/> to <paramref name="lane"/> + 15 of an edge whose share is kept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Keep(int row, int neighbour, int lane)
    {
        if (Draw.IsNone) return Vector512<float>.AllBitsSet;
        ulong edge = ((ulong)(uint)row << 32 | (uint)neighbour) * 0x9E3779B97F4A7C15;
        return CounterRandom.Keep(Draw.Key ^ (edge ^ edge >> 32) * 0xD1B54A32D192ED03, (uint)lane, Vector512.Create(Draw.Threshold));
    }
}

/// <summary>What attention needs for an edge, whichever end it comes from.</summary>
/// <param name="Heads">How heads lie in a row.</param>
/// <param name="Attention">The vector a of each head.</param>
/// <param name="Slope">LeakyReLU's slope below zero.</param>
/// <param name="Draw">Dropout of the shares.</param>
internal readonly unsafe record struct AttentionForm(HeadLayout Heads, nint Attention, float Slope, AttentionDraw Draw);

/// <summary>
/// Attention over the neighbours of a row (GATv2: Brody, Alon, Yahav, arXiv 2105.14491): scores <c>e = a·LeakyReLU(t_i + s_j)</c>,
/// shares their softmax over j, the sum of shares times s_j. Gather, score, softmax and sum are one pass over the edges, with a
/// running maximum; on the way back scores are computed again rather than kept.
/// </summary>
internal static unsafe class AttentionKernels
{
    /// <summary>One row: the weighted sum into y; into state the largest score of each head and one over the sum of exponentials.</summary>
    public static void Row(in AttentionForm form, int row, ReadOnlySpan<int> neighbours, float* t, float* sources, float* y, float* state)
    {
        HeadLayout heads = form.Heads;
        int padded = heads.Padded, lanes = heads.Lanes;
        float* spread = stackalloc float[padded], scores = stackalloc float[lanes], total = stackalloc float[lanes];
        float* most = state, reciprocal = state + lanes;
        new Span<float>(y, padded).Clear();
        new Span<float>(state, 2 * lanes).Clear();
        new Span<float>(total, lanes).Clear();
        new Span<float>(scores, lanes).Clear();
        for (int e = 0; e < neighbours.Length; e++)
        {
            float* s = sources + (long)neighbours[e] * padded;
            Scores(form, t, s, spread, scores);
            if (e == 0) new Span<float>(scores, lanes).CopyTo(new(most, lanes));
            else if (Grows(scores, most, lanes))
            {
                for (int l = 0; l < lanes; l += 16)
                {
                    Vector512<float> before = Vector512.Load(most + l), now = Vector512.Max(before, Vector512.Load(scores + l)), factor = Vector512.Exp(before - now);
                    now.Store(most + l);
                    (Vector512.Load(total + l) * factor).Store(total + l);
                    factor.Store(reciprocal + l);
                }
                heads.Spread(reciprocal, spread);
                for (int i = 0; i < padded; i += 16) (Vector512.Load(y + i) * Vector512.Load(spread + i)).Store(y + i);
            }
            for (int l = 0; l < lanes; l += 16)
            {
                Vector512<float> weight = Vector512.Exp(Vector512.Load(scores + l) - Vector512.Load(most + l));
                (Vector512.Load(total + l) + weight).Store(total + l);
                (weight & form.Draw.Keep(row, neighbours[e], l)).Store(reciprocal + l);
            }
            heads.Spread(reciprocal, spread);
            for (int i = 0; i < padded; i += 16) Vector512.FusedMultiplyAdd(Vector512.Load(spread + i), Vector512.Load(s + i), Vector512.Load(y + i)).Store(y + i);
        }
        for (int l = 0; l < lanes; l += 16) (neighbours.IsEmpty ? Vector512<float>.Zero : Vector512<float>.One / Vector512.Load(total + l)).Store(reciprocal + l);
        heads.Spread(reciprocal, spread);
        Vector512<float> scale = Vector512.Create(form.Draw.Draw.Scale);
        for (int i = 0; i < padded; i += 16) (Vector512.Load(y + i) * Vector512.Load(spread + i) * scale).Store(y + i);
    }

    /// <summary>
    /// The gradient of one row's <paramref name="t"/>, and what is added to that of the attention vectors, given the gradient g of the
    /// row's sum and its state.
    /// </summary>
    public static void TargetGradient(in AttentionForm form, int row, ReadOnlySpan<int> neighbours, float* t, float* sources, float* g, float* state, float* toTarget, float* toAttention)
    {
        int padded = form.Heads.Padded;
        float* scored = stackalloc float[padded], shared = stackalloc float[padded], slopes = stackalloc float[padded];
        new Span<float>(slopes, padded).Clear();
        foreach (int neighbour in neighbours)
        {
            float* s = sources + (long)neighbour * padded;
            EdgeGradient(form, row, neighbour, t, s, g, state, scored, shared);
            for (int i = 0; i < padded; i += 16)
            {
                Vector512<float> x = Vector512.Load(t + i) + Vector512.Load(s + i), gradient = Vector512.Load(scored + i), slope = Derivative(x, form.Slope);
                Vector512.FusedMultiplyAdd(gradient, slope, Vector512.Load(slopes + i)).Store(slopes + i);
                Vector512.FusedMultiplyAdd(gradient, slope * x, Vector512.Load(toAttention + i)).Store(toAttention + i);
            }
        }
        AddScaled(form, slopes, toTarget);
    }

    /// <summary>Adds the gradient of one row's <paramref name="s"/> from all rows that have it as a neighbour.</summary>
    public static void SourceGradient(in AttentionForm form, int neighbour, ReadOnlySpan<int> rows, float* s, float* targets, float* gradients, float* states, int statePerRow, float* toSource)
    {
        int padded = form.Heads.Padded;
        float* scored = stackalloc float[padded], shared = stackalloc float[padded], slopes = stackalloc float[padded];
        new Span<float>(slopes, padded).Clear();
        foreach (int row in rows)
        {
            float* t = targets + (long)row * padded, g = gradients + (long)row * padded;
            EdgeGradient(form, row, neighbour, t, s, g, states + (long)row * statePerRow, scored, shared);
            for (int i = 0; i < padded; i += 16)
            {
                Vector512<float> slope = Derivative(Vector512.Load(t + i) + Vector512.Load(s + i), form.Slope);
                Vector512.FusedMultiplyAdd(Vector512.Load(scored + i), slope, Vector512.Load(slopes + i)).Store(slopes + i);
                Vector512.FusedMultiplyAdd(Vector512.Load(shared + i), Vector512.Load(g + i), Vector512.Load(toSource + i)).Store(toSource + i);
            }
        }
        AddScaled(form, slopes, toSource);
    }

    /// <summary>The sum of each head's g·y into the third part of the state.</summary>
    public static void Products(in AttentionForm form, float* g, float* y, float* state)
    {
        float* product = stackalloc float[form.Heads.Padded];
        for (int i = 0; i < form.Heads.Padded; i += 16) (Vector512.Load(g + i) * Vector512.Load(y + i)).Store(product + i);
        form.Heads.Sum(product, state + 2 * form.Heads.Lanes);
    }

    // Of an edge: the gradient of its score, and its share after dropout, for each float of its head.
    private static void EdgeGradient(in AttentionForm form, int row, int neighbour, float* t, float* s, float* g, float* state, float* scored, float* shared)
    {
        HeadLayout heads = form.Heads;
        int lanes = heads.Lanes;
        float* scores = stackalloc float[lanes], products = stackalloc float[lanes];
        new Span<float>(scores, lanes).Clear();
        new Span<float>(products, lanes).Clear();
        Scores(form, t, s, scored, scores);
        for (int i = 0; i < heads.Padded; i += 16) (Vector512.Load(g + i) * Vector512.Load(s + i)).Store(shared + i);
        heads.Sum(shared, products);
        Vector512<float> scale = Vector512.Create(form.Draw.Draw.Scale);
        for (int l = 0; l < lanes; l += 16)
        {
            Vector512<float> share = Vector512.Exp(Vector512.Load(scores + l) - Vector512.Load(state + l)) * Vector512.Load(state + lanes + l);
            Vector512<float> mask = scale & form.Draw.Keep(row, neighbour, l);
            (share * (mask * Vector512.Load(products + l) - Vector512.Load(state + 2 * lanes + l))).Store(scores + l);
            (share * mask).Store(products + l);
        }
        heads.Spread(scores, scored);
        heads.Spread(products, shared);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Scores(in AttentionForm form, float* t, float* s, float* products, float* scores)
    {
        float* a = (float*)form.Attention;
        for (int i = 0; i < form.Heads.Padded; i += 16)
        {
            Vector512<float> x = Vector512.Load(t + i) + Vector512.Load(s + i);
            (Derivative(x, form.Slope) * x * Vector512.Load(a + i)).Store(products + i);
        }
        form.Heads.Sum(products, scores);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Derivative(Vector512<float> x, float slope) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), Vector512<float>.One, Vector512.Create(slope));

    private static bool Grows(float* scores, float* most, int lanes)
    {
        for (int l = 0; l < lanes; l += 16)
            if (Vector512.GreaterThanAny(Vector512.Load(scores + l), Vector512.Load(most + l))) return true;
        return false;
    }

    private static void AddScaled(in AttentionForm form, float* slopes, float* to)
    {
        float* a = (float*)form.Attention;
        for (int i = 0; i < form.Heads.Padded; i += 16)
            Vector512.FusedMultiplyAdd(Vector512.Load(a + i), Vector512.Load(slopes + i), Vector512.Load(to + i)).Store(to + i);
    }
}
