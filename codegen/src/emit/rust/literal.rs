//! Literals as people write them.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{LitFloat, LitInt};

/// An integer with its digits in groups.
pub(super) fn integer(value: i64) -> TokenStream {
    let digits = LitInt::new(&grouped(&value.unsigned_abs().to_string()), Span::call_site());
    if value < 0 {
        quote! { -#digits }
    } else {
        quote! { #digits }
    }
}

/// An unsigned integer with its digits in groups.
pub(super) fn unsigned(value: u64) -> TokenStream {
    let digits = LitInt::new(&grouped(&value.to_string()), Span::call_site());
    quote! { #digits }
}

/// An index.
pub(super) fn index(value: usize) -> TokenStream {
    let digits = LitInt::new(&value.to_string(), Span::call_site());
    quote! { #digits }
}

/// A finite double.
pub(super) fn double(value: f64) -> TokenStream {
    let text = format!("{:?}", value.abs());
    let text = match text.split_once('.') {
        Some((whole, fraction)) => format!("{}.{fraction}", grouped(whole)),
        None => text,
    };
    let digits = LitFloat::new(&text, Span::call_site());
    if value.is_sign_negative() {
        quote! { -#digits }
    } else {
        quote! { #digits }
    }
}

/// Digits in groups of three, from five digits on.
pub(super) fn grouped(digits: &str) -> String {
    if digits.len() < 5 {
        return digits.to_owned();
    }
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{double, integer};

    #[test]
    fn digits_are_grouped() {
        for (value, text) in [
            (0, "0"),
            (9999, "9999"),
            (10_000, "10_000"),
            (-999_999, "- 999_999"),
            (i64::MIN, "- 9_223_372_036_854_775_808"),
        ] {
            assert_eq!(integer(value).to_string(), text);
        }
        for (value, text) in
            [(0.5, "0.5"), (-1.0, "- 1.0"), (123_456.75, "123_456.75"), (1e21, "1e21")]
        {
            assert_eq!(double(value).to_string(), text);
        }
    }
}
