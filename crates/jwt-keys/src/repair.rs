use std::fmt;

/// What was wrong with an input and is of no consequence, so that it was read all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Repair {
    /// It began with a byte order mark.
    ByteOrderMark,
    /// It was UTF-16.
    Utf16,
    /// It stood in quotes.
    Quotes,
    /// It was escaped as a string of JSON.
    JsonString,
    /// It was base64 of the text that was meant.
    Base64,
    /// It had `\n` written out for its line breaks.
    EscapedLineBreaks,
    /// It was on one line.
    OneLine,
    /// It had other spaces than plain ones, as web pages have.
    Spaces,
    /// It stood among characters that show nothing, as copies from web pages have.
    Invisible,
    /// Its lines were indented.
    Indented,
    /// Its label lines had more or fewer dashes than five, or others.
    Dashes,
    /// It had no label lines.
    NoLabelLines,
    /// Its label lines named another format than is between them.
    Label,
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ByteOrderMark => "the text began with a byte order mark",
            Self::Utf16 => "the text was UTF-16",
            Self::Quotes => "the key stood in quotes",
            Self::JsonString => "the key was escaped as a JSON string",
            Self::Base64 => "the key was base64 once more than it should be",
            Self::EscapedLineBreaks => "the PEM had the two characters \\n instead of line breaks",
            Self::OneLine => "the PEM was on one line",
            Self::Spaces => "the PEM had other spaces than plain ones",
            Self::Invisible => "the key stood among characters that show nothing",
            Self::Indented => "the lines of the PEM were indented",
            Self::Dashes => "the label lines of the PEM had other dashes than five and five",
            Self::NoLabelLines => "the PEM had lost its label lines",
            Self::Label => "the label of the PEM named another format than it held",
        })
    }
}
