[assembly: AssemblyFixture(typeof(TestPostgres))]
[assembly: AssemblyFixture(typeof(TestSandboxes))]
// Much of a test is waiting, for a process, a lease or a disk: twice as many as there are cores of a small machine.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
