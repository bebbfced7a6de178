using System.Runtime.Intrinsics;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class CounterRandomTests
{
    [Fact]
    public void A_lane_is_the_scalar_definition_wherever_it_is_drawn()
    {
        ulong key = CounterRandom.Key(1, 2, 3);
        uint threshold = CounterRandom.Threshold(0.5);
        bool[] kept = Kept(key, 4096, 0.5);
        for (uint i = 0; i < kept.Length; i++) Assert.Equal(Bits(key, i) < threshold, kept[i]);
        // At any first position, aligned or not.
        Vector512<float> middle = CounterRandom.Keep(key, 1001, Vector512.Create(threshold));
        for (int lane = 0; lane < 16; lane++) Assert.Equal(kept[1001 + lane], middle.AsUInt32()[lane] == uint.MaxValue);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.1)]
    [InlineData(1e-3)]
    public void The_share_kept_is_the_share_asked_for(double keep)
    {
        const int Count = 1 << 20;
        double deviation = Math.Sqrt(Count * keep * (1 - keep));
        for (int layer = 0; layer < 3; layer++)
            Assert.Equal(keep * Count, Kept(CounterRandom.Key(1, 7, layer), Count, keep).Count(kept => kept), 5 * deviation);
    }

    [Fact]
    public void Bits_are_uniform()
    {
        const int Count = 1 << 18;
        ulong key = CounterRandom.Key(9, 1, 0);
        int[] high = new int[256], low = new int[256];
        for (uint i = 0; i < Count; i++)
        {
            uint bits = Bits(key, i);
            high[bits >> 24]++;
            low[bits & 255]++;
        }
        RandomSourceTests.AssertUniform(high, Count);
        RandomSourceTests.AssertUniform(low, Count);
    }

    [Fact]
    public void Seeds_steps_and_layers_draw_independent_masks()
    {
        bool[] mask = Kept(CounterRandom.Key(1, 0, 0), 1 << 16, 0.5);
        foreach (ulong other in new[] { CounterRandom.Key(2, 0, 0), CounterRandom.Key(1, 1, 0), CounterRandom.Key(1, 0, 1), CounterRandom.Key(1, 1, 1) })
        {
            bool[] second = Kept(other, 1 << 16, 0.5);
            Assert.Equal(1 << 15, Enumerable.Range(0, 1 << 16).Count(i => mask[i] == second[i]), 5.0 * 128);
            // Nor are they the same mask moved by a few places.
            for (int shift = 1; shift <= 64; shift++)
                Assert.Equal(1 << 15, Enumerable.Range(0, (1 << 16) - shift).Count(i => mask[i] == second[i + shift]), 7.0 * 128);
        }
        Assert.Equal(CounterRandom.Key(1, 5, 2), CounterRandom.Key(1, 5, 2));
    }

    [Fact]
    public void Neighbours_are_independent()
    {
        bool[] mask = Kept(CounterRandom.Key(3, 4, 1), 1 << 18, 0.5);
        foreach (int lag in new[] { 1, 2, 3, 16, 32, 64, 128, 4096 })
            Assert.Equal((mask.Length - lag) / 2.0, Enumerable.Range(0, mask.Length - lag).Count(i => mask[i] == mask[i + lag]), 5.0 * 256);
    }

    [Fact]
    public void Thresholds_reach_from_none_to_all()
    {
        Assert.Equal(uint.MaxValue, CounterRandom.Threshold(1));
        Assert.Equal(1u << 31, CounterRandom.Threshold(0.5));
        Assert.Equal(1u, CounterRandom.Threshold(1 / 4294967296.0));
    }

    /// <summary>lowbias32 of the position, keyed before and between its rounds, one number at a time.</summary>
    private static uint Bits(ulong key, uint position)
    {
        uint x = position ^ (uint)key;
        x ^= x >> 16;
        x *= 0x7feb352d;
        x ^= (x >> 15) ^ (uint)(key >> 32);
        x *= 0x846ca68b;
        return x ^ (x >> 16);
    }

    private static bool[] Kept(ulong key, int count, double keep)
    {
        bool[] kept = new bool[count];
        Vector512<uint> threshold = Vector512.Create(CounterRandom.Threshold(keep));
        for (int i = 0; i < count; i += 16)
        {
            Vector512<uint> lanes = CounterRandom.Keep(key, (uint)i, threshold).AsUInt32();
            for (int lane = 0; lane < 16; lane++) kept[i + lane] = lanes[lane] == uint.MaxValue;
        }
        return kept;
    }
}
