using System.Reflection;
using Tonearm.Party;
using Tonearm.Party.Conductor;
using Tonearm.Party.Pages;
using Tonearm.Spotify;

namespace Tonearm.Tests.Party.Conductor;

/// <summary>Each thing in the music's way has one sentence of its own for the host and one for guests.</summary>
public sealed class TroubleWordsTests
{
    private static readonly string[] Codes =
    [
        .. typeof(Troubles)
            .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!),
    ];

    [Fact]
    public void Every_trouble_has_its_own_words()
    {
        Assert.NotEmpty(Codes);
        Assert.Equal(Codes.Order(), TroubleWords.All.Select(words => words.Code).Order());
        Assert.Equal(Codes.Length, TroubleWords.All.Select(words => words.ToHost).Distinct().Count());
    }

    [Fact]
    public void Whatever_Spotify_answers_is_a_trouble_with_words_and_only_silence_is_called_no_answer()
    {
        foreach (var kind in Enum.GetValues<AnswerKind>().Where(kind => kind != AnswerKind.Ok))
        {
            var trouble = PlayerStateMapper.Trouble(kind);
            Assert.Contains(trouble, Codes);
            Assert.Equal(kind == AnswerKind.Unreachable, trouble == Troubles.Unreachable);
        }
    }
}
