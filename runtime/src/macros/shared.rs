//! Traits that users implement hold for what points to an implementation, too.

/// Implements a trait for `Arc<T>` and `Box<T>`, so that one value can be shared, or chosen at run time.
macro_rules! through_pointers {
    ($(impl $name:path { $($function:item)* })*) => {
        $($crate::macros::through_pointers! { @each $name [Arc Box] { $($function)* } })*
    };
    (@each $name:path [$($pointer:ident)*] $body:tt) => {
        $($crate::macros::through_pointers! { @one $name, $pointer, $body })*
    };
    (@one $name:path, $pointer:ident, { $($function:item)* }) => {
        impl<T: $name + ?Sized> $name for $pointer<T> {
            $($function)*
        }
    };
}
pub(crate) use through_pointers;
