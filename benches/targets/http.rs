//! Tokens on requests.

fn main() {
    jwt_benches::run(jwt_benches::groups::http);
}
