using FsCheck;
using FsCheck.Fluent;
using Tonearm.Guard.Pages;

namespace Tonearm.Tests.Guard.Pages;

public sealed class TextDiffTests
{
    [Theory]
    [InlineData("Late Trains", "Late Trains", "Late Trains")]
    [InlineData("the last train", "the best train", "the [-last-][+best+] train")]
    [InlineData("New ones every Friday.", "Follow me for more!", "[-New ones every Friday.-][+Follow me for more!+]")]
    [InlineData("Late Trains", "Late Trains!", "Late Trains[+!+]")]
    [InlineData("Sunday ☕", "Sunday 🎉", "Sunday [-☕-][+🎉+]")]
    [InlineData("夜の高速道路", "夜の高速道路 2", "夜の高速道路[+ 2+]")]
    [InlineData("", "New", "[+New+]")]
    public void Marks_the_words_that_changed(string wanted, string observed, string marked) =>
        Assert.Equal(marked, Marked(TextDiff.Of(wanted, observed)));

    [Fact]
    public void Tells_both_texts_completely() =>
        Prop.ForAll(
                Texts.ToArbitrary(),
                Texts.ToArbitrary(),
                (wanted, observed) =>
                {
                    var pieces = TextDiff.Of(wanted, observed);
                    return Told(pieces, PieceKind.Missing) == wanted && Told(pieces, PieceKind.Added) == observed;
                }
            )
            .QuickCheckThrowOnFailure();

    private static Gen<string> Texts =>
        from words in Gen.Elements("a", "b", " ", "  ", "!", "&", "🎉", "é", "夜", "\"").ListOf()
        select string.Concat(words);

    private static string Told(IEnumerable<Piece> pieces, PieceKind side) =>
        string.Concat(pieces.Where(piece => piece.Kind == PieceKind.Same || piece.Kind == side).Select(piece => piece.Text));

    private static string Marked(IEnumerable<Piece> pieces) =>
        string.Concat(
            pieces.Select(piece =>
                piece.Kind switch
                {
                    PieceKind.Missing => $"[-{piece.Text}-]",
                    PieceKind.Added => $"[+{piece.Text}+]",
                    _ => piece.Text,
                }
            )
        );
}
