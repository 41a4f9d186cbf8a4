//! Faults that change the JSON of an answer, for any marketplace.

use serde_json::{Map, Value, json};

use crate::faults::Fault;

/// What the faults need to know of a marketplace's answers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// Where lists are, as JSON pointers; the first that leads to a list is the one.
    pub(crate) lists: &'static [&'static str],
    /// Whether lists are doubled and turned round here.
    pub(crate) turns: bool,
    /// Fields that a document does not call required.
    pub(crate) optional: &'static [&'static str],
    /// Numbers that may come as strings of digits.
    pub(crate) numbers: &'static [&'static str],
    /// An entry of a list that cannot be understood.
    pub(crate) broken: fn() -> Value,
}

/// Changes an answer's JSON as the faults say.
pub(crate) fn spoil(value: &mut Value, faults: &[Fault], shape: &Shape) {
    for fault in faults {
        match fault {
            Fault::MissingFields => each_object(value, &mut |object| shape.optional.iter().for_each(|name| drop(object.remove(*name)))),
            Fault::NumbersAsStrings => each_object(value, &mut |object| {
                for name in shape.numbers {
                    if let Some(number) = object.get_mut(*name).filter(|value| value.is_number()) {
                        *number = json!(number.to_string());
                    }
                }
            }),
            Fault::NullLists => each_object(value, &mut |object| {
                object.values_mut().filter(|value| value.as_array().is_some_and(Vec::is_empty)).for_each(|value| *value = Value::Null);
            }),
            Fault::UnknownFields => each_object(value, &mut |object| {
                object.insert("futureField".to_owned(), json!({"why": "because", "list": [1, null, {"deep": true}]}));
            }),
            Fault::BrokenEvent => with_list(value, shape, |list| list.insert(list.len() / 2, (shape.broken)())),
            Fault::DuplicateEvents if shape.turns => {
                with_list(value, shape, |list| *list = list.iter().flat_map(|entry| [entry.clone(), entry.clone()]).collect())
            }
            Fault::ReorderEvents if shape.turns => with_list(value, shape, |list| list.reverse()),
            Fault::ReorderAcrossPages if shape.turns => with_list(value, shape, |list| {
                let half = list.len() / 2;
                list.rotate_left(half);
            }),
            _ => {}
        }
    }
}

fn with_list(value: &mut Value, shape: &Shape, f: impl FnOnce(&mut Vec<Value>)) {
    let place = shape.lists.iter().find(|place| value.pointer(place).is_some_and(Value::is_array));
    if let Some(list) = place.and_then(|place| value.pointer_mut(place)).and_then(Value::as_array_mut) {
        f(list);
    }
}

pub(crate) fn each_object(value: &mut Value, f: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            object.values_mut().for_each(|value| each_object(value, f));
            f(object);
        }
        Value::Array(list) => list.iter_mut().for_each(|value| each_object(value, f)),
        _ => {}
    }
}
