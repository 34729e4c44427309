using Tonearm.BrowserTests;

[assembly: AssemblyFixture(typeof(TestPostgres))]
[assembly: AssemblyFixture(typeof(TestSandboxes))]
[assembly: AssemblyFixture(typeof(Chromium))]
// A browser, an application, its Sandbox and its database: two of each are all that two cores carry.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
