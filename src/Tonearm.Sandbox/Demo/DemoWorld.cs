using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Demo;

/// <summary>The people of the demo and their playlists: the same, down to every id, in every Sandbox.</summary>
internal static class DemoWorld
{
    /// <summary>A refresh token of the person whose consent was withdrawn, as an app may still hold it.</summary>
    public const string WithdrawnRefreshToken = "AQwithdrawn-refresh-token-of-a-former-consent";

    /// <summary>The app the withdrawn consent was given to.</summary>
    public const string DemoClient = "sandbox";

    private static readonly DateTimeOffset Epoch = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static void Fill(World world)
    {
        Vary(world, Add(world, "kitchenradio", "Kitchen Radio", "A hobbyist", 12));
        var north = Add(world, "northlightrecords", "Northlight Records", "A label's first account", 110);
        var ambient = Add(world, "northlight.ambient", "Northlight Records / Ambient", "The label's second account", 240);
        var archive = Add(world, "northlight.archive", "Northlight Records / Archive", "The label's third account", 1000);
        Add(world, "firstspin", "First Spin", "A newcomer", 0);
        Add(world, "backroomtapes", "Backroom Tapes", "May sign in, but is not on the app's allow list", 6).OnAllowList = false;
        Add(world, "vinylattic", "Vinyl Attic", "Withdrew consent once; signing in anew works", 9);

        Follow(north, ambient, 10);
        Follow(ambient, north, 20);
        Follow(archive, ambient, 40);
        foreach (var person in world.People.Values)
            world.Save(person);
        world.Save(
            new Grant
            {
                RefreshToken = WithdrawnRefreshToken,
                PersonId = "vinylattic",
                ClientId = DemoClient,
                Scopes = ["playlist-read-private"],
                AuthorizedAt = Epoch,
                Revoked = true,
            }
        );
    }

    /// <summary>Adds a person with so many playlists; the same name gives the same ids.</summary>
    public static Person Add(World world, string id, string name, string about, int playlists)
    {
        var person = new Person
        {
            Id = id,
            AccountId = SpotifyId.Of($"account {id}"),
            Name = name,
            About = about,
        };
        world.Save(person);
        for (var number = 0; number < playlists; number++)
        {
            var playlist = Make(person, number);
            world.Save(playlist);
            person.Library.Add(playlist.Id);
        }

        world.Save(person);
        return person;
    }

    /// <summary>Puts playlists of somebody else among a person's own, evenly.</summary>
    public static void Follow(Person follower, Person followed, int count)
    {
        var own = followed.Library.Where(id => !follower.Library.Contains(id)).Take(count).ToArray();
        var gap = Math.Max(2, (follower.Library.Count + own.Length) / Math.Max(1, own.Length));
        for (var i = 0; i < own.Length; i++)
            follower.Library.Insert(Math.Min(follower.Library.Count, i * gap + gap / 2), own[i]);
    }

    /// <summary>Playlists as a party may meet them: a long one, a tiny one, one of a single song, an empty one, and a motley one.</summary>
    private static void Vary(World world, Person hobbyist)
    {
        foreach (var (number, songs) in new[] { (3, 1200), (8, 1), (9, 3), (10, 0) })
            world.Playlists[hobbyist.Library[number]].TrackCount = songs;
        world.Playlists[hobbyist.Library[5]].Fill(Contents.Attic());
        foreach (var id in hobbyist.Library)
            world.Save(world.Playlists[id]);
    }

    private static Playlist Make(Person person, int number)
    {
        var name = $"playlist {person.Id} {number}";
        var id = SpotifyId.Of(name);
        var random = (int)(Convert.ToUInt32(SpotifyId.ImageOf(name)[..8], 16) >> 1);
        var cover = DemoTexts.Cover(person.Id, number) is { } picture ? new Cover(SpotifyId.ImageOf($"cover {id}"), picture) : null;
        return new Playlist
        {
            Id = id,
            OwnerId = person.Id,
            Title = Lagging<string>.Of(DemoTexts.Title(person.Id, number)),
            Description = Lagging<string?>.Of(DemoTexts.Description(person.Id, number)),
            Cover = Lagging<Cover?>.Of(cover),
            Snapshot = Lagging<string>.Of(Playlist.SnapshotOf(id, 1)),
            Public = number % 7 != 3,
            FirstTrack = random % Catalogue.Tracks.Length,
            TrackCount = number % 29 == 17 ? 0 : 8 + random % 90,
            CreatedAt = Epoch.AddHours(-7L * number),
        };
    }
}
