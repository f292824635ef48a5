//! The demo, from beginning to end.

use std::process::Command;

#[test]
fn the_demo_comes_out_as_it_should() {
    let output = Command::new(env!("CARGO_BIN_EXE_jwt"))
        .arg("demo")
        .env_remove("CLICOLOR_FORCE")
        .output()
        .expect("the command runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(output.status.success(), "{text}\n{}", String::from_utf8_lossy(&output.stderr));

    for line in [
        "✓ HS256 in the header Authorization with prefix Bearer: accepted",
        "✓ RS256 in the header X-Token: accepted",
        "✓ ES256 in the query parameter token: accepted",
        "✓ EdDSA in the cookie token: accepted",
        "✓ RS256 in the query parameter token: 200 OK",
        "✓ An expired token: refused, as it should be",
        "✓ A token for another API: refused, as it should be",
        "✓ A changed token: refused, as it should be",
        "✓ A token that says it needs no signature: refused, as it should be",
        "✓ Two Authorization headers: refused, as it should be",
        "✓ No token: refused, as it should be",
        "  ← HTTP/1.1 400 Bad Request",
        "  ← WWW-Authenticate: Bearer realm=\"jwt\"",
        "✓ List orders, by the workspace \"Orders\": accepted",
        "✓ Create order, by the workspace \"Orders\": 200 OK",
        "✓ Health, by the request \"Health\": refused, as it should be",
        "✓ Partners/Ship order, by the folder \"Partners\": accepted",
        "✓ Reports/Download report, by the workspace \"Orders\": accepted",
        "  → PUT /orders/1042/shipment HTTP/1.1",
        "✓ All 27 requests were answered as they should be.",
    ] {
        assert!(text.lines().any(|found| found == line), "no line {line:?} in\n{text}");
    }
    for part in ["expired 2 h 13 min ago", "aud is 'billing-api'", "(alg none)", "alg\":\"RS256\""]
    {
        assert!(text.contains(part), "no {part:?} in\n{text}");
    }
    assert!(!text.contains('✗'), "{text}");
    assert!(!text.contains('\u{1b}'), "colours without a terminal:\n{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    for word in text.split_ascii_whitespace() {
        // Whole tokens do not belong on a screen, nor in what is copied from it.
        assert!(!(word.contains("eyJ") && word.split('.').count() == 3), "{word}");
    }
}
