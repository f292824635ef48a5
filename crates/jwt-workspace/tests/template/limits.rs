use crate::fixed::{check_problem, render_with};

/// Variables `v0` to `vN`, each made of the next one; the last is `end`.
fn chain(length: usize, link: impl Fn(&str) -> String, end: &str) -> Vec<(String, String)> {
    let mut variables = (0..length)
        .map(|number| (format!("v{number}"), link(&format!("${{[ v{} ]}}", number + 1))))
        .collect::<Vec<_>>();
    variables.push((format!("v{length}"), end.to_owned()));
    variables
}

fn render(variables: &[(String, String)]) -> Result<String, jwt_workspace::Problem> {
    let variables =
        variables.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>();
    render_with(&variables, "${[ v0 ]}")
}

#[test]
fn variables_stand_fifty_deep_in_each_other_and_no_deeper() {
    let once = |next: &str| next.to_owned();
    assert_eq!(render(&chain(49, once, "end")).as_deref(), Ok("end"));
    check_problem(
        render(&chain(50, once, "end")),
        (
            "TEMPLATE",
            "variables, functions and strings are nested more than 50 deep: v0 → v1 → v2 → v3 → … \
             → v47 → v48 → v49 → v50",
            "",
        ),
    );
}

#[test]
fn functions_and_strings_count_as_depth() {
    let string = |next: &str| format!("${{[ '{next}' ]}}");
    assert!(render(&chain(24, string, "end")).is_ok());
    assert!(render(&chain(25, string, "end")).is_err());
    let function = |next: &str| format!("${{[ base64.decode(value='{next}') ]}}");
    assert!(render(&chain(16, function, "")).is_ok());
    assert!(render(&chain(17, function, "")).is_err());
}

#[test]
fn doubling_variables_do_not_fill_the_memory() {
    let twice = |next: &str| next.repeat(2);
    assert_eq!(render(&chain(10, twice, "0123456789")).map(|text| text.len()), Ok(10_240));
    check_problem(
        render(&chain(12, twice, &"x".repeat(1000))),
        ("TEMPLATE", "in variable \"v12\": more than 1 MiB is rendered", ""),
    );
}

#[test]
fn doubling_variables_that_are_empty_come_to_an_end() {
    check_problem(
        render(&chain(40, |next| next.repeat(2), "")),
        ("TEMPLATE", "in variable \"v38\": more than 10000 tags are rendered", ""),
    );
}

#[test]
fn ten_thousand_tags_are_rendered_and_no_more() {
    assert_eq!(render_with(&[], &"${[ null ]}".repeat(10_000)).as_deref(), Ok(""));
    check_problem(
        render_with(&[], &"${[ null ]}".repeat(10_001)),
        ("TEMPLATE", "more than 10000 tags are rendered", ""),
    );
}

#[test]
fn what_functions_give_counts_as_rendered() {
    let text = "x".repeat(900_000);
    let rendered = render_with(&[("a", &text)], "${[ base64.encode(value=a) ]}");
    check_problem(rendered, ("TEMPLATE", "more than 1 MiB is rendered", ""));
}

#[test]
fn joined_and_replaced_texts_do_not_fill_the_memory() {
    let many = format!("[{}1]", "1,".repeat(100_000));
    let long = "-".repeat(100_000);
    let variables = [("many", many.as_str()), ("long", long.as_str())];
    check_problem(
        render_with(
            &variables,
            "${[ json.jsonpath(input=many, query='$[*]', result='join', join=long) ]}",
        ),
        ("TEMPLATE", "json.jsonpath: the results are longer than 1 MiB", ""),
    );
    for replacement in ["long", "'$&${[ long ]}'"] {
        check_problem(
            render_with(
                &variables,
                &format!(
                    "${{[ regex.replace(input=many, regex='1', replacement={replacement}) ]}}"
                ),
            ),
            ("TEMPLATE", "regex.replace: the text is longer than 1 MiB", ""),
        );
    }
}
