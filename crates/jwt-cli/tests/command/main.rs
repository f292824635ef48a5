//! Runs the real `jwt`.

mod convert;
mod decode;
mod doctor;
mod each;
mod exit_codes;
mod folder;
mod inspect_key;
mod issuer;
mod issuer_server;
mod keygen;
mod openssl;
mod preset;
mod serve;
mod sign;
mod troubles;
mod verify;
