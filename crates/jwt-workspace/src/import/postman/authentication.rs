use crate::{
    Authentication, Problem,
    import::{
        forms::{self, JoseNames},
        importer::Importer,
        members::Members,
        place::Place,
        problem,
    },
};
use serde_json::{Map, Value};

/// Reads `auth` of a collection, a folder or a request.
pub(super) fn read(
    importer: &mut Importer,
    place: &Place,
    around: &mut Members<'_>,
) -> Result<Authentication, Problem> {
    let Some(mut auth) = around.object("auth")? else { return Ok(Authentication::Inherit) };
    let kind = auth.text_or_empty("type")?;
    let authentication = match kind.as_str() {
        "" | "inherit" => Authentication::Inherit,
        "noauth" => Authentication::None,
        "jwt" => jwt(importer, place, &mut auth)?,
        kind => {
            auth.ignore(KINDS);
            importer.other(place, kind)
        }
    };
    // The helpers that are not chosen keep what was typed into them.
    auth.finish(&mut importer.left_out);
    Ok(authentication)
}

fn jwt(
    importer: &mut Importer,
    place: &Place,
    auth: &mut Members<'_>,
) -> Result<Authentication, Problem> {
    let parameters = parameters(auth.take("jwt"), place)?;
    let mut members = Members::within(&parameters, place, "auth.jwt");
    let mut form = JWT.form(importer, place, &mut members)?;
    members.finish(&mut importer.left_out);
    forms::drop_other_algorithm(importer, place, &mut form);
    Ok(forms::authentication(importer, place, form))
}

/// The parameters as an object: version 2.1 writes a list of keys and values.
fn parameters(value: Option<&Value>, place: &Place) -> Result<Map<String, Value>, Problem> {
    let rows = match value {
        None => return Ok(Map::new()),
        Some(Value::Object(members)) => return Ok(members.clone()),
        Some(Value::Array(rows)) => rows,
        Some(_) => {
            return Err(problem(format!("auth.jwt of {place} must be a list or an object")));
        }
    };
    let mut parameters = Map::new();
    for row in rows {
        let mut members = Members::of(row, place)?;
        let key = members.text_or_empty("key")?;
        parameters.insert(key, members.take("value").cloned().unwrap_or(Value::Null));
    }
    Ok(parameters)
}

const JWT: JoseNames = JoseNames {
    headers: "header",
    add_to: "addTokenTo",
    query: "queryParam",
    parameter: "queryParamKey",
    prefix_has_space: false,
};

/// What Postman can ask for, which is listed by its kind.
const KINDS: &[&str] = &[
    "akamai", "apikey", "asap", "awsv4", "basic", "bearer", "digest", "edgegrid", "hawk", "ntlm",
    "oauth1", "oauth2",
];
