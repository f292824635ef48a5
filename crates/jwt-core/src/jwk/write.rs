use super::Jwk;
use crate::{EcParameters, KeyParameters, OkpParameters, base64url::encode};
use serde::{Serialize, Serializer, ser::SerializeMap};
use zeroize::Zeroizing;

/// Private parts included: [`Jwk::to_public`] leaves them out.
impl Serialize for Jwk {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kty", self.parameters.kty())?;
        for (name, text) in [("use", &self.key_use), ("alg", &self.alg), ("kid", &self.kid)] {
            if let Some(text) = text {
                map.serialize_entry(name, text)?;
            }
        }
        if let Some(operations) = &self.key_ops {
            map.serialize_entry("key_ops", operations)?;
        }
        if let KeyParameters::Ec(EcParameters { crv, .. })
        | KeyParameters::Okp(OkpParameters { crv, .. }) = &self.parameters
        {
            map.serialize_entry("crv", crv)?;
        }
        let mut bytes = |name: &'static str, bytes: &[u8]| {
            map.serialize_entry(name, Zeroizing::new(encode(bytes)).as_str())
        };
        match &self.parameters {
            KeyParameters::Ec(ec) => {
                if let Some(point) = &ec.point {
                    bytes("x", &point.x)?;
                    bytes("y", &point.y)?;
                }
                if let Some(d) = &ec.d {
                    bytes("d", d)?;
                }
            }
            KeyParameters::Rsa(rsa) => {
                bytes("n", &rsa.n)?;
                bytes("e", &rsa.e)?;
                if let Some(private) = &rsa.private {
                    bytes("d", &private.d)?;
                    bytes("p", &private.p)?;
                    bytes("q", &private.q)?;
                    bytes("dp", &private.dp)?;
                    bytes("dq", &private.dq)?;
                    bytes("qi", &private.qi)?;
                }
            }
            KeyParameters::Okp(okp) => {
                if let Some(x) = &okp.x {
                    bytes("x", x)?;
                }
                if let Some(d) = &okp.d {
                    bytes("d", d)?;
                }
            }
            KeyParameters::Oct(k) => bytes("k", k)?,
            KeyParameters::Akp(akp) => {
                if let Some(public) = &akp.public {
                    bytes("pub", public)?;
                }
                if let Some(private) = &akp.private {
                    bytes("priv", private)?;
                }
            }
        }
        map.end()
    }
}
