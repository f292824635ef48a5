use crate::fixed::{Fixed, check_problem, render, render_with};
use jwt_workspace::{Scope, Template, Variables};

#[test]
fn the_value_of_a_variable_is_a_template() {
    let variables = [
        ("url", "https://${[ host ]}/${[ path ]}"),
        ("host", "${[ env(name='HOST') ]}"),
        ("path", r"a\${[ b ]}"),
    ];
    let rendered = render_with(&variables, "${[ url ]}");
    assert_eq!(rendered.as_deref(), Ok("https://example.org/a${[ b ]}"));
}

/// Yaak renders what a function gives once more: a file could read other files.
#[test]
fn what_a_function_gives_is_no_template() {
    let variables = [("secret", "s3cret")];
    for (template, rendered) in [
        ("${[ base64.decode(value='JHtbIHNlY3JldCBdfQ') ]}", "${[ secret ]}"),
        ("${[ base64.decode(value='XCR7Ww') ]}", r"\${["),
        ("${[ fs.readFile(path='tag') ]}", "${[ secret ]}"),
        ("${[ base64.encode(value=fs.readFile(path='tag')) ]}", "JHtbIHNlY3JldCBdfQ=="),
    ] {
        assert_eq!(render_with(&variables, template).as_deref(), Ok(rendered), "{template}");
    }
}

#[test]
fn an_undefined_variable_is_named() {
    check_problem(
        render("${[ host ]}"),
        ("VARIABLE", "variable \"host\" is not defined", "no variable is defined"),
    );
    check_problem(
        render_with(&[("hosts", ""), ("token", "")], "${[ host ]}"),
        ("VARIABLE", "variable \"host\" is not defined", "did you mean \"hosts\"?"),
    );
    check_problem(
        render_with(&[("a", ""), ("b", "")], "${[ host ]}"),
        ("VARIABLE", "variable \"host\" is not defined", "defined are a, b"),
    );
    check_problem(
        render_with(&[("url", "${[ base ]}"), ("base", "${[ host ]}")], "${[ url ]}"),
        (
            "VARIABLE",
            "in variable \"base\": variable \"host\" is not defined",
            "defined are url, base",
        ),
    );
}

#[test]
fn of_many_defined_variables_the_first_are_named() {
    let names = (0..30).map(|number| format!("v{number}")).collect::<Vec<_>>();
    let variables = names.iter().map(|name| (name.as_str(), "")).collect::<Vec<_>>();
    let problem = render_with(&variables, "${[ host ]}").expect_err("undefined");
    let named = names[..20].join(", ");
    assert_eq!(problem.hints(), [format!("defined are {named}, …")]);
}

#[test]
fn a_long_name_is_shortened() {
    let name = "n".repeat(500);
    let problem = render_with(&[("a", "")], &format!("${{[ {name} ]}}")).expect_err("undefined");
    let expected = format!("variable \"{}…\" is not defined", "n".repeat(100));
    assert_eq!(problem.to_string(), expected);
}

#[test]
fn a_value_that_cannot_be_read_names_its_variable() {
    check_problem(
        render_with(&[("a", "${[ b ]}"), ("b", "x${[")], "${[ a ]}"),
        (
            "TEMPLATE",
            "in variable \"b\": the tag cannot be read at line 1, column 5: expected a name, a \
             function or a string in single quotes",
            r"write \${[ where ${[ is text and begins no tag",
        ),
    );
}

#[test]
fn a_function_that_fails_names_its_variable() {
    check_problem(
        render_with(&[("key", "${[ fs.readFile(path='key.pem') ]}")], "${[ key ]}"),
        (
            "TEMPLATE",
            "in variable \"key\": fs.readFile: \"key.pem\" cannot be read: no such file",
            "",
        ),
    );
}

#[test]
fn a_variable_that_needs_itself_is_an_error_with_its_way() {
    let hint = "give one of them a value that does not name the others";
    check_problem(
        render_with(&[("a", "${[ a ]}")], "${[ a ]}"),
        ("VARIABLE", "a variable needs itself: a → a", hint),
    );
    check_problem(
        render_with(
            &[("x", "${[ a ]}"), ("a", "${[ b ]}"), ("b", "${[ base64.encode(value=a) ]}")],
            "${[ x ]}",
        ),
        ("VARIABLE", "a variable needs itself: a → b → a", hint),
    );
    check_problem(
        render_with(&[("a", "${[ '${[ a ]}' ]}")], "${[ a ]}"),
        ("VARIABLE", "a variable needs itself: a → a", hint),
    );
}

#[test]
fn empty_variables_are_told_once_and_in_order() {
    let variables =
        [("b", ""), ("full", "x"), ("a", "${[ b ]}"), ("unused", ""), ("c", "${[ null ]}")];
    let variables = variables.into_iter().collect::<Variables>();
    let scope = Scope::new(&variables, &Fixed);
    assert!(scope.empty_variables().is_empty());
    for text in ["x${[ c ]}y", "${[ a ]}${[ b ]}${[ full ]}", "${[ base64.encode(value=a) ]}"] {
        scope.render(&Template::parse(text).expect(text)).expect(text);
    }
    assert_eq!(scope.empty_variables(), ["c", "b", "a"]);
}

#[test]
fn templates_are_rendered_afresh_each_time() {
    let variables = [("id", "${[ uuid.v4() ]}")].into_iter().collect::<Variables>();
    let system = jwt_workspace::System::default();
    let scope = Scope::new(&variables, &system);
    let template = Template::parse("${[ id ]}").expect("a template");
    assert_ne!(scope.render(&template), scope.render(&template));
}

#[test]
fn a_scope_does_not_show_its_variables() {
    let variables = [("secret", "s3cret")].into_iter().collect::<Variables>();
    let scope = Scope::new(&variables, &Fixed);
    scope.render(&Template::parse("${[ secret ]}").expect("a template")).expect("rendered");
    assert_eq!(format!("{scope:?}"), "Scope { surroundings: Fixed, .. }");
}
