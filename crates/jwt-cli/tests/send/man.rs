use crate::program::Folder;

#[test]
fn there_is_a_page_for_the_command_and_for_each_subcommand() {
    let folder = Folder::new();
    let page = folder.done(&["man"]).out;
    assert!(page.contains(".TH jwt 1"), "{page}");
    for command in ["sign", "send", "curl", "explain", "import", "man", "ui"] {
        assert!(page.contains(&format!("jwt\\-{command}(1)")), "{command}: {page}");
        let page = folder.done(&["man", command]).out;
        assert!(page.contains(&format!(".TH jwt-{command} 1")), "{page}");
        assert!(page.contains(".SH SYNOPSIS"), "{page}");
    }
    let outcome = folder.jwt(&["man", "sing"]);
    assert_eq!(outcome.code, Some(2), "{outcome:?}");
    assert!(outcome.err.contains("hint: there are sign, "), "{}", outcome.err);
}
