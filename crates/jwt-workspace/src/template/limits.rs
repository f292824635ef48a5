//! How far one rendering may go, so that no template takes all memory or all time.

/// The most bytes that a rendering writes in all.
pub(super) const MOST_BYTES: usize = 1024 * 1024;

/// The most tags that it renders in all: those of empty variables write no bytes.
pub(super) const MOST_TAGS: usize = 10_000;

/// How deep variables, functions and strings stand in each other.
pub(super) const MOST_DEPTH: usize = 50;
