import { useState } from "react";
import { useWords } from "../../api/explain.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { PanelCard } from "../shared/panel-card.tsx";
import { queueTestOrder } from "./api.ts";
import { useLineTexts } from "./messages/index.ts";

export function CrashOrder({ refresh }: { refresh(): void }) {
  const { crash: texts, failed } = useLineTexts();
  const wordsOf = useWords();
  const denied = useDenied();
  const [said, setSaid] = useState("");
  const send = async () => {
    const result = await queueTestOrder("crash").catch((reason: Error) => reason);
    setSaid(result instanceof Error ? failed(wordsOf(result)) : texts.sent(result.order.number ?? 0));
    refresh();
  };
  return (
    <PanelCard title={texts.title} body={texts.body}>
      <div>
        <ActionButton denied={denied} onClick={send}>
          {texts.send}
        </ActionButton>
      </div>
      <p role="status" className="min-h-5 text-sm text-ink-soft tabular-nums">
        {said}
      </p>
    </PanelCard>
  );
}
