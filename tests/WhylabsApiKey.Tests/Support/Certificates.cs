using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace WhylabsApiKey.Tests.Support;

/// <summary>Creates certificates for test servers, and the authority that signs them.</summary>
internal static class Certificates
{
    public static X509Certificate2 Authority()
    {
        using var key = RSA.Create(2048);
        CertificateRequest request = Request("CN=An authority", key);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddDays(30));
    }

    public static X509Certificate2 Signed(X509Certificate2 authority, string host, int days)
    {
        using var key = RSA.Create(2048);
        using X509Certificate2 signed = Request($"CN={host}", key, host)
            .Create(authority, DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(days), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    public static X509Certificate2 SelfSigned(string host)
    {
        using var key = RSA.Create(2048);
        return Request($"CN={host}", key, host).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static CertificateRequest Request(string name, RSA key, string? host = null)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (host is null)
            return request;
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out IPAddress? address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }
}
