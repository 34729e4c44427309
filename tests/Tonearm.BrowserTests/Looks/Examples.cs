using Tonearm.Accounts;
using Tonearm.Accounts.Pages;
using Tonearm.Guard.Incidents;
using Tonearm.Guard.Pages;
using Tonearm.Guard.Protection;
using Tonearm.Guard.Rules;
using Tonearm.Web;

namespace Tonearm.BrowserTests.Looks;

/// <summary>Believable contents for every page, in every state it has.</summary>
internal static class Examples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 14, 7, 30, TimeSpan.Zero);

    private static readonly Guid Records = new("0198f000-0000-7000-8000-000000000001");
    private static readonly Guid Sleep = new("0198f000-0000-7000-8000-000000000002");
    private static readonly Guid Club = new("0198f000-0000-7000-8000-000000000003");

    private static readonly string[] Titles =
    [
        "Late Trains",
        "Sunday, slowly ☕",
        "Rain on Tin Roofs",
        "Rock & Roll & Regret",
        "夜の高速道路",
        "Café del Norte",
        "\"Quotes\" Only",
        "Piano for People Who Are Awake",
        "Lo-fi for Long Letters",
        "Warehouse 4 a.m.",
        "Ночной эфир",
        "Field Recordings, Vol. 2",
        "Indie Mornings 🌅",
        "Slow Disco",
        "Strings & Static",
        "The Long Way Home",
        "Desert Radio",
        "Kitchen Dancing",
        "Deep Focus, No Words",
        "Songs my neighbour hums",
    ];

    public static string Cover(int n) => $"/look/covers/{n}";

    public static readonly LookTimes Looks = new(Now.AddMinutes(-2), Now.AddMinutes(3));

    public static OverviewView Overview(int count = 60, OverviewQuery? query = null) =>
        new(
            [new(Records, "Harbour Lights Records", 260), new(Sleep, "Harbour Lights Sleep", 120), new(Club, "Harbour Lights Club", 1040)],
            [.. Enumerable.Range(0, count).Select(Row)],
            query ?? new(),
            Looks,
            Now,
            Followed: 34,
            Until: Now.AddMinutes(5)
        );

    /// <summary>The third page of a list of many.</summary>
    public static OverviewView Part() =>
        Overview(24) with
        {
            Counts = Tally.Of(Enumerable.Range(0, 1420).Select(Row)),
            Part = new(401, 1420, new(Before: "-1~id~Late"), new(After: "-1~id~Late")),
        };

    public static OverviewView Stretched() =>
        Overview(24) with
        {
            Accounts =
            [
                new(Records, "Harbour Lights Records", 260),
                new(
                    Sleep,
                    "Harbour Lights Sleep",
                    120,
                    new("Spotify no longer lets Tonearm in: the six months of your sign-in are over.", SignIn: true)
                ),
                new(
                    Club,
                    "Harbour Lights Club",
                    1040,
                    new(
                        $"Spotify takes no more calls until {TimestampMarkup.Mark(Now.AddHours(2))}. Guard goes on by itself then.",
                        Waits: true
                    )
                ),
            ],
            Looks = Looks with { Why = "Every 17 minutes, because 3 accounts need 1,728 calls a day and about 540 are left for it." },
        };

    public static OverviewView Quota() => Overview(24) with { Looks = Looks with { QuietUntil = Now.AddHours(9) } };

    public static OverviewView Importing() => Overview(24) with { Import = new("Harbour Lights Club", 312, 1040), Looks = new(null, null) };

    public static OverviewView NoPlaylists() => new([new(Records, "kitchen dancer", 0)], [], new(), Looks, Now, Followed: 7);

    public static OverviewView NoAccounts() => new([], [], new(), new(null, null), Now);

    public static OverviewView Unprotected() =>
        new(
            [new(Records, "kitchen dancer", 12)],
            [
                .. Enumerable
                    .Range(0, 12)
                    .Select(n => Row(n) with { Status = PlaylistStatus.Nothing, Mode = Mode.Off, Last = [], Note = null }),
            ],
            new(),
            new(null, null),
            Now
        );

    public static PlaylistView Playlist(bool drifted = true) =>
        new(
            "37i9dQZF1DX0001",
            Records,
            "Harbour Lights Records",
            drifted ? Says(PlaylistState.AsWanted, PlaylistState.PuttingBack, PlaylistState.Confirming) : Says(PlaylistState.AsWanted),
            Mode.Restore,
            Fields.All,
            new(
                3,
                "Late Trains",
                "Songs for the last train home: rain on the window, a city going quiet. New ones every Friday & some old ones.",
                Cover(1),
                Now.AddDays(-19)
            ),
            drifted
                ? new(
                    "Late Trains",
                    "Songs for the best train home: rain on the window, a city going quiet. Follow me for more!",
                    Cover(103),
                    false,
                    84,
                    true
                )
                : new(
                    "Late Trains",
                    "Songs for the last train home: rain on the window, a city going quiet. New ones every Friday & some old ones.",
                    Cover(1),
                    true,
                    84,
                    true
                ),
            drifted ? Fields.Description | Fields.Cover : Fields.None,
            Looks,
            Now,
            drifted
                ?
                [
                    new(Field.Description, "Description has changed and is being put back."),
                    new(Field.Cover, "Cover is written. Guard looks again until Spotify shows it."),
                ]
                : [],
            [
                new(
                    3,
                    "Late Trains",
                    "Songs for the last train home: rain on the window, a city going quiet. New ones every Friday & some old ones.",
                    Cover(1),
                    WantedOrigin.Edited,
                    Now.AddDays(-19)
                ),
                new(2, "Late Trains 🚉", "Songs for the last train home.", Cover(1), WantedOrigin.Kept, Now.AddDays(-40)),
                new(1, "late trains", "Songs for the last train home.", null, WantedOrigin.Taken, Now.AddDays(-121)),
            ],
            [Attack.Told(Says(PlaylistState.PuttingBack)), Theft],
            SeenAt: Now.AddMinutes(-2)
        );

    /// <summary>All three were put back, and the looks that confirm it are still to come.</summary>
    public static PlaylistView Confirming() =>
        Playlist() with
        {
            Status = Says(PlaylistState.AsWanted, PlaylistState.Confirming, PlaylistState.Confirming),
            SeenAt = Now.AddSeconds(-8),
            Notes =
            [
                new(Field.Description, "Description is written. Guard looks again until Spotify shows it."),
                new(Field.Cover, "Cover is written. Guard looks again until Spotify shows it."),
            ],
            Incidents = [Attack.Told(Says(PlaylistState.Confirming)), Theft],
        };

    public static PlaylistView Held() =>
        Playlist() with
        {
            Status = Says(PlaylistState.AsWanted, PlaylistState.OnHold, PlaylistState.AsWanted),
            Notes =
            [
                new(
                    Field.Description,
                    "Description came back from Spotify differently from what we wrote, twice. Keep what Spotify shows, or write it another way."
                ),
            ],
            Drifted = Fields.Description,
            Observed = Playlist().Observed with { Cover = Cover(1), OwnCover = true },
            Incidents = [Attack.Told(Says(PlaylistState.OnHold)), Theft],
        };

    public static PlaylistView Unwatched() =>
        Playlist(false) with
        {
            Status = Says(PlaylistState.NotWatched),
            SeenAt = Now.AddMinutes(-47),
        };

    public static PlaylistView Problems() =>
        Playlist(false) with
        {
            Draft = new(
                "",
                new string('x', 312),
                "A playlist needs a title. Spotify does not accept an empty one; please type at least one character.",
                "The description has 312 characters and Spotify takes 300. Please shorten it by 12."
            ),
        };

    public static PlaylistView First() =>
        Playlist(false) with
        {
            Status = PlaylistStatus.Nothing,
            Mode = Mode.Off,
            Wanted = null,
            Drifted = Fields.None,
            Notes = [],
            Versions = [],
            Incidents = [],
        };

    public static ProtectView Protect() =>
        new(
            [
                new("a1", "Harbour Lights Records", "Late Trains", "Songs for the last train home.", Cover(1), true),
                new("a2", "Harbour Lights Records", "Sunday, slowly ☕", "", Cover(101), false),
                new(
                    "a3",
                    "Harbour Lights Club",
                    "Warehouse 4 a.m.",
                    "Concrete, strobe, a coat check that closes at five.",
                    Cover(4),
                    true,
                    Earlier: new(2, "Warehouse 4 am", "Concrete.", Cover(4), Now.AddDays(-3))
                ),
                new(
                    "a4",
                    "Harbour Lights Club",
                    "",
                    "",
                    null,
                    false,
                    "It has no title now. Give it one in Spotify first, or type it here: an empty title cannot be kept."
                ),
            ],
            Mode.Restore,
            "/guard",
            Now
        );

    public static IncidentsView Incidents(bool some = true) =>
        some
            ? new(
                [Attack.Told(Says(PlaylistState.Confirming)), Theft, Vanished],
                Now,
                new(14, 6, 12, TimeSpan.FromSeconds(11), Open: 1),
                Earlier: "/guard/incidents?before=9"
            )
            : new([], Now, new(0, 0, 0));

    public static AccountsView Accounts() =>
        new(
            [
                new(Records, "Harbour Lights Records", Cover(2), null, Now.AddDays(140), Now.AddDays(-40)),
                new(
                    new("0198f000-0000-7000-8000-000000000004"),
                    "Harbour Lights Radio",
                    Cover(3),
                    new(
                        $"Spotify takes no more calls until {TimestampMarkup.Mark(Now.AddHours(2))}. Guard goes on by itself then.",
                        Waits: true
                    ),
                    Now.AddDays(100),
                    Now.AddDays(-80)
                ),
                new(
                    Sleep,
                    "Harbour Lights Sleep",
                    null,
                    new(
                        "Spotify no longer lets Tonearm in: the six months of your sign-in are over, or you withdrew your consent.",
                        SignIn: true
                    ),
                    Now.AddDays(-1),
                    Now.AddDays(-184)
                ),
                new(
                    Club,
                    "Harbour Lights Club",
                    Cover(4),
                    new(
                        "Spotify does not know this account as a user of your app.",
                        "In Spotify's dashboard open your app, then User management, and add the account's name and e-mail address. Guard goes on by itself."
                    ),
                    Now.AddDays(90),
                    Now.AddDays(-90)
                ),
            ],
            Now
        );

    /// <summary>One for each trouble that an account can have, while the installation has its own.</summary>
    public static AccountsView RefusedAccounts() =>
        new(
            [
                .. new[] { Health.Ok, Health.NeedsSignIn, Health.MissingScope, Health.NotOnAllowList, Health.OwnerWithoutPremium }
                    .Select(health => new Account(
                        Guid.CreateVersion7(),
                        Guid.Empty,
                        "harbour",
                        $"Harbour Lights {health}",
                        null,
                        "",
                        Now.AddDays(-40),
                        health,
                        Now.AddDays(-40)
                    ))
                    .Select(account => new AccountCard(
                        account.Id,
                        account.Name,
                        account.Picture,
                        Remedies.Of(account, []),
                        account.ConsentEnds,
                        account.LinkedAt
                    )),
            ],
            Now,
            Installation: Remedies.Installation
        );

    public static SetupView Setup(bool demo) =>
        new(
            "http://127.0.0.1:5080/signin/spotify",
            true,
            !demo,
            false,
            null,
            demo,
            false,
            "Spotify__ClientId=… ./run",
            Checks(demo),
            !demo,
            AskSpotify: demo
        );

    private static CheckResult[] Checks(bool demo) =>
        [
            demo
                ? new(
                    "Client id",
                    CheckState.Missing,
                    "None is set, so the demo runs.",
                    "Create an app at developer.spotify.com/dashboard and start Tonearm with its client id: Spotify__ClientId=… ./run"
                )
                : new("Client id", CheckState.Good, "It has the form of one."),
            new(
                "Redirect address",
                CheckState.Good,
                "Register http://127.0.0.1:5080/signin/spotify in the app, to the letter. Whether it is registered shows at the first sign-in."
            ),
            .. demo
                ? (CheckResult[])[]
                :
                [
                    new(
                        "Spotify’s sign-in",
                        CheckState.Missing,
                        "accounts.spotify.com: Whoever answers at Spotify’s address cannot prove to be Spotify (TLS).",
                        "Most often the machine’s clock is wrong, its certificates (ca-certificates) are old, or a network’s sign-in page answers in Spotify’s place."
                    ),
                    new("Clock", CheckState.Unknown, "Spotify has not said what time it is."),
                    new("Data folder", CheckState.Good, "/var/lib/tonearm can be written by root."),
                    new(
                        "Database",
                        CheckState.Good,
                        "PostgreSQL 17 is installed, and Tonearm runs one of its own in /var/lib/tonearm/postgres."
                    ),
                ],
        ];

    public static SetupView SetupUnreachable() =>
        new(
            "http://192.168.1.20:5080/signin/spotify",
            false,
            false,
            false,
            null,
            false,
            false,
            "Spotify__ClientId=… ./run",
            Checks(demo: true),
            false,
            AskSpotify: false
        );

    private static IncidentView Attack =>
        new(
            2,
            "37i9dQZF1DX0001",
            "Late Trains",
            Cover(1),
            "Harbour Lights Records",
            Now.AddMinutes(-34),
            null,
            [
                new(
                    new(
                        new(Field.Title, DriftKind.Blanked),
                        "",
                        Now.AddMinutes(-39),
                        Now.AddMinutes(-34),
                        Now.AddMinutes(-34).AddSeconds(12),
                        Ending.PutBack
                    ),
                    "Late Trains",
                    ""
                ),
                new(
                    new(
                        new(Field.Cover, DriftKind.Blanked),
                        "",
                        Now.AddMinutes(-14),
                        Now.AddMinutes(-9),
                        Now.AddMinutes(-9).AddSeconds(21),
                        Ending.PutBack
                    ),
                    Cover(1),
                    Cover(103)
                ),
                new(
                    new(new(Field.Description, DriftKind.Edited), "Follow me", Now.AddMinutes(-7), Now.AddMinutes(-2)),
                    "Songs for the last train home: rain on the window, a city going quiet. New ones every Friday & some old ones.",
                    "Songs for the best train home: rain on the window, a city going quiet. Follow me for more!",
                    Past: new(2, 2)
                ),
            ]
        );

    private static IncidentView Theft =>
        new(
            1,
            "37i9dQZF1DX0002",
            "Rock & Roll & Regret",
            Cover(3),
            "Harbour Lights Records",
            Now.AddDays(-1),
            Now.AddDays(-1).AddHours(1),
            [
                new(
                    new(
                        new(Field.Title, DriftKind.Edited),
                        "Rock",
                        Now.AddDays(-1).AddMinutes(-5),
                        Now.AddDays(-1),
                        Now.AddDays(-1).AddMinutes(20),
                        Ending.Kept
                    ),
                    "Rock & Roll & Regret",
                    "Rock & Roll & No Regret"
                ),
            ]
        );

    private static IncidentView Vanished =>
        new(
            9,
            "37i9dQZF1DX0005",
            "夜の高速道路",
            Cover(4),
            "Harbour Lights Club",
            Now.AddDays(-6),
            Now.AddDays(-6).AddHours(1),
            [
                new(
                    new(new(Field.Cover, DriftKind.Blanked), "", null, Now.AddDays(-6), Now.AddDays(-6).AddSeconds(40), Ending.PutBack),
                    Cover(4),
                    Cover(107)
                ),
            ]
        );

    private static PlaylistRow Row(int n)
    {
        var (state, mode) = (n % 23) switch
        {
            2 => (PlaylistState.Changed, Mode.Watch),
            5 => (PlaylistState.PuttingBack, Mode.Restore),
            7 when n < 40 => (PlaylistState.OnHold, Mode.Restore),
            9 => (PlaylistState.NotWatched, Mode.Restore),
            10 when n < 40 => (PlaylistState.NotKnown, Mode.Restore),
            11 => (PlaylistState.Confirming, Mode.Restore),
            12 => (PlaylistState.NotWritten, Mode.Watch),
            13 or 14 => (PlaylistState.Watching, Mode.Watch),
            > 17 => (PlaylistState.NotProtected, Mode.Off),
            _ => (PlaylistState.AsWanted, Mode.Restore),
        };
        var seen = Now.AddMinutes(-4 - (n * 37));
        return new(
            $"37i9dQZF1DX{n:D4}",
            n % 3 == 0 ? Records : Sleep,
            n % 3 == 0 ? "Harbour Lights Records" : "Harbour Lights Sleep",
            n < Titles.Length ? Titles[n] : $"{Titles[n % Titles.Length]} {n / Titles.Length + 1}",
            n % 9 == 8 ? null : Cover(n),
            Says(state) with
            {
                State = state,
            },
            mode,
            Drifts(n, state, mode, seen),
            state switch
            {
                PlaylistState.OnHold => "Spotify stores the description differently from what you want.",
                PlaylistState.NotWritten => "You want the title otherwise than Spotify shows it. Restore now writes it.",
                PlaylistState.NotKnown =>
                    "Spotify does not say just now what the title is. It is asked again at the next look; nothing is written until it is known.",
                _ => null,
            },
            Now.AddMinutes(-47)
        );
    }

    /// <summary>Of some one removal, of some all three at once.</summary>
    private static ToldDrift[] Drifts(int n, PlaylistState state, Mode mode, DateTimeOffset seen)
    {
        var fields =
            state == PlaylistState.Confirming ? FieldSets.Each
            : n % 4 == 1 && mode != Mode.Off ? [(Field)(n % 3)]
            : Array.Empty<Field>();
        return
        [
            .. fields.Select(field => new ToldDrift(
                new(
                    new(field, DriftKind.Blanked),
                    "",
                    seen.AddMinutes(-5),
                    seen,
                    state is PlaylistState.AsWanted ? seen.AddSeconds(12) : null,
                    state is PlaylistState.AsWanted ? Ending.PutBack : null
                ),
                state is PlaylistState.AsWanted ? null : Says(state)[field]
            )),
        ];
    }

    /// <summary>Title, description and cover, or the same for all three.</summary>
    private static PlaylistStatus Says(params PlaylistState[] states)
    {
        FieldStatus[] each =
        [
            .. from field in FieldSets.Each
            let state = states[Math.Min((int)field, states.Length - 1)]
            select new FieldStatus(field, state, state == PlaylistState.Confirming ? Now.AddSeconds(-11) : null, Restores: true),
        ];
        return new(each, each.Max(said => said.State), each.All(said => said.State != PlaylistState.NotWatched));
    }
}
