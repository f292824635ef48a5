//! Requests made ready to be sent.

use crate::{
    Environment, Explanation, Form, Located, PlacedToken, Prepared, Problem, Scope, Surroundings,
    Variables, Workspace,
    cache::{Cache, Still},
    form::{self, Rendered, rendered_value},
    inheritance::{self, Found},
    placing::Target,
    prepared::Placing,
    suggestion,
    token::{self, Made},
    wire,
};
use jwt_core::{NumericDate, Provider};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// What requests are made ready with: a workspace, an environment of it, the arithmetic of keys, and
/// what comes from outside.
///
/// ```
/// use jwt_ring::PROVIDER;
/// use jwt_workspace::{Session, System, Workspace};
///
/// let workspace = Workspace::from_yaml("
/// name: Orders
/// variables: { base: https://api.example }
/// authentication: { secret: 0123456789abcdef0123456789abcdef, issuer: me, expiresIn: 5m }
/// requests:
///   - { name: List, url: '${[ base ]}/orders' }
/// ")?;
/// let system = System::default();
/// let session = Session::new(&workspace, &PROVIDER, &system);
/// let prepared = session.prepare(&workspace.find("List")?)?;
/// assert_eq!(prepared.request.uri(), "https://api.example/orders");
/// let header = prepared.request.headers()["authorization"].to_str().expect("ASCII");
/// assert!(header.starts_with("Bearer eyJ"));
/// # Ok::<(), jwt_workspace::Problem>(())
/// ```
#[derive(Debug)]
pub struct Session<'a> {
    workspace: &'a Workspace,
    environment: Option<&'a Environment>,
    provider: &'a Provider,
    surroundings: &'a dyn Surroundings,
    cache: Cache,
}

impl<'a> Session<'a> {
    /// A session without an environment.
    #[must_use]
    pub fn new(
        workspace: &'a Workspace,
        provider: &'a Provider,
        surroundings: &'a dyn Surroundings,
    ) -> Self {
        Self { workspace, environment: None, provider, surroundings, cache: Cache::default() }
    }

    /// Chooses an environment.
    ///
    /// # Errors
    /// [`Problem`] with the code `ENVIRONMENT` if there is none of this name.
    pub fn environment(self, name: &str) -> Result<Self, Problem> {
        let environments = &self.workspace.environments;
        match environments.iter().find(|environment| environment.name == name) {
            Some(environment) => Ok(Self { environment: Some(environment), ..self }),
            None => {
                let problem = Problem::new("ENVIRONMENT", format!("no environment \"{name}\""));
                let names = environments.iter().map(|environment| environment.name.as_str());
                Err(match environments.is_empty() {
                    true => problem.hint("the workspace has no environments"),
                    false => problem.hint(suggestion::hint(name, names)),
                })
            }
        }
    }

    /// Renders a request, makes its token and puts it on.
    ///
    /// # Errors
    /// [`Problem`]: what cannot be signed is not to be sent.
    pub fn prepare(&self, located: &Located<'_>) -> Result<Prepared, Problem> {
        let variables = self.variables(located);
        let scope = Scope::new(&variables, self.surroundings);
        let found = inheritance::resolve(located)?;
        let bare = wire::request(located, &scope)?;
        let source = found.source().map(str::to_owned);
        let form = match found.form {
            Some(form) if !form.is_disabled(&scope)? => form,
            _ => {
                let request = bare.clone();
                return Ok(Prepared {
                    request,
                    token: None,
                    source,
                    warnings: Vec::new(),
                    bare,
                    placing: None,
                });
            }
        };
        let (rendered, made) = self.token(form, &found, &variables)?;
        let target = Target::of(&rendered)?;
        let origins = rendered.origins.clone();
        let target = match (target, &origins) {
            (Target::Place(place), Some(origins)) => Target::Place(place.only_to(origins.clone())),
            (target, Some(origins)) => {
                check_origin(&bare, origins)?;
                target
            }
            (target, None) => target,
        };
        let mut request = bare.clone();
        target.put(&mut request, &made.token)?;
        Ok(Prepared {
            request,
            token: Some(PlacedToken {
                token: made.token,
                place: target.to_string(),
                location: rendered.location.name(),
                name: rendered.place_name().to_owned(),
                key: made.key,
            }),
            source,
            warnings: made.warnings,
            bare,
            placing: Some(Placing { target, origins: origins.unwrap_or_default() }),
        })
    }

    /// Tells whose configuration a request has, how that was found, and what comes of it.
    ///
    /// # Errors
    /// As [`prepare`](Self::prepare).
    pub fn explain(&self, located: &Located<'_>) -> Result<Explanation, Problem> {
        let variables = self.variables(located);
        let scope = Scope::new(&variables, self.surroundings);
        let found = inheritance::resolve(located)?;
        let fields = match found.form {
            Some(form) if form.is_disabled(&scope)? => {
                vec![("disabled".to_owned(), "true".to_owned())]
            }
            Some(form) => form.shown(&scope)?,
            None => Vec::new(),
        };
        let trail = found.trail.iter().map(|(who, said)| (who.clone(), (*said).to_owned()));
        Ok(Explanation {
            trail: trail.collect(),
            source: found.source().map(str::to_owned),
            form: fields,
            prepared: self.prepare(located)?,
        })
    }

    /// The variables of a request: the innermost win, and those of the environment over the
    /// workspace's own.
    fn variables(&self, located: &Located<'_>) -> Variables {
        let mut variables = self.workspace.variables.clone();
        if let Some(environment) = self.environment {
            variables.extend(environment.variables.iter());
        }
        for folder in &located.folders {
            variables.extend(folder.variables.iter());
        }
        variables.extend(located.request.variables.iter());
        variables
    }

    fn token(
        &self,
        form: &Form,
        found: &Found<'_>,
        variables: &Variables,
    ) -> Result<(Rendered, Made), Problem> {
        let scope = Scope::new(variables, self.surroundings);
        let looked_in = found.looked_in();
        let rendered = form.render(&scope)?;
        let make = || token::make(&rendered, self.provider, self.surroundings, &looked_in);
        let made = match rendered.cache {
            form::Cache::PerRequest => make()?,
            form::Cache::RefreshBefore(before) => {
                let key = self.cache_key(form, &looked_in, variables)?;
                let now = u64::try_from(self.surroundings.now().as_second()).unwrap_or_default();
                let now = NumericDate::from_unix(now).unwrap_or(NumericDate::MAX);
                self.cache.token(key, now, before, make)?
            }
        };
        Ok((rendered, made))
    }

    /// Two requests share a token if the same form renders to the same for both, times and
    /// randomness aside.
    fn cache_key(
        &self,
        form: &Form,
        looked_in: &str,
        variables: &Variables,
    ) -> Result<[u8; 32], Problem> {
        let still = Still(self.surroundings);
        let scope = Scope::new(variables, &still);
        let members = rendered_value(&Value::Object(form.members().clone()), &scope)?;
        let source = looked_in.rsplit(" ← ").next().unwrap_or_default();
        Ok(Sha256::digest(format!("{source}\0{members}")).into())
    }
}

fn check_origin(
    request: &http::Request<Vec<u8>>,
    origins: &[jwt_header::Origin],
) -> Result<(), Problem> {
    let origin = jwt_header::Origin::of(request.uri());
    if origin.as_ref().is_ok_and(|origin| origins.contains(origin)) {
        return Ok(());
    }
    let origin = origin.map(|origin| origin.to_string()).unwrap_or_default();
    let message = format!("the token may not go to {origin}, which origins does not name");
    Err(Problem::new("ORIGIN", message).in_field("origins"))
}
