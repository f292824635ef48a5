use crate::fixed::{check_problem, render};

const VALUE: &str = "set a variable to the value";
const SECRET: &str = "take it from an environment variable: ${[ env(name='…') ]}";

#[test]
fn functions_that_need_yaak_are_refused_with_the_reason() {
    for (function, needs, hint) in [
        ("response.body.path", "a response that Yaak stored", VALUE),
        ("response.header", "a response that Yaak stored", VALUE),
        ("request.body.raw", "a request that Yaak stored", VALUE),
        ("request.param", "a request that Yaak stored", VALUE),
        ("cookie.value", "cookies that Yaak stored", VALUE),
        ("ctx.workspace", "Yaak's window", VALUE),
        ("prompt.text", "a person who answers", SECRET),
        ("secure", "Yaak's own encryption key", SECRET),
        ("keyring", "the system's keyring", SECRET),
        ("keychain", "the system's keyring", SECRET),
        ("1password.item", "1Password", SECRET),
        ("xml.xpath", "a reader of XML", VALUE),
        ("faker.name", "a store of made-up names", VALUE),
    ] {
        let message = format!("the function {function} needs {needs}, which has no place here");
        let rendered = render(&format!("${{[ {function}(any='x') ]}}"));
        check_problem(rendered, ("TEMPLATE", &message, hint));
    }
}
