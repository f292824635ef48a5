//! What the algorithms with a private and a public key have in common.

use family::Scheme;

/// The asymmetric algorithms of this backend: `Rs256` to `Rs512`, `Ps256` to `Ps512`, `Es256` to
/// `Es512`, `Es256k`, `Ed25519`, `EdDsa` and `MlDsa44` to `MlDsa87`, as far as the features go.
pub trait Asymmetric: Scheme {}

impl<A: Scheme> Asymmetric for A {}

/// Out of reach from outside, so that `Asymmetric` is sealed.
pub(crate) mod family {
    use core::fmt::Debug;
    use jwt_core::{Alg, Algorithm, InvalidSignature, KeyParameters, KeyRejected, SignError};
    use zeroize::Zeroizing;

    /// An algorithm: a variant of its family.
    pub trait Scheme: Alg + Debug {
        type Family: Family;
        const VARIANT: <Self::Family as Family>::Variant;
    }

    /// Algorithms that differ in their parameters only.
    pub trait Family {
        /// What tells the algorithms of the family apart.
        type Variant: Copy + Send + Sync;
        type Private: Send + Sync;
        type Public: Clone + Send + Sync;

        /// Loads the private key, and checks that its halves belong together.
        fn private(
            algorithm: Algorithm,
            variant: Self::Variant,
            parameters: &KeyParameters,
        ) -> Result<Self::Private, KeyRejected>;

        /// Loads the public key, also out of private parameters.
        fn public(
            algorithm: Algorithm,
            variant: Self::Variant,
            parameters: &KeyParameters,
        ) -> Result<Self::Public, KeyRejected>;

        fn public_of(private: &Self::Private) -> Self::Public;

        /// The public key's numbers.
        fn parameters(variant: Self::Variant, public: &Self::Public) -> KeyParameters;

        /// A new private key in PKCS#8; `rsa_bits` is the size of an RSA modulus.
        fn generate(
            algorithm: Algorithm,
            variant: Self::Variant,
            rsa_bits: Option<usize>,
        ) -> Result<Zeroizing<Vec<u8>>, KeyRejected>;

        fn signature_len(private: &Self::Private) -> usize;

        fn sign(
            variant: Self::Variant,
            private: &Self::Private,
            message: &[u8],
            signature: &mut [u8],
        ) -> Result<(), SignError>;

        fn verify(
            variant: Self::Variant,
            public: &Self::Public,
            message: &[u8],
            signature: &[u8],
        ) -> Result<(), InvalidSignature>;
    }
}
