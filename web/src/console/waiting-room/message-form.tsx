import type { AdminRoom } from "@donut/contracts/waiting-room";
import { type FormEvent, useState } from "react";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { TextField } from "../shared/field.tsx";
import { PanelCard } from "../shared/panel-card.tsx";
import { ProblemNote } from "../shared/problem-note.tsx";
import { useHallTexts } from "./messages/index.ts";
import { useChange } from "./use-change.ts";

/** The message for everybody who waits, in their languages. */
export function MessageForm({ room }: { room: AdminRoom }) {
  const { message: texts } = useHallTexts();
  const denied = useDenied();
  const change = useChange();
  const [draft, setDraft] = useState<{ en?: string; ko?: string }>({});
  const en = draft.en ?? room.message?.en ?? "";
  const ko = draft.ko ?? room.message?.ko ?? "";
  const missing = en.trim() === "" || ko.trim() === "" ? texts.both : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (denied ?? missing) return;
    change.mutate({ message: { en: en.trim(), ko: ko.trim() } }, { onSuccess: () => setDraft({}) });
  };
  return (
    <PanelCard title={texts.title} body={texts.body}>
      <form onSubmit={submit} onChange={() => change.reset()} className="grid gap-3">
        <TextField
          name={texts.en}
          lang="en"
          readOnly={denied !== undefined}
          value={en}
          onChange={(value) => setDraft({ ...draft, en: value })}
        />
        <TextField
          name={texts.ko}
          lang="ko"
          readOnly={denied !== undefined}
          value={ko}
          onChange={(value) => setDraft({ ...draft, ko: value })}
        />
        <ProblemNote error={change.error} />
        <div className="flex flex-wrap gap-2">
          <ActionButton type="submit" denied={denied ?? missing} busy={change.isPending}>
            {texts.send}
          </ActionButton>
          {room.message && (
            <ActionButton
              kind="quiet"
              denied={denied}
              onClick={() => change.mutate({ message: null }, { onSuccess: () => setDraft({}) })}
            >
              {texts.clear}
            </ActionButton>
          )}
        </div>
      </form>
    </PanelCard>
  );
}
