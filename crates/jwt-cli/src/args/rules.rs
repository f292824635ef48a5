use crate::times;
use clap::{Args, ValueEnum};
use jwt_auth::Validation;
use std::time::Duration;

/// What a token's claims must keep to.
#[derive(Debug, Default, Args)]
pub(crate) struct RulesArguments {
    /// iss must be this.
    #[arg(long, help_heading = "Rules")]
    pub(crate) issuer: Option<String>,
    /// aud must name this, or one of these if repeated.
    #[arg(long, help_heading = "Rules")]
    pub(crate) audience: Vec<String>,
    /// sub must be this.
    #[arg(long, help_heading = "Rules")]
    pub(crate) subject: Option<String>,
    /// typ in the header must be this.
    #[arg(long, help_heading = "Rules")]
    pub(crate) typ: Option<String>,
    /// How far the clocks may differ, ten minutes at most.
    #[arg(long, value_name = "DURATION", value_parser = times::leeway, default_value = "0s",
        help_heading = "Rules")]
    pub(crate) leeway: Duration,
    /// Do not insist on these: exp may be missing, the others may be anything.
    #[arg(long, value_name = "CLAIMS", value_enum, value_delimiter = ',', help_heading = "Rules")]
    pub(crate) waive: Vec<Waived>,
}

impl RulesArguments {
    /// The rules.
    pub(crate) fn validation(&self) -> Validation {
        let mut rules = Validation::new().leeway(self.leeway);
        for waived in &self.waive {
            rules = match waived {
                Waived::Exp => rules.waive_expiration(),
                Waived::Aud => rules.waive_audience(),
                Waived::Iss => rules.waive_issuer(),
                Waived::Typ => rules.waive_typ(),
            };
        }
        if let Some(issuer) = &self.issuer {
            rules = rules.issuer(issuer);
        }
        if let Some(subject) = &self.subject {
            rules = rules.subject(subject);
        }
        if let Some(typ) = &self.typ {
            rules = rules.typ(typ);
        }
        self.audience.iter().fold(rules, Validation::audience)
    }
}

/// What a rule need not be for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Waived {
    Exp,
    Aud,
    Iss,
    Typ,
}
