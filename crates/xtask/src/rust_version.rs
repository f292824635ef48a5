//! One minimum Rust version for all packages, which no dependency exceeds.
//!
//! Whether the code keeps to it, clippy's `incompatible_msrv` says for the standard library's
//! items. Building with that version itself is the better proof, where it can be had.

use crate::{Failure, Workspace, workspace::Package};

pub(crate) fn check(workspace: &Workspace) -> Result<(), Failure> {
    let ours = workspace.members().map(declared).next().flatten();
    let ours = ours.ok_or_else(|| Failure::new("a package declares no rust-version"))?;
    for package in &workspace.packages {
        let fits = match declared(package) {
            theirs if workspace.is_member(package) => theirs == Some(ours),
            theirs => theirs.is_none_or(|theirs| theirs <= ours),
        };
        if !fits {
            let declared = package.rust_version.as_deref().unwrap_or("no");
            return Err(Failure::new(format!(
                "{} {} declares Rust {declared}, the workspace {}.{}.{}",
                package.name, package.version, ours.0, ours.1, ours.2
            )));
        }
    }
    Ok(())
}

fn declared(package: &Package) -> Option<(u32, u32, u32)> {
    version(package.rust_version.as_deref()?)
}

/// Two or three numbers with dots between.
fn version(text: &str) -> Option<(u32, u32, u32)> {
    let numbers: Option<Vec<u32>> = text.split('.').map(|number| number.parse().ok()).collect();
    match *numbers?.as_slice() {
        [major, minor] => Some((major, minor, 0)),
        [major, minor, patch] => Some((major, minor, patch)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert_eq!(version("1.88"), version("1.88.0"));
        assert!(version("1.9") < version("1.88"));
        assert!(version("1.88") < version("1.88.1"));
        assert_eq!(version("nightly"), None);
    }
}
