//! `note`.

use crate::args::NoteCommand;
use crate::face::Face;
use crate::failure::Failure;
use crate::lines::NoteLine;
use crate::way::Way;
use pult_core::dto::{ChatRef, NoteAdd, NoteEdit, NoteRef, NoteView};
use pult_domain::{ChatId, NoteId};

/// Keeps, changes, deletes or lists notes.
pub(crate) async fn run(way: &Way, command: NoteCommand, face: &Face) -> Result<(), Failure> {
    let note: NoteView = match command {
        NoteCommand::List { chat } => {
            let notes: Vec<NoteView> = way.call("notes_list", &ChatRef { chat: ChatId(chat) }).await?;
            return notes.into_iter().try_for_each(|note| face.line(&NoteLine::from(note)));
        }
        NoteCommand::Add { chat, text } => way.call("note_add", &NoteAdd { chat: ChatId(chat), text, client_key: None }).await?,
        NoteCommand::Edit { note, text } => way.call("note_edit", &NoteEdit { note: NoteId(note), text }).await?,
        NoteCommand::Remove { note } => way.call("note_remove", &NoteRef { note: NoteId(note) }).await?,
        NoteCommand::Restore { note } => way.call("note_restore", &NoteRef { note: NoteId(note) }).await?,
    };
    face.line(&NoteLine::from(note))
}
