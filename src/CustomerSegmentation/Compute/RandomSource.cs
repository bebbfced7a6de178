using System.Numerics;

namespace CustomerSegmentation;

/// <summary>
/// The library's own random numbers: xoshiro256** (Blackman, Vigna 2018) seeded by SplitMix64, the same for ever and on every machine.
/// A source belongs to one thread; <see cref="For"/> gives independent sources by name, so that no draw depends on what others drew.
/// </summary>
internal sealed class RandomSource
{
    private ulong _a, _b, _c, _d;

    /// <summary>A source for a seed.</summary>
    public RandomSource(ulong seed) => (_a, _b, _c, _d) = (Split(ref seed), Split(ref seed), Split(ref seed), Split(ref seed));

    /// <summary>A source for a seed and a purpose: the same purpose gives the same numbers, another purpose independent ones.</summary>
    public static RandomSource For(ulong seed, string purpose, ulong index = 0)
    {
        ulong hash = 14695981039346656037; // FNV-1a over the purpose
        foreach (char c in purpose) hash = (hash ^ c) * 1099511628211;
        return new(Mix(seed ^ Mix(hash ^ Mix(index + 0x9E3779B97F4A7C15))));
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_b * 5, 7) * 9, t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A whole number from 0 to <paramref name="bound"/> − 1, each as likely (Lemire 2019).</summary>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        ulong product = (ulong)(uint)NextUInt64() * (uint)bound;
        if ((uint)product < (uint)bound)
            for (uint threshold = (uint)(-bound) % (uint)bound; (uint)product < threshold;)
                product = (ulong)(uint)NextUInt64() * (uint)bound;
        return (int)(product >> 32);
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Normal with mean 0 and standard deviation 1 (Box and Muller 1958).</summary>
    public double NextNormal() =>
        Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Puts the items in random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>The numbers 0 … count − 1 in random order.</summary>
    public int[] Permutation(int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        Shuffle<int>(order);
        return order;
    }

    private static ulong Split(ref ulong state) => Mix(state += 0x9E3779B97F4A7C15);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
