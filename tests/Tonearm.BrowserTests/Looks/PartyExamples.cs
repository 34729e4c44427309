using Tonearm.Accounts;
using Tonearm.Party;
using Tonearm.Party.Pages;

namespace Tonearm.BrowserTests.Looks;

/// <summary>Believable parties, in every state a phone can meet.</summary>
internal static class PartyExamples
{
    private static readonly long Now = Examples.Now.ToUnixTimeMilliseconds();

    private static readonly (string Title, string Artists, bool Explicit)[] Songs =
    [
        ("Neon Laundry", "The Day Shift", false),
        ("Half Past Summer", "Northern Static, Paper Lanterns", false),
        ("Don’t Wake the Neighbours", "Basement Choir", true),
        ("Sundial", "Marble Arcade", false),
        ("Every Light in the House Is On and Nobody Knows Who Pays for It (Extended Version)", "Sonntag und die Unausweichlichen", false),
        ("夜の高速道路", "港の灯", false),
        ("Tin Roof", "Rainy Window", false),
        ("Ночной эфир", "Радио 4", true),
        ("Kitchen Dancing", "Sunday Pancakes", false),
        ("Long Way Home", "Late Trains", false),
    ];

    /// <summary>The parties of the gallery by id, for the sockets of its pages.</summary>
    public static readonly Dictionary<Guid, Snapshot> All = [];

    public static RoomView Lobby(bool host, int people = 17) =>
        Room(
            host,
            room => room with { Phase = "lobby", Round = 0, Song = null, Ballot = [], Leader = null, ClosesAt = null, People = people }
        );

    /// <summary>Prepared for an evening to come, or one whose time has come.</summary>
    public static RoomView Prepared(bool host, int minutes = 1_640, string? trouble = null, bool byItself = true) =>
        Room(
            host,
            room =>
                room with
                {
                    Phase = "lobby",
                    Round = 0,
                    Song = null,
                    ClosesAt = null,
                    People = 3,
                    Trouble = trouble,
                    Starts = new(Now + minutes * 60_000, byItself ? Now + (minutes + 120) * 60_000 : null),
                }
        );

    /// <summary>Opened at the machine's own name for itself.</summary>
    public static RoomView OnlyHere(bool host) =>
        Room(
            host,
            room =>
                room with
                {
                    Phase = "lobby",
                    Round = 0,
                    Song = null,
                    Ballot = [],
                    Leader = null,
                    ClosesAt = null,
                    People = 1,
                    Link = $"http://127.0.0.1:5080/j/{new string('k', 22)}",
                }
        );

    public static RoomView Live(bool host = false) => Room(host, room => room);

    public static RoomView Muted() => Room(host: false, room => room with { Me = room.Me with { Muted = true } });

    public static RoomView Closed(bool host = false) =>
        Room(
            host,
            room => room with { Closed = true, ClosesAt = null, Next = Track(2), Song = room.Song! with { StartedAt = Now - 196_000 } }
        );

    /// <summary>Guests may skip: some want to, me among them.</summary>
    public static RoomView Skipping(int atSeconds = 83, bool host = false) =>
        Room(
            host,
            room =>
                room with
                {
                    Settings = room.Settings with { SkipVotes = true },
                    Song = room.Song! with { StartedAt = Now - atSeconds * 1000 },
                    Skip = new(3, 12),
                    Me = room.Me with { Skips = true },
                }
        );

    /// <summary>The host has said what plays next, over the votes.</summary>
    public static RoomView Choice(bool host = false) => Room(host, room => room with { Choice = Track(6) });

    public static RoomView ChoiceClosed() =>
        Room(
            false,
            room =>
                room with
                {
                    Closed = true,
                    ClosesAt = null,
                    Next = Track(6),
                    ByHost = true,
                    Song = room.Song! with { StartedAt = Now - 205_000 },
                }
        );

    public static RoomView Starting() =>
        Room(true, room => room with { Song = null, Ballot = [], Leader = null, ClosesAt = null, People = 1 });

    public static RoomView Single() =>
        Room(false, room => room with { Ballot = [], Leader = null, ClosesAt = null, Next = Track(0), Closed = true });

    public static RoomView Many() =>
        Room(
            false,
            room =>
                room with
                {
                    Ballot =
                    [
                        .. Enumerable
                            .Range(1, 20)
                            .Select(n => new BallotEntry(
                                Track(n) with
                                {
                                    Title = n > 10 ? $"{Track(n).Title} (Live)" : Track(n).Title,
                                },
                                n * 37 % 90
                            )),
                    ],
                    Leader = Track(17).Id,
                    People = 1_204,
                    Settings = new(20, 120, ManyLikes: true),
                    Me = room.Me with { Likes = [Track(3).Id, Track(17).Id, Track(4).Id] },
                }
        );

    /// <summary>Something that keeps the music from playing.</summary>
    public static RoomView Trouble(string trouble, bool host) =>
        Room(host, room => room with { Trouble = trouble, ClosesAt = null, Song = room.Song! with { StartedAt = null, AtMs = 83_000 } });

    /// <summary>Something in the way of the next song, while this one plays on.</summary>
    public static RoomView TroubleAhead(string trouble, bool host) => Room(host, room => room with { Trouble = trouble });

    /// <summary>Voted for, and not to be had.</summary>
    public static RoomView Unplayed() => Room(false, room => room with { Unplayed = Track(14).Title });

    /// <summary>The song is over, and what the host has queued by hand comes before the winner.</summary>
    public static RoomView OwnQueue() =>
        Room(
            false,
            room =>
                room with
                {
                    Trouble = Troubles.OwnQueue,
                    Closed = true,
                    ClosesAt = null,
                    Next = Track(2),
                    Song = room.Song! with { StartedAt = Now - room.Song!.Track.DurationMs },
                }
        );

    /// <summary>So many songs that they do not fit on the screen.</summary>
    public static RoomView Ten(bool host) =>
        Room(
            host,
            room =>
                room with
                {
                    Ballot = [.. Enumerable.Range(1, 10).Select(n => new BallotEntry(Track(n), n * 37 % 90, Suggested: n % 4 == 0))],
                    Leader = Track(7).Id,
                    Settings = new(10),
                }
        );

    /// <summary>Titles as long as they come, playing and winning.</summary>
    public static RoomView LongWords(bool host) =>
        Room(
            host,
            room =>
                room with
                {
                    Song = room.Song! with { Track = Track(4) },
                    Ballot =
                    [
                        new(Track(14), 1_204),
                        new(
                            Track(4) with
                            {
                                Id = "another",
                                Title = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
                            },
                            17,
                            Suggested: true
                        ),
                        new(Track(6), 0),
                    ],
                    Leader = Track(14).Id,
                    Closed = true,
                    ClosesAt = null,
                    Next = Track(14),
                }
        );

    /// <summary>A list of thousands of which some hundred are here.</summary>
    public static RoomView Reading(string? waits = null) =>
        Room(
            true,
            room =>
                room with
                {
                    Phase = "lobby",
                    Round = 0,
                    Song = null,
                    Ballot = [],
                    Leader = null,
                    ClosesAt = null,
                    Host = room.Host! with { Playlist = new(1_200, 5_000, 14, waits, Now) },
                }
        );

    /// <summary>Names and titles written from right to left, or turned round on purpose, or none at all.</summary>
    public static RoomView OtherDirections(bool host) =>
        Room(
            host,
            room =>
                room with
                {
                    HostName = "ראדיו \u202eesrever",
                    PlaylistTitle = "שירי מטבח",
                    Song = room.Song! with { Track = Track(0) with { Title = "أغنية المساء", Artists = "فرقة الميناء" } },
                    Ballot =
                    [
                        new(Track(1) with { Title = "شارع \u202eevil", Artists = "" }, 2),
                        new(Track(2) with { Title = "לילה לבן (Remix 2)", Artists = "להקת הגג" }, 5),
                        new(Track(3) with { Title = "No title", Artists = "" }, 0),
                        new(Track(6), 1),
                    ],
                }
        );

    public static RoomView Grace(bool host = false) => Room(host, room => room with { GraceUntil = Now + 107_000 });

    public static RoomView Crowded() => Room(true, room => room with { Host = room.Host! with { Crowded = true } });

    public static RoomView DeviceGone() =>
        Room(
            true,
            room =>
                room with
                {
                    Trouble = Troubles.DeviceGone,
                    Song = room.Song! with { StartedAt = null, AtMs = 83_000 },
                    ClosesAt = null,
                    Host = room.Host! with { Offer = new("d2", "Living room") },
                }
        );

    public static RoomView Moving() =>
        Room(true, room => room with { Host = room.Host! with { Moving = new("Living room", Asleep: false) } });

    public static RoomView Learned() => Room(true, room => room with { Host = room.Host! with { Habit = "deaf-queue" } });

    public static HostPageView Host(bool running = false, bool ill = false, bool? premium = null, bool prepared = false) =>
        new(
            [
                new(Guid.Empty, "Harbour Lights Club", null, premium, premium is null ? null : Examples.Now.AddDays(-2)),
                .. ill
                    ?
                    [
                        new HostAccount(
                            Guid.Empty,
                            "Harbour Lights Sleep",
                            new Remedy("Spotify no longer accepts the sign-in of Harbour Lights Sleep.", SignIn: true)
                        ),
                    ]
                    : Array.Empty<HostAccount>(),
            ],
            running ? new(Guid.Empty, "Kitchen Dancing") : null,
            Now: Examples.Now,
            Prepared: prepared
                ? [new(Guid.Empty, "Saturday in the Garden, as Long as the Neighbours Sleep", Examples.Now.AddDays(2))]
                : null
        );

    public static object[] Playlists(int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(n => new
                {
                    account = Guid.Empty,
                    id = $"list{n}",
                    title = n == 4 ? "Every Song We Ever Danced To in the Kitchen, in No Particular Order" : Songs[n % Songs.Length].Title,
                    tracks = n == 7 ? 0 : n * 41 % 300 + 1,
                    cover = n == 5 ? null : Examples.Cover(n),
                    lastUsed = n is 2 or 6 ? Examples.Now.AddDays(-n) : (DateTimeOffset?)null,
                }),
        ];

    public static object[] Pool() =>
        [
            .. Enumerable
                .Range(1, 9)
                .Select(n => new
                {
                    id = $"track{n}",
                    title = Songs[n].Title,
                    artists = Songs[n].Artists,
                    onBallot = n < 5,
                    hasPlayed = n > 7,
                }),
        ];

    /// <param name="plays">Something plays on one of them.</param>
    public static object Devices(bool any, string? problem = null, bool plays = true) =>
        new
        {
            devices = any
                ? new object[]
                {
                    new
                    {
                        id = "d1",
                        name = "Kitchen speaker",
                        kind = "speaker",
                        active = true,
                        restricted = false,
                    },
                    new
                    {
                        id = "d2",
                        name = "A computer with a rather long name for such a small thing",
                        kind = "computer",
                        active = false,
                        restricted = false,
                    },
                    new
                    {
                        id = "d3",
                        name = "Living room",
                        kind = "avr",
                        active = false,
                        restricted = true,
                    },
                }
                : [],
            playing = any && plays
                ? new
                {
                    title = "Half Past Summer",
                    artists = "Northern Static",
                    device = "Kitchen speaker",
                }
                : null,
            problem,
        };

    internal static RoomView Room(bool host, Func<Snapshot, Snapshot> change)
    {
        var id = Guid.CreateVersion7(Examples.Now);
        var room = change(
            new(
                7,
                Now,
                id,
                "live",
                "482913",
                $"https://tonearm.example.org/j/{new string('k', 22)}",
                "Harbour Lights Club",
                "Kitchen Dancing",
                17,
                new(),
                3,
                new(Track(0), Now - 83_000, null),
                [new(Track(1), 2), new(Track(2), 5), new(Track(3), 0), new(Track(4), 5)],
                Track(2).Id,
                false,
                Now + 119_000,
                null,
                null,
                null,
                null,
                new(host, [Track(4).Id], 12),
                host ? new("d1", "Kitchen speaker", false, new(412, 412, 3, null, Now)) : null
            )
        );
        All[id] = room;
        return new(room, new("fox", "green", 1));
    }

    internal static TrackView Track(int n)
    {
        var (title, artists, isExplicit) = Songs[n % Songs.Length];
        var cover = n % 10 == 3 ? null : Examples.Cover(n);
        return new($"track{n}", title, artists, cover, cover, 212_000, isExplicit, $"https://open.spotify.com/track/track{n}");
    }
}
