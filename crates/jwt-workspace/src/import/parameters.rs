use super::{
    importer::Importer,
    members::{Members, is_empty},
    place::Place,
};
use crate::{Body, Parameter, Problem};
use serde_json::Value;

/// What a program calls the members of a header, a parameter or a field.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names {
    pub(super) name: &'static str,
    pub(super) enabled: Enabled,
}

/// The member that says whether one is sent.
#[derive(Debug, Clone, Copy)]
pub(super) enum Enabled {
    If(&'static str),
    Unless(&'static str),
}

impl Names {
    /// Headers, parameters or fields. Rows without anything in them are passed over.
    pub(super) fn read(
        self,
        importer: &mut Importer,
        place: &Place,
        rows: &[Value],
    ) -> Result<Vec<Parameter>, Problem> {
        let mut parameters = Vec::new();
        for row in rows {
            let mut members = self.open(row, place)?;
            let enabled = self.enabled(&mut members)?;
            let name = members.text_or_empty(self.name)?;
            let value = members.text_or_empty("value")?;
            members.ignore(LOOKS);
            members.finish(&mut importer.left_out);
            if name.is_empty() && value.is_empty() {
                continue;
            }
            let name = importer.template(place, &name);
            let value = importer.template(place, &value);
            parameters.push(Parameter { name, value, enabled });
        }
        Ok(parameters)
    }

    /// The fields of a form in parts, which has no place here.
    pub(super) fn leave_out_multipart(
        importer: &mut Importer,
        place: &Place,
        rows: &[Value],
    ) -> Body {
        const KIND: &str = "multipart/form-data";

        if rows.iter().all(is_empty) {
            return Body::None;
        }
        importer.leave_out(place, format!("the body of kind {KIND}"));
        Body::Other(KIND.to_owned())
    }

    pub(super) fn enabled(self, members: &mut Members<'_>) -> Result<bool, Problem> {
        Ok(match self.enabled {
            Enabled::If(name) => members.flag(name)?.unwrap_or(true),
            Enabled::Unless(name) => !members.flag(name)?.unwrap_or(false),
        })
    }

    pub(super) fn open<'v>(self, row: &'v Value, place: &Place) -> Result<Members<'v>, Problem> {
        match row {
            Value::Object(members) => Ok(Members::within(members, place, "parameter")),
            other => Members::of(other, place),
        }
    }
}

pub(super) const POSTMAN: Names = Names { name: "key", enabled: Enabled::Unless("disabled") };
pub(super) const INSOMNIA: Names = Names { name: "name", enabled: Enabled::Unless("disabled") };
pub(super) const HOPPSCOTCH: Names = Names { name: "key", enabled: Enabled::If("active") };
pub(super) const YAAK: Names = Names { name: "name", enabled: Enabled::If("enabled") };

/// How a row is shown and edited.
const LOOKS: &[&str] = &["multiline", "pairDisplayIndex", "secret", "system", "type", "uuid"];
