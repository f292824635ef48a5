use super::{
    Arguments,
    function::{Argument, Function, failure, shown},
    number,
};
use crate::{Problem, Surroundings};

pub(super) const FUNCTIONS: &[Function] = &[Function {
    name: "random.range",
    arguments: &[
        Argument::or("min", "0"),
        Argument::or("max", "1"),
        Argument::optional("decimals"),
    ],
    main: None,
    call: range,
}];

/// A random number from `min` to `max`, rounded to `decimals` if they are given.
fn range(arguments: &Arguments, surroundings: &dyn Surroundings) -> Result<String, Problem> {
    let min = whole(arguments, "min")?.unwrap_or(0.0);
    let max = whole(arguments, "max")?.unwrap_or(1.0);
    let decimals = whole(arguments, "decimals")?;
    let value = fraction(surroundings)? * (max - min) + min;
    let Some(decimals) = decimals else { return Ok(number::written(value)) };
    if !(0.0..=MOST_DECIMALS).contains(&decimals) {
        return Err(failure("decimals is not a number from 0 to 15"));
    }
    let scale = 10f64.powf(decimals);
    // A half goes up in JavaScript, below zero as well.
    Ok(number::written((value * scale + 0.5).floor() / scale))
}

/// A whole number; `None` if nothing is given.
///
/// Yaak cuts what follows the digits, and makes `0.5` a zero; here that is an error.
fn whole(arguments: &Arguments, name: &str) -> Result<Option<f64>, Problem> {
    let text = arguments.text(name).trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.parse::<i64>().ok().filter(|number| number.unsigned_abs() <= MOST);
    number.map(|number| Some(number as f64)).ok_or_else(|| {
        failure(format!("{name} is \"{}\", and no whole number", shown(text)))
            .hint("write a number without a point, of at most fifteen digits")
    })
}

/// A number from zero to below one, of 53 random bits.
fn fraction(surroundings: &dyn Surroundings) -> Result<f64, Problem> {
    let mut bytes = [0; 8];
    surroundings.random(&mut bytes).map_err(|error| failure(format!("no randomness: {error}")))?;
    let high = u64::from_be_bytes(bytes) >> 11;
    Ok(high as f64 / (1u64 << 53) as f64)
}

const MOST: u64 = 999_999_999_999_999;
const MOST_DECIMALS: f64 = 15.0;
