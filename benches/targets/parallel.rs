//! Many tokens on one core and on all.

fn main() {
    jwt_benches::run(jwt_benches::groups::parallel);
}
