//! The form of a token: its three parts, and what keeps them from being read.

use super::{Finding, opaque};
use crate::{rejection, show};
use base64::{
    Engine as _,
    alphabet::URL_SAFE,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
    prelude::BASE64_URL_SAFE_NO_PAD,
};
use jwt_auth::{Algorithm, MalformedToken, Part, Unverified, VerifyError};
use serde_json::{Map, Value};

/// A token as it was given, and as it can be read.
#[derive(Debug)]
pub(crate) struct Form {
    original: String,
    mended: Option<String>,
    trouble: Option<MalformedToken>,
}

impl Form {
    /// Looks at a text that should be a token.
    pub(crate) fn new(text: &str) -> Self {
        let trouble = Unverified::parse(text).err();
        let mended = trouble.is_some().then(|| mended(text)).flatten();
        let mended = mended.filter(|text| Unverified::parse(text).is_ok());
        Self { original: text.to_owned(), mended, trouble }
    }

    /// The token, if it can be read at least with its alphabet mended.
    pub(crate) fn token(&self) -> Option<Unverified<'_>> {
        Unverified::parse(self.text()).ok()
    }

    /// The token as it reads best.
    pub(crate) fn text(&self) -> &str {
        self.mended.as_deref().unwrap_or(&self.original)
    }

    /// What was signed, if it was signed before its alphabet was mended, and the signature.
    pub(crate) fn as_it_was_written(&self) -> Option<(&str, Vec<u8>)> {
        self.mended.as_ref()?;
        let (message, _) = self.original.rsplit_once('.')?;
        Some((message, self.signature()?))
    }

    /// The members of the header, as far as they can be read.
    pub(crate) fn header(&self) -> Option<Map<String, Value>> {
        show::object(&decoded_text(self.text().split('.').next()?)?)
    }

    /// The text of the claims, as far as it can be read.
    pub(crate) fn claims_json(&self) -> Option<String> {
        let parts: Vec<&str> = self.text().split('.').collect();
        // A JWE's second part is its key.
        let ([_, claims] | [_, claims, _]) = parts.as_slice() else { return None };
        decoded_text(claims)
    }

    /// The bytes of the signature, as far as they can be read.
    pub(crate) fn signature(&self) -> Option<Vec<u8>> {
        let parts: Vec<&str> = self.text().split('.').collect();
        let [_, _, signature] = parts.as_slice() else { return None };
        let whole = if signature.len() % 4 == 1 { signature.len() - 1 } else { signature.len() };
        decoded(signature.get(..whole)?)
    }

    /// The signature as text, to keep it out of what is printed.
    pub(crate) fn signature_text(&self) -> Option<&str> {
        let (_, signature) = self.original.rsplit_once('.')?;
        Some(signature).filter(|signature| !signature.is_empty())
    }

    /// What is wrong with the form, if anything.
    pub(crate) fn finding(&self) -> Option<Finding> {
        let trouble = self.trouble.as_ref()?;
        let finding = Finding::from(rejection::malformed(trouble));
        let text = &self.original;
        Some(match trouble {
            MalformedToken::Parts { .. } if text.contains('…') || text.contains("...") => finding
                .evidence("it was shortened where it was copied from: it has dots for what is left out")
                .change("copy the whole token"),
            MalformedToken::Parts { found: 5 } | MalformedToken::Encrypted => self.encrypted(finding),
            MalformedToken::Parts { found: 2 } if self.header().is_some() => finding
                .evidence(match self.algorithm() {
                    Some((algorithm, Some(len))) => format!(
                        "header and payload are there, the signature of {len} bytes is not ({algorithm})"
                    ),
                    _ => "header and payload are there, the signature is not".to_owned(),
                })
                .change("copy the whole token: behind a second dot, it ends with its signature"),
            MalformedToken::Parts { .. } => opaque(finding, text),
            MalformedToken::Base64 { .. } if self.mended.is_some() => self.alphabet(finding),
            MalformedToken::Base64 { part: Part::Signature, .. } => {
                let finding = finding.change("copy the whole token: it ends with its signature");
                match self.cut_off() {
                    Some((cut_off, _)) => finding.evidence(cut_off.to_string()),
                    None => finding,
                }
            }
            MalformedToken::Base64 { .. } => {
                finding.change("copy the token again, and nothing else")
            }
            MalformedToken::Json => {
                finding.change("take the token out of the JSON: it is one of its strings")
            }
            _ => finding.change("the issuer must write another header; see RFC 7515 §4"),
        })
    }

    /// What is wrong with the signature's length, if it is not the one that the header's algorithm
    /// fixes, and what to do.
    pub(crate) fn cut_off(&self) -> Option<(VerifyError, &'static str)> {
        let (algorithm, expected) = self.algorithm()?;
        let found = self.signature()?.len();
        let is_long = expected.is_some_and(|expected| found > expected);
        let is_wrong = found == 0 || expected.is_some_and(|expected| expected != found);
        let error = VerifyError::SignatureLength { algorithm, expected, found };
        is_wrong.then_some((error, rejection::length_hint(algorithm, is_long)))
    }

    /// The algorithm that the header names, for its lengths, and that of its signatures.
    fn algorithm(&self) -> Option<(Algorithm, Option<usize>)> {
        let header = self.header()?;
        let algorithm = named(header.get("alg")?.as_str()?)?;
        Some((algorithm, algorithm.signature_len()))
    }

    fn encrypted(&self, finding: Finding) -> Finding {
        let header = self.header().unwrap_or_default();
        let member = |name| header.get(name).and_then(Value::as_str).map(rejection::shortened);
        let finding = match (member("alg"), member("enc")) {
            (Some(alg), Some(enc)) => {
                finding.evidence(format!("its key is encrypted with {alg}, its content with {enc}"))
            }
            _ => finding,
        };
        finding
            .evidence("its claims are encrypted too, so nothing can be said about them")
            .change("ask the issuer for a signed token, or the API for who decrypts")
    }

    fn alphabet(&self, finding: Finding) -> Finding {
        let names = ["header", "payload", "signature"];
        let parts = names.iter().zip(self.original.split('.'));
        let lines = parts.filter_map(|(name, part)| {
            let counts = MENDED.iter().filter_map(|(c, what)| {
                let count = part.matches(|other| same(*c, other)).count();
                (count > 0).then(|| format!("{count} {what}"))
            });
            let counts: Vec<String> = counts.collect();
            (!counts.is_empty()).then(|| format!("the {name} part has {}", counts.join(", ")))
        });
        let lines: Vec<String> = lines.collect();
        if lines.is_empty() {
            return finding
                .evidence("the last character of a part has bits that mean nothing")
                .change("copy the token again; if it stays so, the issuer encodes it carelessly");
        }
        let finding = lines.into_iter().fold(finding, Finding::evidence);
        if self.original.contains(char::is_whitespace) {
            return finding.change("copy the token again, without white space in it");
        }
        finding.change(
            "the issuer must write base64url: - for +, _ for /, and no = at the end (RFC 7515 §2)",
        )
    }
}

/// The algorithm of a name, for what is known of it; to check a token, it comes from the key.
pub(crate) fn named(alg: &str) -> Option<Algorithm> {
    Algorithm::ALL.iter().copied().find(|algorithm| *algorithm == *alg)
}

fn opaque(finding: Finding, text: &str) -> Finding {
    let Some(what) = opaque::looks_like(text) else {
        return finding.change("copy the token again: it starts with eyJ and has two dots in it");
    };
    let named =
        Finding { finding: format!("{} (this looks like {what})", finding.finding), ..finding };
    match what {
        "the header of a JWT alone" => {
            named.change("copy the whole token: header, payload and signature, with dots between")
        }
        "a JWT that is base64 once more" => {
            named.change("take one encoding away: the token starts with eyJ and has two dots in it")
        }
        _ => named
            .evidence("nothing can be read in it: it has no claims, no times and no signature")
            .change("ask its issuer: only it knows what the token is for and whether it is valid"),
    }
}

/// The token in the alphabet of base64url, and without white space.
fn mended(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('.').collect();
    if parts.len() != 3 {
        return None;
    }
    let parts = parts.into_iter().map(|part| Some(BASE64_URL_SAFE_NO_PAD.encode(decoded(part)?)));
    Some(parts.collect::<Option<Vec<String>>>()?.join("."))
}

fn decoded_text(part: &str) -> Option<String> {
    String::from_utf8(decoded(part)?).ok()
}

/// The bytes of a part in either alphabet.
fn decoded(part: &str) -> Option<Vec<u8>> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let characters = part.chars().filter(|c| !c.is_whitespace()).map(|c| match c {
        '+' => '-',
        '/' => '_',
        c => c,
    });
    GeneralPurpose::new(&URL_SAFE, config).decode(characters.collect::<String>()).ok()
}

fn same(mended: char, found: char) -> bool {
    mended == found || mended == ' ' && found.is_whitespace()
}

/// What is mended, and how it reads behind its number.
const MENDED: [(char, &str); 4] =
    [('+', "\"+\""), ('/', "\"/\""), ('=', "\"=\""), (' ', "of white space")];

#[cfg(test)]
mod tests {
    use super::*;

    const HS256: &str = "eyJhbGciOiJIUzI1NiJ9";

    fn finding(text: &str) -> Finding {
        Form::new(text).finding().expect("trouble")
    }

    #[test]
    fn a_token_in_form_is_no_trouble() {
        let form = Form::new(&format!("{HS256}.e30.AAAA"));
        assert_eq!(form.finding(), None);
        assert_eq!(form.claims_json().as_deref(), Some("{}"));
        assert_eq!(form.signature(), Some(vec![0; 3]));
        assert_eq!(form.as_it_was_written(), None);
    }

    #[test]
    fn the_standard_alphabet_is_mended_and_counted() {
        let form = Form::new(&format!("{HS256}.e30=.+/+/AA=="));
        let finding = form.finding().expect("trouble");
        assert_eq!(
            finding.finding,
            "not a JWT: the payload part is not base64url without padding: '=' at 3"
        );
        assert_eq!(
            finding.evidence,
            ["the payload part has 1 \"=\"", "the signature part has 2 \"+\", 2 \"/\", 2 \"=\""]
        );
        assert_eq!(form.text(), format!("{HS256}.e30.-_-_AA"));
        let (message, signature) = form.as_it_was_written().expect("mended");
        assert_eq!((message, signature.len()), (format!("{HS256}.e30=").as_str(), 4));
    }

    #[test]
    fn white_space_inside_is_taken_out() {
        let form = Form::new(&format!("{HS256}. e30.AA AA"));
        assert_eq!(form.text(), format!("{HS256}.e30.AAAA"));
        let evidence = form.finding().expect("trouble").evidence;
        assert_eq!(
            evidence,
            ["the payload part has 1 of white space", "the signature part has 1 of white space"]
        );
    }

    #[test]
    fn an_encrypted_token_says_how() {
        let header = BASE64_URL_SAFE_NO_PAD.encode(r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#);
        let finding = finding(&format!("{header}.a.b.c.d"));
        assert_eq!(
            finding.finding,
            "not a JWT: expected 3 parts separated by dots, got 5 (this is an encrypted JWE)"
        );
        assert_eq!(
            finding.evidence[0],
            "its key is encrypted with RSA-OAEP, its content with A256GCM"
        );
    }

    #[test]
    fn what_is_missing_is_counted() {
        let missing = finding(&format!("{HS256}.e30"));
        assert_eq!(
            missing.evidence,
            ["header and payload are there, the signature of 32 bytes is not (HS256)"]
        );
        let odd = finding(&format!("{HS256}.e30.AAAAA"));
        assert_eq!(odd.evidence, ["the signature has 3 bytes, HS256 has 32"]);
        let form = Form::new(&format!("{HS256}.e30.AAAA"));
        let (cut_off, _) = form.cut_off().expect("cut off");
        assert_eq!(cut_off.to_string(), "the signature has 3 bytes, HS256 has 32");
    }

    #[test]
    fn texts_that_were_shortened_are_no_tokens() {
        for text in ["eyJhbGciOi...", "eyJhbGciOiJIUzI1NiJ9.e30…"] {
            assert_eq!(finding(text).change.last().expect("a change"), "copy the whole token");
        }
    }

    #[test]
    fn other_tokens_are_named_and_not_repeated() {
        let text = "ghp_0123456789abcdef";
        let finding = finding(text);
        assert_eq!(
            finding.finding,
            "not a JWT: expected 3 parts separated by dots, got 1 (this looks like a token of GitHub)"
        );
        assert!(!finding.to_json().to_string().contains("0123"));
    }
}
