use crate::{claims, provider, surroundings::Fixed, workspace};
use jwt_workspace::Session;

/// What the three levels say, as members of YAML.
const LEVELS: [&str; 5] = [
    "",
    "authenticationType: null",
    "authentication: none",
    "authentication: { secret: 0123456789abcdef0123456789abcdef, issuer: HERE }",
    "authentication: { secret: 0123456789abcdef0123456789abcdef, issuer: HERE, disabled: true }",
];

/// Which of the levels has the answer, and whether it is a token.
fn expected(levels: [usize; 3]) -> Option<(usize, bool)> {
    let answer = levels.into_iter().position(|said| said > 1)?;
    Some((answer, levels[answer] == 3))
}

#[test]
fn the_first_of_request_folder_and_workspace_that_does_not_inherit_wins_whole() {
    for request in 0..5 {
        for folder in 0..5 {
            for whole in 0..5 {
                let say = |level: usize, who: &str| LEVELS[level].replace("HERE", who);
                let yaml = format!(
                    "name: W\n{}\nfolders:\n  - name: F\n    {}\n    requests:\n      - name: R\n        \
                     url: https://api.example\n        {}\n",
                    say(whole, "whole"),
                    say(folder, "folder"),
                    say(request, "request"),
                );
                let workspace = workspace(&yaml);
                let surroundings = Fixed::default();
                let session = Session::new(&workspace, provider(), &surroundings);
                let prepared = session.prepare(&workspace.requests()[0]).expect(&yaml);
                let answer = expected([request, folder, whole]);
                let who = ["request \"R\"", "folder \"F\"", "workspace \"W\""];
                assert_eq!(
                    prepared.source.as_deref(),
                    answer.map(|(level, _)| who[level]),
                    "{yaml}"
                );
                let issuer = prepared.token.map(|placed| claims(&placed.token)["iss"].clone());
                let issuers = ["request", "folder", "whole"];
                let signs = answer.filter(|(_, signs)| *signs);
                assert_eq!(issuer, signs.map(|(level, _)| issuers[level].into()), "{yaml}");
            }
        }
    }
}

#[test]
fn nothing_is_merged_into_the_form_that_wins() {
    let workspace = workspace(
        "
authentication: { secret: 0123456789abcdef0123456789abcdef, audience: api, expiresIn: 5m }
requests:
  - name: R
    url: https://api.example
    authentication: { issuer: me }
",
    );
    let surroundings = Fixed::default();
    let session = Session::new(&workspace, provider(), &surroundings);
    let problem = session.prepare(&workspace.requests()[0]).expect_err("no key");
    assert_eq!(problem.code(), "SECRET");
}

#[test]
fn templates_of_an_inherited_form_see_the_variables_of_the_request() {
    let workspace = workspace(
        "
variables: { who: workspace, a: w, b: w, c: w, d: w }
environments: { e: { b: e, c: e, d: e } }
authentication: { secret: 0123456789abcdef0123456789abcdef, subject: '${[a]}${[b]}${[c]}${[d]}' }
folders:
  - name: F
    variables: { c: f, d: f }
    requests:
      - { name: R, url: https://api.example, variables: { d: r } }
",
    );
    let surroundings = Fixed::default();
    let of = |session: Session<'_>| {
        let prepared = session.prepare(&workspace.requests()[0]).expect("a token");
        claims(&prepared.token.expect("a token").token)["sub"].clone()
    };
    assert_eq!(of(Session::new(&workspace, provider(), &surroundings)), "wwfr");
    let session = Session::new(&workspace, provider(), &surroundings);
    assert_eq!(of(session.environment("e").expect("there")), "wefr");
    let session = Session::new(&workspace, provider(), &surroundings);
    let problem = session.environment("ee").expect_err("not there");
    assert_eq!(problem.to_string(), "no environment \"ee\"");
    assert_eq!(problem.hints(), ["did you mean \"e\"?"]);
}

#[test]
fn another_kind_of_authentication_is_named_and_not_sent_without() {
    let workspace = workspace(
        "
folders:
  - name: Old
    authenticationType: basic
    authentication: { username: ann }
    requests: [ { name: R, url: https://api.example } ]
",
    );
    let surroundings = Fixed::default();
    let session = Session::new(&workspace, provider(), &surroundings);
    let problem = session.prepare(&workspace.requests()[0]).expect_err("basic");
    assert_eq!(problem.to_string(), "folder \"Old\" uses basic authentication, which is not JWT");
}

#[test]
fn an_explanation_says_who_was_asked_and_shows_no_secret() {
    let workspace = workspace(
        "
name: Orders
variables: { key: 0123456789abcdef0123456789abcdef }
authentication: { secret: '${[ key ]}', issuer: me, expiresIn: 5m }
folders:
  - name: Admin
    requests: [ { name: Get user, url: https://api.example } ]
",
    );
    let surroundings = Fixed::default();
    let session = Session::new(&workspace, provider(), &surroundings);
    let explanation = session.explain(&workspace.find("Get user").expect("there")).expect("fine");
    let trail: Vec<String> =
        explanation.trail.iter().map(|(who, said)| format!("{who}: {said}")).collect();
    assert_eq!(
        trail,
        [
            "request \"Get user\": inherits",
            "folder \"Admin\": inherits",
            "workspace \"Orders\": JWT"
        ]
    );
    assert_eq!(explanation.source.as_deref(), Some("workspace \"Orders\""));
    let form: Vec<(&str, &str)> =
        explanation.form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let expected =
        [("secret", "(32 characters, not shown)"), ("issuer", "me"), ("expiresIn", "5m")];
    assert_eq!(form, expected);
    assert!(!format!("{explanation:?}").contains("0123456789abcdef"));
}

#[test]
fn an_explanation_of_a_disabled_form_needs_nothing_else_of_it() {
    let workspace = workspace(
        "
authentication: { disabled: '${[ off ]}', secret: '${[ not_there ]}' }
variables: { off: '' }
requests: [ { name: R, url: https://api.example } ]
",
    );
    let surroundings = Fixed::default();
    let session = Session::new(&workspace, provider(), &surroundings);
    let explanation = session.explain(&workspace.requests()[0]).expect("sent without a token");
    assert_eq!(explanation.form, [("disabled".to_owned(), "true".to_owned())]);
    assert!(explanation.prepared.token.is_none());
}

#[test]
fn nothing_shows_secrets_when_it_is_debugged() {
    for place in ["header", "query", "cookie", "body"] {
        let workspace = workspace(&format!(
            "
variables: {{ v: 5ec2e7-variable }}
authentication: {{ secret: 5ec2e7-0123456789abcdef0123456789abcdef, location: {place}, verifyWith: 5ec2e7-0123456789abcdef0123456789abcdef }}
requests: [ {{ name: R, url: https://api.example }} ]
"
        ));
        let surroundings = Fixed::default();
        let session = Session::new(&workspace, provider(), &surroundings);
        let prepared = session.prepare(&workspace.requests()[0]).expect("a token");
        let token = &prepared.token.as_ref().expect("a token").token;
        let bytes = format!("{:?}", token.as_bytes());
        for shown in [format!("{prepared:?}"), format!("{workspace:?}{session:?}")] {
            for secret in [token, "5ec2e7", &bytes[1..40]] {
                assert!(!shown.contains(secret), "{place}: {shown}");
            }
        }
    }
}
