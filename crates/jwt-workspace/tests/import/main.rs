//! Importers, on files as the programs write them.

mod broken;
mod hoppscotch;
mod insomnia;
mod others;
mod outline;
mod postman;
mod yaak;
