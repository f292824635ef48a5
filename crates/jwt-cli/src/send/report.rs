//! Requests and answers for people.

use crate::{
    failure::Failure,
    http_client::Answer,
    mask::Mask,
    terminal::{self, visible},
    transcript::{decoded, label, received, sent, title_case},
};
use http::{
    HeaderMap,
    header::{CONTENT_TYPE, HeaderName},
};
use jwt_auth::workspace::Prepared;
use std::{
    io::{self, IsTerminal as _, Write},
    time::Duration,
};

/// Tells a request as it is sent: without secrets, but with what its token says.
pub(super) fn request(out: &mut impl Write, prepared: &Prepared, mask: &Mask) -> io::Result<()> {
    line_and_headers(out, prepared, mask)?;
    let whose = prepared.source.as_deref().map(|source| format!(", by {source}"));
    let whose = whose.unwrap_or_default();
    match &prepared.token {
        Some(placed) => {
            label(out, "token", visible(&format!("in the {}{whose}", placed.place)))?;
            decoded(out, &placed.token)?;
        }
        None => label(out, "token", visible(&format!("none{whose}")))?,
    }
    let body = prepared.request.body();
    if body.is_empty() {
        return Ok(());
    }
    let shown = match std::str::from_utf8(body) {
        Ok(text) => masked_body(text, prepared.request.headers(), mask),
        Err(_) => format!("({} bytes)", body.len()),
    };
    shown.lines().try_for_each(|line| sent(out, line))
}

/// Tells a request that a redirect led to.
pub(super) fn redirected(
    out: &mut impl Write,
    first: &Prepared,
    prepared: &Prepared,
    mask: &Mask,
) -> io::Result<()> {
    line_and_headers(out, prepared, mask)?;
    match (&first.token, &prepared.token) {
        (Some(_), None) => label(out, "token", "left out, as this is another origin"),
        (_, Some(placed)) => {
            label(out, "token", format_args!("in the {}, as before", visible(&placed.place)))
        }
        (None, None) => Ok(()),
    }
}

/// Tells status and headers of an answer.
pub(super) fn head(
    out: &mut impl Write,
    answer: &Answer,
    elapsed: Duration,
    mask: &Mask,
) -> io::Result<()> {
    let after = milliseconds(elapsed);
    received(out, &format!("{:?} {}  after {after}", answer.version, answer.status))?;
    headers(&answer.headers, mask, |line| received(out, line))
}

/// Prints the body of an answer: as it is, but for the token that was sent, and on a terminal for
/// what would act on it.
///
/// # Errors
/// [`Failure`] if it cannot be printed.
pub(super) fn body(answer: &Answer, mask: &Mask, most: usize) -> Result<(), Failure> {
    let masked = mask.bytes(&answer.body);
    let shown = masked.get(..most).unwrap_or(&masked);
    if answer.body_len > most as u64 {
        terminal::warning(&format!(
            "the body has {} bytes, of which {} are printed: --max-body",
            answer.body_len,
            shown.len()
        ));
    }
    if !io::stdout().is_terminal() {
        return terminal::stdout_bytes(shown);
    }
    match text(shown) {
        Some(text) => text.lines().try_for_each(|line| terminal::stdout(&visible(line))),
        None => {
            let message = "the body is no text, and is not printed to a terminal";
            terminal::note(message);
            Ok(())
        }
    }
}

/// A duration of a request.
pub(super) fn milliseconds(duration: Duration) -> String {
    format!("{:.1} ms", duration.as_secs_f64() * 1000.0)
}

/// The body of a request without secrets, as far as they are known.
pub(super) fn masked_body(text: &str, headers: &HeaderMap, mask: &Mask) -> String {
    let media_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    match media_type.is_some_and(|value| value.starts_with("application/x-www-form-urlencoded")) {
        true => mask.parameters(text),
        false => mask.json(text),
    }
}

fn line_and_headers(out: &mut impl Write, prepared: &Prepared, mask: &Mask) -> io::Result<()> {
    let request = &prepared.request;
    sent(out, &format!("{} {}", request.method(), mask.uri(request.uri())))?;
    headers(request.headers(), mask, |line| sent(out, line))
}

fn headers(
    headers: &HeaderMap,
    mask: &Mask,
    mut tell: impl FnMut(&str) -> io::Result<()>,
) -> io::Result<()> {
    headers.iter().try_for_each(|(name, value)| {
        let name: &HeaderName = name;
        tell(&format!("{}: {}", title_case(name.as_str()), mask.header(name, value)))
    })
}

/// The bytes as text, but for a character that was cut at the end.
fn text(bytes: &[u8]) -> Option<&str> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()?
        }
        Err(_) => return None,
    };
    Some(text).filter(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::{StatusCode, Uri};
    use jwt_auth::workspace::{Session, System, Workspace};

    fn prepared() -> Prepared {
        let workspace = Workspace::from_yaml(
            "
name: Test
authentication: { secret: 0123456789abcdef0123456789abcdef, issuedAt: 'off', subject: u1 }
requests:
  - name: New order
    method: POST
    url: http://h:1/orders?page=2&api_key=k1
    form: { a: 1, client_secret: hunter2 }
",
        )
        .expect("a workspace");
        let system = System::default();
        let session = Session::new(&workspace, crate::backend::provider(), &system);
        session.prepare(&workspace.find("New order").expect("a request")).expect("a token")
    }

    fn plain(tell: impl Fn(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut out = Vec::new();
        tell(&mut out).expect("a buffer takes all");
        let text = String::from_utf8(out).expect("UTF-8");
        anstream::adapter::strip_str(&text).to_string()
    }

    #[test]
    fn a_request_is_told_without_its_secrets() {
        let prepared = prepared();
        let told = plain(|out| request(out, &prepared, &Mask::of(&prepared)));
        let whose = "in the header Authorization with prefix Bearer, by workspace \"Test\"";
        assert_eq!(
            told,
            format!(
                "  → POST http://h:1/orders?page=2&api_key=…(2 characters)\n  \
                 → Content-Type: application/x-www-form-urlencoded\n  \
                 → Authorization: Bearer eyJhbGciOiJIUzI1…(97 characters)\n    \
                 token  {whose}\n    header {{\"alg\":\"HS256\",\"typ\":\"JWT\"}}\n    \
                 claims {{\n             \"sub\": \"u1\"\n           }}\n  \
                 → a=1&client_secret=…(7 characters)\n"
            )
        );
    }

    #[test]
    fn a_redirect_that_loses_the_token_says_so() {
        let first = prepared();
        let to = Uri::from_static("http://h:2/");
        let next = first.redirected(StatusCode::FOUND, &to).expect("a redirect");
        let told = plain(|out| redirected(out, &first, &next, &Mask::of(&first)));
        assert!(told.ends_with("token  left out, as this is another origin\n"), "{told}");
        let to = Uri::from_static("http://h:1/");
        let next = first.redirected(StatusCode::FOUND, &to).expect("a redirect");
        let told = plain(|out| redirected(out, &first, &next, &Mask::of(&first)));
        assert!(told.contains("with prefix Bearer, as before\n"), "{told}");
    }

    #[test]
    fn a_character_that_was_cut_does_not_make_text_binary() {
        assert_eq!(text("aé".as_bytes().get(..2).expect("two bytes")), Some("a"));
        assert_eq!(text(b"a\xffb"), None);
        assert_eq!(text(b"a\0b"), None);
    }
}
