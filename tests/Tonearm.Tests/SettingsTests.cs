using Microsoft.Extensions.Configuration;

namespace Tonearm.Tests;

/// <summary>Settings that are wrong, as people write them.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData(
        "Web:PublicUrl",
        "tonearm.example.org",
        "Web:PublicUrl is 'tonearm.example.org', and has to be an address that begins with https:// or http://, such as https://tonearm.example.org."
    )]
    [InlineData("Web:PublicUrl", "tonearm.example.org:5080", "such as https://tonearm.example.org:5080.")]
    [InlineData("Web:PublicUrl", "https://tonearm.example.org/music", "nothing may follow the name: write https://tonearm.example.org.")]
    [InlineData(
        "Web:TrustedProxies",
        "127.0.0.1, my-proxy",
        "Web:TrustedProxies has 'my-proxy', which is neither an address (127.0.0.1) nor a network (10.0.0.0/8)."
    )]
    [InlineData(
        "Guard:Interval",
        "0",
        "Guard:Interval is '0', and has to be a time, as hours:minutes:seconds from 00:00:10 to 1.00:00:00, such as 00:05:00."
    )]
    [InlineData("Guard:Interval", "-00:05:00", "Guard:Interval is '-00:05:00'")]
    [InlineData("Guard:Interval", "five minutes", "Guard:Interval is 'five minutes'")]
    [InlineData("Guard:Interval", "5", "Guard:Interval is '5'")]
    [InlineData(
        "Guard:Settle",
        "soon",
        "Guard:Settle is 'soon', and has to be a time, as hours:minutes:seconds from 00:00:00 to 01:00:00, such as 00:01:30."
    )]
    [InlineData("Guard:InFlight", "0", "Guard:InFlight is '0', and has to be a whole number from 1 to 512, such as 64.")]
    [InlineData("Guard:InFlight", "99999999999", "Guard:InFlight is '99999999999'")]
    [InlineData("Guard:Enabled", "maybe", "Guard:Enabled is 'maybe', and has to be true or false.")]
    [InlineData(
        "Guard:Intervall",
        "00:05:00",
        "Guard:Intervall is no setting of Tonearm. There are Guard:Enabled, Guard:InFlight, Guard:Interval, Guard:KeepEvidence, Guard:Settle."
    )]
    [InlineData("Party:HostGrace", "00:00:00", "Party:HostGrace is '00:00:00'")]
    [InlineData("Party:HostSilence", "1:2:3:4:5:6", "Party:HostSilence is '1:2:3:4:5:6'")]
    [InlineData("Party:Ping", "00:00:00", "Party:Ping is '00:00:00'")]
    [InlineData("Party:Enable", "false", "Party:Enable is no setting of Tonearm.")]
    [InlineData(
        "Sandbox:Url",
        "127.0.0.1:5081",
        "Sandbox:Url has '127.0.0.1:5081', which is no address to listen at: write http://127.0.0.1:5081."
    )]
    [InlineData("Sandbox:ClockSpeed", "fast", "Sandbox:ClockSpeed is 'fast', and has to be a number, such as 1.")]
    [InlineData("Spotify:ClientID2", "x", "Spotify:ClientID2 is no setting of Tonearm.")]
    [InlineData(
        "Spotify:ApiUrl",
        "api.spotify.com",
        "Spotify:ApiUrl is 'api.spotify.com', and has to be an address that begins with https:// or http://, such as https://api.spotify.com/."
    )]
    [InlineData(
        "Spotify:ImageHosts:0",
        "x; script-src 'unsafe-inline'",
        "Spotify:ImageHosts has 'x; script-src 'unsafe-inline'', which is no name of a host: write i.scdn.co, or *.scdn.co"
    )]
    [InlineData("urls", "5080", "urls has '5080', which is no address to listen at: write http://127.0.0.1:5080")]
    [InlineData("urls", "http://127.0.0.1:5080;ftp://127.0.0.1", "urls has 'ftp://127.0.0.1'")]
    [InlineData("ConnectionStrings:Tonearm", "Hots=localhost;Password=secret", "ConnectionStrings:Tonearm cannot be read")]
    [InlineData("ConnectionStrings:Tonearm", "Username=tonearm", "ConnectionStrings:Tonearm names no Host: write Host=localhost;")]
    [InlineData("Secrets:Certificate", "/nowhere/tonearm.pfx", "Secrets:Certificate is '/nowhere/tonearm.pfx', and there is no such file")]
    [InlineData(
        "Secrets:Certifcate",
        "/nowhere/tonearm.pfx",
        "Secrets:Certifcate is no setting of Tonearm. There are Secrets:Certificate."
    )]
    [InlineData("PrivateServer:Program", "/usr/bin", "PrivateServer:Program is no setting of Tonearm.")]
    public void A_wrong_setting_is_one_sentence_with_its_value_and_a_right_one(string setting, string value, string sentence)
    {
        var problem = Assert.Single(Settings.Problems(Configuration((setting, value))));

        Assert.Contains(sentence, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Web:PublicUrl", "https://tonearm.example.org/")]
    [InlineData("Web:TrustedProxies", "127.0.0.1, 10.0.0.0/8, ::1")]
    [InlineData("Guard:Interval", "00:12:00")]
    [InlineData("guard:enabled", "False")]
    [InlineData("PrivateServer:Settings:shared_buffers", "256MB")]
    [InlineData("Spotify:ImageHosts", "i.scdn.co, https://*.spotifycdn.com")]
    [InlineData("Spotify:ImageHosts:0", "127.0.0.1:5081")]
    [InlineData("urls", "http://127.0.0.1:0;http://[::1]:5080;http://*:80;https://localhost:443")]
    [InlineData("ConnectionStrings:Tonearm", "Host=/run/postgresql;Username=tonearm;Database=tonearm")]
    public void What_the_documents_tell_people_to_write_is_right(string setting, string value) =>
        Assert.Empty(Settings.Problems(Configuration((setting, value))));

    [Fact]
    public void Nothing_set_is_right() => Assert.Empty(Settings.Problems(Configuration()));

    [Fact]
    public void Every_options_class_of_the_program_is_looked_at()
    {
        var classes = typeof(Settings)
            .Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type is { IsAbstract: false });

        Assert.Empty(classes.Except(Settings.Sections.Select(section => section.Options)));
    }

    [Fact]
    public async Task Started_with_many_wrong_settings_it_says_each_in_a_line_and_ends_before_it_makes_anything()
    {
        var folder = TestFolder.New();
        Directory.Delete(folder);
        await using var process = TonearmProcess.Start([
            ("DataFolder", folder),
            ("urls", "5080"),
            ("Web:TrustedProxies", "my-proxy"),
            ("Guard:Interval", "0"),
            ("Guard:InFlight", "0"),
            ("Sandbox:Url", "nowhere"),
            ("Secrets:Certificate", "/nowhere"),
            ("Party:Enable", "no"),
        ]);

        Assert.Equal(1, await process.Ended.WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal(7, process.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length);
        Assert.DoesNotMatch(@"(?m)^\s+at \w+(\.\w+)+", process.Output);
        Assert.False(Directory.Exists(folder));
    }

    private static ConfigurationManager Configuration(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        foreach (var (name, value) in settings)
            configuration[name] = value;
        return configuration;
    }
}
