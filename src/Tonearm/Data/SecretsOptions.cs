using System.ComponentModel.DataAnnotations;

namespace Tonearm.Data;

/// <summary>The configuration section <c>Secrets</c>.</summary>
internal sealed class SecretsOptions : IValidatableObject
{
    /// <summary>The file of the certificate that encrypts the key ring; without it <c>DataFolder/tonearm.pfx</c>.</summary>
    public string? Certificate { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Certificate is { Length: > 0 } file && !File.Exists(file))
            yield return new(
                $"Secrets:Certificate is '{file}', and there is no such file: name the certificate with its key, as PKCS#12 without a password or as PEM, "
                    + "or leave it out for one in the data folder."
            );
    }
}
