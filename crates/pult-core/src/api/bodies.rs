//! The bodies of the operations: checks at the border, then one call inwards.
//!
//! Long because it is one `impl` of one trait, which the compiler holds complete against the table. A body
//! of more than a few lines has its thinking elsewhere.

use super::dto::*;
use super::table::Bodies;
use crate::core::Core;
use crate::searching::Wanted;
use crate::sync::count;
use crate::{settings, view};
use async_trait::async_trait;
use pult_domain::{ChannelKind, ChannelLimits, ErrorCode, OutboxEvent, OutboxId, ReplyRight, TokenCheck};
use pult_store::{ChatHead, OutboxRow, SEARCH_CHATS};
use std::sync::Arc;
use std::sync::atomic::Ordering;

fn limit(asked: Option<f64>, usual: i64, most: i64) -> Result<i64, ApiError> {
    #[allow(clippy::cast_possible_truncation, reason = "checked to be small")]
    match asked {
        None => Ok(usual),
        Some(n) if (1.0..=1_000_000_000.0).contains(&n) && n.fract() == 0.0 => Ok((n as i64).min(most)),
        Some(_) => Err(ApiError::new(ErrorCode::InvalidRequest, "A limit is a whole number from 1")),
    }
}

impl Core {
    async fn chat_head(&self, chat: pult_domain::ChatId) -> Result<ChatHead, ApiError> {
        let head = self.store.chat_head(chat).await?;
        head.ok_or_else(|| ApiError::missing(ErrorCode::ChatNotFound))
    }

    pub(crate) async fn outbox_row(&self, id: OutboxId) -> Result<OutboxRow, ApiError> {
        let row = self.store.outbox(id).await?;
        row.ok_or_else(|| ApiError::missing(ErrorCode::OutboxNotFound))
    }

    async fn step(&self, id: OutboxId, event: OutboxEvent) -> Result<OutboxRow, ApiError> {
        self.outbox_row(id).await?;
        let row = self.store.outbox_step(id, event, None).await?;
        self.lanes.of(row.account).wake_delivery.notify_one();
        Ok(row)
    }

    pub(crate) fn accepts(&self, text: &str, files: usize, limits: &ChannelLimits) -> Result<(), ApiError> {
        if text.is_empty() && files > 0 {
            return Ok(());
        }
        if text.is_empty() {
            return Err(ApiError::new(ErrorCode::TextEmpty, "The reply is empty"));
        }
        let chars = text.chars().count();
        let most = usize::try_from(limits.text_chars).unwrap_or(usize::MAX);
        if chars > most {
            return Err(ApiError::new(ErrorCode::TextTooLong, format!("The reply has {chars} characters, the channel takes {most}")));
        }
        Ok(())
    }
}

#[async_trait]
impl Bodies for Arc<Core> {
    async fn app_info(&self, _: Nothing) -> Result<AppInfo, ApiError> {
        let channels = ChannelKind::ALL.into_iter().map(|channel| ChannelInfo {
            channel,
            available: pult_connectors::available(channel),
            limits: pult_connectors::limits(channel),
        });
        Ok(AppInfo {
            version: env!("CARGO_PKG_VERSION").into(),
            data_dir: self.data.folder().display().to_string(),
            secrets: self.secrets.kind().into(),
            settings: settings::load(&self.store).await?,
            sync_paused: self.paused.load(Ordering::SeqCst),
            channels: channels.collect(),
            recovery: self.recovery().await?,
        })
    }

    async fn settings_set(&self, patch: SettingsPatch) -> Result<Settings, ApiError> {
        settings::change(&self.store, patch).await
    }

    async fn recovery_seen(&self, _: Nothing) -> Result<Nothing, ApiError> {
        Core::recovery_seen(self).await?;
        Ok(Nothing {})
    }

    async fn accounts_list(&self, _: Nothing) -> Result<Vec<AccountView>, ApiError> {
        Ok(self.store.accounts().await?.into_iter().map(|row| self.account_view(row)).collect())
    }

    async fn account_check(&self, add: AccountAdd) -> Result<TokenCheck, ApiError> {
        self.check_token(&add).await
    }

    async fn account_add(&self, add: AccountAdd) -> Result<AccountAdded, ApiError> {
        self.add_account(add).await
    }

    async fn account_set_token(&self, request: AccountToken) -> Result<TokenCheck, ApiError> {
        self.set_token(request.account, request.token).await
    }

    async fn account_set(&self, patch: AccountPatch) -> Result<AccountView, ApiError> {
        self.change_account(patch).await
    }

    async fn account_remove(&self, request: AccountRef) -> Result<Nothing, ApiError> {
        self.remove_account(request.account).await?;
        Ok(Nothing {})
    }

    async fn sync_now(&self, request: SyncNow) -> Result<Vec<SyncReport>, ApiError> {
        let accounts = match request.account {
            Some(account) => {
                let row = self.account_row(account).await?;
                if !row.channel.is_live() {
                    return Err(ApiError::new(ErrorCode::ArchiveOnly, "An archive has nobody to ask"));
                }
                vec![row.id]
            }
            None => self.store.accounts().await?.into_iter().filter(|row| !row.paused && row.channel.is_live()).map(|row| row.id).collect(),
        };
        // Side by side: one account's failure or slowness is its own.
        let rounds = accounts.into_iter().map(|account| self.sync_whole(account));
        futures_util::future::join_all(rounds).await.into_iter().collect()
    }

    async fn sync_pause(&self, request: SyncPause) -> Result<Nothing, ApiError> {
        let accounts = match request.account {
            Some(account) => {
                self.account_row(account).await?;
                self.store.account_set_paused(account, request.paused).await?;
                vec![account]
            }
            None => {
                self.paused.store(request.paused, Ordering::SeqCst);
                self.store.accounts().await?.into_iter().map(|row| row.id).collect()
            }
        };
        for account in accounts {
            let lane = self.lanes.of(account);
            lane.wake_sync.notify_one();
            lane.wake_delivery.notify_one();
            self.note_account(account);
        }
        Ok(Nothing {})
    }

    async fn queue_counts(&self, _: Nothing) -> Result<QueueCounts, ApiError> {
        Ok(view::queue_counts(&self.store.queue_counts().await?))
    }

    async fn chat_list(&self, query: ChatListQuery) -> Result<ChatPage, ApiError> {
        let wanted = pult_store::ChatListQuery {
            view: query.view,
            account: query.account,
            label: query.label,
            unread_only: query.unread.unwrap_or(false),
            limit: limit(query.limit, 50, 200)?,
            after: query.after,
        };
        let page = self.store.chat_list(wanted).await?;
        Ok(ChatPage { chats: self.chat_rows(page.rows), next: page.next, prev: page.prev, total: count(page.total) })
    }

    async fn chat_get(&self, request: ChatRef) -> Result<ChatView, ApiError> {
        let head = self.chat_head(request.chat).await?;
        let account = self.account_row(head.row.account).await?;
        let facts = self.store.chat_channel(request.chat).await?;
        // An end by the clock is a warning only: some sellers may write longer (Ozon's FBS until 72 h
        // after delivery), and the channel's own refusal is certain.
        let over = facts.reply_right == ReplyRight::Closed;
        let reply_blocked = match account.blocked {
            _ if !account.channel.is_live() => Some(ErrorCode::ArchiveOnly),
            Some(_) => Some(ErrorCode::AccountNeedsOwner),
            None => over.then_some(ErrorCode::ReplyWindowOver),
        };
        let uploads = self.store.uploads_waiting(request.chat).await?;
        let analysis = self.store.analysis(request.chat).await?;
        let composer = self.store.composer(request.chat).await?;
        let refused = self.store.chat_history_refused(request.chat).await?;
        Ok(ChatView {
            history_refused: refused.map(|refused| HistoryRefusedView { since_ms: refused.since, status: refused.status }),
            draft_seen: composer.seen,
            draft_answers: composer.answers.map(view::quote),
            note_draft: composer.note,
            analysis: analysis.map(crate::listening::view),
            kind: facts.kind,
            reply_until_ms: if let ReplyRight::Until(end) = facts.reply_right { Some(end) } else { None },
            uploads: uploads.into_iter().map(view::upload).collect(),
            place: self.place(request.chat).await?,
            account_name: account.name,
            limits: pult_connectors::limits(head.row.channel),
            draft: head.draft,
            first_message_at_ms: head.first_message_at,
            messages: count(head.messages),
            read_up_to: head.read_up_to,
            reply_blocked,
            other_chats: count(head.other_chats),
            row: self.chat_row(head.row),
        })
    }

    async fn chat_messages(&self, query: MessagesQuery) -> Result<MessagePage, ApiError> {
        if query.before.is_some() && query.after.is_some() {
            return Err(ApiError::new(ErrorCode::InvalidRequest, "Either before or after, not both"));
        }
        let page = self.store.messages(query.chat, query.before, query.after, limit(query.limit, 50, 200)?).await?;
        // Messages prove their chat; asking for the head first would double the time of opening it.
        if page.rows.is_empty() {
            self.chat_head(query.chat).await?;
        }
        let outbox = if page.newer { Vec::new() } else { self.store.outbox_open(query.chat).await? };
        let told = self.store.replies_told(page.rows.iter().filter_map(|row| row.outbox)).await?;
        Ok(MessagePage {
            messages: page.rows.into_iter().map(|row| view::told(view::message(row), &told)).collect(),
            older: page.older,
            newer: page.newer,
            outbox: outbox.into_iter().map(view::outbox).collect(),
        })
    }

    async fn chat_read(&self, request: ChatRef) -> Result<Nothing, ApiError> {
        self.store.chat_mark_read(request.chat).await?;
        self.tell_read(request.chat);
        Ok(Nothing {})
    }

    async fn chat_move(&self, request: ChatMove) -> Result<ChatRow, ApiError> {
        Ok(self.chat_row(self.store.chat_move(request.chat, request.queue, self.clock.now()).await?))
    }

    async fn chat_snooze(&self, request: ChatSnooze) -> Result<ChatSnoozed, ApiError> {
        Ok(ChatSnoozed { until_ms: self.snooze(request.chat, &request.until).await? })
    }

    async fn snooze_time(&self, request: SnoozeTimeAsk) -> Result<ChatSnoozed, ApiError> {
        Core::snooze_time(self, request).await
    }

    async fn chats_act(&self, request: ChatsAct) -> Result<ActDone, ApiError> {
        self.act(request).await
    }

    async fn undo(&self, request: UndoAsk) -> Result<UndoDone, ApiError> {
        self.take_back(request.undo).await
    }

    async fn labels_list(&self, _: Nothing) -> Result<Vec<LabelView>, ApiError> {
        Core::labels(self).await
    }

    async fn label_add(&self, request: LabelAdd) -> Result<LabelView, ApiError> {
        self.add_label(request).await
    }

    async fn label_set(&self, request: LabelPatch) -> Result<LabelView, ApiError> {
        self.change_label(request).await
    }

    async fn label_remove(&self, request: LabelRef) -> Result<ActDone, ApiError> {
        self.remove_label(request.label).await
    }

    async fn views_list(&self, _: Nothing) -> Result<Vec<SavedViewView>, ApiError> {
        self.saved_views().await
    }

    async fn view_save(&self, request: SavedViewSave) -> Result<SavedViewView, ApiError> {
        self.save_view(request).await
    }

    async fn view_move(&self, request: SavedViewMove) -> Result<Nothing, ApiError> {
        self.move_view(request).await?;
        Ok(Nothing {})
    }

    async fn view_remove(&self, request: SavedViewRef) -> Result<ActDone, ApiError> {
        self.remove_view(request.view).await
    }

    async fn chat_why(&self, request: ChatRef) -> Result<WhyView, ApiError> {
        self.why(request.chat).await
    }

    async fn analysis_correct(&self, request: AnalysisCorrect) -> Result<AnalysisView, ApiError> {
        self.correct(request).await
    }

    async fn analysis_undo(&self, request: AnalysisRef) -> Result<AnalysisView, ApiError> {
        self.undo_correction(request).await
    }

    async fn sla_get(&self, request: SlaRef) -> Result<SlaView, ApiError> {
        self.policy(request.account).await
    }

    async fn sla_set(&self, request: SlaSet) -> Result<SlaView, ApiError> {
        self.set_policy(request.account, request.policy).await
    }

    async fn sla_try(&self, request: SlaTry) -> Result<SlaTried, ApiError> {
        self.try_rules(request).await
    }

    async fn what_if_start(&self, request: WhatIfStart) -> Result<WhatIfView, ApiError> {
        self.what_if_begin(request).await
    }

    async fn what_if(&self, request: WhatIfRef) -> Result<Option<WhatIfView>, ApiError> {
        Ok(self.what_if_seen(&request))
    }

    async fn what_if_cancel(&self, request: WhatIfRef) -> Result<Nothing, ApiError> {
        self.what_if_end(&request);
        Ok(Nothing {})
    }

    async fn chat_draft(&self, request: ChatRef) -> Result<DraftView, ApiError> {
        Core::chat_draft(self, request.chat).await
    }

    async fn near_replies(&self, request: ChatRef) -> Result<Vec<NearReply>, ApiError> {
        Core::near_replies(self, request.chat).await
    }

    async fn draft_make(&self, request: DraftMake) -> Result<DraftView, ApiError> {
        self.make_draft(request).await
    }

    async fn draft_back(&self, request: ChatRef) -> Result<DraftView, ApiError> {
        self.store.ai_draft_back(request.chat).await?;
        Core::chat_draft(self, request.chat).await
    }

    async fn draft_cancel(&self, request: ChatRef) -> Result<Nothing, ApiError> {
        self.cancel_draft(request.chat);
        Ok(Nothing {})
    }

    async fn draft_outcome(&self, request: DraftOutcome) -> Result<Nothing, ApiError> {
        self.draft_fate(request).await?;
        Ok(Nothing {})
    }

    async fn draft_counts(&self, _: Nothing) -> Result<DraftCounts, ApiError> {
        Core::draft_counts(self).await
    }

    async fn draft_figures(&self, _: Nothing) -> Result<DraftFigures, ApiError> {
        Core::draft_figures(self).await
    }

    async fn habits_list(&self, _: Nothing) -> Result<Vec<HabitView>, ApiError> {
        self.habit_views().await
    }

    async fn habit_decide(&self, request: HabitDecide) -> Result<HabitView, ApiError> {
        self.decide_habit(request).await
    }

    async fn chat_summary(&self, request: ChatRef) -> Result<SummaryView, ApiError> {
        Core::chat_summary(self, request).await
    }

    async fn summary_make(&self, request: ChatRef) -> Result<SummaryView, ApiError> {
        self.make_summary(request).await
    }

    async fn guard_text(&self, request: GuardAsk) -> Result<GuardView, ApiError> {
        Core::guard_text(self, request).await
    }

    async fn guard_rules_list(&self, _: Nothing) -> Result<Vec<GuardRuleView>, ApiError> {
        self.guard_rule_views().await
    }

    async fn guard_rule_set(&self, request: GuardRuleView) -> Result<GuardRuleView, ApiError> {
        self.set_guard_rule(request).await
    }

    async fn guard_rule_remove(&self, request: GuardRuleRef) -> Result<Nothing, ApiError> {
        self.remove_guard_rule(&request.id).await?;
        Ok(Nothing {})
    }

    async fn guard_try(&self, request: GuardTry) -> Result<GuardView, ApiError> {
        self.try_guard(request).await
    }

    async fn canned_list(&self, _: Nothing) -> Result<Vec<CannedView>, ApiError> {
        self.canned_views().await
    }

    async fn canned_set(&self, request: CannedSet) -> Result<CannedView, ApiError> {
        self.set_canned(request).await
    }

    async fn canned_remove(&self, request: CannedRef) -> Result<Nothing, ApiError> {
        self.store.canned_remove(request.canned.0).await?;
        Ok(Nothing {})
    }

    async fn canned_expand(&self, request: CannedExpand) -> Result<CannedText, ApiError> {
        self.expand_canned(request).await
    }

    async fn snippets_list(&self, _: Nothing) -> Result<Vec<SnippetView>, ApiError> {
        self.snippet_views().await
    }

    async fn snippets_set(&self, request: SnippetSet) -> Result<SnippetView, ApiError> {
        self.set_snippet(request).await
    }

    async fn snippets_remove(&self, request: SnippetRef) -> Result<Nothing, ApiError> {
        self.store.snippet_remove(request.snippet.0).await?;
        Ok(Nothing {})
    }

    async fn snippets_import(&self, request: SnippetsImport) -> Result<SnippetsImported, ApiError> {
        self.import_snippets(request).await
    }

    async fn tone_get(&self, _: Nothing) -> Result<ToneView, ApiError> {
        Ok(self.tone().await?.into())
    }

    async fn tone_set(&self, request: ToneView) -> Result<ToneView, ApiError> {
        self.set_tone(request).await
    }

    async fn draft_set(&self, request: DraftSet) -> Result<Nothing, ApiError> {
        self.keep_writing(request).await?;
        Ok(Nothing {})
    }

    async fn reply_send(&self, request: ReplySend) -> Result<OutboxView, ApiError> {
        self.send_reply(request).await
    }

    async fn send_time(&self, request: SendTimeAsk) -> Result<SendTime, ApiError> {
        Core::send_time(self, request).await
    }

    async fn reply_edit(&self, request: ReplyEdit) -> Result<OutboxView, ApiError> {
        self.edit_reply(request).await
    }

    async fn notes_list(&self, request: ChatRef) -> Result<Vec<NoteView>, ApiError> {
        self.chat_notes(request.chat).await
    }

    async fn note_add(&self, request: NoteAdd) -> Result<NoteView, ApiError> {
        self.add_note(request).await
    }

    async fn note_edit(&self, request: NoteEdit) -> Result<NoteView, ApiError> {
        self.edit_note(request).await
    }

    async fn note_remove(&self, request: NoteRef) -> Result<NoteView, ApiError> {
        self.remove_note(request.note).await
    }

    async fn note_restore(&self, request: NoteRef) -> Result<NoteView, ApiError> {
        self.restore_note(request.note).await
    }

    async fn upload_rename(&self, request: UploadRename) -> Result<UploadView, ApiError> {
        self.rename_upload(request).await
    }

    async fn reply_overrides(&self, request: ChatRef) -> Result<Vec<OverrideView>, ApiError> {
        self.override_views(request.chat).await
    }

    async fn outbox_list(&self, query: OutboxQuery) -> Result<Vec<OutboxView>, ApiError> {
        let most = limit(query.limit, 100, 1_000)?;
        let rows = match query.held {
            Some(true) => self.store.outbox_held(most).await?,
            _ => self.store.outbox_list(query.state, query.chat, most).await?,
        };
        Ok(rows.into_iter().map(view::outbox).collect())
    }

    async fn outbox_retry(&self, request: OutboxRef) -> Result<OutboxView, ApiError> {
        self.retry_reply(request.outbox).await
    }

    async fn outbox_cancel(&self, request: OutboxRef) -> Result<OutboxView, ApiError> {
        self.withdraw_reply(request.outbox).await
    }

    async fn outbox_confirm(&self, request: OutboxRef) -> Result<OutboxView, ApiError> {
        Ok(view::outbox(self.step(request.outbox, OutboxEvent::OwnerConfirms).await?))
    }

    async fn attachment_get(&self, request: AttachmentRef) -> Result<AttachmentData, ApiError> {
        self.attachment(request.attachment).await
    }

    async fn attachment_save(&self, request: AttachmentRef) -> Result<SavedFile, ApiError> {
        self.save_attachment(request.attachment).await
    }

    async fn message_raw(&self, request: MessageRef) -> Result<MessageRaw, ApiError> {
        self.raw_of(request.message).await
    }

    async fn message_delete(&self, request: MessageRef) -> Result<Nothing, ApiError> {
        self.delete_message(request.message).await?;
        Ok(Nothing {})
    }

    async fn upload_add(&self, request: UploadAdd) -> Result<UploadView, ApiError> {
        self.upload(request).await
    }

    async fn upload_remove(&self, request: UploadRef) -> Result<Nothing, ApiError> {
        self.drop_upload(request.upload).await?;
        Ok(Nothing {})
    }

    async fn upload_get(&self, request: UploadRef) -> Result<AttachmentData, ApiError> {
        self.upload_data(request.upload).await
    }

    async fn person_get(&self, request: PersonOf) -> Result<PersonView, ApiError> {
        self.person(request.of).await
    }

    async fn person_suggestions(&self, request: ChatRef) -> Result<Vec<PersonSuggestion>, ApiError> {
        Core::person_suggestions(self, request.chat).await
    }

    async fn people_join(&self, request: PeopleJoin) -> Result<ActDone, ApiError> {
        self.join_people(request.chats).await
    }

    async fn people_part(&self, request: ChatRef) -> Result<ActDone, ApiError> {
        self.part_people(request.chat).await
    }

    async fn people_apart(&self, request: PeopleApart) -> Result<ActDone, ApiError> {
        self.keep_apart(request).await
    }

    async fn chat_days(&self, request: ChatDaysQuery) -> Result<ChatDays, ApiError> {
        self.days(request).await
    }

    async fn chat_place_set(&self, request: ChatPlaceSet) -> Result<Nothing, ApiError> {
        self.keep_place(request).await?;
        Ok(Nothing {})
    }

    async fn chat_context(&self, request: ChatRef) -> Result<ChatContext, ApiError> {
        self.context(request.chat).await
    }

    async fn item_picture(&self, request: ChatRef) -> Result<AttachmentData, ApiError> {
        Core::item_picture(self, request.chat).await
    }

    async fn search(&self, query: SearchQuery) -> Result<SearchFound, ApiError> {
        let chats = match query.chats {
            Some(_) => usize::try_from(limit(query.chats, 1, 200)?).unwrap_or(SEARCH_CHATS),
            None => SEARCH_CHATS,
        };
        let limit = limit(query.limit, 20, 1_000)?;
        self.search_found(&query.query, Wanted { limit, chats }, query.ranked.unwrap_or(false)).await
    }

    async fn search_hints(&self, request: SearchTyped) -> Result<SearchHints, ApiError> {
        self.hints(&request.typed, &request.locale).await
    }

    async fn providers_list(&self, _: Nothing) -> Result<ModelsView, ApiError> {
        self.models_view().await
    }

    async fn provider_set(&self, request: ProviderSet) -> Result<ProviderView, ApiError> {
        self.set_provider(request).await
    }

    async fn provider_check(&self, request: ProviderSet) -> Result<ProviderCheck, ApiError> {
        self.check_provider(request).await
    }

    async fn provider_models(&self, request: ProviderSet) -> Result<Vec<ModelListed>, ApiError> {
        Core::provider_models(self, request).await
    }

    async fn provider_move(&self, request: ProviderMove) -> Result<Nothing, ApiError> {
        self.move_provider(request.provider, request.to).await?;
        Ok(Nothing {})
    }

    async fn provider_remove(&self, request: ProviderRef) -> Result<Nothing, ApiError> {
        self.remove_provider(request.provider).await?;
        Ok(Nothing {})
    }

    async fn models_set(&self, request: ModelsPatch) -> Result<ModelsView, ApiError> {
        self.set_models(request).await
    }

    async fn ledger_list(&self, request: LedgerQuery) -> Result<LedgerPage, ApiError> {
        self.ledger(request).await
    }

    async fn openrouter_login(&self, request: LoginBegin) -> Result<LoginStarted, ApiError> {
        self.begin_login(request.base_url).await
    }

    async fn openrouter_login_cancel(&self, _: Nothing) -> Result<Nothing, ApiError> {
        self.cancel_login();
        Ok(Nothing {})
    }

    async fn demo_add(&self, request: DemoAdd) -> Result<DemoAdded, ApiError> {
        self.add_demo(request.chats).await
    }

    async fn demo_remove(&self, _: Nothing) -> Result<Nothing, ApiError> {
        for row in self.store.accounts().await?.into_iter().filter(|row| row.channel == ChannelKind::Demo) {
            self.remove_account(row.id).await?;
        }
        Ok(Nothing {})
    }

    async fn state(&self, _: Nothing) -> Result<StateView, ApiError> {
        Core::state(self).await
    }

    async fn metrics(&self, request: MetricsQuery) -> Result<MetricsView, ApiError> {
        self.figures(&request).await
    }

    async fn metrics_export(&self, request: MetricsExport) -> Result<SavedFile, ApiError> {
        self.figures_file(&request).await
    }

    async fn export_start(&self, request: ExportStart) -> Result<ExportView, ApiError> {
        self.begin_export(request).await
    }

    async fn export_view(&self, request: TransferRef) -> Result<Option<ExportView>, ApiError> {
        Ok(self.exports.find(request.run).map(|run| run.view()))
    }

    async fn export_cancel(&self, request: TransferRef) -> Result<Nothing, ApiError> {
        self.exports.find(request.run).inspect(|run| run.stop.cancel());
        Ok(Nothing {})
    }

    async fn import_chunk(&self, request: ImportChunk) -> Result<ImportUpload, ApiError> {
        self.take_import_chunk(request).await
    }

    async fn import_look(&self, request: ImportFile) -> Result<ImportLooked, ApiError> {
        self.look_at_import(request).await
    }

    async fn import_start(&self, request: ImportStart) -> Result<ImportView, ApiError> {
        self.begin_import(request).await
    }

    async fn import_view(&self, request: TransferRef) -> Result<Option<ImportView>, ApiError> {
        Ok(self.imports.find(request.run).map(|run| run.view()))
    }

    async fn import_cancel(&self, request: TransferRef) -> Result<Nothing, ApiError> {
        self.imports.find(request.run).inspect(|run| run.stop.cancel());
        Ok(Nothing {})
    }

    async fn imports_list(&self, _: Nothing) -> Result<Vec<ImportDone>, ApiError> {
        self.imports_done().await
    }

    async fn import_undo(&self, request: ImportRef) -> Result<ImportView, ApiError> {
        self.begin_import_undo(request.import).await
    }

    async fn backup_now(&self, request: BackupNow) -> Result<BackupDone, ApiError> {
        self.back_up_now(request).await
    }

    async fn backups_get(&self, _: Nothing) -> Result<BackupsView, ApiError> {
        self.backups_view().await
    }

    async fn backups_set(&self, request: BackupsSet) -> Result<BackupsView, ApiError> {
        self.set_backups(request).await
    }

    async fn backup_files(&self, _: Nothing) -> Result<Vec<BackupFile>, ApiError> {
        Core::backup_files(self).await
    }

    async fn restore_ready(&self, request: RestoreAsk) -> Result<RestoreDone, ApiError> {
        self.lay_backup_ready(request).await
    }

    async fn log_export(&self, _: Nothing) -> Result<SavedFile, ApiError> {
        self.export_log().await
    }

    async fn doctor(&self, _: Nothing) -> Result<Vec<DoctorCheck>, ApiError> {
        Ok(Core::doctor(self, 0).await)
    }

    async fn window_raise(&self, _: Nothing) -> Result<Nothing, ApiError> {
        // Without a window the second start must know, or it would end and show nothing.
        let raise = self.raise.as_ref().ok_or_else(|| ApiError::new(ErrorCode::StateConflict, "This process has no window"))?;
        raise();
        Ok(Nothing {})
    }
}
