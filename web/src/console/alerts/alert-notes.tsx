import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useFormat } from "../../i18n/format.ts";
import { addNote } from "../api/records.ts";
import type { Alert } from "../api/types.ts";
import { useConsoleMessages } from "../messages/index.ts";
import { useDenied } from "../shared/access.ts";
import { ActionButton } from "../shared/action-button.tsx";
import { fieldClass } from "../shared/field.tsx";
import { sayFailed } from "../shared/say.tsx";

/** What operators have found out about an alert or done about it, and a field for more. */
export function AlertNotes({ alert }: { alert: Alert }) {
  const { alerts: texts } = useConsoleMessages();
  const format = useFormat();
  const denied = useDenied();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const add = useMutation({
    mutationFn: () => addNote(alert.id, text.trim()),
    onSuccess: () => setText(""),
    onSettled: () => client.invalidateQueries({ queryKey: ["admin", "alerts"] }),
    onError: sayFailed,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "" && !add.isPending) add.mutate();
  };
  return (
    <div className="grid gap-2">
      {alert.notes.length > 0 && (
        <ul className="grid gap-1.5" aria-label={texts.notes}>
          {alert.notes.map(({ at, by, text: note }) => (
            <li key={`${at} ${note}`} className="border-l-2 border-border pl-3">
              <p className="wrap-anywhere">{note}</p>
              <p className="text-xs text-ink-soft tabular-nums">{texts.noteBy(by.name, format.dateTime(at))}</p>
            </li>
          ))}
        </ul>
      )}
      {denied === undefined && (
        <form onSubmit={submit} className="flex max-w-160 gap-2">
          <input
            value={text}
            maxLength={1000}
            aria-label={texts.note}
            placeholder={texts.noteHint}
            onChange={({ target }) => setText(target.value)}
            className={`h-9 ${fieldClass}`}
          />
          {text.trim() !== "" && (
            <ActionButton type="submit" busy={add.isPending}>
              {texts.addNote}
            </ActionButton>
          )}
        </form>
      )}
    </div>
  );
}
