using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tonearm.Web;

namespace Tonearm.Tests.Web;

/// <summary>One rule for every text of every request: whatever route is added is held against it here.</summary>
public sealed class RequestTextTests(TestPostgres postgres, TestSandboxes sandboxes) : Slice(postgres, sandboxes)
{
    private static readonly string[] Bad = ["\"a\\u0000b\"", "\"\\ud800\"", $"\"{new string('x', 1_000_000)}\""];

    [Fact]
    public void Every_text_of_every_request_has_a_limit()
    {
        var texts = Requests().SelectMany(request => Texts(request.Body)).ToArray();

        Assert.True(texts.Length >= 10, $"{texts.Length} texts are too few to prove anything");
        Assert.Empty(
            texts
                .Where(text => text.GetCustomAttribute<MaxLengthAttribute>() is null)
                .Select(text => $"{text.DeclaringType!.Name}.{text.Name}")
        );
    }

    [Fact]
    public async Task A_character_that_no_database_takes_and_a_text_without_an_end_are_refused_with_a_sentence_by_every_route()
    {
        using var person = await SignedIn("kitchenradio");
        var tried = 0;
        foreach (var (method, path, body) in Requests())
        {
            foreach (var text in Texts(body))
            {
                foreach (var bad in Bad)
                {
                    var name = JsonNamingPolicy.CamelCase.ConvertName(text.Name);
                    var value = text.PropertyType.IsArray ? $"[{bad}]" : bad;
                    using var content = new StringContent($"{{\"{name}\":{value}}}", Encoding.UTF8, "application/json");
                    using var request = new HttpRequestMessage(method, path) { Content = content };
                    using var answer = await person.Http.SendAsync(request, Cancel);
                    var said = await answer.Content.ReadAsStringAsync(Cancel);

                    Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{method} {path} {name}: {(int)answer.StatusCode} {said}");
                    Assert.Contains($"\"detail\":\"{name} ", said, StringComparison.Ordinal);
                    tried++;
                }
            }
        }

        Assert.True(tried >= 30, $"{tried} were tried");
        Assert.DoesNotContain(App.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task A_character_that_no_database_takes_is_refused_in_every_address()
    {
        using var person = await SignedIn("kitchenradio");
        foreach (var (method, path) in Routes())
        {
            using var request = new HttpRequestMessage(method, path + "?state=a%00b&playlist=%00&returnUrl=/%00");
            using var answer = await person.Http.SendAsync(request, Cancel);

            Assert.True(
                answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound,
                $"{method} {path}: {(int)answer.StatusCode}"
            );
        }

        Assert.DoesNotContain(App.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    [Theory]
    [InlineData("plain", null)]
    [InlineData("音楽 🎶 Žluťoučký", null)]
    [InlineData("a\0b", "holds a character")]
    [InlineData("\\ud83c", "holds a character")]
    [InlineData("\\udfb6x", "holds a character")]
    [InlineData("a longer text than ten", "is too long")]
    public void A_text_is_whole_and_short_enough_or_told_what_is_wrong(string text, string? says)
    {
        var problem = RequestText.Problem("title", Regex.Unescape(text), text.StartsWith('a') ? 10 : 100);
        if (says is null)
            Assert.Null(problem);
        else
            Assert.Contains(says, problem, StringComparison.Ordinal);
    }

    private IEnumerable<(HttpMethod Method, string Path, Type Body)> Requests() =>
        from endpoint in Endpoints()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        let body = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType
        where
            body is not null
            && body != typeof(byte[])
            && endpoint.Metadata.GetMetadata<IAcceptsMetadata>()!.ContentTypes.Contains("application/json")
        select (new HttpMethod(method), Path(endpoint), body);

    private IEnumerable<(HttpMethod Method, string Path)> Routes() =>
        from endpoint in Endpoints()
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        where
            method is "GET" or "POST" or "PUT" or "DELETE"
            && endpoint.RoutePattern.RawText?.StartsWith("/health", StringComparison.Ordinal) != true
        select (new HttpMethod(method), Path(endpoint));

    private IEnumerable<RouteEndpoint> Endpoints() =>
        App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static string Path(RouteEndpoint endpoint) =>
        "/"
        + string.Join(
            '/',
            endpoint.RoutePattern.PathSegments.Select(segment =>
                string.Concat(
                    segment.Parts.Select(part =>
                        part switch
                        {
                            RoutePatternLiteralPart literal => literal.Content,
                            RoutePatternSeparatorPart separator => separator.Content,
                            RoutePatternParameterPart { ParameterPolicies: [{ Content: "guid" }, ..] } => Guid.Empty.ToString(),
                            RoutePatternParameterPart { ParameterPolicies: [{ Content: "int" }, ..] } => "1",
                            _ => "x",
                        }
                    )
                )
            )
        );

    /// <summary>The texts of a record, and of the records in it.</summary>
    private static IEnumerable<PropertyInfo> Texts(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .SelectMany(property =>
                property.PropertyType == typeof(string) || property.PropertyType == typeof(string[]) ? [property]
                : property.PropertyType.Namespace?.StartsWith("Tonearm", StringComparison.Ordinal) == true && property.PropertyType.IsClass
                    ? Texts(property.PropertyType)
                : []
            );
}
