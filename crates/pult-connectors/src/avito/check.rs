//! Trying client id and secret before they are saved: a token, whose it is, and the list of chats.

use pult_domain::{Retry, TokenCheck, TokenKind};

use crate::avito::Avito;
use crate::channel::ChannelError;

impl Avito {
    /// See [`crate::Channel::check`].
    pub(super) async fn check_access(&self) -> Result<TokenCheck, ChannelError> {
        let mut check = TokenCheck {
            ok: false,
            problem: self.credentials.as_ref().err().copied(),
            missing_rights: Vec::new(),
            warnings: Vec::new(),
            kind: TokenKind::Personal,
            // The secret has no documented end, and its tokens renew themselves.
            expires_at_ms: None,
            seller_id: None,
            seller_name: None,
            chats_seen: None,
            detail: None,
        };
        if check.problem.is_some() {
            return Ok(check);
        }
        match self.look(&mut check).await {
            Ok(()) => check.ok = true,
            // What waits for the owner is a finding; the rest leaves the question open.
            Err(error) if error.retry == Retry::NeedsOwner => {
                check.problem = Some(error.code);
                check.missing_rights.extend(error.missing_right);
                check.detail = Some(error.detail).filter(|detail| !detail.is_empty());
            }
            Err(error) => return Err(error),
        }
        Ok(check)
    }

    async fn look(&self, check: &mut TokenCheck) -> Result<(), ChannelError> {
        let me = self.me().await?;
        check.seller_id = Some(me.id.clone());
        check.seller_name.clone_from(&me.name);
        check.chats_seen = u32::try_from(self.chats_at(0).await?.chats.len()).ok();
        Ok(())
    }
}
