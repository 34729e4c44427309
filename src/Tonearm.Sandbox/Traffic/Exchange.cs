using System.Reflection;
using Tonearm.Sandbox.State;

namespace Tonearm.Sandbox.Traffic;

/// <summary>One request on its way through the gate, and what is known about it so far.</summary>
internal sealed class Exchange
{
    public required string Method { get; init; }

    /// <summary>The host that the client asked, without its port.</summary>
    public required string Host { get; init; }

    public required string Path { get; init; }

    public required string Query { get; init; }

    public required string Family { get; init; }

    /// <summary>Method and route, the name under which calls are counted.</summary>
    public required string Endpoint { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The scheme, host and port the client used, for the addresses in answers.</summary>
    public required string Origin { get; init; }

    public byte[] Body { get; set; } = [];

    public string? ContentType { get; init; }

    public Person? Person { get; set; }

    public AccessToken? Access { get; set; }

    public string? Fault { get; set; }

    public bool Has(string scope) => Access is { } access && access.Scopes.Contains(scope);

    public static ValueTask<Exchange?> BindAsync(HttpContext http, ParameterInfo parameter) =>
        ValueTask.FromResult(http.Features.Get<Exchange>());
}

/// <summary>The bucket in which an endpoint's calls are counted.</summary>
internal sealed record Family(string Name);
