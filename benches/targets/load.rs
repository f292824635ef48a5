//! Loading keys.

fn main() {
    jwt_benches::run(jwt_benches::groups::load);
}
