use crate::fixed::render;
use jwt_workspace::Template;

#[test]
fn a_quoted_text_renders_to_itself() {
    // All texts of up to six of these parts.
    let parts = ["\\", "${[", "$", "'", "]}", "é a "];
    let mut texts = vec![String::new()];
    for _ in 0..6 {
        let longer = texts.iter().flat_map(|text| parts.map(|part| format!("{text}{part}")));
        texts = longer.chain([String::new()]).collect();
    }
    for text in texts {
        assert_eq!(render(&Template::quote(&text)).as_deref(), Ok(text.as_str()), "{text}");
    }
}

/// Yaak renders the right side to the left one, too.
#[test]
fn text_is_quoted_as_little_as_possible() {
    for (text, quoted) in [
        ("", ""),
        (r"a\b\\c ${ x }", r"a\b\\c ${ x }"),
        ("a${[ b ]}", r"a\${[ b ]}"),
        (r"\\${[", r"\\\${["),
        (r"\${[ x", r"${[ '\\' ]}\${[ x"),
        (r"\\\${[ x", r"\\${[ '\\' ]}\${[ x"),
    ] {
        assert_eq!(Template::quote(text), quoted);
    }
}
