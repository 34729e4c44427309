using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Tonearm.Web;

/// <summary>Answers a request with a page: <c>Page.Of&lt;OverviewPage&gt;(new { View = view })</c>.</summary>
internal static class Page
{
    public static RazorComponentResult<TPage> Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TPage>(
        object? parameters = null,
        int status = StatusCodes.Status200OK
    )
        where TPage : IComponent => new(parameters ?? new { }) { StatusCode = status };
}
