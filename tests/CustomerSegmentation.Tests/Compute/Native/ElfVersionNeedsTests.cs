using System.Buffers.Binary;
using TorchSharp;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class ElfVersionNeedsTests
{
    [Fact]
    public void The_newest_requirement_becomes_weak_and_nothing_else_changes()
    {
        byte[] file = new SmallElf().Write();
        byte[] before = [.. file];

        byte[] relaxed = ElfVersionNeeds.Relax(file, CxxLevel.Gcc12)!;

        Assert.Equal(before, file);
        int changed = Assert.Single(Differences(file, relaxed));
        ElfNeed need = new ElfFile(file).Needs("libstdc++.so.6").Single(need => need.Name == "GLIBCXX_3.4.32");
        Assert.Equal(need.Offset + 4, changed);
        Assert.Equal(2, relaxed[changed]);
    }

    [Fact]
    public void For_an_older_library_the_second_newest_is_taken_from_the_older_version()
    {
        byte[] file = new SmallElf().Write();

        List<ElfNeed> needs = new ElfFile(ElfVersionNeeds.Relax(file, CxxLevel.Gcc11)!).Needs("libstdc++.so.6");

        Assert.Equal(["GLIBCXX_3.4.11", "GLIBCXX_3.4.32", "GLIBCXX_3.4.11"], needs.Select(need => need.Name));
        Assert.Equal([2, 3, 4], needs.Select(need => (int)need.Index));
        Assert.Equal(SmallElf.Hash("GLIBCXX_3.4.11"), needs[0].Hash);
        Assert.Equal([0, 2, 0], needs.Select(need => (int)need.Flags));
    }

    public static TheoryData<string> Unexpected => [.. Others.Keys];

    private static readonly Dictionary<string, SmallElf> Others = new()
    {
        ["another machine"] = new() { Machine = 183 },
        ["a program, not a library"] = new() { Kind = 2 },
        ["another library's need"] = new() { Library = "libc++.so.1" },
        ["no such version"] = new() { Versions = [("GLIBCXX_3.4.30", 2), ("GLIBCXX_3.4.31", 3), ("GLIBCXX_3.4.11", 4)] },
        ["the version twice"] = new() { Versions = [("GLIBCXX_3.4.32", 2), ("GLIBCXX_3.4.32", 3)] },
        ["a wrong hash"] = new() { HashError = 1 },
        ["a second symbol of the version"] = new() { Symbols = [(SmallElf.Wait, 2), (SmallElf.Init, 3), ("_ZSt5other", 3)] },
        ["another symbol of the version"] = new() { Symbols = [(SmallElf.Wait, 2), ("_ZSt5other", 3)] },
        ["no symbol of the version"] = new() { Symbols = [(SmallElf.Wait, 2)] },
        ["a relocation against the symbol"] = new() { RelocatedSymbol = 2 },
    };

    [Theory]
    [MemberData(nameof(Unexpected))]
    public void A_file_with_another_structure_is_left_alone(string other) =>
        Assert.Null(ElfVersionNeeds.Relax(Others[other].Write(), CxxLevel.Gcc12));

    [Theory]
    [InlineData("_ZSt5other", 2, "GLIBCXX_3.4.11")]
    [InlineData(SmallElf.Wait, 2, "GLIBCXX_3.4.10")]
    public void The_second_newest_is_left_alone_where_it_is_not_the_expected_one(string symbol, int index, string older) =>
        Assert.Null(ElfVersionNeeds.Relax(new SmallElf
        {
            Versions = [("GLIBCXX_3.4.30", 2), ("GLIBCXX_3.4.32", 3), (older, 4)],
            Symbols = [(symbol, (ushort)index), (SmallElf.Init, 3)],
        }.Write(), CxxLevel.Gcc11));

    [Fact]
    public void A_truncated_file_is_left_alone()
    {
        byte[] file = new SmallElf().Write();
        for (int length = 0; length < file.Length; length++)
            Assert.Null(ElfVersionNeeds.Relax(file[..length], CxxLevel.Gcc11));
    }

    [Fact]
    public void A_flipped_bit_never_crashes_and_never_changes_more_than_two_entries()
    {
        byte[] file = new SmallElf().Write();
        for (int bit = 0; bit < file.Length * 8; bit++)
        {
            byte[] flipped = [.. file];
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            if (ElfVersionNeeds.Relax(flipped, CxxLevel.Gcc11) is { } relaxed)
                Assert.InRange(Differences(flipped, relaxed).Count, 1, 9);
        }
    }

    [Fact]
    public void Hostile_offsets_and_counts_never_crash_and_end()
    {
        byte[] file = new SmallElf().Write();
        foreach (uint hostile in (uint[])[0, 1, 15, 16, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF])
            for (int at = 0; at + 4 <= file.Length; at++)
            {
                byte[] changed = [.. file];
                BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(at), hostile);
                if (ElfVersionNeeds.Relax(changed, CxxLevel.Gcc11) is { } relaxed)
                    Assert.InRange(Differences(changed, relaxed).Count, 0, 9);
            }
    }

    [Fact]
    public void The_real_file_has_the_expected_structure_and_loads_either_way()
    {
        Assert.SkipUnless(TorchLoader.IsLinuxX64, "TorchSharp's Linux file is loaded on Linux x64 only.");
        TorchRuntime.EnsureLoaded();
        byte[] file = File.ReadAllBytes(NativeSearch.Find(typeof(torch).Assembly, "libLibTorchSharp.so").First());

        byte[] forGcc12 = ElfVersionNeeds.Relax(file, CxxLevel.Gcc12)!, forGcc11 = ElfVersionNeeds.Relax(file, CxxLevel.Gcc11)!;

        Assert.Single(Differences(file, forGcc12));
        Assert.InRange(Differences(file, forGcc11).Count, 2, 9);
        Assert.NotEqual(0, MemoryLibrary.FromMemory(forGcc11, "libLibTorchSharp.so", []));
    }

    [Fact]
    public void The_fallback_loads_from_a_private_folder_and_leaves_nothing()
    {
        Assert.SkipUnless(TorchLoader.IsLinuxX64, "The fallback is for Linux x64 only.");
        TorchRuntime.EnsureLoaded();
        byte[] file = File.ReadAllBytes(NativeSearch.Find(typeof(torch).Assembly, "libLibTorchSharp.so").First());
        string unique = $"libfallback-{Environment.ProcessId}.so";

        Assert.NotEqual(0, MemoryLibrary.FromFile(ElfVersionNeeds.Relax(file, CxxLevel.Gcc12)!, unique, []));
        Assert.Contains(unique + " (deleted)", File.ReadAllText("/proc/self/maps"));
        Assert.DoesNotContain(Directory.EnumerateDirectories(Path.GetTempPath(), "customer-segmentation-*"),
            folder => File.Exists(Path.Combine(folder, unique)));
    }

    [Fact]
    public void Bytes_that_are_no_library_are_reported_not_loaded()
    {
        Assert.SkipUnless(TorchLoader.IsLinuxX64, "Only Linux x64 loads from memory.");
        List<string> attempts = [];
        Assert.Null(MemoryLibrary.Load(new SmallElf().Write(), "libsmall.so", attempts));
        Assert.Equal(2, attempts.Count);
        Assert.StartsWith("from memory: ", attempts[0]);
        Assert.StartsWith("from a temporary file: ", attempts[1]);
    }

    private static List<int> Differences(byte[] a, byte[] b)
    {
        Assert.Equal(a.Length, b.Length);
        return [.. Enumerable.Range(0, a.Length).Where(i => a[i] != b[i])];
    }
}
