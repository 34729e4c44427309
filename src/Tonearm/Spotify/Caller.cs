using System.Runtime.InteropServices;

namespace Tonearm.Spotify;

/// <summary>
/// For whom a call to the Web API is made, and what for: whose token it carries, and how much of the day's budget is open to it.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Caller(Guid Account, CallPurpose Purpose)
{
    public static Caller Person(Guid account) => new(account, CallPurpose.Person);

    public static Caller Restore(Guid account) => new(account, CallPurpose.Restore);

    public static Caller Party(Guid account) => new(account, CallPurpose.Party);

    public static Caller Background(Guid account) => new(account, CallPurpose.Background);
}

/// <summary>What a call is for. When calls are short, the earlier ones come before the later ones.</summary>
internal enum CallPurpose
{
    /// <summary>Somebody waits for the answer.</summary>
    Person,

    /// <summary>Something is put back as its owner wants it, or looked at to see whether it arrived.</summary>
    Restore,

    /// <summary>A party's music goes on.</summary>
    Party,

    /// <summary>What could as well happen a little later.</summary>
    Background,
}
