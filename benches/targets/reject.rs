//! Refusing a token.

fn main() {
    jwt_benches::run(jwt_benches::groups::reject);
}
