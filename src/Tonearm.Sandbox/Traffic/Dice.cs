using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tonearm.Sandbox.Traffic;

/// <summary>
/// Chance that can be repeated: the same seed gives the same answers to the same questions in the same order. Used under the world's gate.
/// </summary>
internal sealed class Dice
{
    private readonly Dictionary<(string Person, string Question), long> asked = [];

    /// <summary>Whether this case is hit.</summary>
    public bool Hits(double share, int seed, string person, string question) =>
        share > 0 && (share >= 1 || Next(seed, person, question) < share);

    /// <summary>Begins anew.</summary>
    public void Forget() => asked.Clear();

    /// <returns>At least 0 and less than 1, for the n-th time that something is asked.</returns>
    public static double Of(int seed, string person, string question, long n)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed} {person} {question} {n}")));
        return BinaryPrimitives.ReadUInt32BigEndian(hash) / (uint.MaxValue + 1.0);
    }

    private double Next(int seed, string person, string question)
    {
        var n = asked.GetValueOrDefault((person, question));
        asked[(person, question)] = n + 1;
        return Of(seed, person, question, n);
    }
}
