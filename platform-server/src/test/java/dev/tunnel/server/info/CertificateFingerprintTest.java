package dev.tunnel.server.info;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CertificateFingerprintTest {
    static final String PEM =
            """
            -----BEGIN CERTIFICATE-----
            MIIBezCCASGgAwIBAgIUCjZcbKiGnWDMyZfB330Bmwal5K4wCgYIKoZIzj0EAwIw
            EjEQMA4GA1UEAwwHVGVzdCBDQTAgFw0yNjExMjMxMDAxNTdaGA8yMTI2MTAzMDEw
            MDE1N1owEjEQMA4GA1UEAwwHVGVzdCBDQTBZMBMGByqGSM49AgEGCCqGSM49AwEH
            A0IABCQG2CmlXc4LmnB4+1bvZRL+14ELeG47MvubU6yfDMZdDSkdEtzRagypKZ8i
            ok9fxOphynNZhLosidcbjMk8ABqjUzBRMB0GA1UdDgQWBBSHX5haDUkuquX/fvj0
            H/4xt89cwTAfBgNVHSMEGDAWgBSHX5haDUkuquX/fvj0H/4xt89cwTAPBgNVHRMB
            Af8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQCyrWij1CKBngxqnJZ5EpmoqsF9
            sJQ16xkqCLVOwZ9pZAIgAVTCuFk3qoG6ENr/nMRlP+i/uAi6np22yd8ptTCymq4=
            -----END CERTIFICATE-----
            """;

    /// As `openssl x509 -noout -fingerprint -sha256` prints it.
    @Test
    void it_is_what_openssl_prints() {
        assertThat(CertificateFingerprint.of(PEM))
                .contains(
                        "D5:72:B2:66:2B:C2:C8:76:B1:1A:0B:AE:E3:A6:2E:A1:"
                                + "26:D3:96:F4:E8:07:EE:FB:78:97:7D:E6:18:19:B1:75");
    }

    @Test
    void what_is_no_certificate_has_none() {
        assertThat(CertificateFingerprint.of("nonsense")).isEmpty();
    }
}
