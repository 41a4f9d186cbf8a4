//! Error codes: the faces show words by code, never prose from inside.

use crate::chat::words;
use serde::{Deserialize, Serialize};

words!(
    /// Everything that can be told to the owner, one code per sentence. The words are in
    /// `locales/*/errors.ftl` under `error-<code with dashes>`; a test demands all five languages.
    ErrorCode {
        /// The request's shape or a value in it is wrong.
        InvalidRequest = "invalid_request",
        /// No such operation.
        UnknownOperation = "unknown_operation",
        /// No such channel.
        UnknownChannel = "unknown_channel",
        /// Known by the contract, not built yet.
        NotBuilt = "not_built",
        /// Input was not UTF-8.
        InvalidUtf8 = "invalid_utf8",
        /// Nothing was pasted.
        TokenEmpty = "token_empty",
        /// What was pasted does not look like a token.
        TokenMalformed = "token_malformed",
        /// The token's time is over.
        TokenExpired = "token_expired",
        /// The marketplace does not know the token.
        TokenRejected = "token_rejected",
        /// The token lacks a right; which one stands beside the code.
        TokenMissingRight = "token_missing_right",
        /// A base token: one chat request an hour.
        TokenBase = "token_base",
        /// The keychain no longer holds this account's token.
        TokenMissing = "token_missing",
        /// The address is not one.
        AddressInvalid = "address_invalid",
        /// Plain http to another machine, or an option meant for loopback only.
        AddressNotAllowed = "address_not_allowed",
        /// The shop is connected already.
        DuplicateAccount = "duplicate_account",
        /// The new key is of another shop than the account's.
        TokenOtherShop = "token_other_shop",
        /// No connection to the marketplace.
        Unreachable = "unreachable",
        /// Whoever answers at the marketplace's address cannot prove to be it.
        CertificateUntrusted = "certificate_untrusted",
        /// No answer in time.
        TimedOut = "timed_out",
        /// The marketplace asked to wait.
        RateLimited = "rate_limited",
        /// The marketplace failed (5xx).
        ChannelFailed = "channel_failed",
        /// The marketplace refused the request (4xx).
        ChannelRefused = "channel_refused",
        /// The answer could not be read; nothing of it was taken.
        AnswerUnreadable = "answer_unreadable",
        /// The answer was larger than we accept.
        AnswerTooLarge = "answer_too_large",
        /// The right to reply to this chat is not known yet or was refused.
        ReplyTokenRefused = "reply_token_refused",
        /// No such account.
        AccountNotFound = "account_not_found",
        /// The account waits for the owner.
        AccountNeedsOwner = "account_needs_owner",
        /// The account is paused by the owner.
        AccountPaused = "account_paused",
        /// No such chat.
        ChatNotFound = "chat_not_found",
        /// No such reply.
        OutboxNotFound = "outbox_not_found",
        /// No such message, or not in that chat.
        MessageNotFound = "message_not_found",
        /// The buyer has written since the reply was begun.
        BuyerWroteAgain = "buyer_wrote_again",
        /// What was typed is no time to send a reply at.
        SendTimeNotUnderstood = "send_time_not_understood",
        /// No such note, or it was deleted for good.
        NoteNotFound = "note_not_found",
        /// No such label.
        LabelNotFound = "label_not_found",
        /// Another label has this name.
        LabelTaken = "label_taken",
        /// No such saved view.
        ViewNotFound = "view_not_found",
        /// A label or a view needs a name, and not a long one.
        NameUnusable = "name_unusable",
        /// More chats at once than one act takes.
        TooManyChats = "too_many_chats",
        /// There is nothing to take back.
        NothingToUndo = "nothing_to_undo",
        /// What was typed is no time to hide a chat until.
        SnoozeNotUnderstood = "snooze_not_understood",
        /// No such attachment.
        AttachmentNotFound = "attachment_not_found",
        /// No such drafted reply.
        DraftNotFound = "draft_not_found",
        /// No such habit of the owner's edits.
        HabitNotFound = "habit_not_found",
        /// No such canned reply.
        CannedNotFound = "canned_not_found",
        /// Another canned reply has this shortcut.
        CannedShortcutTaken = "canned_shortcut_taken",
        /// A rule of the guard has no words.
        GuardRuleEmpty = "guard_rule_empty",
        /// A phrase of a rule of the guard would match every reply.
        GuardRuleTooShort = "guard_rule_too_short",
        /// A phrase of a rule of the guard is longer than anybody writes.
        GuardRuleTooLong = "guard_rule_too_long",
        /// The guard stops the reply; only another text leaves.
        GuardBlocked = "guard_blocked",
        /// The guard warns of the reply, and nobody has said that it leaves nevertheless.
        GuardWarned = "guard_warned",
        /// No such snippet.
        SnippetNotFound = "snippet_not_found",
        /// The reply is empty.
        TextEmpty = "text_empty",
        /// The reply is longer than the channel takes.
        TextTooLong = "text_too_long",
        /// The state does not allow this step.
        StateConflict = "state_conflict",
        /// Delivery is not certain; the owner decides.
        Unconfirmed = "unconfirmed",
        /// Several attempts in a row were turned away.
        TooManyAttempts = "too_many_attempts",
        /// The file is being checked by the marketplace.
        FilePending = "file_pending",
        /// The marketplace blocked the file.
        FileBlocked = "file_blocked",
        /// The channel cannot do this.
        NotSupported = "not_supported",
        /// The channel no longer takes a reply in this chat.
        ReplyWindowOver = "reply_window_over",
        /// The plan the shop pays for at the marketplace does not include this.
        PlanTooLow = "plan_too_low",
        /// The Client-Id or client id is missing or is not one.
        ClientIdInvalid = "client_id_invalid",
        /// The file is empty.
        FileEmpty = "file_empty",
        /// The file is larger than we take.
        FileTooLarge = "file_too_large",
        /// The file is not of a kind that is shown.
        FileKind = "file_kind",
        /// Another Pult holds the data folder and cannot do this for us.
        DataInUse = "data_in_use",
        /// The program that was asked went away before it answered: what was asked may have been done.
        AnswerLost = "answer_lost",
        /// The database was written by a newer version.
        DataNewer = "data_newer",
        /// The database is damaged.
        DataCorrupt = "data_corrupt",
        /// The data folder cannot be written.
        DataReadOnly = "data_read_only",
        /// The passphrase of a backup is too short to protect it.
        BackupPassphraseShort = "backup_passphrase_short",
        /// The passphrase does not open the backup.
        BackupPassphraseWrong = "backup_passphrase_wrong",
        /// The keychain no longer holds the passphrase of scheduled backups.
        BackupPassphraseMissing = "backup_passphrase_missing",
        /// There is no such file.
        BackupNotFound = "backup_not_found",
        /// The file is no backup of ours.
        BackupUnknown = "backup_unknown",
        /// The backup is cut or changed.
        BackupDamaged = "backup_damaged",
        /// The backup was made by a newer version.
        BackupNewer = "backup_newer",
        /// A backup cannot be kept in that folder.
        BackupFolder = "backup_folder",
        /// The folder to restore into holds data already.
        BackupTargetUsed = "backup_target_used",
        /// A reply waited when the backup was made and may have been sent since.
        BackupRestored = "backup_restored",
        /// A backup was laid ready and takes the place of everything at the next start.
        BackupLaid = "backup_laid",
        /// There are no chats to be exported.
        ExportNothing = "export_nothing",
        /// Nothing can be written into that folder.
        ExportFolder = "export_folder",
        /// The file is no dispute pack.
        PackUnknown = "pack_unknown",
        /// A dispute pack is not what its manifest says.
        PackDamaged = "pack_damaged",
        /// There is no file to be imported, or it cannot be read.
        ImportNotFound = "import_not_found",
        /// The file holds no history that can be read.
        ImportUnknown = "import_unknown",
        /// The file was made by a newer version.
        ImportNewer = "import_newer",
        /// The file is larger than an import takes.
        ImportTooLarge = "import_too_large",
        /// A column that history cannot do without was not found.
        ImportColumns = "import_columns",
        /// Another import is under way.
        ImportBusy = "import_busy",
        /// No such import.
        ImportGone = "import_gone",
        /// A kept history has nobody to send to.
        ArchiveOnly = "archive_only",
        /// The disk is full.
        DiskFull = "disk_full",
        /// The database failed otherwise.
        StorageFailed = "storage_failed",
        /// No keychain on this machine.
        KeychainMissing = "keychain_missing",
        /// The keychain is locked.
        KeychainLocked = "keychain_locked",
        /// The keychain failed.
        KeychainFailed = "keychain_failed",
        /// There is no demo shop here.
        DemoUnavailable = "demo_unavailable",
        /// No such provider of models.
        ProviderNotFound = "provider_not_found",
        /// A provider's key is not in the keychain.
        ModelKeyMissing = "model_key_missing",
        /// The provider does not take the key.
        ModelKeyRejected = "model_key_rejected",
        /// Something besides the key is missing: a folder, a model.
        ModelSetupIncomplete = "model_setup_incomplete",
        /// The provider's certificate is not trusted by this machine.
        ModelCertificate = "model_certificate",
        /// The provider serves no requests from this country.
        ModelRegion = "model_region",
        /// The provider asked to wait.
        ModelRateLimited = "model_rate_limited",
        /// The account at the provider is empty.
        ModelNoMoney = "model_no_money",
        /// No connection to the provider.
        ModelUnreachable = "model_unreachable",
        /// The provider failed or is overloaded.
        ModelUnavailable = "model_unavailable",
        /// No answer in time.
        ModelTimedOut = "model_timed_out",
        /// The answer had no text.
        ModelEmpty = "model_empty",
        /// The answer stopped in the middle.
        ModelCut = "model_cut",
        /// The answer was not in the shape that was asked for.
        ModelMalformed = "model_malformed",
        /// The answer did not end.
        ModelEndless = "model_endless",
        /// The provider has no such model, or no longer.
        ModelUnknown = "model_unknown",
        /// The question is longer than the model takes.
        ModelContextTooLong = "model_context_too_long",
        /// The model or its provider declined on grounds of safety.
        ModelDeclined = "model_declined",
        /// The provider refused the request for a reason of its own.
        ModelRefused = "model_refused",
        /// The owner's budget is used up.
        ModelBudgetReached = "model_budget_reached",
        /// No provider is set up.
        ModelNone = "model_none",
        /// Only models on this machine are allowed, and there is none.
        ModelNoneLocal = "model_none_local",
        /// The owner stopped it.
        ModelStopped = "model_stopped",
        /// The login in the browser was not finished.
        ModelLoginFailed = "model_login_failed",
        /// Stopped on the way down.
        ShuttingDown = "shutting_down",
        /// A fault of ours.
        Internal = "internal",
    }
);

impl ErrorCode {
    /// Whether nobody was asked: there is no line, or none that can be trusted.
    #[must_use]
    pub fn reached_nobody(self) -> bool {
        matches!(self, Self::Unreachable | Self::CertificateUntrusted)
    }

    /// Whether the same request may succeed later without anybody doing anything.
    #[must_use]
    pub fn retryable(self) -> bool {
        matches!(
            self,
            Self::Unreachable
                | Self::CertificateUntrusted
                | Self::TimedOut
                | Self::RateLimited
                | Self::ChannelFailed
                | Self::AnswerUnreadable
                | Self::FilePending
                | Self::DataInUse
                | Self::DiskFull
                | Self::KeychainLocked
                | Self::ModelRateLimited
                | Self::ModelUnreachable
                | Self::ModelUnavailable
                | Self::ModelTimedOut
                | Self::ModelEmpty
                | Self::ModelCut
                | Self::ModelMalformed
                | Self::ModelEndless
                | Self::ShuttingDown
        )
    }
}

impl std::fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
