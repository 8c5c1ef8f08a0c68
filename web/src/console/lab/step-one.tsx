import { type FormEvent, useId, useState } from "react";
import { useWords } from "../../api/explain.ts";
import { ApiError } from "../../api/http.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { PanelCard } from "../shared/panel-card.tsx";
import { addOne } from "./api.ts";
import { useLabTexts } from "./messages/index.ts";
import { Resources } from "./resources.tsx";

export function StepOne() {
  const { one: texts, failed } = useLabTexts();
  const wordsOf = useWords();
  const [typed, setTyped] = useState("41");
  const [said, setSaid] = useState("");
  const field = useId();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const number = Number(typed);
    const input = typed.trim() === "" || Number.isNaN(number) ? typed : number;
    const result = await addOne(input).catch((reason: Error) => reason);
    if (result instanceof ApiError) return setSaid(texts.refused(result.status, wordsOf(result)));
    setSaid(result instanceof Error ? failed(wordsOf(result)) : texts.answer(String(result.output)));
  };
  return (
    <PanelCard title={texts.title} body={texts.body}>
      <form onSubmit={send} className="flex flex-wrap items-end gap-3">
        <div className="grid gap-1">
          <label htmlFor={field} className="text-sm">
            {texts.input}
          </label>
          <input
            id={field}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            className="h-9 w-40 rounded-small border border-border bg-paper px-3 tabular-nums"
          />
        </div>
        <ActionButton type="submit">{texts.send}</ActionButton>
      </form>
      <p role="status" className="min-h-6 font-semibold tabular-nums">
        {said}
      </p>
      <Resources names={texts.resources} />
    </PanelCard>
  );
}
