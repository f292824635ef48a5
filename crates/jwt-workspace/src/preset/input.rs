/// What a preset asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Input {
    /// Its name, and that of the variable in its place.
    pub name: &'static str,
    /// What to fill in, and where it is found.
    pub description: &'static str,
    /// Whether it becomes a variable where it is not given. Otherwise it is left out.
    pub required: bool,
    /// What a value looks like.
    pub example: &'static str,
    /// The value where none is given.
    pub default: Option<&'static str>,
}

impl Input {
    pub(super) const fn required(
        name: &'static str,
        description: &'static str,
        example: &'static str,
    ) -> Self {
        Self { name, description, required: true, example, default: None }
    }

    pub(super) const fn optional(
        name: &'static str,
        description: &'static str,
        example: &'static str,
    ) -> Self {
        Self { name, description, required: false, example, default: None }
    }

    pub(super) const fn with_default(
        name: &'static str,
        description: &'static str,
        default: &'static str,
    ) -> Self {
        Self { name, description, required: false, example: default, default: Some(default) }
    }

    /// How long the token lives.
    pub(super) const fn expires_in(default: &'static str) -> Self {
        Self::with_default("expires_in", "how long the token lives", default)
    }
}
