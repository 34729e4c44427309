[assembly: AssemblyFixture(typeof(TestPostgres))]
[assembly: AssemblyFixture(typeof(Tonearm.BrowserTests.Looks.Showroom))]
