//! The heap: a fixed block of memory, and what was taken of it.

use emballoc::Allocator;
use trallocator::Trallocator;

#[global_allocator]
static HEAP: Trallocator<Allocator<SIZE>> = Trallocator::new(Allocator::new());

const SIZE: usize = 16 * 1024;

/// The most bytes that were in use at a time.
pub fn peak() -> usize {
    HEAP.max_usage()
}
