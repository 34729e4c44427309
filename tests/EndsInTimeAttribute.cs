using System.Collections.Concurrent;
using System.Reflection;
using Tonearm.Tests;
using Xunit.v3;

[assembly: EndsInTime]

namespace Tonearm.Tests;

/// <summary>
/// A test that waits for what never comes is cancelled after some minutes, many more than any needs on a slow machine: it fails with its
/// own name, and those after it still run.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class EndsInTimeAttribute : BeforeAfterTestAttribute
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly ConcurrentDictionary<string, Timer> Running = new();

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        var context = TestContext.Current;
        Running[test.UniqueID] = new Timer(_ => context.CancelCurrentTest(), null, Patience, Timeout.InfiniteTimeSpan);
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (Running.TryRemove(test.UniqueID, out var timer))
            timer.Dispose();
    }
}
