use crate::{
    Authentication, Parameter, Problem,
    import::{importer::Importer, members::Members, place::Place},
};

/// Reads `authentication` of a folder or the whole. Insomnia has none that makes a JWT.
pub(super) fn read(
    importer: &mut Importer,
    place: &Place,
    around: &mut Members<'_>,
) -> Result<Authentication, Problem> {
    let Some(mut members) = around.object("authentication")? else {
        return Ok(Authentication::Inherit);
    };
    let kind = members.text_or_empty("type")?;
    let disabled = members.flag("disabled")?.unwrap_or(false);
    Ok(match kind.as_str() {
        "none" => Authentication::None,
        _ if disabled => {
            if !kind.is_empty() {
                importer
                    .leave_out(place, format!("the authentication of kind {kind}, which is off"));
            }
            Authentication::None
        }
        "" => {
            members.finish(&mut importer.left_out);
            Authentication::Inherit
        }
        kind => importer.other(place, kind),
    })
}

/// Reads `authentication` of a request. A bearer's token is no more than a header there: nothing
/// inherits it.
pub(super) fn of_request(
    importer: &mut Importer,
    place: &Place,
    around: &mut Members<'_>,
    headers: &mut Vec<Parameter>,
) -> Result<Authentication, Problem> {
    let bearer = match around.take("authentication") {
        Some(value) if value.get("type").is_some_and(|kind| kind == "bearer") => value,
        _ => return read(importer, place, around),
    };
    let mut members = Members::of(bearer, place)?;
    if members.flag("disabled")?.unwrap_or(false) {
        return read(importer, place, around);
    }
    let token = members.text_or_empty("token")?;
    let prefix = members.text_or_empty("prefix")?;
    members.ignore(&["type"]);
    members.finish(&mut importer.left_out);
    let value = match prefix.trim() {
        "" => format!("Bearer {token}"),
        "NO_PREFIX" => token,
        prefix => format!("{prefix} {token}"),
    };
    let value = importer.template(place, &value);
    headers.retain(|header| !header.name.eq_ignore_ascii_case("authorization"));
    headers.push(Parameter::new("Authorization", value));
    Ok(Authentication::None)
}
