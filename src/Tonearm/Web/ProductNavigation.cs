using Microsoft.AspNetCore.Components;

namespace Tonearm.Web;

/// <summary>
/// A product that people can enter: its name in the navigation, its address, and the card (a component without parameters) with which the
/// start page offers it. Lower orders stand first.
/// </summary>
/// <param name="Lead">What the start page begins with, in place of the house's own line: for those who come for one thing only.</param>
internal sealed record ProductLink(string Name, string Path, Type Card, int Order, Type? Lead = null);

/// <summary>Where the stand-in for Spotify can be looked at, when we run against one.</summary>
internal sealed record StandIn(string Url);

internal static class ProductNavigation
{
    public static IServiceCollection AddProduct<TCard>(this IServiceCollection services, string name, string path, int order)
        where TCard : IComponent => services.AddSingleton(new ProductLink(name, path, typeof(TCard), order));

    public static IServiceCollection AddProduct<TCard, TLead>(this IServiceCollection services, string name, string path, int order)
        where TCard : IComponent
        where TLead : IComponent => services.AddSingleton(new ProductLink(name, path, typeof(TCard), order, typeof(TLead)));
}
