//! Trying client id and secret before they are saved: a token, whose it is, and the list of chats.

use pult_domain::{TokenCheck, TokenKind};

use crate::avito::Avito;
use crate::channel::{ChannelError, settled};

impl Avito {
    /// See [`crate::Channel::check`].
    pub(super) async fn check_access(&self) -> Result<TokenCheck, ChannelError> {
        // The secret has no documented end, and its tokens renew themselves.
        let mut check = TokenCheck::begun(TokenKind::Personal, self.credentials.as_ref().err().copied());
        if check.problem.is_some() {
            return Ok(check);
        }
        let looked = self.look(&mut check).await;
        settled(check, looked)
    }

    async fn look(&self, check: &mut TokenCheck) -> Result<(), ChannelError> {
        let me = self.me().await?;
        check.seller_id = Some(me.id.clone());
        check.seller_name.clone_from(&me.name);
        check.chats_seen = u32::try_from(self.chats_at(0).await?.chats.len()).ok();
        Ok(())
    }
}
