import type { AttachmentId } from "../../api/bindings";
import { useOperation } from "../../api/core";
import { useNotices } from "../../shared/notices";
import { useWords } from "../../words/words";

/** Keeps a file of a message where downloads are kept, and says where that is. */
export function useSave(attachment: AttachmentId): { save: () => void; saving: boolean } {
  const words = useWords();
  const { offer } = useNotices();
  const operation = useOperation("attachment_save");
  const save = () =>
    operation.mutate(
      { attachment },
      {
        onSuccess: ({ path }) => offer({ text: words.t("saved-at", { path }) }),
        onError: (refusal) => offer({ text: words.error(refusal.code) }),
      },
    );
  return { save, saving: operation.isPending };
}
