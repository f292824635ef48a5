//! The plot of `benches/results.svg`: bars on a logarithmic scale.

use crate::backends::beside_aws_lc;
use jwt_benches::{
    ALGORITHMS, Backend,
    groups::{JSONWEBTOKEN, OURS},
};
use jwt_compare::{Row, peers};
use std::fmt::Write as _;

/// Times of ours and of peers, ours on AWS-LC being 1.
pub fn draw(rows: &[Row]) -> String {
    let mut body = String::new();
    let mut y = TOP;
    for operation in ["verify", "sign"] {
        let _ = write!(body, "<text class=\"title\" x=\"0\" y=\"{}\">{operation}</text>", y - 8);
        for algorithm in ALGORITHMS {
            let bars = bars(rows, operation, algorithm.name());
            let middle = y + bars.len() * BAR / 2 + 4;
            let _ = write!(body, "<text x=\"0\" y=\"{middle}\">{algorithm}</text>");
            for bar in bars {
                bar.draw(&mut body, y);
                y += BAR;
            }
            y += GAP;
        }
        y += TOP;
    }
    let height = y - TOP;
    let mut grid = String::new();
    for ratio in [1, 2, 5, 10, 20] {
        let x = x(f64::from(ratio));
        let _ = write!(
            grid,
            "<path class=\"grid\" d=\"M{x:.0} {}V{height}\"/><text class=\"tick\" x=\"{x:.0}\" y=\"12\">{ratio}×</text>",
            TOP - 24
        );
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-label=\"Times to verify and to sign, ours on AWS-LC being 1\">\n<style>{STYLE}</style>\n\
         {grid}\n{body}\n</svg>\n"
    )
}

struct Bar {
    name: String,
    class: &'static str,
    ratio: f64,
}

impl Bar {
    fn draw(&self, body: &mut String, y: usize) {
        let (left, right) = (x(LEAST), x(self.ratio.max(LEAST)));
        let _ = write!(
            body,
            "<rect class=\"{}\" x=\"{left:.0}\" y=\"{y}\" width=\"{:.0}\" height=\"{}\"/>\
             <text class=\"label\" x=\"{:.0}\" y=\"{}\">{} {:.2}×</text>",
            self.class,
            right - left,
            BAR - 3,
            right + 6.0,
            y + BAR - 6,
            self.name,
            self.ratio,
        );
    }
}

/// The fastest first.
fn bars(rows: &[Row], operation: &str, algorithm: &str) -> Vec<Bar> {
    let mut bars = Vec::new();
    let mut add = |name: String, class, backend: &str, case: &str| {
        let ratio = beside_aws_lc(rows, operation, algorithm, backend, case);
        bars.extend(ratio.map(|ratio| Bar { name, class, ratio }));
    };
    for backend in Backend::ALL.map(Backend::name) {
        add(format!("ours, {backend}"), "ours", backend, OURS);
        add(format!("jsonwebtoken, {backend}"), "peer", backend, JSONWEBTOKEN);
    }
    for peer in peers::ALL {
        add(peer.name.to_owned(), "peer", "aws-lc-rs", peer.name);
    }
    bars.sort_by(|one, other| one.ratio.total_cmp(&other.ratio));
    bars
}

/// Where a ratio stands.
fn x(ratio: f64) -> f64 {
    let share = (ratio / LEAST).ln() / (MOST / LEAST).ln();
    LEFT + share * (WIDTH as f64 - LEFT - RIGHT)
}

const WIDTH: usize = 820;
const LEFT: f64 = 70.0;
/// Room for the label of the longest bar.
const RIGHT: f64 = 190.0;
const LEAST: f64 = 0.5;
const MOST: f64 = 40.0;
const BAR: usize = 17;
const GAP: usize = 10;
const TOP: usize = 44;
const STYLE: &str = "text{font:12px system-ui,sans-serif;fill:#24292f}.title{font-size:15px;font-weight:600}\
    .label{font-size:11px}.tick{font-size:11px;text-anchor:middle}.grid{stroke:#8c959f;stroke-width:.5;\
    stroke-dasharray:2 3}.ours{fill:#0969da}.peer{fill:#8c959f}\
    @media(prefers-color-scheme:dark){text{fill:#e6edf3}.ours{fill:#58a6ff}.peer{fill:#6e7681}}";
