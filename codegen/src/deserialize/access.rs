//! The insides of mappings, lists, words, and of the types that carry a place.

use serde::de::value::{StrDeserializer, UsizeDeserializer};
use serde::de::{
    DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::{Error, Reader, lint};
use crate::source::Span;
use crate::tree::{Entry, Kind, Node};

/// The items of a list.
pub(super) struct Items<'t, 's, 'r> {
    list: Reader<'t, 's, 'r>,
    items: std::slice::Iter<'t, Node<'s>>,
}

impl<'t, 's, 'r> Items<'t, 's, 'r> {
    pub(super) fn new(list: Reader<'t, 's, 'r>, items: &'t [Node<'s>]) -> Self {
        Self { list, items: items.iter() }
    }
}

impl<'de> SeqAccess<'de> for Items<'de, '_, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        self.items.next().map(|item| seed.deserialize(self.list.child(item, None))).transpose()
    }
}

/// The entries of a struct: those that it has a field for.
pub(super) struct Fields<'t, 's, 'r> {
    mapping: Reader<'t, 's, 'r>,
    entries: std::slice::Iter<'t, Entry<'s>>,
    name: &'static str,
    known: &'static [&'static str],
    all: &'t [Entry<'s>],
    /// Fields that were read from misspelt keys.
    meant: Vec<&'static str>,
    current: Option<&'t Entry<'s>>,
    /// The key was reported, and its value is of no use.
    refused: bool,
}

impl<'t, 's, 'r> Fields<'t, 's, 'r> {
    pub(super) fn new(
        mapping: Reader<'t, 's, 'r>,
        entries: &'t [Entry<'s>],
        name: &'static str,
        known: &'static [&'static str],
    ) -> Self {
        Self {
            mapping,
            entries: entries.iter(),
            name,
            known,
            all: entries,
            meant: Vec::new(),
            current: None,
            refused: false,
        }
    }
}

impl<'de> MapAccess<'de> for Fields<'de, '_, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        while let Some(entry) = self.entries.next() {
            if self.known.contains(&entry.key.as_ref()) {
                self.current = Some(entry);
                let next = self.entries.as_slice().first();
                self.refused = next.is_some_and(|next| lint::goes_on(entry, next));
                let key: StrDeserializer<'_, Error> = entry.key.as_ref().into_deserializer();
                return seed.deserialize(key).map(Some);
            }
            // A misspelt key is one mistake, and not a missing key as well: it is read as what it means.
            let meant = self.mapping.unknown_key(entry, self.all, self.name, self.known);
            let Some(Meant { field, usable }) = meant else { continue };
            if !self.meant.contains(&field) && self.all.iter().all(|other| other.key != field) {
                self.meant.push(field);
                self.current = Some(entry);
                self.refused = !usable;
                let key: StrDeserializer<'_, Error> = field.into_deserializer();
                return seed.deserialize(key).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let current = self.current.take();
        if std::mem::take(&mut self.refused) {
            return refused(self.mapping, seed);
        }
        value(self.mapping, current, seed)
    }
}

/// The field that a key seems to mean.
pub(super) struct Meant {
    pub(super) field: &'static str,
    /// Whether the key's value is that of the field.
    pub(super) usable: bool,
}

/// The entries of a mapping whose keys are names from the page.
pub(super) struct Names<'t, 's, 'r> {
    mapping: Reader<'t, 's, 'r>,
    entries: std::slice::Iter<'t, Entry<'s>>,
    object: bool,
    current: Option<&'t Entry<'s>>,
}

impl<'t, 's, 'r> Names<'t, 's, 'r> {
    pub(super) fn new(mapping: Reader<'t, 's, 'r>, entries: &'t [Entry<'s>]) -> Self {
        Self { mapping, entries: entries.iter(), object: false, current: None }
    }

    /// The entries of an object, whose keys with texts and lists are few.
    pub(super) fn object(mapping: Reader<'t, 's, 'r>, entries: &'t [Entry<'s>]) -> Self {
        Self { object: true, ..Self::new(mapping, entries) }
    }
}

impl<'de> MapAccess<'de> for Names<'de, '_, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some(entry) = self.entries.next() else { return Ok(None) };
        self.current = Some(entry);
        let span = self.mapping.at(&entry.key_range);
        seed.deserialize(Parts::key(&span, &entry.key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let current = self.current.take();
        if self.object && current.is_some_and(|entry| self.mapping.refuse_stray(entry)) {
            return refused(self.mapping, seed);
        }
        value(self.mapping, current, seed)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.entries.len())
    }
}

/// A value that was reported.
fn refused<'de, V: DeserializeSeed<'de>>(
    mapping: Reader<'de, '_, '_>,
    seed: V,
) -> Result<V::Value, Error> {
    const REFUSED: &Node<'static> = &Node { kind: Kind::Refused, range: 0..0 };
    let Reader { file, report, .. } = mapping;
    seed.deserialize(Reader { node: REFUSED, file, report, key: None })
}

fn value<'de, 's, V: DeserializeSeed<'de>>(
    mapping: Reader<'de, 's, '_>,
    entry: Option<&'de Entry<'s>>,
    seed: V,
) -> Result<V::Value, Error> {
    let Some(Entry { key, key_range, value }) = entry else { return Err(Error::reported()) };
    seed.deserialize(mapping.child(value, Some((key, key_range))))
}

/// A variant and what it holds.
pub(super) struct Variant<'t, 's, 'r> {
    node: Reader<'t, 's, 'r>,
    name: &'static str,
}

impl<'t, 's, 'r> Variant<'t, 's, 'r> {
    /// An enumeration of these is chosen by the kind of the node.
    pub(super) const KINDS: [&'static str; 3] = ["Scalar", "Sequence", "Mapping"];

    pub(super) fn new(node: Reader<'t, 's, 'r>, name: &'static str) -> Self {
        Self { node, name }
    }
}

impl<'de> EnumAccess<'de> for Variant<'de, '_, '_> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let name: StrDeserializer<'_, Error> = self.name.into_deserializer();
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de, '_, '_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self.node)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        serde::Deserializer::deserialize_seq(self.node, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        serde::Deserializer::deserialize_struct(self.node, self.name, fields, visitor)
    }
}

/// A fixed sequence: how a place travels through serde.
pub(super) struct Parts<'t, 's, 'r> {
    parts: std::iter::Flatten<std::array::IntoIter<Option<Part<'t, 's, 'r>>, 4>>,
}

enum Part<'t, 's, 'r> {
    Number(usize),
    Text(&'t str),
    /// Its failure ends the sequence and nothing else.
    Node(Reader<'t, 's, 'r>),
}

impl<'t, 's, 'r> Parts<'t, 's, 'r> {
    fn new(parts: [Option<Part<'t, 's, 'r>>; 4]) -> Self {
        Self { parts: parts.into_iter().flatten() }
    }

    fn placed(span: &Span, value: Option<Part<'t, 's, 'r>>) -> Self {
        let number = |number| Some(Part::Number(number));
        Self::new([number(span.file.0), number(span.range.start), number(span.range.end), value])
    }

    /// File, start, end, value.
    pub(super) fn at(span: &Span, value: Option<Reader<'t, 's, 'r>>) -> Self {
        Self::placed(span, value.map(Part::Node))
    }

    /// File, start, end, text.
    pub(super) fn key(span: &Span, text: &'t str) -> Self {
        Self::placed(span, Some(Part::Text(text)))
    }

    /// Whether quoted, text.
    pub(super) fn scalar(quoted: bool, text: &'t str) -> Self {
        let quoted = Part::Number(usize::from(quoted));
        Self::new([Some(quoted), Some(Part::Text(text)), None, None])
    }
}

impl<'de> SeqAccess<'de> for Parts<'de, '_, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        match self.parts.next() {
            None => Ok(None),
            Some(Part::Number(number)) => {
                let number: UsizeDeserializer<Error> = number.into_deserializer();
                seed.deserialize(number).map(Some)
            }
            Some(Part::Text(text)) => {
                let text: StrDeserializer<'_, Error> = text.into_deserializer();
                seed.deserialize(text).map(Some)
            }
            Some(Part::Node(node)) => match seed.deserialize(node) {
                Ok(value) => Ok(Some(value)),
                Err(error) => {
                    error.report(node.report, &node.span());
                    Ok(None)
                }
            },
        }
    }
}

/// A key: only the types that ask for its place get it, the others its text.
impl<'de> serde::Deserializer<'de> for Parts<'de, '_, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
