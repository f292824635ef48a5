use super::Challenge;
use crate::http_client::Answer;
use jiff::{civil::DateTime, fmt::rfc2822, tz::TimeZone};
use jwt_auth::NumericDate;
use serde_json::Value;

/// An HTTP response, as `curl -i` prints it; of several, the last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Response {
    /// The status, such as 401.
    pub(crate) status: u16,
    /// The host that it comes from, where the text has it.
    pub(crate) host: Option<String>,
    /// How many redirects led to it.
    pub(crate) redirects: usize,
    headers: Vec<(String, String)>,
    body: String,
}

impl Response {
    /// Reads the text; `None` if no line of it is a status line.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (lines, asked) = without_marks(text);
        let mut found: Option<Self> = None;
        let mut place = Place::Body;
        let mut is_start = true;
        for line in lines {
            if let Some(status) = status(line).filter(|_| is_start) {
                found = Some(Self::following(found.as_ref(), status, asked.as_deref()));
                place = Place::Headers;
            } else if let Some(response) = &mut found {
                match place {
                    Place::Headers if line.is_empty() => place = Place::Body,
                    Place::Headers => response.header_line(line),
                    Place::Body => {
                        response.body.push_str(line);
                        response.body.push('\n');
                    }
                }
            }
            // A body can have such a line too, but hardly behind an empty one.
            is_start = line.is_empty();
        }
        found
    }

    /// A response that was received.
    pub(crate) fn received(answer: &Answer, host: Option<&str>) -> Self {
        let headers = answer.headers.iter().map(|(name, value)| {
            (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        });
        Self {
            status: answer.status.as_u16(),
            host: host.map(str::to_owned),
            redirects: 0,
            headers: headers.collect(),
            body: String::from_utf8_lossy(&answer.body).into_owned(),
        }
    }

    /// A header's value; the first, if there are several.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers(name).next()
    }

    /// `Date`, the server's clock.
    pub(crate) fn date(&self) -> Option<NumericDate> {
        http_date(self.header("date")?)
    }

    /// What the server asks for.
    pub(crate) fn challenges(&self) -> Vec<Challenge> {
        self.headers("www-authenticate").flat_map(Challenge::list).collect()
    }

    /// A member of the body, if that is a JSON object and the member a text.
    pub(crate) fn body_member(&self, name: &str) -> Option<String> {
        let body: Value = serde_json::from_str(self.body.trim()).ok()?;
        Some(body.get(name)?.as_str()?.to_owned()).filter(|text| !text.is_empty())
    }

    /// The body, if it is plain text of one line.
    pub(crate) fn body_line(&self) -> Option<&str> {
        let kind = self.header("content-type")?.split(';').next()?;
        let line = self.body.trim();
        let is_line = kind.trim().eq_ignore_ascii_case("text/plain") && !line.contains('\n');
        Some(line).filter(|line| is_line && !line.is_empty())
    }

    fn headers<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        let named = self.headers.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_str())
    }

    /// A response that comes after another.
    fn following(earlier: Option<&Self>, status: u16, asked: Option<&str>) -> Self {
        let mut response = Self { status, host: asked.map(str::to_owned), ..Self::default() };
        if let Some(earlier) = earlier {
            response.host = earlier.host.clone();
            response.redirects = earlier.redirects;
            if matches!(earlier.status, 300..400) {
                response.redirects += 1;
                let host = earlier.header("location").and_then(host);
                response.host = host.map(str::to_owned).or(response.host);
            }
        }
        response
    }

    fn header_line(&mut self, line: &str) {
        match (line.starts_with([' ', '\t']), line.split_once(':'), self.headers.last_mut()) {
            // Folded, as it was once allowed.
            (true, _, Some((_, value))) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (_, Some((name, value)), _) => {
                self.headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
            _ => {}
        }
    }
}

enum Place {
    Headers,
    Body,
}

/// The lines of the responses, without the marks of `curl -v`, and the host that it tells.
fn without_marks(text: &str) -> (Vec<&str>, Option<String>) {
    let lines =
        || text.trim_start_matches('\u{feff}').lines().map(|line| line.trim_end_matches('\r'));
    if !lines().any(|line| line.starts_with("< HTTP/")) {
        return (lines().collect(), None);
    }
    let mut asked = None;
    let mut marked = Vec::new();
    for line in lines() {
        if let Some(header) = line.strip_prefix("> ") {
            let host = header.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("host"));
            asked = asked.or_else(|| host.map(|(_, host)| host.trim().to_owned()));
        } else if let Some(header) = line.strip_prefix('<') {
            marked.push(header.strip_prefix(' ').unwrap_or(header));
        } else if !MARKS.iter().any(|mark| line.starts_with(mark)) {
            marked.push(line);
        }
    }
    (marked, asked)
}

/// The status of a status line: `HTTP/1.1 401 Unauthorized`, `HTTP/2 401`.
fn status(line: &str) -> Option<u16> {
    let mut words = line.strip_prefix("HTTP/")?.split(' ');
    let version = words.next()?;
    if version.is_empty() || !version.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return None;
    }
    let status = words.find(|word| !word.is_empty())?;
    status.parse().ok().filter(|status| (100..600).contains(status))
}

/// The host of an absolute URL.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    (!host.is_empty()).then_some(host)
}

/// A date in any of the three forms of
/// [RFC 9110 §5.6.7](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7).
fn http_date(text: &str) -> Option<NumericDate> {
    let usual = rfc2822::DateTimeParser::new().parse_timestamp(text).ok();
    let timestamp = usual.or_else(|| {
        let obsolete = ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];
        let civil = obsolete.iter().find_map(|form| DateTime::strptime(form, text).ok())?;
        TimeZone::UTC.to_timestamp(civil).ok()
    })?;
    u64::try_from(timestamp.as_second()).ok().and_then(NumericDate::from_unix)
}

/// What `curl -v` writes before lines that are of no response.
const MARKS: [&str; 4] = ["*", ">", "{ [", "} ["];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_headers_and_body_are_read() {
        let response = Response::parse(
            "HTTP/1.1 401 Unauthorized\r\nDate: Mon, 23 Nov 2026 20:14:03 GMT\r\n\
             WWW-Authenticate: Bearer realm=\"x\",\r\n  error=\"invalid_token\"\r\n\
             www-authenticate: Basic\r\n\r\n{\"message\":\"no\"}\r\n",
        )
        .expect("a response");
        assert_eq!(response.status, 401);
        assert_eq!(response.date().map(NumericDate::unix), Some(1_795_464_843));
        let challenges = response.challenges();
        assert_eq!(challenges.len(), 2);
        assert_eq!(challenges[0].parameter("error"), Some("invalid_token"));
        assert!(challenges[1].is("Basic"));
        assert_eq!(response.body_member("message").as_deref(), Some("no"));
        assert_eq!((response.host, response.redirects), (None, 0));
    }

    #[test]
    fn of_several_responses_the_last_counts() {
        let response = Response::parse(
            "HTTP/1.1 200 Connection established\n\nHTTP/1.1 100 Continue\n\n\
             HTTP/1.1 302 Found\nLocation: https://b.example:8443/x?y\n\n\
             HTTP/2 403 \nX: 1\n\nno body\nHTTP/1.1 200 in a body\n",
        )
        .expect("a response");
        assert_eq!((response.status, response.redirects), (403, 1));
        assert_eq!(response.host.as_deref(), Some("b.example:8443"));
        assert_eq!(response.header("x"), Some("1"));
        assert_eq!(response.header("location"), None);
    }

    #[test]
    fn the_marks_of_curl_v_are_taken_off() {
        let response = Response::parse(
            "* Connected\n> GET / HTTP/1.1\n> Host: api.example\n> Authorization: Bearer a.b.c\n>\n\
             < HTTP/1.1 401 Unauthorized\n< WWW-Authenticate: Bearer\n<\n{\"error\":\"x\"}\n\
             * Connection left\n",
        )
        .expect("a response");
        assert_eq!((response.status, response.host.as_deref()), (401, Some("api.example")));
        assert_eq!(response.challenges().len(), 1);
        assert_eq!(response.body_member("error").as_deref(), Some("x"));
        assert!(!format!("{response:?}").contains("a.b.c"));
    }

    #[test]
    fn dates_are_read_in_the_three_forms() {
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(http_date(text).map(NumericDate::unix), Some(784_111_777), "{text}");
        }
        assert_eq!(http_date("yesterday"), None);
    }

    #[test]
    fn what_is_no_response_is_none() {
        for text in ["", "401 Unauthorized", "{\"error\":1}", "HTTP/ 401", "HTTP/1.1 9"] {
            assert_eq!(Response::parse(text), None, "{text}");
        }
    }
}
