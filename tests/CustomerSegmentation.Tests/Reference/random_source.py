"""First numbers of xoshiro256** seeded by SplitMix64, from the algorithms' own definitions (Blackman, Vigna: xoshiro256starstar.c,
splitmix64.c), checked against published test vectors. Writes random_source.json beside itself."""
import json, os

M = (1 << 64) - 1


def splitmix(state):
    while True:
        state = (state + 0x9E3779B97F4A7C15) & M
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & M
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M
        yield z ^ (z >> 31)


def rotl(x, k):
    return ((x << k) | (x >> (64 - k))) & M


def xoshiro(s):
    s = list(s)
    while True:
        yield (rotl((s[1] * 5) & M, 7) * 9) & M
        t = (s[1] << 17) & M
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)


def take(numbers, count):
    return [next(numbers) for _ in range(count)]


assert take(splitmix(1234567), 3) == [6457827717110365317, 3203168211198807973, 9817491932198370423]
assert take(xoshiro([1, 2, 3, 4]), 4) == [11520, 0, 1509978240, 1215971899390074240]

cases = [{"seed": str(seed), "numbers": [str(n) for n in take(xoshiro(take(splitmix(seed), 4)), 8)]}
         for seed in (0, 1, 42, 2**63, 2**64 - 1)]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "random_source.json"), "w") as f:
    json.dump(cases, f, indent=1)
    f.write("\n")
