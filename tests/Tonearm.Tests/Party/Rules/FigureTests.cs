using FsCheck.Fluent;
using Tonearm.Party.Rules;

namespace Tonearm.Tests.Party.Rules;

public sealed class FigureTests
{
    [Fact]
    public void No_two_guests_of_a_party_are_the_same_in_words() =>
        Parties(party => Numbers(1, 1_000).Select(number => Figure.Of(party, number).Words).Distinct().Count() == 1_000);

    [Fact]
    public void As_far_as_the_figures_reach_no_two_look_the_same() =>
        Parties(party =>
            Numbers(1, Figure.Reach).Select(number => Figure.Of(party, number)).ToArray() is var figures
            && figures.All(figure => figure.Again == 1)
            && figures.Select(figure => (figure.Animal, figure.Colour)).Distinct().Count() == Figure.Reach
        );

    /// <summary>Those who come in one after the other are told apart at a glance.</summary>
    [Fact]
    public void Neighbours_share_neither_animal_nor_colour() =>
        Parties(party =>
            Numbers(1, 400).Select(number => Figure.Of(party, number)).ToArray() is var figures
            && figures.Zip(figures.Skip(1)).All(pair => pair.First.Animal != pair.Second.Animal && pair.First.Colour != pair.Second.Colour)
        );

    [Fact]
    public void Every_animal_and_every_colour_has_a_word_of_its_own()
    {
        Assert.Equal((16, 8), (Figure.Animals.Distinct().Count(), Figure.Colours.Distinct().Count()));
        Assert.Equal("green fox", new Figure("fox", "green", 1).Words);
        Assert.Equal("green fox 2", new Figure("fox", "green", 2).Words);
    }

    private static IEnumerable<int> Numbers(int from, int count) => Enumerable.Range(from, count);

    private static void Parties(Func<Guid, bool> holds) =>
        Prop.ForAll(
                Gen.Choose(int.MinValue, int.MaxValue)
                    .Four()
                    .Select(four => new[] { four.Item1, four.Item2, four.Item3, four.Item4 }.SelectMany(BitConverter.GetBytes))
                    .Select(bytes => new Guid([.. bytes]))
                    .ToArbitrary(),
                holds
            )
            .Holds();
}
