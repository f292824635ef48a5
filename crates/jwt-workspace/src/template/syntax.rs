//! What a template is made of.

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text that stays as it is.
    Text(String),
    /// A tag, `${[ value ]}`.
    Tag(Value),
}

/// What stands in a tag, or is given to a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// A string, which is a template itself.
    Text(Vec<Piece>),
    /// A variable's name.
    Variable(String),
    /// A call of a function.
    Call(Call),
    /// `true` or `false`.
    Flag(bool),
    /// `null`.
    Nothing,
}

/// A call of a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) function: String,
    pub(super) arguments: Vec<Given>,
}

/// What a function is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Given {
    /// The argument's name, unless it is the function's main one and goes without.
    pub(super) name: Option<String>,
    pub(super) value: Value,
}
