//! JSON Web Token signatures by RustCrypto.
#![no_std]
