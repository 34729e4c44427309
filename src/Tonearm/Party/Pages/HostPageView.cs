using Tonearm.Accounts;
using Tonearm.Party.Hosting;

namespace Tonearm.Party.Pages;

/// <param name="Running">A party of this owner that has not ended.</param>
/// <param name="Installation">What keeps the installation itself from Spotify.</param>
/// <param name="Earlier">Parties of this owner that are over, the last one first.</param>
/// <param name="Prepared">Parties of this owner that wait for their time.</param>
/// <param name="Address">Under which guests would come in; null where no set-up is shown.</param>
public sealed record HostPageView(
    IReadOnlyList<HostAccount> Accounts,
    RunningParty? Running,
    Remedy? Installation = null,
    Uri? Address = null,
    DateTimeOffset Now = default,
    IReadOnlyList<EarlierParty>? Earlier = null,
    IReadOnlyList<RunningParty>? Prepared = null
);

/// <param name="Remedy">What keeps this account from hosting, and what helps.</param>
/// <param name="Premium">What was seen of it at <paramref name="PremiumAt"/>; null when nothing was.</param>
public sealed record HostAccount(Guid Id, string Name, Remedy? Remedy, bool? Premium = null, DateTimeOffset? PremiumAt = null);

/// <param name="StartsAt">When it begins; null for one that is on.</param>
public sealed record RunningParty(Guid Id, string Title, DateTimeOffset? StartsAt = null);
