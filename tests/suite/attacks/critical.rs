//! Good signatures over headers that ask for what nobody here does.

use super::forge::{CLAIMS, Victim, attach, encode, outcome, signed};
use crate::{Backend, cases};
use jwt_core::{HeaderError, MalformedToken, Validation, VerifyError};

cases![
    unknown_critical_extensions_are_refused_cve_2025_59420,
    malformed_crit_is_refused,
    unencoded_payloads_are_refused,
];

/// CVE-2025-59420.
fn unknown_critical_extensions_are_refused_cve_2025_59420(backend: &Backend) {
    let victim = Victim::any(backend);
    for name in ["urn:example:ext", "exp", "svt", ""] {
        let more = format!(r#""crit":["{name}"],"{name}":true"#);
        let token = victim.token_with_header(victim.header(&more));
        let expected = VerifyError::Critical { extension: name.to_owned() };
        assert_eq!(victim.refusal(&token), expected);
        let rules = Validation::new().understand(name);
        outcome(&token, &*victim.verifier, &rules).expect("understood");
    }
    // One of two is not enough.
    let token = victim.token_with_header(victim.header(r#""crit":["a","b"],"a":1,"b":1"#));
    for (understood, missing) in [("a", "b"), ("b", "a")] {
        let rules = Validation::new().understand(understood);
        let error = outcome(&token, &*victim.verifier, &rules).expect_err("one is not understood");
        assert_eq!(error, VerifyError::Critical { extension: missing.to_owned() });
    }
}

fn malformed_crit_is_refused(backend: &Backend) {
    let victim = Victim::any(backend);
    let kind =
        |found| HeaderError::Type { parameter: "crit", expected: "a list of strings", found };
    for (crit, error) in [
        ("[]", HeaderError::Crit("must not be empty")),
        (r#""x""#, kind("a string")),
        ("null", kind("null")),
        ("{}", kind("an object")),
        ("true", kind("a boolean")),
        ("[1]", HeaderError::Crit("must be a list of strings")),
        (r#"["x",null]"#, HeaderError::Crit("must be a list of strings")),
        (r#"["x","x"]"#, HeaderError::Crit("names an extension twice")),
        (r#"["x","\u0078"]"#, HeaderError::Crit("names an extension twice")),
        (r#"["alg"]"#, HeaderError::Crit("must not name a parameter of the RFC")),
        (r#"["crit"]"#, HeaderError::Crit("must not name a parameter of the RFC")),
        (r#"["x","kid"]"#, HeaderError::Crit("must not name a parameter of the RFC")),
        (r#"["y"]"#, HeaderError::Crit("names a parameter that is not there")),
        (r#"["X"]"#, HeaderError::Crit("names a parameter that is not there")),
    ] {
        let token =
            victim.token_with_header(victim.header(&format!(r#""kid":"k","x":1,"crit":{crit}"#)));
        let rules = Validation::new().understand("x").understand("y").understand("X");
        let refusal = outcome(&token, &*victim.verifier, &rules).expect_err(crit);
        assert_eq!(refusal, VerifyError::Malformed(MalformedToken::Header(error)), "{crit}");
    }
}

/// [RFC 7797 §7](https://www.rfc-editor.org/rfc/rfc7797#section-7): not in a JWT, critical or not.
fn unencoded_payloads_are_refused(backend: &Backend) {
    let victim = Victim::any(backend);
    for more in
        [r#""b64":false"#, r#""b64":false,"crit":["b64"]"#, r#""b64":true"#, r#""b64":"false""#]
    {
        let header = victim.header(more);
        let encoded = signed(&*victim.signer, &header, CLAIMS);
        let signing_input = format!("{}.{CLAIMS}", encode(&header));
        let mut signature = vec![0; victim.signer.signature_len()];
        victim.signer.sign(signing_input.as_bytes(), &mut signature).expect("signed");
        let rules = Validation::new().understand("b64");
        let error = outcome(&encoded, &*victim.verifier, &rules).expect_err(more);
        let VerifyError::Malformed(MalformedToken::Header(HeaderError::Unsupported {
            parameter,
            ..
        })) = error
        else {
            unreachable!("{more}: {error}")
        };
        assert_eq!(parameter, "b64");
        // The payload as it is holds characters that no part of a token has.
        let raw = attach(&signing_input, signature);
        assert!(matches!(victim.refusal(&raw), VerifyError::Malformed(_)));
    }
}
