//! Text files of workspaces, taken apart with their lines.
