namespace CustomerSegmentation;

/// <summary>
/// Gives each distinct text a number. A short text is its own key, so that no texts are compared, and keys are looked up many at a time, so that the machine
/// waits for memory once for many of them: with a million ends both together are several times as fast as a dictionary. Not safe to share between threads.
/// </summary>
internal sealed class EndNames
{
    private readonly List<string> _names = [];
    private Slot[] _slots = new Slot[1 << 10];
    private int _shift = 64 - 10;

    /// <summary>The texts by their numbers.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The number of a text.</summary>
    public int Code(ReadOnlySpan<char> text)
    {
        if (PackedText.TryPack(text, out PackedText packed)) return Code(packed);
        PackedText key = new((uint)string.GetHashCode(text), (uint)text.Length);
        int slot = Place(key);
        for (; _slots[slot].Number != 0; slot = (slot + 1) & (_slots.Length - 1))
            if (_slots[slot].Number < 0 && _slots[slot].Key == key && text.SequenceEqual(_names[-_slots[slot].Number - 1])) return -_slots[slot].Number - 1;
        return Add(slot, key, text.ToString(), packed: false);
    }

    /// <summary>The number of a packed text.</summary>
    public int Code(PackedText packed)
    {
        int slot = Place(packed);
        for (; _slots[slot].Number != 0; slot = (slot + 1) & (_slots.Length - 1))
            if (_slots[slot].Key == packed && _slots[slot].Number > 0) return _slots[slot].Number - 1;
        return Add(slot, packed, packed.ToString(), packed: true);
    }

    /// <summary>The numbers of packed texts.</summary>
    public void Codes(ReadOnlySpan<PackedText> packed, Span<int> codes)
    {
        // In a loop as small as this one the processor waits for many slots at a time.
        for (int i = 0; i < packed.Length; i++) codes[i] = Code(packed[i]);
    }

    private int Add(int slot, PackedText key, string text, bool packed)
    {
        _names.Add(text);
        _slots[slot] = new(key, packed ? _names.Count : -_names.Count);
        if (_names.Count * 2 > _slots.Length) Grow();
        return _names.Count - 1;
    }

    private int Place(PackedText key) => (int)(key.Hash() >> _shift);

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
    private readonly record struct Slot(PackedText Key, int Number);
}
