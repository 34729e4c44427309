using Microsoft.Extensions.Configuration;
using Tonearm.Spotify;

namespace Tonearm.Tests.Spotify;

/// <summary>What differs between the demo and the real service: each such value has a default, and one place where it is read.</summary>
public sealed class DemoTests
{
    private const string StandIn = "http://127.0.0.1:5081";

    /// <summary>What the demo replaces, by name of the property.</summary>
    private static string[] Replaced
    {
        get
        {
            var configuration = new ConfigurationManager();
            configuration.UseStandIn(StandIn, 10_000);
            return
            [
                .. configuration
                    .GetSection(SpotifyOptions.Section)
                    .GetChildren()
                    .Select(child => child.Key)
                    .Where(key => key != Demo.StandInSetting),
            ];
        }
    }

    [Fact]
    public void Every_value_that_the_demo_replaces_is_an_option_and_has_a_value_with_a_client_id_and_nothing_else()
    {
        var real = Options(("Spotify:ClientId", "0123456789abcdef0123456789abcdef"));
        var demo = new ConfigurationManager();
        demo.UseStandIn(StandIn, 10_000);
        var replaced = SpotifyOptions.From(demo);

        Assert.Equal(5, Replaced.Length);
        foreach (var name in Replaced)
        {
            var property = typeof(SpotifyOptions).GetProperty(name);
            Assert.True(property is not null, $"Spotify:{name} is replaced by the demo and is no option");
            Assert.NotEqual(property.GetValue(replaced), property.GetValue(real));
        }

        Assert.Equal("https://accounts.spotify.com/", real.AccountsUrl.ToString());
        Assert.Equal("https://api.spotify.com/", real.ApiUrl.ToString());
        Assert.NotEmpty(real.PictureHosts);
        Assert.Equal([StandIn], replaced.PictureHosts.Select(host => host.Origin));
    }

    [Theory]
    [InlineData("https://i.scdn.co/image/ab67616d0000b273aa", true)]
    [InlineData("https://mosaic.scdn.co/640/aa", true)]
    [InlineData("https://image-cdn-ak.spotifycdn.com/image/aa", true)]
    [InlineData("https://image-cdn-fa.spotifycdn.com/image/aa", true)]
    [InlineData("http://i.scdn.co/image/aa", false)]
    [InlineData("https://i.scdn.co:8443/image/aa", false)]
    [InlineData("https://scdn.co.example.org/image/aa", false)]
    [InlineData("https://evilscdn.co/image/aa", false)]
    [InlineData("http://127.0.0.1:5081/cdn-ak/1/image/aa", false)]
    public void With_a_client_id_and_nothing_else_pictures_come_from_Spotifys_hosts(string address, bool right) =>
        Assert.Equal(right, Options(("Spotify:ClientId", "x")).PictureHosts.Any(host => host.Has(new Uri(address))));

    [Fact]
    public void A_list_in_one_line_replaces_the_default_as_numbered_settings_do()
    {
        var line = Options(("Spotify:ImageHosts", "i.scdn.co, https://*.spotifycdn.com"));
        var numbered = Options(("Spotify:ImageHosts:0", "i.scdn.co"), ("Spotify:ImageHosts:1", "*.spotifycdn.com"));

        Assert.Equal(numbered.PictureHosts, line.PictureHosts);
    }

    private static SpotifyOptions Options(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        foreach (var (name, value) in settings)
            configuration[name] = value;
        return SpotifyOptions.From(configuration);
    }
}
