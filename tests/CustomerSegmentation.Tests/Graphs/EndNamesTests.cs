using CsCheck;
using Xunit;

namespace CustomerSegmentation.Tests;

public sealed class EndNamesTests
{
    // Around the lengths at which a text is packed in one half, in two, or not at all; few characters, so that many are equal.
    private static readonly Gen<string> Texts = Gen.Char["aä1\u00ff\u0100 "].Array[0, 18].Select(characters => new string(characters));

    [Fact]
    public void Texts_get_one_number_each_and_keep_their_characters() => Texts.Array[0, 200].Sample(texts =>
    {
        EndNames names = new();
        int[] codes = [.. texts.Select(text => names.Code(text))];
        Assert.Equal(texts, codes.Select(code => names.Names[code]));
        Assert.Equal(texts.Distinct().Count(), names.Names.Count);
    });

    [Fact]
    public void A_packed_text_gives_its_text_back() => Texts.Sample(text =>
    {
        bool packed = PackedText.TryPack(text, out PackedText key);
        Assert.Equal(text.Length <= 16 && !text.Contains('\u0100'), packed);
        if (packed) Assert.Equal(text, key.ToString());
    });

    [Fact]
    public void A_text_with_a_NUL_is_not_packed_and_stays_another()
    {
        EndNames names = new();
        Assert.NotEqual(names.Code("a"), names.Code("\0a"));
        Assert.NotEqual(names.Code("abcdefgh"), names.Code("abcdefgh\0"));
        Assert.Equal("\0a", names.Names[1]);
    }
}
