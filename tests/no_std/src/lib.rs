//! A static library without std, made of the crates that claim to need none.
//!
//! std brings a panic handler of its own, so a dependency that pulls it in ends in `E0152`,
//! a duplicate lang item.
#![no_std]

#[cfg(feature = "core")]
pub mod core_alone;
#[cfg(feature = "ring")]
pub mod with_ring;
#[cfg(feature = "rustcrypto")]
pub mod with_rustcrypto;

use linked_list_allocator::LockedHeap;

#[global_allocator]
static HEAP: LockedHeap = LockedHeap::empty();

#[panic_handler]
fn stop(_: &core::panic::PanicInfo<'_>) -> ! {
    loop {
        core::hint::spin_loop();
    }
}
