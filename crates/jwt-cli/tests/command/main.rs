//! Runs the real `jwt`.

mod decode;
mod exit_codes;
mod folder;
mod keygen;
mod openssl;
mod sign;
mod troubles;
mod verify;
