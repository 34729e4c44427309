using Tonearm.Data;

namespace Tonearm.Accounts;

/// <summary>A sign-in on one node replaces a token that the others remember: they read what is stored when they need it next.</summary>
internal sealed class TokenNews(ChangeFeed feed, AccountTokens tokens) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var replaced = feed.Subscribe(TokenStore.Replaced);
        while (!stoppingToken.IsCancellationRequested)
        {
            await replaced.Changed(stoppingToken);
            tokens.Forget();
        }
    }
}
