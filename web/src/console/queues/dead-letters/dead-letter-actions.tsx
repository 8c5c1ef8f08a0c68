import { useCopied } from "../../../ui/use-copied.ts";
import type { DeadLetter } from "../../api/types.ts";
import { useConsoleMessages } from "../../messages/index.ts";
import { useDenied } from "../../shared/access.ts";
import { ActionButton } from "../../shared/action-button.tsx";
import { download } from "./export.ts";

export type DeadLetterAsk = "redrive" | "edit" | "delete";

interface Props {
  deadLetter: DeadLetter;
  /** Why it cannot be redriven. */
  stuck: string | undefined;
  onAsk(ask: DeadLetterAsk): void;
}

/** The actions for one dead letter. */
export function DeadLetterActions({ deadLetter, stuck, onAsk }: Props) {
  const { deadLetters: texts, peek } = useConsoleMessages();
  const denied = useDenied();
  const [copied, copy] = useCopied();
  const cut = deadLetter.bodyLength > deadLetter.body.length ? texts.cutEdit : undefined;
  return (
    <div className="flex flex-wrap items-center gap-1 pb-1 *:px-2!">
      <ActionButton denied={denied ?? stuck} tip={texts.redriveKey} onClick={() => onAsk("redrive")}>
        {texts.redrive}
      </ActionButton>
      <ActionButton denied={denied ?? stuck ?? cut} tip={texts.editKey} onClick={() => onAsk("edit")}>
        {texts.edit}
      </ActionButton>
      <ActionButton denied={denied} tip={texts.deleteKey} onClick={() => onAsk("delete")}>
        {texts.delete}
      </ActionButton>
      <ActionButton kind="quiet" onClick={() => copy(location.href)}>
        {copied ? peek.copied : texts.copyLink}
      </ActionButton>
      <ActionButton kind="quiet" onClick={() => download(`${deadLetter.id}.json`, [deadLetter])}>
        JSON
      </ActionButton>
    </div>
  );
}
