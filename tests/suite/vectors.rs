//! Vectors of the RFCs.

use crate::{Backend, cases};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jwt_core::{Algorithm, Jwk, KeyMaterial, NumericDate, Unverified, Validation};
use serde_json::Value;

cases![
    rfc_7515_a_1_hs256 for HS256,
    rfc_7515_a_2_rs256 for RS256,
    rfc_7515_a_3_es256 for ES256,
    rfc_7520_4_1_rs256 for RS256,
    rfc_7520_4_2_ps384 for PS384,
    rfc_7520_4_3_es512 for ES512,
    rfc_7520_4_4_hs256 for HS256,
    rfc_8037_a_4_and_a_5_eddsa for EDDSA,
    rfc_9964_ml_dsa_44 for ML_DSA_44,
    rfc_9964_ml_dsa_65 for ML_DSA_65,
    rfc_9964_ml_dsa_87 for ML_DSA_87,
];

/// RFC 7515 §A.1. Its header has a line break in it: the signature is over the received bytes.
fn rfc_7515_a_1_hs256(backend: &Backend) {
    let key = r#"{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}"#;
    let token = concat!(
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.",
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.",
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    );
    joe(backend, Algorithm::HS256, key, token);
    reproduces(backend, Algorithm::HS256, key, token);
}

/// RFC 7515 §A.2; the private half is not needed to verify.
fn rfc_7515_a_2_rs256(backend: &Backend) {
    let key = concat!(
        r#"{"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddx"#,
        "HmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo",
        "9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4",
        "uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9g",
        r#"b54h4FRWyuXpoQ"}"#,
    );
    let token = concat!(
        "eyJhbGciOiJSUzI1NiJ9.",
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.",
        "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5",
        "jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb",
        "1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QO",
        "YEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
    );
    joe(backend, Algorithm::RS256, key, token);
}

/// RFC 7515 §A.3.
fn rfc_7515_a_3_es256(backend: &Backend) {
    let key = r#"{"kty":"EC","crv":"P-256",
        "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
        "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
        "d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}"#;
    let token = concat!(
        "eyJhbGciOiJFUzI1NiJ9.",
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.",
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
    );
    joe(backend, Algorithm::ES256, key, token);
}

/// The key of RFC 7520 §3.4.
const BILBO_RSA: &str = concat!(
    r#"{"kty":"RSA","kid":"bilbo.baggins@hobbiton.example","use":"sig","e":"AQAB","#,
    r#""n":"n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUBZdR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_"#,
    "AJmSCpMaJMRBSFKrKb2wqVwGU_NsYOYL-QtiWN2lbzcEe6XC0dApr5ydQLrHqkHHig3RBordaZ6Aj-oBHqFEHYpPe7Tpe-Of",
    "VfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVbb9k3-tVTU4fg_3L_vniUFAKwuCLq",
    r#"KnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqgc5gHdrNP5zw","#,
    r#""d":"bWUC9B-EFRIo8kpGfh0ZuyGPvMNKvYWNtB_ikiH9k20eT-O1q_I78eiZkpXxXQ0UTEs2LsNRS-8uJbvQ-A1irkwM"#,
    "SMkK1J3XTGgdrhCku9gRldY7sNA_AKZGh-Q661_42rINLRCe8W-nZ34ui_qOfkLnK9QWDDqpaIsA-bMwWWSDFu2MUBYwkHTM",
    "EzLYGqOe04noqeq1hExBTHBOBdkMXiuFhUq1BU6l-DqEiWxqg82sXt2h-LMnT3046AOYJoRioz75tSUQfGCshWTBnP5uDjd1",
    r#"8kKhyv07lhfSJdrPdM5Plyl21hsFf4L_mHCuoFau7gdsPfHPxxjVOcOpBrQzwQ","#,
    r#""p":"3Slxg_DwTXJcb6095RoXygQCAZ5RnAvZlno1yhHtnUex_fp7AZ_9nRaO7HX_-SFfGQeutao2TDjDAWU4Vupk8rw9"#,
    r#"JR0AzZ0N2fvuIAmr_WCsmGpeNqQnev1T7IyEsnh8UMt-n5CafhkikzhEsrmndH6LxOrvRJlsPp6Zv8bUq0k","#,
    r#""q":"uKE2dh-cTf6ERF4k4e_jy78GfPYUIaUyoSSJuBzp3Cubk3OCqs6grT8bR_cu0Dm1MZwWmtdqDyI95HrUeq3MP15v"#,
    r#"MMON8lHTeZu2lmKvwqW7anV5UzhM1iZ7z4yMkuUwFWoBvyY898EXvRD-hdqRxHlSqAZ192zB3pVFJ0s7pFc","#,
    r#""dp":"B8PVvXkvJrj2L-GYQ7v3y9r6Kw5g9SahXBwsWUzp19TVlgI-YV85q1NIb1rxQtD-IsXXR3-TanevuRPRt5OBOdi"#,
    r#"MGQp8pbt26gljYfKU_E9xn-RULHz0-ed9E9gXLKD4VGngpz-PfQ_q29pk5xWHoJp009Qf1HvChixRX59ehik","#,
    r#""dq":"CLDmDGduhylc9o7r84rEUVn7pzQ6PF83Y-iBZx5NT-TpnOZKF1pErAMVeKzFEl41DlHHqqBLSM0W1sOFbwTxYWZ"#,
    r#"Dm6sI6og5iTbwQGIC3gnJKbi_7k_vJgGHwHxgPaX2PnvP-zyEkDERuf-ry4c_Z11Cq9AqC2yeL6kdKT1cYF8","#,
    r#""qi":"3PiqvXQN0zwMeE-sBvZgi289XP9XCQF3VWqPzMKnIgQp7_Tugo6-NZBKCQsMf3HaEGBjTVJs_jcK8-TRXvaKe-7"#,
    r#"ZMaQj8VfBdYkssbu0NKDDhjJ-GtiseaDVWt7dcH0cfwxgFUHpQh7FoCrjFJ6h6ZEpMF6xmujs4qMpPz8aaI4"}"#,
);

/// The payload of RFC 7520 §4, which is text and not claims.
macro_rules! frodo {
    ($header:literal, $($signature:literal),+) => {
        concat!(
            $header,
            ".SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb25",
            "0byB0aGUgcm9hZCwgYW5kIGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2h",
            "lcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0by4.",
            $($signature),+
        )
    };
}

/// RFC 7520 §4.1.
fn rfc_7520_4_1_rs256(backend: &Backend) {
    let token = frodo!(
        "eyJhbGciOiJSUzI1NiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9",
        "MRjdkly7_-oTPTS3AXP41iQIGKa80A0ZmTuV5MEaHoxnW2e5CZ5NlKtainoFmKZopdHM1O2U4mwzJdQx996ivp83xuglII7",
        "PNDi84wnB-BDkoBwA78185hX-Es4JIwmDLJK3lfWRa-XtL0RnltuYv746iYTh_qHRD68BNt1uSNCrUCTJDt5aAE6x8wW1Kt",
        "9eRo4QPocSadnHXFxnt8Is9UzpERV0ePPQdLuW3IS_de3xyIrDaLGdjluPxUAhb6L2aXic1U12podGU0KLUQSE_oI-ZnmKJ",
        "3F4uOZDnd6QZWJushZ41Axf_fcIe8u9ipH84ogoree7vjbU5y18kDquDg"
    );
    verifies(backend, Algorithm::RS256, BILBO_RSA, token);
    reproduces(backend, Algorithm::RS256, BILBO_RSA, token);
}

/// RFC 7520 §4.2.
fn rfc_7520_4_2_ps384(backend: &Backend) {
    let token = frodo!(
        "eyJhbGciOiJQUzM4NCIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9",
        "cu22eBqkYDKgIlTpzDXGvaFfz6WGoz7fUDcfT0kkOy42miAh2qyBzk1xEsnk2IpN6-tPid6VrklHkqsGqDqHCdP6O8TTB5d",
        "DDItllVo6_1OLPpcbUrhiUSMxbbXUvdvWXzg-UD8biiReQFlfz28zGWVsdiNAUf8ZnyPEgVFn442ZdNqiVJRmBqrYRXe8P_",
        "ijQ7p8Vdz0TTrxUeT3lm8d9shnr2lfJT8ImUjvAA2Xez2Mlp8cBE5awDzT0qI0n6uiP1aCN_2_jLAeQTlqRHtfa64QQSUmF",
        "AAjVKPbByi7xho0uTOcbH510a6GYmJUAfmWjwZ6oD4ifKo8DYM-X72Eaw"
    );
    verifies(backend, Algorithm::PS384, BILBO_RSA, token);
}

/// RFC 7520 §4.3.
fn rfc_7520_4_3_es512(backend: &Backend) {
    let key = r#"{"kty":"EC","kid":"bilbo.baggins@hobbiton.example","use":"sig","crv":"P-521",
        "x":"AHKZLLOsCOzz5cY97ewNUajB957y-C-U88c3v13nmGZx6sYl_oJXu9A5RkTKqjqvjyekWF-7ytDyRXYgCF5cj0Kt",
        "y":"AdymlHvOiLxXkEhayXQnNCvDX4h9htZaCJN34kfmC6pV5OhQHiraVySsUdaQkAgDPrwQrJmbnX9cwlGfP-HqHZR1",
        "d":"AAhRON2r9cqXX1hg-RoI6R1tX5p2rUAYdmpHZoC1XNM56KtscrX6zbKipQrCW9CGZH3T4ubpnoTKLDYJ_fF3_rJt"}"#;
    let token = frodo!(
        "eyJhbGciOiJFUzUxMiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9",
        "AE_R_YZCChjn4791jSQCrdPZCNYqHXCTZH0-JZGYNlaAjP2kqaluUIIUnC9qvbu9Plon7KRTzoNEuT4Va2cmL1eJAQy3mtP",
        "Bu_u_sDDyYjnAMDxXPn7XrT0lw-kvAD890jl8e2puQens_IEKBpHABlsbEPX6sFY8OcGDqoRuBomu9xQ2"
    );
    verifies(backend, Algorithm::ES512, key, token);
}

/// RFC 7520 §4.4.
fn rfc_7520_4_4_hs256(backend: &Backend) {
    let key = r#"{"kty":"oct","kid":"018c0ae5-4d9b-471b-bfd6-eef314bc7037","use":"sig","alg":"HS256",
        "k":"hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg"}"#;
    let token = frodo!(
        "eyJhbGciOiJIUzI1NiIsImtpZCI6IjAxOGMwYWU1LTRkOWItNDcxYi1iZmQ2LWVlZjMxNGJjNzAzNyJ9",
        "s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0"
    );
    verifies(backend, Algorithm::HS256, key, token);
    reproduces(backend, Algorithm::HS256, key, token);
}

/// RFC 8037 §A.4 and §A.5, with the keys of §A.1 and §A.2.
fn rfc_8037_a_4_and_a_5_eddsa(backend: &Backend) {
    let private = r#"{"kty":"OKP","crv":"Ed25519",
        "d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
        "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    let public =
        r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    let token = concat!(
        "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.",
        "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
    );
    reproduces(backend, Algorithm::EDDSA, private, token);
    verifies(backend, Algorithm::EDDSA, public, token);
}

/// RFC 9964, appendix A.
fn rfc_9964_ml_dsa_44(backend: &Backend) {
    let key = include_str!("../vectors/rfc9964-ml-dsa-44.jwk");
    let token = include_str!("../vectors/rfc9964-ml-dsa-44.jws");
    seeded(backend, Algorithm::ML_DSA_44, key, token);
}

/// RFC 9964, appendix A.
fn rfc_9964_ml_dsa_65(backend: &Backend) {
    let key = include_str!("../vectors/rfc9964-ml-dsa-65.jwk");
    let token = include_str!("../vectors/rfc9964-ml-dsa-65.jws");
    seeded(backend, Algorithm::ML_DSA_65, key, token);
}

/// RFC 9964, appendix A.
fn rfc_9964_ml_dsa_87(backend: &Backend) {
    let key = include_str!("../vectors/rfc9964-ml-dsa-87.jwk");
    let token = include_str!("../vectors/rfc9964-ml-dsa-87.jws");
    seeded(backend, Algorithm::ML_DSA_87, key, token);
}

/// The seed's public half is the one beside it, its thumbprint is the `kid`, and both halves verify.
fn seeded(backend: &Backend, algorithm: Algorithm, key: &str, token: &str) {
    let private = Jwk::parse(key).expect("the RFC's key");
    let public = private.to_public().expect("its public half");
    let public = serde_json::to_string(&public).expect("json");
    verifies(backend, algorithm, key, token.trim_end());
    verifies(backend, algorithm, &public, token.trim_end());
    assert_eq!(Some(private.thumbprint(jwt_ring::sha256).as_str()), private.kid());
    let unverified = Unverified::parse(token.trim_end()).expect("three parts");
    assert_eq!(unverified.header().kid(), private.kid());

    let signer = backend.signer(algorithm, KeyMaterial::Jwk(&private)).expect("the RFC's key");
    let (signing_input, _) = split(token.trim_end());
    let mut signature = vec![0; signer.signature_len()];
    signer.sign(signing_input, &mut signature).expect("a signature");
    let public = Jwk::parse(&public).expect("its public half");
    let verifier = backend.verifier(algorithm, KeyMaterial::Jwk(&public)).expect("the RFC's key");
    assert_eq!(verifier.verify(signing_input, &signature), Ok(()));
}

/// The claims of RFC 7515 §A, through the whole way of a token.
fn joe(backend: &Backend, algorithm: Algorithm, key: &str, token: &str) {
    let jwk = Jwk::parse(key).expect("the RFC's key");
    let key = backend.verifier(algorithm, KeyMaterial::Jwk(&jwk)).expect("the RFC's key");
    let just_before = NumericDate::from_unix(1_300_819_379).expect("in range");
    let rules = Validation::with_clock(just_before).issuer("joe");
    let verified = Unverified::parse(token).expect("three parts").verify(&key, &rules);
    let claims: Value = verified.expect("the RFC's signature").claims().expect("an object");
    assert_eq!(claims["http://example.com/is_root"], true);
}

/// The signature alone, for payloads that are not claims.
fn verifies(backend: &Backend, algorithm: Algorithm, key: &str, token: &str) {
    let jwk = Jwk::parse(key).expect("the RFC's key");
    let key = backend.verifier(algorithm, KeyMaterial::Jwk(&jwk)).expect("the RFC's key");
    let (signing_input, signature) = split(token);
    key.verify(signing_input, &signature).expect("the RFC's signature");
    assert!(key.verify(&signing_input[1..], &signature).is_err());
}

/// Signing gives the very same bytes, where the algorithm has no randomness.
fn reproduces(backend: &Backend, algorithm: Algorithm, key: &str, token: &str) {
    let jwk = Jwk::parse(key).expect("the RFC's key");
    let key = backend.signer(algorithm, KeyMaterial::Jwk(&jwk)).expect("the RFC's key");
    let (signing_input, expected) = split(token);
    let mut signature = vec![0; key.signature_len()];
    key.sign(signing_input, &mut signature).expect("a signature");
    assert_eq!(signature, expected);
}

fn split(token: &str) -> (&[u8], Vec<u8>) {
    let (signing_input, signature) = token.rsplit_once('.').expect("three parts");
    (signing_input.as_bytes(), URL_SAFE_NO_PAD.decode(signature).expect("base64url"))
}
