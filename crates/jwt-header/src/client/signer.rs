//! Keys that may be far away.

use jwt_core::{Algorithm, SignError, Signer};
use std::{error::Error, future};

/// A key that signs in its own time, such as one in a KMS or an HSM.
///
/// Every [`Signer`] is one that answers at once. For a key that is elsewhere, implement it on
/// a type of your own; it gets the bytes to sign, and never the claims:
///
/// ```
/// use jwt_core::Algorithm;
/// use jwt_header::client::AsyncSigner;
/// # #[derive(Debug)] struct Kms; #[derive(Debug)] struct Unreachable;
/// # impl Kms { async fn sign(&self, _: &str, _: &[u8]) -> Result<Vec<u8>, Unreachable> { Ok(vec![]) } }
/// # impl std::fmt::Display for Unreachable {
/// #     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str("unreachable") }
/// # }
/// # impl std::error::Error for Unreachable {}
///
/// struct KmsKey {
///     kms: Kms,
///     name: String,
/// }
///
/// impl AsyncSigner for KmsKey {
///     type Error = Unreachable;
///
///     fn algorithm(&self) -> Algorithm {
///         Algorithm::ES256
///     }
///
///     fn key_id(&self) -> Option<&str> {
///         Some(&self.name)
///     }
///
///     async fn sign(&self, signing_input: &[u8]) -> Result<Vec<u8>, Unreachable> {
///         self.kms.sign(&self.name, signing_input).await
///     }
/// }
/// ```
pub trait AsyncSigner: Send + Sync {
    /// Why there is no signature. It must not show bytes of a key.
    type Error: Error + Send + Sync + 'static;

    /// The key's algorithm.
    fn algorithm(&self) -> Algorithm;

    /// The `kid` of tokens that this key signs.
    fn key_id(&self) -> Option<&str>;

    /// The signature over `signing_input`, in the form of
    /// [RFC 7518 §3](https://www.rfc-editor.org/rfc/rfc7518#section-3): ECDSA's is `r` and `s` side
    /// by side, not DER.
    ///
    /// # Errors
    /// [`Self::Error`] if there is none.
    fn sign(
        &self,
        signing_input: &[u8],
    ) -> impl Future<Output = Result<Vec<u8>, Self::Error>> + Send;
}

impl<S: Signer + ?Sized> AsyncSigner for S {
    type Error = SignError;

    fn algorithm(&self) -> Algorithm {
        Signer::algorithm(self)
    }

    fn key_id(&self) -> Option<&str> {
        Signer::key_id(self)
    }

    fn sign(
        &self,
        signing_input: &[u8],
    ) -> impl Future<Output = Result<Vec<u8>, SignError>> + Send {
        let mut signature = vec![0; self.signature_len()];
        future::ready(Signer::sign(self, signing_input, &mut signature).map(|()| signature))
    }
}
