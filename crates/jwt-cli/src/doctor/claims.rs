//! Claims against the rules, whoever signed them.

use super::Finding;
use crate::{rejection, shell::word};
use jwt_auth::{
    Algorithm, ClaimFailure, Header, InvalidSignature, Unsigned, Unverified, Validation, Verifier,
    VerifyError,
};
use serde_json::{Map, Value};

/// What the rules say to claims and to a header's `typ`, as if the signature were right.
///
/// # Errors
/// Why the claims are not one JSON object with distinct members.
pub(crate) fn failures(
    claims_json: &str,
    typ: Option<&str>,
    rules: &Validation,
) -> Result<Vec<ClaimFailure>, String> {
    let header = Header::new(AnySignature.algorithm());
    let header = match typ {
        Some(typ) => header.typ(typ),
        None => header.without_typ(),
    };
    let unsigned = Unsigned::from_json(&header, claims_json).map_err(|error| error.to_string())?;
    let token = unsigned.attach(&[0; 32]).map_err(|error| error.to_string())?;
    let token = Unverified::parse(&token).map_err(|error| error.to_string())?;
    match token.verify(&AnySignature, rules) {
        Ok(_) => Ok(Vec::new()),
        Err(VerifyError::Claims(rejected)) => Ok(rejected.failures().to_vec()),
        Err(error) => Err(error.to_string()),
    }
}

/// The finding of the claims that are no times, with what else the token says.
pub(crate) fn examine(failures: &[ClaimFailure], claims: &Map<String, Value>) -> Option<Finding> {
    if failures.is_empty() {
        return None;
    }
    let mut finding = Finding::from(rejection::claims(failures));
    for failure in failures {
        finding.evidence.extend(beside(failure, claims));
        finding.change.extend(change(failure));
    }
    Some(finding)
}

/// What stands in the token for a claim that is missing or another.
fn beside(failure: &ClaimFailure, claims: &Map<String, Value>) -> Option<String> {
    let name = failure.claim();
    if let ClaimFailure::Missing { .. } = failure {
        let (_, others) = OTHER_NAMES.iter().find(|(claim, _)| *claim == name)?;
        let is_meant = |member: &&String| {
            *member != name
                && (member.eq_ignore_ascii_case(name)
                    || others.iter().any(|other| member.eq_ignore_ascii_case(other)))
        };
        let meant = claims.keys().find(is_meant)?;
        return Some(format!("there is \"{meant}\", but the claim's name is {name}"));
    }
    let ClaimFailure::Mismatch { claim: "aud", expected, .. } = failure else { return None };
    let names_client =
        |name: &&str| claims.get(*name).and_then(Value::as_str) == Some(expected.as_str());
    let client = ["azp", "client_id", "appid"].into_iter().find(names_client)?;
    Some(format!(
        "{client} is \"{}\": that is who asked, not for whom",
        rejection::shortened(expected)
    ))
}

/// What to do about a claim for which the rules' own hints have nothing.
fn change(failure: &ClaimFailure) -> Option<String> {
    if rejection::hint(failure).is_some() {
        return None;
    }
    Some(match failure {
        ClaimFailure::Missing { claim, expected: Some(expected) } => format!(
            "have the issuer set {claim} to {}, or do not ask for it",
            word(rejection::shortened(expected).as_bytes())
        ),
        ClaimFailure::Mismatch { claim, found, .. } => {
            let option = match *claim {
                "aud" => "--audience",
                "iss" => "--issuer",
                "sub" => "--subject",
                _ => "--typ",
            };
            let first = found.split("\", \"").next().unwrap_or_default();
            let first = word(rejection::shortened(first).as_bytes());
            format!(
                "get a token with the {claim} that is expected, or expect this one: {option} {first}"
            )
        }
        ClaimFailure::Type { claim, expected, .. } => {
            format!("the issuer must write {claim} as {expected}")
        }
        _ => return None,
    })
}

/// A key that takes any signature.
#[derive(Debug)]
struct AnySignature;

impl Verifier for AnySignature {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }

    fn verify(&self, _: &[u8], _: &[u8]) -> Result<(), InvalidSignature> {
        Ok(())
    }
}

/// What people call claims.
const OTHER_NAMES: [(&str, &[&str]); 4] = [
    ("aud", &["audience"]),
    ("iss", &["issuer"]),
    ("sub", &["subject"]),
    ("exp", &["expires", "expiry", "expiration", "expires_at", "expires_in", "expiresIn"]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::show;
    use jwt_auth::NumericDate;

    fn rules() -> Validation {
        Validation::with_clock(NumericDate::from_unix(1_700_000_000).expect("in range"))
            .waive_expiration()
    }

    fn finding(claims: &str, typ: Option<&str>, rules: &Validation) -> Finding {
        let failures = failures(claims, typ, rules).expect("claims");
        examine(&failures, &show::object(claims).expect("an object")).expect("trouble")
    }

    #[test]
    fn near_misses_are_named_precisely() {
        let finding = finding(
            r#"{"aud":"https://api.example/","iss":"http://id.example"}"#,
            None,
            &rules().audience("https://api.example").issuer("https://id.example"),
        );
        assert_eq!(
            finding.finding,
            "2 claims were refused: iss is \"http://id.example\", expected \"https://id.example\": \
             they differ by http and https; aud is \"https://api.example/\", expected \
             \"https://api.example\": they differ by a slash at the end"
        );
        assert_eq!(
            finding.change[1],
            "get a token with the aud that is expected, or expect this one: --audience \
             https://api.example/"
        );
    }

    #[test]
    fn the_near_miss_of_a_list_is_found() {
        let finding =
            finding(r#"{"aud":["x","API"]}"#, None, &rules().audience("y").audience("api"));
        assert_eq!(
            finding.finding,
            "aud is \"x\", \"API\", expected \"y\" or \"api\": \"API\" and \"api\" differ by upper \
             and lower case"
        );
    }

    #[test]
    fn missing_claims_under_another_name_are_found() {
        let finding =
            finding(r#"{"audience":"api","ISS":"i"}"#, None, &rules().audience("api").issuer("i"));
        assert_eq!(
            finding.evidence,
            [
                "there is \"ISS\", but the claim's name is iss",
                "there is \"audience\", but the claim's name is aud"
            ]
        );
        assert_eq!(finding.change[0], "have the issuer set iss to i, or do not ask for it");
    }

    #[test]
    fn the_client_is_not_the_audience() {
        let finding = finding(r#"{"aud":"account","azp":"web"}"#, None, &rules().audience("web"));
        assert_eq!(finding.evidence, ["azp is \"web\": that is who asked, not for whom"]);
    }

    #[test]
    fn an_id_token_is_no_access_token() {
        let finding = finding("{}", Some("JWT"), &rules().typ("at+jwt"));
        assert_eq!(finding.finding, "typ is \"JWT\", expected \"at+jwt\"");
        assert_eq!(
            finding.change,
            ["is this the access token (RFC 9068)? an ID token is none; if it is: --typ JWT"]
        );
    }

    #[test]
    fn claims_that_are_no_object_are_an_error() {
        for claims in ["[]", r#"{"a":1,"a":2}"#, "x"] {
            assert!(failures(claims, None, &rules()).is_err(), "{claims}");
        }
    }
}
