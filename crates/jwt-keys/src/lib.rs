//! Keys of JSON Web Tokens in every format that people have.
