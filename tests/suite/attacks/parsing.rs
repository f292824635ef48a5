//! …

use crate::cases;

cases![];
