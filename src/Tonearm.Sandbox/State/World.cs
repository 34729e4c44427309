using System.Diagnostics;
using Tonearm.Sandbox.Demo;
using Tonearm.Sandbox.Images;
using Tonearm.Sandbox.Players;
using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.State;

/// <summary>
/// Everything this Spotify knows. Whoever reads or changes it holds <see cref="Gate"/>, never across an await; each change is
/// journaled by a Save or a Remove before the gate opens again.
/// </summary>
internal sealed class World : IDisposable
{
    private readonly Journal? journal;
    private readonly Conditions initial;

    public World(SandboxOptions options, SandboxClock clock)
    {
        Clock = clock;
        initial = Conditions.Named(options.Conditions);
        Conditions = initial;
        var folder = options.DataFolder is { Length: > 0 } data ? Path.Combine(data, "sandbox") : null;
        Pictures = new Pictures(folder);
        journal = folder is null ? null : Journal.At(folder);
        try
        {
            lock (Gate)
            {
                if (journal is { Exists: true })
                    Load(journal);
                else
                    DemoWorld.Fill(this);
                journal?.Rewrite(Lines());
            }
        }
        catch
        {
            journal?.Dispose();
            throw;
        }
    }

    public Lock Gate { get; } = new();

    public SandboxClock Clock { get; }

    public Dice Dice { get; } = new();

    public Pictures Pictures { get; }

    public Dictionary<string, Person> People { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Playlist> Playlists { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Grant> Grants { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, AccessToken> AccessTokens { get; } = new(StringComparer.Ordinal);

    /// <summary>By person; those that nobody has looked at yet are not in here.</summary>
    public Dictionary<string, Player> Players { get; } = new(StringComparer.Ordinal);

    /// <summary>The picture behind every custom cover id that was ever given out.</summary>
    public Dictionary<string, string> CoverPictures { get; } = new(StringComparer.Ordinal);

    /// <summary>What was destroyed and can be brought back, until the process ends.</summary>
    private Dictionary<string, Playlist> Destroyed { get; } = new(StringComparer.Ordinal);

    /// <summary>Codes on their way to an app; too short-lived for the journal.</summary>
    public Dictionary<string, AuthorizationCode> Codes { get; } = new(StringComparer.Ordinal);

    public DailyQuota Quota { get; } = new();

    public Conditions Conditions { get; private set; }

    /// <summary>Rises with the conditions, so that what was rendered under former ones is not served.</summary>
    public int ConditionsVersion { get; private set; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>When the Web API begins to show what happens outside of it now.</summary>
    public DateTimeOffset SeenFromApp => Now + TimeSpan.FromSeconds(Conditions.Lag.AppSeconds);

    public void Save(Person person)
    {
        Demand();
        People[person.Id] = person;
        journal?.Append(new JournalLine { Person = person });
    }

    public void Save(Playlist playlist)
    {
        Demand();
        Put(playlist);
        journal?.Append(new JournalLine { Playlist = playlist });
    }

    public void Save(Playlist playlist, Deed deed)
    {
        Save(playlist);
        playlist.History.Add(deed);
        journal?.Append(new JournalLine { Deed = deed });
    }

    public void Save(Grant grant)
    {
        Demand();
        Grants[grant.RefreshToken] = grant;
        journal?.Append(new JournalLine { Grant = grant });
    }

    public void Save(AccessToken access)
    {
        Demand();
        AccessTokens[access.Token] = access;
        journal?.Append(new JournalLine { Access = access });
    }

    public void Save(Player player)
    {
        Demand();
        Players[player.PersonId] = player;
        journal?.Append(new JournalLine { Player = player });
    }

    public void Save(PlayedSong song) => journal?.Append(new JournalLine { Played = song });

    public void Save(QuotaSlot slot) => journal?.Append(new JournalLine { Quota = slot });

    public void Save(Conditions conditions)
    {
        Demand();
        Conditions = conditions;
        ConditionsVersion++;
        journal?.Append(new JournalLine { Conditions = conditions });
    }

    public void Remove(Playlist playlist)
    {
        Demand();
        Playlists.Remove(playlist.Id);
        Destroyed[playlist.Id] = playlist;
        foreach (var person in People.Values)
            if (person.Library.Remove(playlist.Id))
                Save(person);
        journal?.Append(new JournalLine { PlaylistGone = playlist.Id });
    }

    /// <returns>Null when it was never destroyed.</returns>
    public Playlist? Recover(string id)
    {
        Demand();
        if (!Destroyed.Remove(id, out var playlist))
            return null;
        var owner = People[playlist.OwnerId];
        owner.Library.Insert(0, id);
        Save(playlist, new Deed(id, Now, owner.Id, "recovered"));
        Save(owner);
        return playlist;
    }

    public void Remove(AccessToken access)
    {
        Demand();
        AccessTokens.Remove(access.Token);
        journal?.Append(new JournalLine { AccessGone = access.Token });
    }

    public void Advance(TimeSpan by)
    {
        Demand();
        Clock.Advanced += by;
        journal?.Append(new JournalLine { Advanced = Clock.Advanced });
    }

    /// <summary>
    /// Back to the demo people and the conditions of the start; consents are kept on request, so that linked apps stay linked.
    /// </summary>
    public void Reset(bool keepConsents)
    {
        Demand();
        People.Clear();
        Playlists.Clear();
        Destroyed.Clear();
        Players.Clear();
        Quota.Clear();
        if (!keepConsents)
        {
            Grants.Clear();
            AccessTokens.Clear();
        }
        Clock.Advanced = TimeSpan.Zero;
        Conditions = initial;
        Dice.Forget();
        ConditionsVersion++;
        DemoWorld.Fill(this);
        journal?.Rewrite(Lines());
    }

    public void Dispose()
    {
        lock (Gate)
            foreach (var slot in Quota.OpenSlots())
                Save(slot);
        journal?.Dispose();
    }

    private void Load(Journal journal)
    {
        foreach (var line in journal.Read())
            Take(line);
        foreach (var expired in AccessTokens.Values.Where(access => access.Expires < Now).ToArray())
            AccessTokens.Remove(expired.Token);
        ConditionsVersion++;
    }

    private void Take(JournalLine line)
    {
        switch (line)
        {
            case { Person: { } person }:
                People[person.Id] = person;
                break;
            case { Playlist: { } playlist }:
                if (Playlists.TryGetValue(playlist.Id, out var before))
                    playlist.History.AddRange(before.History);
                Put(playlist);
                break;
            case { PlaylistGone: { } id }:
                Playlists.Remove(id);
                break;
            case { Deed: { } deed }:
                Playlists.GetValueOrDefault(deed.PlaylistId)?.History.Add(deed);
                break;
            case { Player: { } player }:
                if (Players.TryGetValue(player.PersonId, out var former))
                    player.Played.AddRange(former.Played);
                Players[player.PersonId] = player;
                break;
            case { Played: { } song }:
                if (!Players.TryGetValue(song.PersonId, out var plays))
                    Players[song.PersonId] = plays = Player.New(song.PersonId);
                plays.Note(song);
                break;
            case { Grant: { } grant }:
                Grants[grant.RefreshToken] = grant;
                break;
            case { Access: { } access }:
                AccessTokens[access.Token] = access;
                break;
            case { AccessGone: { } token }:
                AccessTokens.Remove(token);
                break;
            case { Conditions: { } conditions }:
                Conditions = conditions;
                break;
            case { Quota: { } slot }:
                Quota.Take(slot);
                break;
            case { Advanced: { } advanced }:
                Clock.Advanced = advanced;
                break;
        }
    }

    private IEnumerable<JournalLine> Lines()
    {
        yield return new JournalLine { Conditions = Conditions };
        yield return new JournalLine { Advanced = Clock.Advanced };
        foreach (var person in People.Values)
            yield return new JournalLine { Person = person };
        foreach (var grant in Grants.Values)
            yield return new JournalLine { Grant = grant };
        foreach (var access in AccessTokens.Values)
            yield return new JournalLine { Access = access };
        foreach (var slot in Quota.Slots())
            yield return new JournalLine { Quota = slot };
        foreach (var player in Players.Values)
        {
            yield return new JournalLine { Player = player };
            foreach (var song in player.Played)
                yield return new JournalLine { Played = song };
        }

        foreach (var playlist in Playlists.Values)
        {
            yield return new JournalLine { Playlist = playlist };
            foreach (var deed in playlist.History)
                yield return new JournalLine { Deed = deed };
        }
    }

    private void Put(Playlist playlist)
    {
        Playlists[playlist.Id] = playlist;
        foreach (var version in playlist.Cover.Versions)
            if (version.Value is { } cover)
                CoverPictures[cover.ImageId] = cover.Picture;
    }

    private void Demand() => Debug.Assert(Gate.IsHeldByCurrentThread, "The world is changed under its gate.");
}
