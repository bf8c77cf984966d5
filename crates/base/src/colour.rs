//! Colours that an organisation chooses, checked for contrast.

/// A colour as `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    rgb: [u8; 3],
}

impl Colour {
    pub const WHITE: Colour = Colour { rgb: [255, 255, 255] };

    /// Reads `#rrggbb`.
    pub fn parse(text: &str) -> Option<Colour> {
        let hex = text.strip_prefix('#').filter(|h| h.len() == 6 && h.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let part = |i: usize| u8::from_str_radix(&hex[i..i + 2], 16).ok();
        Some(Colour { rgb: [part(0)?, part(2)?, part(4)?] })
    }

    /// Contrast ratio 1.0 to 21.0 as defined in WCAG 2.2 (relative luminance).
    pub fn contrast(self, other: Colour) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// True when white text on this colour reaches 4.5:1 (WCAG 2.2, 1.4.3).
    pub fn carries_white_text(self) -> bool {
        self.contrast(Colour::WHITE) >= 4.5
    }

    fn luminance(self) -> f64 {
        let linear = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.rgb[0]) + 0.7152 * linear(self.rgb[1]) + 0.0722 * linear(self.rgb[2])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_as_wcag_defines_it() {
        let black = Colour::parse("#000000").unwrap();
        assert!((black.contrast(Colour::WHITE) - 21.0).abs() < 0.01);
        assert!(Colour::parse("#0B5FA5").unwrap().carries_white_text());
        assert!(!Colour::parse("#F5A623").unwrap().carries_white_text());
        assert!(
            Colour::parse("#+1+2+3").is_none()
                && Colour::parse("#12345").is_none()
                && Colour::parse("0B5FA5").is_none()
        );
    }
}
