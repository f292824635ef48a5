use super::authentication;
use crate::{
    Body, Problem, Request,
    import::{
        forms::as_text,
        importer::Importer,
        members::Members,
        parameters::{INSOMNIA, Names},
        place::Place,
        templates, url,
    },
};

/// Reads what requests of both versions have alike. The rest is for the caller to take.
pub(super) fn read(
    importer: &mut Importer,
    place: &Place,
    name: String,
    members: &mut Members<'_>,
    renders_body: bool,
) -> Result<Request, Problem> {
    let url = members.text_or_empty("url")?;
    let mut request = Request::new(name, importer.template(place, &url));
    if let Some(method) = members.text("method")?.filter(|method| !method.is_empty()) {
        request.method = importer.template(place, &method);
    }
    request.query = INSOMNIA.read(importer, place, members.list("parameters")?)?;
    for row in members.list("pathParameters")? {
        let mut row = Members::of(row, place)?;
        let (name, value) = (row.text_or_empty("name")?, as_text(row.take("value")));
        row.finish(&mut importer.left_out);
        // Without a value the place stays open.
        if !value.is_empty() {
            let value = importer.template(place, &value);
            request.url = url::fill(&request.url, &name, &url::encoded(&value));
        }
    }
    request.headers = INSOMNIA.read(importer, place, members.list("headers")?)?;
    request.authentication =
        authentication::of_request(importer, place, members, &mut request.headers)?;
    if let Some(body) = members.object("body")? {
        request.body = self::body(importer, place, body, renders_body)?;
    }
    Ok(request)
}

fn body(
    importer: &mut Importer,
    place: &Place,
    mut members: Members<'_>,
    renders: bool,
) -> Result<Body, Problem> {
    let kind = members.text("mimeType")?.filter(|kind| !kind.is_empty());
    let file = members.text("fileName")?.filter(|path| !path.is_empty());
    let text = members.text("text")?;
    let rows = members.list("params")?;
    members.finish(&mut importer.left_out);
    Ok(match (kind.as_deref(), file, text) {
        (Some("application/x-www-form-urlencoded"), ..) => {
            Body::Form(INSOMNIA.read(importer, place, rows)?)
        }
        (Some("multipart/form-data"), ..) => Names::leave_out_multipart(importer, place, rows),
        (_, Some(path), _) => Body::File(importer.template(place, &path)),
        (_, None, Some(text)) if !text.is_empty() => {
            let text =
                if renders { importer.template(place, &text) } else { templates::quote(&text) };
            // A query of GraphQL goes as the JSON that it is written in.
            let graphql = |kind: String| match kind.as_str() {
                "application/graphql" => "application/json".to_owned(),
                _ => kind,
            };
            Body::Text { text, media_type: kind.map(graphql) }
        }
        _ => Body::None,
    })
}

/// Lists a script, unless it is blank.
pub(super) fn script(
    importer: &mut Importer,
    place: &Place,
    members: &mut Members<'_>,
    name: &'static str,
    what: &str,
) -> Result<(), Problem> {
    if !members.text_or_empty(name)?.trim().is_empty() {
        importer.leave_out(place, what);
    }
    Ok(())
}
