using System.Buffers;

namespace Tonearm.Sandbox.Api;

/// <summary>A page put together from items that were written before, without a buffer for the whole of it.</summary>
internal sealed class ListedPage(Paging paging, string path, int total, List<byte[]> items) : IResult
{
    public static readonly byte[] Null = "null"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var head = paging.Head(path, total);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = head.Length + items.Sum(item => item.Length) + Math.Max(0, items.Count - 1) + 2;

        var body = response.BodyWriter;
        body.Write(head);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
                body.Write(","u8);
            body.Write(items[i]);
        }

        body.Write("]}"u8);
        await body.FlushAsync(httpContext.RequestAborted);
    }
}
