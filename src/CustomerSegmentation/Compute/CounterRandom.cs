using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CustomerSegmentation;

/// <summary>
/// Random bits as a function of a key and a position, without state: any thread can draw any part, in any order, and a resumed run
/// draws what the first would have drawn. The mixer is Wellons' lowbias32 (2018), keyed before and between its rounds.
/// </summary>
internal static class CounterRandom
{
    /// <summary>The key of a layer's dropout mask in one training step.</summary>
    public static ulong Key(ulong seed, long step, int layer) => new RandomSource(seed ^ (ulong)step * 0x9E3779B97F4A7C15 ^ (ulong)(layer + 1) * 0xD1B54A32D192ED03).NextUInt64();

    /// <summary>All bits set in the lanes that are kept: those whose 32 random bits are below the threshold.</summary>
    /// <param name="key">The key.</param>
    /// <param name="position">The position of the first lane.</param>
    /// <param name="threshold">The share to keep, times 2³².</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Keep(ulong key, uint position, Vector512<uint> threshold)
    {
        Vector512<uint> x = (Vector512.Create(position) + Vector512<uint>.Indices) ^ Vector512.Create((uint)key);
        x ^= Vector512.ShiftRightLogical(x, 16);
        x *= Vector512.Create(0x7feb352du);
        x ^= Vector512.ShiftRightLogical(x, 15) ^ Vector512.Create((uint)(key >> 32));
        x *= Vector512.Create(0x846ca68bu);
        x ^= Vector512.ShiftRightLogical(x, 16);
        return Vector512.LessThan(x, threshold).AsSingle();
    }

    /// <summary>The threshold for a share to keep in (0, 1].</summary>
    public static uint Threshold(double keep) => (uint)Math.Min(uint.MaxValue, Math.Round(keep * 4294967296.0));
}
