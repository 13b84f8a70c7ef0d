//! The tree that html5ever builds, in one arena: nodes know the line on which they began.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, parse_document};

/// Index of a node.
pub(super) type Id = usize;

/// A parsed page. Node 0 is the document.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// A node.
#[derive(Debug)]
pub(super) struct Node {
    /// The line of the source on which it began.
    pub(super) line: u64,
    pub(super) content: NodeContent,
    pub(super) children: Vec<Id>,
    parent: Option<Id>,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum NodeContent {
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
    },
    Text(String),
    /// The document, comments and instructions.
    Other,
}

impl Tree {
    /// Parses a page; whatever it holds, there is a tree.
    pub(super) fn parse(html: &str) -> Self {
        parse_document(Sink::default(), ParseOpts::default()).one(html)
    }

    /// The node; `None` for no index that this tree gave.
    pub(super) fn node(&self, id: Id) -> Option<&Node> {
        self.nodes.get(id)
    }
}

impl Node {
    /// The name of an element, in lower case.
    pub(super) fn element(&self) -> Option<&str> {
        match &self.content {
            NodeContent::Element { name, .. } => Some(&name.local),
            NodeContent::Text(_) | NodeContent::Other => None,
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, wanted: &str) -> Option<&str> {
        match &self.content {
            NodeContent::Element { attributes, .. } => {
                let found = attributes.iter().find(|attribute| &*attribute.name.local == wanted);
                found.map(|attribute| &*attribute.value)
            }
            NodeContent::Text(_) | NodeContent::Other => None,
        }
    }

    /// Whether its attribute `class` has this word.
    pub(super) fn has_class(&self, word: &str) -> bool {
        self.attribute("class").is_some_and(|classes| {
            classes.split_whitespace().any(|class| class.eq_ignore_ascii_case(word))
        })
    }
}

/// Receives what the parser makes.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    line: Cell<u64>,
}

impl Default for Sink {
    fn default() -> Self {
        let document =
            Node { line: 1, content: NodeContent::Other, children: Vec::new(), parent: None };
        Self { nodes: RefCell::new(vec![document]), line: Cell::new(1) }
    }
}

impl Sink {
    fn add(&self, content: NodeContent) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { line: self.line.get(), content, children: Vec::new(), parent: None });
        nodes.len() - 1
    }

    /// Puts a child before the one at `position`, or last; text is joined to text that it touches.
    fn insert(&self, parent: Id, position: Option<usize>, child: NodeOrText<Id>) {
        let child = match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                id
            }
            NodeOrText::AppendText(text) => {
                if self.extend_text(parent, position, &text) {
                    return;
                }
                self.add(NodeContent::Text(text.to_string()))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        if let Some(node) = nodes.get_mut(child) {
            node.parent = Some(parent);
        }
        if let Some(node) = nodes.get_mut(parent) {
            let position = position.unwrap_or(node.children.len()).min(node.children.len());
            node.children.insert(position, child);
        }
    }

    fn extend_text(&self, parent: Id, position: Option<usize>, more: &str) -> bool {
        let mut nodes = self.nodes.borrow_mut();
        let Some(children) = nodes.get(parent).map(|node| &node.children) else { return false };
        let before = position.unwrap_or(children.len()).checked_sub(1);
        let Some(&id) = before.and_then(|before| children.get(before)) else { return false };
        match nodes.get_mut(id).map(|node| &mut node.content) {
            Some(NodeContent::Text(text)) => {
                text.push_str(more);
                true
            }
            _ => false,
        }
    }

    fn detach(&self, id: Id) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(parent) = nodes.get_mut(id).and_then(|node| node.parent.take()) else { return };
        if let Some(parent) = nodes.get_mut(parent) {
            parent.children.retain(|&child| child != id);
        }
    }

    /// Parent and position of a node.
    fn position(&self, id: Id) -> Option<(Id, usize)> {
        let nodes = self.nodes.borrow();
        let parent = nodes.get(id)?.parent?;
        let position = nodes.get(parent)?.children.iter().position(|&child| child == id)?;
        Some((parent, position))
    }
}

/// The name of an element, borrowed from the arena.
#[derive(Debug)]
struct Name<'a>(Ref<'a, QualName>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name<'a> {
        Name(Ref::map(self.nodes.borrow(), |nodes| {
            match nodes.get(*target).map(|node| &node.content) {
                Some(NodeContent::Element { name, .. }) => name,
                // The parser asks for the names of elements that it was given, never of anything else.
                _ => unreachable!("the parser asked for the name of something that is no element"),
            }
        }))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        self.add(NodeContent::Element { name, attributes })
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.add(NodeContent::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.add(NodeContent::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.insert(*parent, None, child);
    }

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        if let NodeOrText::AppendNode(id) = &child {
            self.detach(*id);
        }
        if let Some((parent, position)) = self.position(*sibling) {
            self.insert(parent, Some(position), child);
        }
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        if self.position(*element).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    // What stands in a template belongs to the page as a reader sees it no less than anything else.
    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Id, more: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(NodeContent::Element { attributes, .. }) =
            nodes.get_mut(*target).map(|node| &mut node.content)
        else {
            return;
        };
        for attribute in more {
            if attributes.iter().all(|known| known.name != attribute.name) {
                attributes.push(attribute);
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let mut nodes = self.nodes.borrow_mut();
        let children = nodes.get_mut(*node).map(|node| std::mem::take(&mut node.children));
        for &child in children.iter().flatten() {
            if let Some(child) = nodes.get_mut(child) {
                child.parent = Some(*new_parent);
            }
        }
        if let (Some(parent), Some(children)) = (nodes.get_mut(*new_parent), children) {
            parent.children.extend(children);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(line);
    }
}
