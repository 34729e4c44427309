using Tonearm.Accounts.Pages;

namespace Tonearm.Party.Pages;

/// <param name="Running">A party of this owner that has not ended.</param>
/// <param name="Installation">What keeps the installation itself from Spotify.</param>
/// <param name="Address">Under which guests would come in; null where no set-up is shown.</param>
public sealed record HostPageView(IReadOnlyList<HostAccount> Accounts, RunningParty? Running, Cure? Installation = null, Uri? Address = null);

/// <param name="Cure">What keeps this account from hosting, and what helps.</param>
public sealed record HostAccount(Guid Id, string Name, Cure? Cure);

public sealed record RunningParty(Guid Id, string Title);
