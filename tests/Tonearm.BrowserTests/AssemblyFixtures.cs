using Tonearm.BrowserTests;

[assembly: AssemblyFixture(typeof(TestPostgres))]
[assembly: AssemblyFixture(typeof(TestSandboxes))]
[assembly: AssemblyFixture(typeof(Chromium))]
// While one waits for a person's pace, others use the machine: more than three would make each other late.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
