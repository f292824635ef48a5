//! The same token again.

fn main() {
    jwt_benches::run(jwt_benches::groups::cached);
}
