/// Writes a text so that it renders to itself.
///
/// Backslashes count in pairs. Where an odd number of them stands before `${[`, one more would make
/// a pair and the rest a tag, so the last of them becomes a tag of its own.
pub(super) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    let mut parts = text.split(OPENING);
    quoted.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let backslashes = quoted.len() - quoted.trim_end_matches('\\').len();
        if backslashes % 2 == 1 {
            quoted.pop();
            quoted.push_str(BACKSLASH);
        }
        quoted.push('\\');
        quoted.push_str(OPENING);
        quoted.push_str(part);
    }
    quoted
}

const OPENING: &str = "${[";
const BACKSLASH: &str = r"${[ '\\' ]}";
