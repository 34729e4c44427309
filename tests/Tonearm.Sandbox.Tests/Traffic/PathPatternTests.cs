using Tonearm.Sandbox.Traffic;

namespace Tonearm.Sandbox.Tests.Traffic;

public sealed class PathPatternTests
{
    [Theory]
    [InlineData("/v1/me", "/v1/me", true)]
    [InlineData("/v1/me", "/v1/me/playlists", false)]
    [InlineData("/v1/playlists/*", "/v1/playlists/abc", true)]
    [InlineData("/v1/playlists/*", "/v1/playlists/abc/images", false)]
    [InlineData("/v1/playlists/*/images", "/v1/playlists/abc/images", true)]
    [InlineData("/v1/**", "/v1/playlists/abc/images", true)]
    [InlineData("**/images", "/v1/playlists/abc/images", true)]
    [InlineData("/V1/Me", "/v1/me", true)]
    [InlineData("**", "/", true)]
    [InlineData("", "/v1", false)]
    public void A_star_stays_in_its_segment_and_two_go_anywhere(string pattern, string path, bool matches) =>
        Assert.Equal(matches, PathPattern.Matches(pattern, path));
}
