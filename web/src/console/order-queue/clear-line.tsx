import { useState } from "react";
import { useWords } from "../../api/explain.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { PanelCard } from "../shared/panel-card.tsx";
import { clearLine } from "./api.ts";
import { useLineTexts } from "./messages/index.ts";

export function ClearLine({ waiting, refresh }: { waiting: number; refresh(): void }) {
  const { purge: texts, failed } = useLineTexts();
  const wordsOf = useWords();
  const denied = useDenied();
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState("");
  const clear = async () => {
    setAsking(false);
    const result = await clearLine().catch((reason: Error) => reason);
    setSaid(result instanceof Error ? failed(wordsOf(result)) : texts.done(result.upTo));
    refresh();
  };
  return (
    <PanelCard title={texts.title} body={texts.body}>
      <div className="flex flex-wrap gap-2">
        {!asking && (
          <ActionButton denied={denied ?? (waiting > 0 ? undefined : texts.empty)} onClick={() => setAsking(true)}>
            {texts.ask}
          </ActionButton>
        )}
        {asking && (
          <>
            <ActionButton kind="primary" onClick={clear}>
              {texts.sure(waiting)}
            </ActionButton>
            <ActionButton onClick={() => setAsking(false)}>{texts.keep}</ActionButton>
          </>
        )}
      </div>
      <p role="status" className="min-h-5 text-sm text-ink-soft tabular-nums">
        {said}
      </p>
    </PanelCard>
  );
}
