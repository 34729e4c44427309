using Tonearm.Guard.Pictures;
using Tonearm.Guard.Rules;

namespace Tonearm.Guard.Sweep;

/// <summary>What one sweep of one account brings home, to be saved in one transaction.</summary>
internal sealed class SweepResult(DateTimeOffset startedAt)
{
    public DateTimeOffset StartedAt => startedAt;

    public List<Assessment> Assessments { get; } = [];

    /// <summary>Playlists that were expected in the list and are not there, with what a single call said of them.</summary>
    public List<Absence> Absences { get; } = [];

    /// <summary>Playlists that were to be looked at and could not be seen: they wait for the next sweep.</summary>
    public List<ProtectedPlaylist> Missed { get; } = [];

    /// <summary>Pictures worth keeping, by their id: evidence, and what unknown covers turned out to be.</summary>
    public Dictionary<string, Picture> Pictures { get; } = new(StringComparer.Ordinal);

    /// <summary>The whole list in order, when all of it was read; else null.</summary>
    public IReadOnlyList<ObservedPlaylist>? WholeList { get; set; }

    /// <summary>How many entries of the whole list could not be read.</summary>
    public int Unreadable { get; set; }

    /// <summary>The whole list was not such that anything may be forgotten upon it.</summary>
    public bool IsListDoubtful { get; set; }

    /// <summary>The whole list is to be read at the next look.</summary>
    public bool WantsWholeList { get; set; }

    /// <summary>Anything of the account was seen.</summary>
    public bool HasSeen { get; set; }

    /// <summary>How many playlists the account lists, as the last call said.</summary>
    public int? Total { get; set; }

    public int Calls { get; set; }

    /// <summary>Nothing to be saved: all is where it was, as it was, and due when it was.</summary>
    public bool IsEmpty =>
        Absences.Count == 0
        && Missed.Count == 0
        && Pictures.Count == 0
        && Assessments.TrueForAll(each => each is { IsNews: false, HasMoved: false, Learnt: null });

    /// <summary>Why the look is not complete: what the account's page says beside it.</summary>
    public string? Problem { get; set; }
}
