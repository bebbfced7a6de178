using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>What attention is computed with.</summary>
/// <param name="Heads">How heads lie in a row.</param>
/// <param name="Attention">The vectors a of all heads, one after the other.</param>
/// <param name="Draw">Dropout of the shares, for each edge and head apart.</param>
internal readonly record struct AttentionForm(HeadLayout Heads, nint Attention, DropoutDraw Draw);

/// <summary>
/// Attention over the neighbours of a row (GATv2: Brody, Alon, Yahav, arXiv 2105.14491): scores <c>e = a·LeakyReLU(t_i + s_j)</c>,
/// shares their softmax over j, the sum of shares times s_j. Gather, score, softmax and sum are one pass over the edges; on the way
/// back scores are computed again rather than kept. A lane of a vector holds the number of its head.
/// </summary>
internal static unsafe class AttentionKernels
{
    private const float Slope = 0.2f; // of LeakyReLU below zero, as in the paper
    private const int Ahead = 8; // entries ahead for which rows are asked
    private const float Room = 40; // exponentials up to e⁴⁰ are summed as they are, beyond that all are scaled down

    /// <summary>One row: adds the weighted sum to y; into state, if there is one, the logarithm of each head's sum of exponentials.</summary>
    public static void Row(in AttentionForm form, int row, in RowEntries entries, float* t, float* sources, float* y, float* state)
    {
        if (entries.From == entries.To) return;
        int padded = form.Heads.Padded, group = form.Heads.Group;
        Vector512<float>* sums = stackalloc Vector512<float>[padded / MatrixProduct.Lanes];
        foreach (HeadBlock block in form.Heads.Blocks)
        {
            bool ask = block.FirstHead == 0; // for whole rows, so that the blocks after the first find them
            ReadOnlySpan<HeadWindow> more = block.Windows.AsSpan(1);
            int start = block.Windows[0].Start;
            Vector512<float> a = Attention(form, block.Windows[0]), own = Vector512.Load(t + start), sum = default, origin = default, total = default;
            for (int k = 0; k < more.Length; k++) sums[k] = default;
            for (int e = entries.From; e < entries.To; e++)
            {
                if (ask && e + Ahead < entries.End) VectorKernels.Ask(sources + (long)entries.Targets[e + Ahead] * padded, padded);
                int neighbour = entries.Targets[e];
                float* s = sources + (long)neighbour * padded;
                Vector512<float> theirs = Vector512.Load(s + start), score = Leaky(own + theirs) * a;
                if (more.Length > 0) score = More(form, more, t, s, score);
                score = Sum(score, group);
                if (e == entries.From) origin = score;
                else if (Vector512.GreaterThanAny(score, origin + Vector512.Create(Room)))
                {
                    Vector512<float> now = Vector512.Max(origin, score), factor = VectorKernels.Exp(origin - now);
                    (origin, total, sum) = (now, total * factor, sum * factor);
                    for (int k = 0; k < more.Length; k++) sums[k] *= factor;
                }
                Vector512<float> weight = VectorKernels.Exp(score - origin);
                total += weight;
                if (!form.Draw.IsNone) weight &= Keep(form, block.FirstHead, row, neighbour);
                sum = Vector512.FusedMultiplyAdd(weight, theirs, sum);
                for (int k = 0; k < more.Length; k++) sums[k] = Vector512.FusedMultiplyAdd(weight, Vector512.Load(s + more[k].Start), sums[k]);
            }
            Vector512<float> share = Vector512.Create(form.Draw.Scale) / total;
            Add(y, block.Windows[0], sum * share);
            for (int k = 0; k < more.Length; k++) Add(y, more[k], sums[k] * share);
            if (state == null) continue;
            Vector512<float> logarithm = origin + Vector512.Log(total);
            for (int lane = 0; lane < MatrixProduct.Lanes && block.FirstHead + lane / group < form.Heads.Heads; lane += group)
                state[block.FirstHead + lane / group] = logarithm[lane];
        }
    }

    /// <summary>The products <c>g·y</c> of each head into the second part of the state.</summary>
    public static void Products(in AttentionForm form, float* g, float* y, float* state)
    {
        HeadLayout heads = form.Heads;
        for (int head = 0; head < heads.Heads; head++)
        {
            float product = 0;
            for (int i = head * heads.Units; i < (head + 1) * heads.Units; i++) product += g[i] * y[i];
            state[heads.Heads + head] = product;
        }
    }

    /// <summary>Adds the gradient of one row's <paramref name="t"/> and of the attention vectors, given the gradient g of the row's sum and its state.</summary>
    public static void TargetGradient(in AttentionForm form, int row, in RowEntries entries, float* t, float* sources, float* g, float* state, float* toTarget, float* toAttention)
    {
        int padded = form.Heads.Padded;
        Vector512<float>* slopes = stackalloc Vector512<float>[padded / MatrixProduct.Lanes], attentions = stackalloc Vector512<float>[padded / MatrixProduct.Lanes];
        foreach (HeadBlock block in form.Heads.Blocks)
        {
            bool ask = block.FirstHead == 0; // for whole rows, so that the blocks after the first find them
            ReadOnlySpan<HeadWindow> more = block.Windows.AsSpan(1);
            int start = block.Windows[0].Start;
            Vector512<float> a = Attention(form, block.Windows[0]), own = Vector512.Load(t + start), gradient = Vector512.Load(g + start) & block.Windows[0].Mask;
            Vector512<float> slope = default, attention = default;
            for (int k = 0; k < more.Length; k++) slopes[k] = attentions[k] = default;
            for (int e = entries.From; e < entries.To; e++)
            {
                if (ask && e + Ahead < entries.End) VectorKernels.Ask(sources + (long)entries.Targets[e + Ahead] * padded, padded);
                int neighbour = entries.Targets[e];
                float* s = sources + (long)neighbour * padded;
                Vector512<float> theirs = Vector512.Load(s + start), x = own + theirs, leaky = Leaky(x);
                EdgeGradient(form, block.FirstHead, more, row, neighbour, t, s, g, state, leaky * a, gradient * theirs, out Vector512<float> scored, out _);
                slope = Vector512.FusedMultiplyAdd(scored, Derivative(x), slope);
                attention = Vector512.FusedMultiplyAdd(scored, leaky, attention);
                for (int k = 0; k < more.Length; k++)
                {
                    x = Vector512.Load(t + more[k].Start) + Vector512.Load(s + more[k].Start);
                    slopes[k] = Vector512.FusedMultiplyAdd(scored, Derivative(x), slopes[k]);
                    attentions[k] = Vector512.FusedMultiplyAdd(scored, Leaky(x), attentions[k]);
                }
            }
            Add(toTarget, block.Windows[0], slope * a);
            Add(toAttention, block.Windows[0], attention);
            for (int k = 0; k < more.Length; k++)
            {
                Add(toTarget, more[k], slopes[k] * Attention(form, more[k]));
                Add(toAttention, more[k], attentions[k]);
            }
        }
    }

    /// <summary>Adds the gradient of one row's <paramref name="s"/> from all rows that have it as a neighbour.</summary>
    public static void SourceGradient(in AttentionForm form, int neighbour, in RowEntries entries, float* s, float* targets, float* gradients, float* states, int statePerRow, float* toSource)
    {
        int padded = form.Heads.Padded;
        Vector512<float>* slopes = stackalloc Vector512<float>[padded / MatrixProduct.Lanes], shares = stackalloc Vector512<float>[padded / MatrixProduct.Lanes];
        foreach (HeadBlock block in form.Heads.Blocks)
        {
            bool ask = block.FirstHead == 0; // for whole rows, so that the blocks after the first find them
            ReadOnlySpan<HeadWindow> more = block.Windows.AsSpan(1);
            int start = block.Windows[0].Start;
            Vector512<float> a = Attention(form, block.Windows[0]), own = Vector512.Load(s + start), masked = own & block.Windows[0].Mask, slope = default, share = default;
            for (int k = 0; k < more.Length; k++) slopes[k] = shares[k] = default;
            for (int e = entries.From; e < entries.To; e++)
            {
                int row = entries.Targets[e];
                if (ask && e + Ahead < entries.End)
                {
                    long next = entries.Targets[e + Ahead];
                    VectorKernels.Ask(targets + next * padded, padded);
                    VectorKernels.Ask(gradients + next * padded, padded);
                    VectorKernels.Ask(states + next * statePerRow, statePerRow);
                }
                float* t = targets + (long)row * padded, g = gradients + (long)row * padded;
                Vector512<float> x = own + Vector512.Load(t + start), gradient = Vector512.Load(g + start);
                EdgeGradient(form, block.FirstHead, more, row, neighbour, t, s, g, states + (long)row * statePerRow, Leaky(x) * a, gradient * masked,
                    out Vector512<float> scored, out Vector512<float> shared);
                slope = Vector512.FusedMultiplyAdd(scored, Derivative(x), slope);
                share = Vector512.FusedMultiplyAdd(shared, gradient, share);
                for (int k = 0; k < more.Length; k++)
                {
                    slopes[k] = Vector512.FusedMultiplyAdd(scored, Derivative(Vector512.Load(t + more[k].Start) + Vector512.Load(s + more[k].Start)), slopes[k]);
                    shares[k] = Vector512.FusedMultiplyAdd(shared, Vector512.Load(g + more[k].Start), shares[k]);
                }
            }
            Add(toSource, block.Windows[0], Vector512.FusedMultiplyAdd(a, slope, share));
            for (int k = 0; k < more.Length; k++) Add(toSource, more[k], Vector512.FusedMultiplyAdd(Attention(form, more[k]), slopes[k], shares[k]));
        }
    }

    // Of an edge: the gradient of its score, and its share after dropout, given what the first window adds to score and product.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void EdgeGradient(in AttentionForm form, int firstHead, ReadOnlySpan<HeadWindow> more, int row, int neighbour, float* t, float* s, float* g, float* state,
        Vector512<float> score, Vector512<float> product, out Vector512<float> scored, out Vector512<float> shared)
    {
        if (more.Length > 0) score = More(form, more, t, s, score);
        for (int k = 0; k < more.Length; k++) product = Vector512.FusedMultiplyAdd(Vector512.Load(g + more[k].Start) & more[k].Mask, Vector512.Load(s + more[k].Start), product);
        score = Sum(score, form.Heads.Group);
        product = Sum(product, form.Heads.Group);
        Vector512<float> share = VectorKernels.Exp(score - Vector512.Shuffle(Vector512.Load(state + firstHead), form.Heads.Shared));
        Vector512<float> products = Vector512.Shuffle(Vector512.Load(state + form.Heads.Heads + firstHead), form.Heads.Shared);
        if (form.Draw.IsNone) (scored, shared) = (share * (product - products), share);
        else
        {
            Vector512<float> mask = Vector512.Create(form.Draw.Scale) & Keep(form, firstHead, row, neighbour);
            (scored, shared) = (share * (mask * product - products), share * mask);
        }
    }

    // What further windows add to a score.
    private static Vector512<float> More(in AttentionForm form, ReadOnlySpan<HeadWindow> more, float* t, float* s, Vector512<float> score)
    {
        for (int k = 0; k < more.Length; k++)
            score = Vector512.FusedMultiplyAdd(Leaky(Vector512.Load(t + more[k].Start) + Vector512.Load(s + more[k].Start)), Attention(form, more[k]), score);
        return score;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Attention(in AttentionForm form, in HeadWindow window) => Vector512.Load((float*)form.Attention + window.Start) & window.Mask;

    // Every lane becomes the sum over its head's lanes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Sum(Vector512<float> x, int group)
    {
        if (group >= 2) x += Vector512.Shuffle(x, Vector512.Create(1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14));
        if (group >= 4) x += Vector512.Shuffle(x, Vector512.Create(2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13));
        if (group >= 8) x += Vector512.Shuffle(x, Vector512.Create(4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11));
        if (group >= 16) x += Vector512.Shuffle(x, Vector512.Create(8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Leaky(Vector512<float> x) => Vector512.MaxNative(x * Slope, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Derivative(Vector512<float> x) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), Vector512<float>.One, Vector512.Create(Slope));

    // All bits set in the lanes of heads whose share of this edge is kept: a function of key and ends, whichever end asks.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Keep(in AttentionForm form, int firstHead, int row, int neighbour)
    {
        ulong edge = ((ulong)(uint)row << 32 | (uint)neighbour) * 0x9E3779B97F4A7C15;
        Vector512<float> heads = CounterRandom.Keep(form.Draw.Key ^ (edge ^ edge >> 32) * 0xD1B54A32D192ED03, (uint)firstHead, Vector512.Create(form.Draw.Threshold));
        return Vector512.Shuffle(heads, form.Heads.Shared);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(float* to, in HeadWindow window, Vector512<float> values) =>
        ((values & window.Mask) + Vector512.Load(to + window.Start)).Store(to + window.Start);
}
