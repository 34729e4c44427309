using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Tonearm.Tests.Web;

public sealed class StatusPagesTests
{
    [Fact]
    public async Task An_unknown_address_is_told_to_people_as_a_page()
    {
        await using var shell = await Shell.Start();

        using var answer = await shell.Ask("/nowhere", ("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<h1>There is nothing here</h1>", await answer.Text());
    }

    [Theory]
    [InlineData("/api/nowhere")]
    [InlineData("/app/nowhere.js")]
    public async Task An_unknown_address_is_told_to_programs_as_a_problem(string path)
    {
        await using var shell = await Shell.Start();

        using var answer = await shell.Ask(path, ("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Text());
        Assert.Equal("There is nothing here", problem.RootElement.GetProperty("title").GetString());
        Assert.NotEqual("", problem.RootElement.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/boom")]
    [InlineData("/api/boom")]
    public async Task A_fault_says_where_the_log_has_it_and_nothing_else(string path)
    {
        await using var shell = await Shell.Start();

        using var answer = await shell.Ask(path, ("Accept", "text/html"));
        var text = await answer.Text();

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain("secret", text);
        Assert.DoesNotContain("InvalidOperation", text);
        Assert.Contains("did not work", text);
        Assert.NotEqual("", answer.Header("Content-Security-Policy"));
    }

    [Fact]
    public async Task A_database_that_is_being_stopped_is_away_too()
    {
        await using var shell = await Shell.Start(app =>
            app.MapGet(
                "/down",
                string () =>
                    throw new PostgresException(
                        "terminating connection due to administrator command",
                        "FATAL",
                        "FATAL",
                        PostgresErrorCodes.AdminShutdown
                    )
            )
        );

        using var answer = await shell.Ask("/down");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task A_database_that_is_away_is_not_called_a_fault_of_ours()
    {
        await using var shell = await Shell.Start(app =>
            app.MapGet("/down", string () => throw new NpgsqlException("refused", new SocketException()))
        );

        using var answer = await shell.Ask("/down", ("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("its database does not answer", await answer.Text());
    }

    [Theory]
    [InlineData("/form")]
    [InlineData("/button")]
    public async Task A_form_without_its_token_is_refused_with_a_page(string path)
    {
        await using var shell = await Shell.Start(app =>
        {
            app.MapPost("/form", (IFormCollection form) => form.Count);
            app.MapPost("/button", () => "pressed");
        });

        using var content = new FormUrlEncodedContent([KeyValuePair.Create("a", "b")]);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("Accept", "text/html");
        // A browser that keeps cookies: one that keeps none is told so instead.
        request.Headers.Add("Cookie", "tonearm-form=old");
        using var answer = await shell.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("no longer valid", await answer.Text());
    }

    [Fact]
    public async Task An_answer_with_words_of_its_own_keeps_them()
    {
        await using var shell = await Shell.Start(app =>
            app.MapGet("/api/own", () => TypedResults.Problem("The title is too long.", statusCode: 400, title: "Too long"))
        );

        using var answer = await shell.Ask("/api/own");
        using var problem = JsonDocument.Parse(await answer.Text());

        Assert.Equal("Too long", problem.RootElement.GetProperty("title").GetString());
        Assert.Equal("The title is too long.", problem.RootElement.GetProperty("detail").GetString());
    }
}
