using FsCheck.Fluent;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Rules;

/// <summary>
/// A playlist is made once and holds every song once, whichever answers are lost and however late Spotify shows what it was told.
/// </summary>
public sealed class SavingTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 23, 0, 0, TimeSpan.Zero);

    /// <summary>One call that fills: whether it is heard, whether its answer comes, and whether the count after it is late.</summary>
    private sealed record Luck(bool Heard, bool Answered, bool Late);

    [Fact]
    public void Whatever_is_lost_the_playlist_ends_with_each_song_once() =>
        Prop.ForAll(
                Gen.Choose(1, 650).ToArbitrary(),
                Gen.Choose(0, 7).Select(bits => new Luck((bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0)).ListOf().ToArbitrary(),
                (songs, lucks) =>
                {
                    // As Spotify has it: song numbers in their order.
                    var (playlist, before) = (new List<int>(), 0);
                    var (state, added, now) = (SaveState.Made, 0, Start);
                    DateTimeOffset? sentAt = Start;
                    var luck = new Queue<Luck>(lucks);
                    for (var steps = 0; state != SaveState.Saved; steps++)
                    {
                        Assert.InRange(steps, 0, 1000);
                        switch (Saving.Next(state, added, sentAt, now))
                        {
                            case SaveStep.Count:
                                now += Saving.Lag;
                                var known = Saving.Counted(before, added, songs);
                                before = playlist.Count;
                                // Nobody else has touched it, so it is never said that somebody has.
                                Assert.NotNull(known);
                                (state, added, sentAt) = (known == songs ? SaveState.Saved : SaveState.Made, known!.Value, now);
                                break;
                            case var step:
                                Assert.True(step == SaveStep.PutFirst ? added == 0 : step == SaveStep.Add && added > 0);
                                var piece = Enumerable.Range(added, Math.Min(Saving.Piece, songs - added)).ToArray();
                                var own = luck.TryDequeue(out var next) ? next : new(true, true, false);
                                before = playlist.Count;
                                if (own.Heard || own.Answered)
                                    playlist =
                                        step == SaveStep.PutFirst
                                            ? [.. piece]
                                            : [.. playlist.Take(added), .. piece, .. playlist.Skip(added)];
                                if (!own.Late)
                                    before = playlist.Count;
                                sentAt = now;
                                (state, added) = own.Answered ? (SaveState.Made, added + piece.Length) : (SaveState.Filling, added);
                                if (state == SaveState.Made && added == songs)
                                    state = SaveState.Saved;
                                break;
                        }
                    }

                    Assert.Equal(Enumerable.Range(0, songs), playlist);
                }
            )
            .Holds(500);

    [Theory]
    [InlineData(3, 0, 70)]
    [InlineData(71, 0, 70)]
    [InlineData(101, 100, 250)]
    [InlineData(251, 200, 250)]
    public void What_somebody_else_put_there_is_seen(int total, int added, int songs) => Assert.Null(Saving.Counted(total, added, songs));

    [Fact]
    public void After_a_pause_it_is_counted_before_anything_is_written() =>
        Assert.Equal(SaveStep.Count, Saving.Next(SaveState.Made, 0, Start, Start.AddHours(13)));

    [Fact]
    public void A_title_is_one_that_Spotify_takes_whatever_the_playlist_is_called() =>
        Prop.ForAll(
                Gen.Elements("a", "夜", "🎉", " ", "\n", "\r\n", "Kitchen ", "x'").ListOf().Select(string.Concat).ToArbitrary(),
                name =>
                {
                    var title = SaveTitle.Of(name, Start);
                    Assert.InRange(title.Length, 1, 100);
                    Assert.EndsWith("27 November 2026", title, StringComparison.Ordinal);
                    Assert.DoesNotContain(title, letter => letter is '\r' or '\n');
                    Assert.DoesNotContain(title.EnumerateRunes(), rune => rune.Value == 0xFFFD);
                }
            )
            .Holds();

    [Fact]
    public void A_description_names_the_second_of_its_party_and_is_no_longer_than_Spotify_takes()
    {
        Assert.NotEqual(SaveTitle.Description(Start, 3), SaveTitle.Description(Start.AddSeconds(1), 3));
        Assert.InRange(SaveTitle.Description(Start, 100_000).Length, 1, 300);
        Assert.Equal(
            "The song of a party on 27 November 2026, opened at 23:00:00 UTC. The guests chose, with Tonearm.",
            SaveTitle.Description(Start, 1)
        );
    }
}
