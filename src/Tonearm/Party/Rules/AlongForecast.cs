namespace Tonearm.Party.Rules;

/// <summary>What playing along takes of the day's calls, told before somebody switches it on.</summary>
/// <param name="SongMs">How long a song of the party is, on the average.</param>
/// <param name="Others">Who plays along already: all take from one budget.</param>
/// <param name="LeftReads">Looks that may still be taken today without touching what is kept for the party; null for any number.</param>
/// <param name="LeftWrites">The same of commands.</param>
internal sealed record AlongForecast(int SongMs, int Others, int? LeftReads, int? LeftWrites)
{
    /// <summary>After the start, and before the end; a player that is always at its place is looked at once.</summary>
    private const int Looks = 2;
    private const int Commands = 1;

    private static readonly TimeSpan Evening = LookCadence.Usual;

    private double SongsAnHour => TimeSpan.FromHours(1).TotalMilliseconds / Math.Max(30_000, SongMs);

    public int AnHour => (int)Math.Round(SongsAnHour * (Looks + Commands));

    /// <summary>How long there are calls for all of them; null for as long as anybody likes.</summary>
    public TimeSpan? Lasts
    {
        get
        {
            var songs = Math.Min(Songs(LeftReads, Looks), Songs(LeftWrites, Commands));
            return songs == int.MaxValue ? null : TimeSpan.FromHours(songs / SongsAnHour);
        }
    }

    public bool IsEnough => Lasts is not { } lasts || lasts > TimeSpan.Zero;

    public string Sentence
    {
        get
        {
            var takes = $"Playing along takes about {AnHour:N0} calls to Spotify an hour, a start and two looks for each song";
            var together =
                Others == 0
                    ? "."
                    : $"; one more beside the {(Others == 1 ? "one who does" : $"{Others:N0} who do")} makes {AnHour * (Others + 1):N0} together.";
            var left = Lasts switch
            {
                null => "",
                { } none when none <= TimeSpan.Zero => " Today none is left for it: the rest is kept for the party itself.",
                { } lasts when lasts >= Evening => " There are enough for the evening.",
                { } lasts when lasts < TimeSpan.FromHours(1) =>
                    " What is left today is enough for less than an hour; then it stops, and the party goes on.",
                { TotalHours: var hours } =>
                    $" What is left today is enough for about {Math.Floor(hours):0} {(hours < 2 ? "hour" : "hours")}; then it stops, and the party goes on.",
            };
            return takes + together + left;
        }
    }

    private int Songs(int? left, int each) => left is { } calls ? calls / (each * (Others + 1)) : int.MaxValue;
}
