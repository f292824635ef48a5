use crate::fixed::{Fixed, check, check_problem, render};
use jwt_workspace::{Scope, System, Template, Variables};

/// Yaak gives the same for the names; the rest has fixed randomness here.
#[test]
fn uuids_are_made_of_time_randomness_and_names() {
    let dns = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
    for (call, uuid) in [
        ("uuid.v1()", "69efabe0-c249-11ee-9011-111112131415"),
        (&format!("uuid.v3(name='a', namespace='{dns}')"), "4c104dd0-4821-30d5-9ce3-0e7a1f8b7c0d"),
        ("uuid.v4()", "10111213-1415-4617-9819-1a1b1c1d1e1f"),
        (&format!("uuid.v5(name='a', namespace='{dns}')"), "4f3f2898-69e3-5a0d-820a-c4e87987dbce"),
        ("uuid.v6()", "1eec2496-9efa-6be0-9011-111112131415"),
        ("uuid.v6(timestamp='2025-05-28T11:15:00Z')", "1f03bb4f-e97d-6200-9011-111112131415"),
        ("uuid.v7()", "018d6d24-359e-7011-9213-141516171819"),
    ] {
        assert_eq!(render(&format!("${{[ {call} ]}}")).as_deref(), Ok(uuid), "{call}");
    }
}

#[test]
fn a_namespace_that_is_no_uuid_is_an_error() {
    check_problem(
        render("${[ uuid.v5(name='a', namespace='x') ]}"),
        (
            "TEMPLATE",
            "uuid.v5: namespace is no UUID",
            "write it like 6ba7b810-9dad-11d1-80b4-00c04fd430c8, the namespace of DNS names",
        ),
    );
}

#[test]
fn random_numbers_are_spread_over_their_range() {
    check(&[
        ("${[ random.range() ]}", "0.06276047673971541"),
        ("${[ random.range(min='', max='') ]}", "0.06276047673971541"),
        ("${[ random.range(min='3', max='9', decimals='0') ]}", "3"),
        ("${[ random.range(min='3', max='9', decimals='2') ]}", "3.38"),
        ("${[ random.range(min='-8', max='8', decimals='1') ]}", "-7"),
        ("${[ random.range(min='9', max='3', decimals='1') ]}", "8.6"),
        ("${[ random.range(min='5', max='5', decimals='3') ]}", "5"),
        ("${[ random.range(min='0', max='999999999999999', decimals='0') ]}", "62760476739715"),
    ]);
}

#[test]
fn random_numbers_stay_in_their_range() {
    let variables = Variables::default();
    let system = System::default();
    let scope = Scope::new(&variables, &system);
    let template = Template::parse("${[ random.range(min='-2', max='3', decimals='0') ]}");
    let template = template.expect("a template");
    let mut seen = [false; 6];
    for _ in 0..2000 {
        let number = scope.render(&template).expect("a number").parse::<i32>().expect("whole");
        seen[usize::try_from(number + 2).expect("not below -2")] = true;
    }
    assert_eq!(seen, [true; 6]);
}

/// Yaak cuts `0.5` to zero, and gives `NaN` for a word.
#[test]
fn bounds_that_are_no_whole_numbers_are_errors() {
    let hint = "write a number without a point, of at most fifteen digits";
    for (argument, value) in
        [("min", "0.5"), ("max", "ten"), ("decimals", "1e3"), ("max", "1000000000000000")]
    {
        check_problem(
            render(&format!("${{[ random.range({argument}='{value}') ]}}")),
            (
                "TEMPLATE",
                &format!("random.range: {argument} is \"{value}\", and no whole number"),
                hint,
            ),
        );
    }
    for decimals in ["-1", "16"] {
        check_problem(
            render(&format!("${{[ random.range(decimals='{decimals}') ]}}")),
            ("TEMPLATE", "random.range: decimals is not a number from 0 to 15", ""),
        );
    }
}

#[test]
fn without_randomness_nothing_is_made() {
    #[derive(Debug)]
    struct Dry;
    impl jwt_workspace::Surroundings for Dry {
        fn now(&self) -> jiff::Timestamp {
            Fixed.now()
        }
        fn random(&self, _: &mut [u8]) -> std::io::Result<()> {
            Err(std::io::Error::other("the source is dry"))
        }
        fn read_file(&self, path: &str) -> std::io::Result<zeroize::Zeroizing<Vec<u8>>> {
            Fixed.read_file(path)
        }
        fn variable(&self, _: &str) -> Option<zeroize::Zeroizing<String>> {
            None
        }
    }
    let variables = Variables::default();
    for function in ["uuid.v1", "uuid.v4", "uuid.v6", "uuid.v7", "random.range"] {
        let template = Template::parse(&format!("${{[ {function}() ]}}")).expect("a template");
        check_problem(
            Scope::new(&variables, &Dry).render(&template),
            ("TEMPLATE", &format!("{function}: no randomness: the source is dry"), ""),
        );
    }
}
