//! Forms filled in for well-known services.
