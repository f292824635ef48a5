//! Payloads of 256 bytes to 64 KiB.

fn main() {
    jwt_benches::run(jwt_benches::groups::size);
}
