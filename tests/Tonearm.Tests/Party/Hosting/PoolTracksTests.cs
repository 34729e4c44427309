using System.Text.Json;
using Tonearm.Party.Hosting;
using Tonearm.Spotify;

namespace Tonearm.Tests.Party.Hosting;

/// <summary>What of a playlist may reach a ballot.</summary>
public sealed class PoolTracksTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("\"is_playable\":true,", true)]
    [InlineData("\"is_playable\":null,\"restrictions\":null,", true)]
    [InlineData("\"is_playable\":false,", false)]
    [InlineData("\"is_playable\":false,\"restrictions\":{\"reason\":\"market\"},", false)]
    [InlineData("\"restrictions\":{\"reason\":\"product\"},", false)]
    [InlineData("\"restrictions\":{\"reason\":\"explicit\"},", false)]
    [InlineData("\"restrictions\":{},", true)]
    // It says of itself that it plays.
    [InlineData("\"is_playable\":true,\"restrictions\":{\"reason\":\"market\"},", true)]
    public void What_Spotify_says_it_does_not_play_is_left_out_and_counted(string members, bool plays)
    {
        var tracks = Of($$$"""{"item":{{{{members}}}"id":"a","uri":"spotify:track:a","type":"track","name":"A","duration_ms":1000}}""");

        Assert.Equal((plays ? 1 : 0, plays ? 0 : 1), (tracks.Songs.Count, tracks.Skipped));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"item":null}""")]
    [InlineData("""{"is_local":true,"item":{"id":null,"uri":"spotify:local:a","type":"track","name":"A","duration_ms":1000}}""")]
    [InlineData("""{"item":{"id":"a","uri":"spotify:episode:a","type":"episode","name":"A","duration_ms":1000}}""")]
    [InlineData("""{"item":{"id":"a","uri":"spotify:track:a","type":"track","name":"A","duration_ms":0}}""")]
    public void What_is_no_song_is_left_out_and_counted(string entry) => Assert.Equal((0, 1), (Of(entry).Songs.Count, Of(entry).Skipped));

    private static PoolTracks Of(string entry) =>
        PoolTracks.Of(JsonSerializer.Deserialize($$$"""{"total":1,"items":[{{{entry}}}]}""", SpotifyJson.Default.PlaylistItemPage)!);
}
