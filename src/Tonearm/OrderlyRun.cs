namespace Tonearm;

internal static class OrderlyRun
{
    /// <summary>
    /// Runs until told to stop. When the start fails, what has started already is stopped first: the host alone would close the database
    /// under services that are at work, and they would tell of it beside the sentence that matters.
    /// </summary>
    public static async Task RunInOrder(this WebApplication app)
    {
        await using (app)
        {
            try
            {
                await app.StartAsync();
            }
            catch
            {
                // What goes wrong now is no news: the start's own exception says why.
                await app.StopAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw;
            }

            await app.WaitForShutdownAsync();
        }
    }
}
