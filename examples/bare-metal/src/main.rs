//! Signs and verifies tokens on a Cortex-M4, without an operating system.
//!
//! The keys are constants, the clock is the board's own, and nothing needs random bytes: ES256 and
//! Ed25519 sign deterministically. What is printed goes to the debugger, or to QEMU.
#![no_std]
#![no_main]

extern crate alloc;

mod clock;
#[cfg(feature = "eddsa")]
mod ed25519;
#[cfg(feature = "ecdsa")]
mod es256;
mod heap;
mod hs256;
mod trial;

use cortex_m_rt::entry;
use semihosting::{println, process};
use trial::Trial;

#[entry]
fn main() -> ! {
    cortex_m_stack::repaint_stack();
    for (name, trial) in TRIALS {
        println!("{name}");
        if let Err(failure) = trial() {
            println!("failed: {failure}");
            process::exit(1);
        }
    }
    println!("peak heap: {} bytes", heap::peak());
    let stack = cortex_m_stack::stack_size() - cortex_m_stack::stack_painted();
    println!("peak stack: {stack} bytes");
    process::exit(0)
}

const TRIALS: &[(&str, Trial)] = &[
    ("HS256", hs256::trial),
    #[cfg(feature = "ecdsa")]
    ("ES256", es256::trial),
    #[cfg(feature = "eddsa")]
    ("Ed25519", ed25519::trial),
];
