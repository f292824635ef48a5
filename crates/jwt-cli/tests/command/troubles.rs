//! The five troubles that everyone meets, to the word.

use crate::folder::Folder;

fn token(folder: &Folder, options: &[&str]) -> String {
    folder.printed(&[&["sign", "--issued-at", "off"], options].concat())
}

#[test]
fn a_signature_that_does_not_match_says_which_reading_of_the_secret_would() {
    let folder = Folder::new();
    let secret = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    folder.write("secret", format!("{secret}\n"));
    let claims = r#"{"exp":4102444800}"#;
    let signed = token(
        &folder,
        &["--claims", claims, "--secret-file", "secret", "--secret-encoding", "base64"],
    );
    assert_eq!(
        folder.jwt(&["verify", &signed, "--secret-file", "secret"]).failed(1),
        "error[SIGNATURE]: the signature does not match (HS256, 44-byte secret read as UTF-8)\n\
         hint: it verifies when the secret is read as base64: --secret-encoding base64\n"
    );
    // Somebody's secret has its line break in it.
    folder.write("twice", format!("{secret}\n\n"));
    let signed = token(&folder, &["--claims", claims, "--secret-file", "twice"]);
    let err = folder.jwt(&["verify", &signed, "--secret-file", "secret"]).failed(1);
    assert!(err.contains("hint: it verifies when the secret keeps the line break"), "{err}");
}

#[test]
fn a_signature_by_another_key_says_so() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    folder.key_pair("ES256", "pem", "other");
    let signed = token(&folder, &["--key", "key", "--claims", r#"{"exp":4102444800}"#]);
    assert_eq!(
        folder.jwt(&["verify", &signed, "--key", "other.pub"]).failed(1),
        "error[SIGNATURE]: the signature does not match (ES256, key from other.pub)\n\
         hint: it was signed with another key, or changed since\n"
    );
}

#[test]
fn an_expired_token_says_since_when() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    let signed = token(&folder, &["--key", "key", "--claims", r#"{"exp":1795464843}"#]);
    let verify = |at| folder.jwt(&["verify", &signed, "--key", "key.pub", "--at", at]).failed(1);
    assert_eq!(
        verify("2026-11-23T22:27:10Z"),
        "error[EXPIRED]: the token expired 2 h 13 min ago (exp 2026-11-23T20:14:03Z, now 22:27:10Z)\n\
         hint: get a new token; to see how it stood earlier, name the time: --at\n"
    );
    // The hint is enough, and no more than that.
    let err = verify("2026-11-23T20:14:33Z");
    assert!(err.contains("--leeway 31s"), "{err}");
    for (leeway, code) in [("30s", 1), ("31s", 0)] {
        let at = "2026-11-23T20:14:33Z";
        let verify = ["verify", &signed, "--key", "key.pub", "--at", at, "--leeway", leeway];
        assert_eq!(folder.jwt(&verify).code, Some(code));
    }
}

#[test]
fn a_token_from_the_future_says_when() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    let claims = r#"{"nbf":1795464843,"exp":1795464999}"#;
    let signed = token(&folder, &["--key", "key", "--claims", claims]);
    let verify = ["verify", &signed, "--key", "key.pub", "--at", "2026-11-23T20:11:13Z"];
    assert_eq!(
        folder.jwt(&verify).failed(1),
        "error[NOT_YET]: the token is not valid before 20:14:03Z (nbf, in 170 s)\n\
         hint: compare the clocks, or allow for the difference: --leeway 170s\n"
    );
    assert_eq!(folder.jwt(&[&verify[..], &["--leeway", "170s"]].concat()).code, Some(0));
}

#[test]
fn invalid_claims_are_named_all_at_once() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    let claims = r#"{"aud":"api.dev","exp":4102444800}"#;
    let signed = token(&folder, &["--key", "key", "--claims", claims]);
    let verify = ["verify", &signed, "--key", "key.pub", "--audience", "api.prod"];
    assert_eq!(
        folder.jwt(&[&verify[..], &["--issuer", "https://id.example"]].concat()).failed(1),
        "error[CLAIM]: 2 claims were refused: iss is missing, expected \"https://id.example\"; \
         aud is \"api.dev\", expected \"api.prod\"\n"
    );
}

#[test]
fn claims_that_nobody_expected_name_the_options() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    let claims = r#"{"aud":["a b","c"],"iss":"$(x)'","exp":4102444800}"#;
    let signed = token(&folder, &["--key", "key", "--claims", claims, "--typ", "at+jwt"]);
    assert_eq!(
        folder.jwt(&["verify", &signed, "--key", "key.pub"]).failed(1),
        "error[CLAIM]: 3 claims were refused: iss is \"$(x)'\", but none was expected; \
         aud is \"a b\", \"c\", but none was expected; typ is \"at+jwt\", but none was expected\n\
         hint: if that is right, expect it: --issuer '$(x)'\\''', or: --waive iss\n\
         hint: if that is right, expect it: --audience 'a b', or: --waive aud\n\
         hint: if that is right, expect it: --typ at+jwt, or: --waive typ\n"
    );
}

#[test]
fn an_algorithm_mismatch_says_both_names() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    folder.key_pair("HS256", "jwk", "secret");
    let signed = token(&folder, &["--key", "secret"]);
    assert_eq!(
        folder.jwt(&["verify", &signed, "--key", "key.pub"]).failed(1),
        "error[ALG_MISMATCH]: the token says HS256, ES256 is expected\n\
         hint: the key decides, not the token: learn how the issuer signs, and choose --key and \
         --alg after that\n"
    );
    assert_eq!(
        folder.jwt(&["sign", "--key", "secret", "--header", r#"{"alg":"none"}"#]).failed(3),
        "error[ALG_MISMATCH]: alg in --header is \"none\" but the algorithm is HS256\n\
         hint: remove alg from --header; the algorithm comes from the key and --alg\n"
    );
}

#[test]
fn a_key_in_the_wrong_form_says_what_it_is() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    let pem = folder.read("key");
    folder.write("ssh", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA user@host\n");
    folder.write("cut", pem.split("-----END").next().expect("a start"));
    folder.write("text", "a secret of forty-two characters or so, ok");
    for (options, message) in [
        (
            &["--key", "key", "--alg", "RS256"][..],
            "error[KEY_KIND]: RS256 needs an RSA private key, but key holds an EC P-256 private key\n\
             hint: look for BEGIN PRIVATE KEY, or use ES256, which fits\n",
        ),
        (
            &["--secret-file", "text", "--alg", "RS256"],
            "error[KEY_KIND]: RS256 needs an RSA private key, but text holds a 42-character text\n\
             hint: look for BEGIN PRIVATE KEY, or use HS256, which fits\n",
        ),
        (
            &["--key", "key.pub"],
            "error[KEY_KIND]: signing needs a private key, key.pub holds an EC P-256 public key\n\
             hint: look for BEGIN PRIVATE KEY\n",
        ),
        (
            &["--key", "ssh"],
            "error[PEM]: the key in ssh is a broken OpenSSH key; copy it again as a whole\n",
        ),
        (
            &["--key", "cut"],
            "error[PEM]: the PEM in cut ends early: there is no line -----END PRIVATE KEY-----\n\
             hint: copy the whole key again, from its first line to its last\n",
        ),
        (
            &["--secret-file", "key"],
            "error[KEY_KIND]: key should hold a shared secret, but holds PEM\n\
             hint: give the file with --key, and --alg if the key is for several\n",
        ),
        (
            &["--key", "text"],
            "error[KEY_KIND]: text holds no key: neither PEM, DER, a JWK nor an OpenSSH key\n\
             hint: look for a file with BEGIN PRIVATE KEY or BEGIN PUBLIC KEY; a shared secret is \
             given with --secret-file\n",
        ),
    ] {
        assert_eq!(folder.jwt(&[&["sign"], options].concat()).failed(3), message);
    }
}

#[test]
fn pem_that_lost_its_line_breaks_is_read_with_a_warning() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    folder.write("quoted", format!("\"{}\"", folder.read("key").replace('\n', "\\n")));
    let outcome = folder.jwt(&["sign", "--key", "quoted"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.err);
    let warning =
        "warning: quoted: the key was escaped as a JSON string; it is read all the same\n";
    assert_eq!(outcome.err, warning);
}

#[test]
fn claims_that_are_no_json_object_show_the_place() {
    let folder = Folder::new();
    folder.key_pair("ES256", "pem", "key");
    let claims = "{\n  \"a\": 1\n  \"b\": 2\n}";
    assert_eq!(
        folder.jwt(&["sign", "--key", "key", "--claims", claims]).failed(3),
        "error[PAYLOAD_JSON]: --claims is not a JSON object: expected ',' at line 3 column 3\n\
         hint:   \"b\": 2\n\
         hint:   ^\n"
    );
    let outcome = folder.jwt(&["sign", "--key", "key", "--claims", r#"{"exp":1721437200000}"#]);
    assert_eq!(
        outcome.err,
        "warning: exp 1721437200000 looks like milliseconds, JWT has seconds\n"
    );
}
