//! JSON Web Token signatures by AWS-LC.
