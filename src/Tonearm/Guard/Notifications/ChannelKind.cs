namespace Tonearm.Guard.Notifications;

/// <summary>One thing that somebody has to say of a channel, such as its address.</summary>
/// <param name="Name">In forms and in the API.</param>
/// <param name="IsSecret">Never shown again.</param>
/// <param name="Usual">What stands in the form at first.</param>
/// <param name="Choices">What may stand there, with its words, where that is a choice.</param>
internal sealed record ChannelField(
    string Name,
    string Label,
    string Hint = "",
    bool IsSecret = false,
    bool IsOptional = false,
    bool IsAddress = false,
    string Usual = "",
    int Most = 500,
    IReadOnlyList<(string Value, string Words)>? Choices = null
);

/// <summary>What somebody has said of a channel, by the names of its fields; only what they have said.</summary>
internal sealed record ChannelSettings(IReadOnlyDictionary<string, string> Values)
{
    public string this[string name] => Values.GetValueOrDefault(name, "");

    public Uri Address(string name) => new(this[name]);
}

/// <summary>A service by which somebody can be told something: what it has to know, and how a message is sent by it.</summary>
internal interface IChannelKind
{
    /// <summary>In addresses, in the API and in the database.</summary>
    string Slug { get; }

    string Name { get; }

    /// <summary>What it is and where its settings are found, in a sentence or two.</summary>
    string About { get; }

    IReadOnlyList<ChannelField> Fields { get; }

    /// <summary>Where it leads, in a few words without a secret.</summary>
    string Where(ChannelSettings settings);

    /// <summary>What is wrong beyond the single fields: a field and a sentence.</summary>
    (string Field, string Sentence)? Problem(ChannelSettings settings) => null;

    /// <param name="shortened">How often it was too long already.</param>
    Task<Delivery> Send(ChannelSettings settings, Message message, int shortened, CancellationToken cancellation);
}
